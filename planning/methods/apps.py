from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "planning.methods"
    label = "methods"
    verbose_name = "Metode partisipatif"
