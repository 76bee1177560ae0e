from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "planning.proposals"
    label = "proposals"
    verbose_name = "Masalah dan usulan"

    def ready(self) -> None:
        from planning.cycles.enums import Track
        from planning.cycles.registry import register_page
        from planning.proposals import checks

        checks.register()
        register_page("Sebab per RW", "proposals:cause-list", order=25, tracks=[Track.KOTAKU])
        register_page("Masalah", "proposals:problem-list", order=30)
        register_page("Usulan", "proposals:proposal-list", order=40)
        register_page("Peringkat", "proposals:ranking-detail", order=50)
