from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "planning.proposals"
    label = "proposals"
    verbose_name = "Masalah dan usulan"
