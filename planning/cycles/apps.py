from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "planning.cycles"
    label = "cycles"
    verbose_name = "Siklus perencanaan"

    def ready(self) -> None:
        from planning.cycles import checks

        checks.register()
