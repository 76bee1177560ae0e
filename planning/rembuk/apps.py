from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "planning.rembuk"
    label = "rembuk"
    verbose_name = "Rembuk"

    def ready(self) -> None:
        from planning.cycles.registry import register_page
        from planning.rembuk import checks

        checks.register()
        register_page("Rembuk", "rembuk:meeting-list", order=20)
