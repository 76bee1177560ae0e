from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "planning.cycles"
    label = "cycles"
    verbose_name = "Siklus perencanaan"

    def ready(self) -> None:
        from planning.cycles import checks
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page

        checks.register()
        register_page("Persiapan", "cycles:preparation-edit", order=5, tracks=[Track.P2KP, Track.KOTAKU])
        register_page("Refleksi", "cycles:reflection-list", order=90, tracks=[Track.P2KP, Track.SPBM, Track.PLPBK])
