from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "kumuh.conditions"
    label = "conditions"
    verbose_name = "Kondisi permukiman"

    def ready(self) -> None:
        from kumuh.areas.registry import register_doors
        from kumuh.conditions.services import load_reference_rulesets
        from kumuh.conditions.views.doors import doors
        from kumuh.core.reference import register_reference

        register_reference("Versi aturan", load_reference_rulesets, order=10)
        register_doors(doors, order=10)
