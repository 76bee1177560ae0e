from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "planning.rembuk"
    label = "rembuk"
    verbose_name = "Rembuk"

    def ready(self) -> None:
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page
        from planning.rembuk import checks

        checks.register()
        register_page("Rembuk", "rembuk:meeting-list", order=20, tracks=Track.values)
        register_page("Keikutsertaan", "rembuk:coverage-detail", order=21, tracks=Track.values)
