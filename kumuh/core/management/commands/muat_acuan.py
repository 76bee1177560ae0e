"""Load the reference data of every app: regulation versions, criteria, funds …"""

from typing import Any

from django.core.management.base import BaseCommand

from kumuh.core.reference import reference_loaders


class Command(BaseCommand):
    help = "Memuat data acuan (versi aturan, kriteria, sumber dana …); boleh diulang kapan saja."

    def handle(self, *args: Any, **options: Any) -> None:
        for loader in reference_loaders():
            self.stdout.write(f"{loader.name}: {loader.load()}")
