"""Restore a backup, or only verify it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from kumuh.core.backup import BackupError, restore_backup, verify_backup


class Command(BaseCommand):
    help = "Memulihkan cadangan (hentikan dahulu aplikasinya); dengan --periksa hanya memeriksa keutuhannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--periksa", action="store_true", help="hanya memeriksa, tidak mengubah apa pun")
        parser.add_argument("--ya", action="store_true", help="tanpa bertanya")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["berkas"]
        try:
            contents = verify_backup(source)
            self.stdout.write(f"Utuh: dibuat {contents.made_at}, {len(contents.media)} berkas.")
            if options["periksa"]:
                return
            if not options["ya"] and input("Ganti data sekarang dengan cadangan ini? Ketik 'ya': ") != "ya":
                raise CommandError("Dibatalkan; tidak ada yang berubah.")
            connections.close_all()
            restore_backup(
                source,
                database=settings.DATABASES["default"],
                media=Path(settings.MEDIA_ROOT),
                now=timezone.localtime(),
            )
        except BackupError as error:
            raise CommandError(f"{error} Tidak ada yang berubah.") from error
        self.stdout.write("Dipulihkan. Jalankan `python manage.py siapkan`, lalu nyalakan kembali aplikasinya.")
