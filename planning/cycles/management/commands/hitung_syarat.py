"""`manage.py hitung_syarat`: count what every running cycle is short of, for the lists; meant for cron."""

from typing import Any

from django.core.management.base import BaseCommand

from planning.cycles.queries.causes import count_gates


class Command(BaseCommand):
    help = "Hitung apa yang kurang pada setiap siklus berjalan, agar daftar kota menyebutkannya tanpa menunggu."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Syarat dihitung: {count_gates()} siklus.")
