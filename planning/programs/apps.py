from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "planning.programs"
    label = "programs"
    verbose_name = "Kegiatan dan dana"

    def ready(self) -> None:
        from kumuh.core.reference import register_reference
        from planning.programs import queries, services
        from planning.proposals.registry import register_cost, register_use

        register_cost(queries.costs_of)
        register_use(queries.uses_of)
        register_reference("Dana", services.load_reference_funds, order=40)
