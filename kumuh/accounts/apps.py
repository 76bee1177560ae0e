from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kumuh.accounts"
    label = "accounts"
    verbose_name = "Pengguna dan penugasan"
