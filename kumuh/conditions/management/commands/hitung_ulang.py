"""Compute all stored scores again and compare."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from kumuh.accounts.models import User
from kumuh.conditions.models import RtRecord
from kumuh.conditions.services import compare_scores, repair_scores
from kumuh.core.formats import show_number

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Menghitung ulang nilai yang tersimpan, tiap data dengan versi aturannya sendiri, lalu membandingkan. "
        "Hanya --perbaiki yang menulis, dengan riwayat. Keluar dengan 1 bila ada selisih yang tidak diperbaiki."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wilayah", default="", help="Kode wilayah; bawaan: semua.")
        parser.add_argument("--tahun", type=int, help="Hanya tahun ini.")
        parser.add_argument("--perbaiki", action="store_true", help="Ganti nilai yang berbeda dengan hitungan ulang.")
        parser.add_argument("--oleh", default="", help="Nama pengguna yang tercatat dalam riwayat perbaikan.")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = self._rows(options)
        if options["perbaiki"]:
            user = User.objects.filter(username=options["oleh"], is_active=True).first()
            if user is None:
                raise CommandError("Sebutkan pengguna yang ada dengan --oleh NAMA.")
            found = repair_scores(rows=rows, by=user, reason="Hitung ulang nilai")
        else:
            found = compare_scores(rows=rows)
        for item in found.differences[:MOST_SHOWN]:
            self.stdout.write(
                f"Data RT {item.record_id}: {item.field} tersimpan {item.stored}, dihitung {item.computed}"
            )
        fate = "diperbaiki" if options["perbaiki"] else "tidak diubah"
        checked, wrong = show_number(found.checked), show_number(len(found.differences))
        self.stdout.write(f"{checked} data RT dihitung ulang, {wrong} selisih {fate}.")
        if found.differences and not options["perbaiki"]:
            sys.exit(1)

    def _rows(self, options: dict[str, Any]) -> QuerySet[RtRecord]:
        rows = RtRecord.objects.in_areas([options["wilayah"]])
        return rows.filter(year=options["tahun"]) if options["tahun"] else rows
