from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "kumuh.areas"
    label = "areas"
    verbose_name = "Wilayah"
