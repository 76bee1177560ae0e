from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "planning.programs"
    label = "programs"
    verbose_name = "Kegiatan dan dana"

    def ready(self) -> None:
        from kumuh.core.reference import register_reference
        from planning.cycles.registry import register_page
        from planning.methods.registry import ChoiceSource, register_source
        from planning.programs import checks, queries, services
        from planning.programs.queries.works import offered_works
        from planning.proposals.registry import register_cost, register_use, register_way

        checks.register()
        register_cost(queries.costs_of)
        register_use(queries.uses_of)
        register_way(queries.way_of_proposal)
        register_source(ChoiceSource("kegiatan", "Kegiatan", offered_works))
        register_reference("Dana", services.load_reference_funds, order=40)
        register_page("Kegiatan", "programs:work-list", order=50)
        register_page("Musrenbang", "programs:forum-list", order=65)
        register_page("Prioritas", "programs:priority-detail", order=60, tracks=["P"])
