from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "planning.methods"
    label = "methods"
    verbose_name = "Metode partisipatif"

    def ready(self) -> None:
        from planning.cycles.registry import register_page, register_row_source
        from planning.methods import checks
        from planning.methods.queries import (
            calendar,
            dots,
            focus,
            map_reading,
            matrix_reading,
            matrix_sources,
            survey_reading,
            transect,
            tree,
            users,
            venn,
            welfare,
        )
        from planning.methods.queries.bodies import REGISTER
        from planning.methods.registry import register_receiver, register_source, register_tool

        checks.register()
        people = (venn, focus, dots, tree, welfare, survey_reading)
        for method in (calendar, map_reading, transect, matrix_reading, *people):
            register_tool(method.TOOL)
        for source in matrix_sources.SOURCES:
            register_source(source)
        register_receiver(REGISTER)
        register_receiver(users.USERS)
        register_row_source(users.SOURCE)
        register_page("Metode", "methods:session-list", order=25)
