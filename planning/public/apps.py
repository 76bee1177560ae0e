from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "planning.public"
    label = "public"
    verbose_name = "Halaman publik"
