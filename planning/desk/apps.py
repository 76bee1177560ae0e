from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "planning.desk"
    label = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        from kumuh.areas.registry import register_section
        from planning.desk.views.place import cycles_section

        register_section(cycles_section, order=10)
