from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "planning.desk"
    label = "desk"
    verbose_name = "Meja kerja"
