from functools import partial

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "planning.proposals"
    label = "proposals"
    verbose_name = "Masalah dan usulan"

    def ready(self) -> None:
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page
        from planning.methods.enums import ResultKind
        from planning.methods.registry import Receiver, register_receiver, register_source
        from planning.proposals import checks
        from planning.proposals.enums import TakenAs
        from planning.proposals.queries.matrices import SOURCES
        from planning.proposals.queries.results import asks_for_causes, made_of, taking_page

        checks.register()
        for taken_as, label, kinds in (
            (TakenAs.PROBLEM, "Jadikan masalah", {ResultKind.PROBLEM}),
            (TakenAs.FACT, "Catat sebagai potensi atau kebutuhan", {ResultKind.POTENTIAL, ResultKind.NEED}),
            (TakenAs.PROPOSAL, "Jadikan usulan", {ResultKind.PROPOSAL, ResultKind.NEED, ResultKind.PROBLEM}),
        ):
            made, page = partial(made_of, taken_as=taken_as), partial(taking_page, taken_as=taken_as)
            register_receiver(Receiver(taken_as.lower(), label, kinds, page, made))
        made, page = partial(made_of, taken_as=TakenAs.CAUSE), partial(taking_page, taken_as=TakenAs.CAUSE)
        causes = {ResultKind.CAUSE}
        register_receiver(Receiver(TakenAs.CAUSE.lower(), "Jadikan sebab RW", causes, page, made, asks_for_causes))
        for source in SOURCES:
            register_source(source)
        register_page("Sebab per RW", "proposals:cause-list", order=25, tracks=[Track.KOTAKU])
        register_page("Masalah", "proposals:problem-list", order=30)
        register_page("Usulan", "proposals:proposal-list", order=40)
        register_page("Peringkat", "proposals:ranking-detail", order=50)
