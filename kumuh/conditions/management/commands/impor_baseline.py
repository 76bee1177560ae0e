"""Check or apply a baseline workbook from the command line."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.accounts.models import User
from kumuh.areas.models import Region
from kumuh.conditions.imports import apply_trial, try_workbook
from kumuh.conditions.ruleset import RuleSet, load_ruleset
from kumuh.conditions.ruleset.packaged import packaged_rulesets
from kumuh.conditions.sheets import Problem, check_file

logger = logging.getLogger(__name__)
UNREADABLE = Problem("", None, "", "", "Berkas tidak dapat dibaca.", "Simpan ulang sebagai .xlsx, lalu coba lagi.")


class Command(BaseCommand):
    help = (
        "Memeriksa berkas baseline tanpa menyentuh basis data (--periksa), atau menerapkannya (--terapkan --oleh NAMA "
        "--wilayah KODE). Keluar dengan 1 bila ada galat."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", help="Berkas .xlsx, .xls, .ods, atau .csv.")
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--periksa", action="store_true", help="Hitung nilainya saja; tidak ada yang disimpan.")
        mode.add_argument("--terapkan", action="store_true", help="Simpan seluruh isi berkas, atau tidak sama sekali.")
        parser.add_argument("--json", action="store_true", help="Cetak hasilnya sebagai JSON saja.")
        parser.add_argument("--aturan", default="", help="Versi aturan, bila judul kolom tidak cukup.")
        parser.add_argument("--oleh", default="", help="Nama pengguna yang tercatat sebagai pengimpor.")
        parser.add_argument("--wilayah", default="", help="Kode kota atau kelurahan; bawaan: seluruh wilayah pengguna.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["periksa"]:
            answer = self._check(options)
            wrong = bool(answer["galat"])
        else:
            answer, wrong = self._apply(options)
        self.stdout.write(json.dumps(answer) if options["json"] else _told(answer))
        if wrong:
            sys.exit(1)

    def _check(self, options: dict[str, Any]) -> dict[str, Any]:
        versions = _packaged_versions()
        if options["aturan"] and options["aturan"] not in versions:
            raise CommandError(f"Versi aturan tidak dikenal. Pilih: {', '.join(versions)}.")
        default = next(key for key, version in versions.items() if version.default)
        try:
            return check_file(Path(options["berkas"]), versions, default, options["aturan"])
        except Exception:  # a file from outside must never end in a traceback
            logger.exception("impor_baseline: %s", options["berkas"])
            return {"rt": [], "kawasan": [], "galat": [UNREADABLE.as_dict()]}

    def _apply(self, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        user = User.objects.filter(username=options["oleh"], is_active=True).first()
        if user is None:
            raise CommandError("Sebutkan pengguna yang ada dengan --oleh NAMA.")
        path = Path(options["berkas"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Berkas tidak dapat dibuka: {path}") from error
        region = _region(user, options["wilayah"])
        trial = try_workbook(content=content, filename=path.name, region=region, user=user, wanted=options["aturan"])
        if trial.report["galat"]:
            return {"galat": trial.report["galat"]}, True
        try:
            done = apply_trial(trial=trial, user=user, confirmed=True)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return {"galat": [], **done.outcome}, False


def _packaged_versions() -> dict[str, RuleSet]:
    return {version.key: version for version in map(load_ruleset, packaged_rulesets())}


def _region(user: User, code: str) -> Region:
    """The region the rows must lie in: the one named, or the user's only area."""
    codes = [code] if code else [c for c in user.area_codes() if c]
    rows = Region.objects.for_user(user).filter(code__in=codes)
    if len(codes) != 1 or len(rows) != 1:
        raise CommandError("Sebutkan satu wilayah tugas pengguna ini dengan --wilayah KODE.")
    return rows[0]


def _told(answer: dict[str, Any]) -> str:
    """The answer in a few Indonesian lines."""
    lines = [
        f"{item['lembar'] or 'berkas'} baris {item['baris'] or '-'} kolom {item['kolom'] or '-'}: {item['alasan']}"
        for item in answer["galat"]
    ]
    for rt in answer.get("rt", []):
        place = f"{rt['tahun']} {rt['kawasan']} RW {rt['rw']} RT {rt['rt']}"
        lines.append(f"{place}: total {rt['total']} ({rt['tingkat'] or 'belum lengkap'})")
    lines += [f"{words}: {answer[key]}" for key, words in OUTCOME_WORDS.items() if key in answer]
    return "\n".join(lines) or "Tidak ada baris."


OUTCOME_WORDS = {"baru": "RT baru", "berubah": "RT berubah", "tetap": "RT tanpa perubahan"}
