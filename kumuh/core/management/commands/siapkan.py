"""Bring a database up to date: tables, cache, official regions, reference data, demo city."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

#: (command, options) in the order they build on each other; every one may be repeated at any time.
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("migrate", {"verbosity": 0, "interactive": False}),
    ("createcachetable", {"verbosity": 0}),
    ("muat_wilayah", {}),
    ("muat_acuan", {}),
)
DEMO_STEP: tuple[str, dict[str, Any]] = ("muat_demo", {})


class Command(BaseCommand):
    help = "Menyiapkan basis data: tabel, wilayah resmi, data acuan, dan (hanya mode demo) kota contoh."

    def handle(self, *args: Any, **options: Any) -> None:
        known = get_commands()
        for name, step_options in (*STEPS, *([DEMO_STEP] if settings.DEMO else [])):
            if name in known:
                call_command(name, stdout=self.stdout, stderr=self.stderr, **step_options)
