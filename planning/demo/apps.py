from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "planning.demo"
    label = "demo"
    verbose_name = "Kota contoh"
