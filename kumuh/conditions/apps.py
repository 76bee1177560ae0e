from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "kumuh.conditions"
    label = "conditions"
    verbose_name = "Kondisi permukiman"
