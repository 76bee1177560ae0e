from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "planning.methods"
    label = "methods"
    verbose_name = "Metode partisipatif"

    def ready(self) -> None:
        from planning.cycles.registry import register_page
        from planning.methods import checks
        from planning.methods.queries import calendar, dots, focus, map_reading, transect, tree, venn, welfare
        from planning.methods.queries.bodies import REGISTER
        from planning.methods.registry import register_receiver, register_tool

        checks.register()
        places = (map_reading.TOOL, transect.TOOL)
        for tool in (calendar.TOOL, venn.TOOL, focus.TOOL, dots.TOOL, *places, tree.TOOL, welfare.TOOL):
            register_tool(tool)
        register_receiver(REGISTER)
        register_page("Metode", "methods:session-list", order=25)
