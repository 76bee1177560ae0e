from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kumuh.core"
    label = "core"
    verbose_name = "Inti"
