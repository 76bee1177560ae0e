from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "planning.rembuk"
    label = "rembuk"
    verbose_name = "Rembuk"

    def ready(self) -> None:
        from planning.rembuk import checks

        checks.register()
