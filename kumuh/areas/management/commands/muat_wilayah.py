"""Load the official regions; may be repeated at any time."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.areas.enums import RegionLevel
from kumuh.areas.services import load_regions
from kumuh.core.formats import show_number

PACKAGED_LIST = settings.BASE_DIR / "fixtures" / "reference" / "wilayah" / "wilayah.csv.gz"


class Command(BaseCommand):
    help = "Memuat daftar wilayah resmi (kode Kemendagri). Boleh diulang; hanya perubahan yang ditulis."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--berkas",
            type=Path,
            default=PACKAGED_LIST,
            help="Daftar lain: CSV atau CSV.gz dengan kolom kode, nama, lintang, bujur.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = load_regions(content=options["berkas"].read_bytes())
        except OSError as error:
            raise CommandError(f"Berkas tidak dapat dibuka: {options['berkas']}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        levels = ", ".join(f"{show_number(counts.by_level[level])} {level.label}" for level in RegionLevel)
        self.stdout.write(f"Wilayah: {levels}.")
        self.stdout.write(
            f"Baru {show_number(counts.created)}, berubah {show_number(counts.updated)}, "
            f"tetap {show_number(counts.unchanged)}, tidak berlaku lagi {show_number(counts.retired)}."
        )
