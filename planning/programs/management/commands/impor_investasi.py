"""Try or apply a file of finished works from the command line."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.accounts.models import User
from kumuh.areas.models import Region
from planning.programs.imports import apply_investments, try_investments


class Command(BaseCommand):
    help = "Mencoba berkas penanganan terlaksana, atau mencatatnya (--terapkan). Keluar dengan 1 bila ada galat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", help="Berkas .xlsx, .xls, .ods, atau .csv menurut templat.")
        parser.add_argument("--oleh", required=True, help="Nama pengguna yang tercatat sebagai pencatat.")
        parser.add_argument("--wilayah", required=True, help="Kode kota atau kelurahan.")
        parser.add_argument("--terapkan", action="store_true", help="Catat seluruh isi berkas, atau tidak sama sekali.")
        parser.add_argument("--json", action="store_true", help="Cetak hasilnya sebagai JSON saja.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["oleh"], is_active=True).first()
        region = Region.objects.for_user(user).filter(code=options["wilayah"]).first() if user else None
        if user is None or region is None:
            raise CommandError("Sebutkan pengguna yang ada dan wilayah tugasnya (--oleh NAMA --wilayah KODE).")
        path = Path(options["berkas"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Berkas tidak dapat dibuka: {path}") from error
        try:
            trial = try_investments(content=content, filename=path.name, region=region, user=user)
            if options["terapkan"] and not trial.report["galat"]:
                apply_investments(trial=trial, user=user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._tell(trial.report, options)
        if trial.report["galat"]:
            sys.exit(1)

    def _tell(self, report: dict[str, Any], options: dict[str, Any]) -> None:
        shown = {key: report[key] for key in ("baru", "tetap", "tanpa_rt", "tanpa_parameter", "galat")}
        if options["json"]:
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
            return
        for item in report["galat"]:
            self.stdout.write(f"{item['lembar'] or 'berkas'} baris {item['baris'] or '-'}: {item['alasan']}")
        verb = "dicatat" if options["terapkan"] and not report["galat"] else "akan dicatat"
        self.stdout.write(
            f"{report['baru']} {verb}, {report['tetap']} sudah ada, {report['tanpa_rt']} tanpa RT, "
            f"{report['jumlah_galat']} galat."
        )
