from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "planning.programs"
    label = "programs"
    verbose_name = "Kegiatan dan dana"
