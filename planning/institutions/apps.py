from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "planning.institutions"
    label = "institutions"
    verbose_name = "Lembaga"

    def ready(self) -> None:
        from kumuh.areas.registry import register_doors
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page
        from planning.institutions import checks

        checks.register()
        register_page("Lembaga", "institutions:cycle-institutions", order=15, tracks=Track)
        register_page("Pelatihan", "institutions:cycle-trainings", order=16, tracks=Track)
        register_doors(checks.doors, order=30)
