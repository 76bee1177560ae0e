"""Print, write or check the page of rights."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.accounts.permissions import faults, page


class Command(BaseCommand):
    help = "Mencetak tabel hak × peran × keadaan dan hak setiap alamat (docs/permissions.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tulis", action="store_true", help="Menulis docs/permissions.md.")
        parser.add_argument(
            "--periksa", action="store_true", help="Gagal bila berkas itu usang atau ada alamat tanpa hak."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        written = settings.BASE_DIR / "docs" / "permissions.md"
        if options["tulis"]:
            written.write_text(page(), encoding="utf-8")
            self.stdout.write(f"{written.name} ditulis.")
        elif not options["periksa"]:
            self.stdout.write(page(), ending="")
            return
        found = faults()
        if not written.is_file() or written.read_text(encoding="utf-8") != page():
            found.append("docs/permissions.md usang: jalankan python manage.py daftar_hak --tulis")
        if found:
            raise CommandError("\n".join(found))
