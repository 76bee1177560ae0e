"""Print a document from the command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kumuh.areas.naming import dotted_code
from kumuh.core.pdf import PdfError
from planning.cycles.queries import cycle_in_year
from planning.documents import queries, services
from planning.documents.kinds.builders import BUILDERS
from planning.documents.registry import KINDS, SubjectKind, kind_named

SUBJECT_WORDS = {
    SubjectKind.CYCLE: "siklus (id atau kode_kelurahan/tahun)",
    SubjectKind.STEP: "langkah (id)",
    SubjectKind.MEETING: "pertemuan (id)",
    SubjectKind.DECREE: "SK lembaga (id)",
    SubjectKind.TRAINING: "pelatihan (id)",
    SubjectKind.METHOD: "hasil metode (id)",
}
REASON = "Dicetak dari baris perintah"


class Command(BaseCommand):
    help = "Mencetak satu dokumen ke berkas PDF, atau menampilkan daftar yang dapat dicetak."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jenis", nargs="?", help="misalnya renta-pip; lihat --daftar")
        parser.add_argument("subjek", nargs="?", help="id, atau untuk siklus juga kode_kelurahan/tahun")
        parser.add_argument("--daftar", action="store_true", help="tampilkan jenis dokumen")
        parser.add_argument("--keluaran", type=Path, help="berkas PDF yang ditulis (bawaan: nama dokumen)")
        parser.add_argument("--alasan", default=REASON, help="dicetak untuk apa; tercatat pada edisi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["daftar"]:
            self._list()
            return
        if not options["jenis"] or not options["subjek"]:
            raise CommandError("Sebutkan JENIS dan SUBJEK, atau pakai --daftar.", returncode=2)
        self._print(options["jenis"], options["subjek"], options["keluaran"], options["alasan"])

    def _list(self) -> None:
        rows = [(kind.code, SUBJECT_WORDS[kind.subject_kind], kind.title) for kind in KINDS.values()]
        rows = [("JENIS", "SUBJEK", "JUDUL"), *(row for row in rows if row[0] in BUILDERS)]
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for code, subject, title in rows:
            self.stdout.write(f"{code:<{widths[0]}}  {subject:<{widths[1]}}  {title}")

    def _print(self, kind: str, subject: str, target: Path | None, reason: str) -> None:
        try:
            pk = subject_id(kind, subject)
            edition = services.print_document(kind=kind, subject_id=pk, by=None, reason=reason)
            name = str(edition.file.name).rpartition("/")[2]
            path = target or Path(name)
            with edition.file.open("rb") as stored:
                path.write_bytes(stored.read())
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except LookupError as missing:
            raise CommandError(str(missing.args[0]), returncode=2) from None
        except PdfError as failure:
            raise CommandError(f"PDF tidak dapat dibuat: {failure}") from None
        except OSError as failure:
            raise CommandError(f"Berkas tidak dapat ditulis: {failure.strerror}: {failure.filename}") from None
        signed = queries.signature_state(edition).label.lower()
        self.stdout.write(
            f"{path}: {edition.document.title}, edisi {edition.sequence} ({edition.get_state_display().lower()}), "
            f"{edition.pages} halaman, kode {edition.control_code}, {signed}."
        )


def subject_id(kind: str, text: str) -> int:
    """The key of a subject from `12` or, for papers of a cycle, from `33.75.03.1002/2026`.

    Raises LookupError with a sentence for anything else.
    """
    info = kind_named(kind)
    if text.isdigit():
        return int(text)
    place = re.fullmatch(r"([\d.]+)/(\d{4})", text.strip())
    code = dotted_code(place[1]) if place else None
    if place is None or code is None or info.subject_kind is not SubjectKind.CYCLE:
        raise LookupError(f"“{text}” bukan {SUBJECT_WORDS[info.subject_kind]}.")
    cycle = cycle_in_year(code, int(place[2]))
    if cycle is None:
        raise LookupError(f"Tidak ada siklus kelurahan {code} tahun anggaran {place[2]}.")
    return cycle.pk
