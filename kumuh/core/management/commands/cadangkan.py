"""Write a backup of database and files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kumuh.core.backup import BackupError, write_backup


class Command(BaseCommand):
    help = "Mencadangkan basis data dan semua berkas ke satu berkas zip dengan daftar sidik (SHA-256)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keluaran", type=Path, help="berkas zip (bawaan: var/cadangan/kumuh-<waktu>.zip)")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.localtime()
        target = options["keluaran"] or settings.VAR_DIR / "cadangan" / f"kumuh-{now:%Y%m%d-%H%M%S}.zip"
        try:
            contents = write_backup(
                target, database=settings.DATABASES["default"], media=Path(settings.MEDIA_ROOT), now=now
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: basis data dan {len(contents.media)} berkas.")
