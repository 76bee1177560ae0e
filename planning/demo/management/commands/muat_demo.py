"""Load the demo city, or give its accounts a new password."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from planning.demo.services import load_demo
from planning.demo.services.people import account_file


class Command(BaseCommand):
    help = "Memuat kota contoh (Kota Pekalongan) untuk mencoba aplikasi; boleh diulang. Hanya dalam mode demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sandi-baru", action="store_true", help="buat kata sandi baru untuk semua akun contoh")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Kota contoh hanya dimuat dalam mode demo (KUMUH_DEMO=on).")
        try:
            load_demo(new_password=options["sandi_baru"], told=self.stdout.write)
        except LookupError as missing:
            raise CommandError(str(missing)) from missing
        path = account_file()
        self.stdout.write("")
        if path.exists():
            self.stdout.write(path.read_text(encoding="utf-8"))
        else:
            self.stdout.write(f"{path} tidak ada. Buat kata sandi baru: python manage.py muat_demo --sandi-baru")
