"""Example papers of participatory methods: the result of a calendar, and its empty sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planning.documents.kinds.common import Gap, SignatureBlock, Signer
from planning.documents.kinds.method_sheets import (
    AnsweredBy,
    AnsweredPart,
    BlankPage,
    MethodBlank,
    MethodResult,
    PrintedFigure,
)
from planning.methods.drawing import calendar as drawn
from planning.methods.seasons import MARKS, MONTHS, Row
from tests.planning.documents.samples.base import BKM_HEAD, meta

LEVELS = (3, 3, 2, 1, 0, 0, 0, 0, 0, 1, 2, 3)
GUIDE = Signer(role_label="Pemandu", office="", name="Pemandu Contoh")
RESIDENT = Signer(role_label="Wakil warga", office="", name=Gap("nama wakil warga"))


def _figure(group: str, rows: int, ident: str) -> PrintedFigure:
    told = [Row("LAIN", f"Faktor contoh {number}", LEVELS) for number in range(rows)]
    sheet = drawn.CalendarSheet(ident, f"Kalender musim {group}", MONTHS, told)
    return PrintedFigure(
        title=sheet.title,
        head=("Faktor", *(column.short for column in MONTHS)),
        rows=tuple((row.name, *(f"{level} {MARKS[level]}" for level in row.levels)) for row in told),
        note="Aturan contoh.",
        template="drawings/gambar.svg",
        drawing=drawn.wide(sheet),
    )


def _frame(title: str) -> dict[str, object]:
    return {
        "meta": meta(title),
        "letterhead": BKM_HEAD,
        "signatures": SignatureBlock(place="Contohsari", on=date(2019, 11, 2), left=(GUIDE,), right=(RESIDENT,)),
        "method": "Kalender musim",
    }


def method_result(groups: int = 2, rows: int = 4, **changes: object) -> MethodResult:
    """Return the result of a calendar with so many groups and factors."""
    names = [f"Kelompok Contoh {number}" for number in range(1, groups + 1)]
    view = MethodResult(
        **_frame("Hasil Metode Partisipatif Contoh"),  # type: ignore[arg-type]
        title="Kalender musim RW 001",
        topic="Kapan gang tergenang",
        indicator="Drainase lingkungan",
        on=date(2019, 11, 2),
        place="Balai Contohsari",
        meeting="",
        facilitator="Pemandu Contoh",
        recorder=Gap("nama pencatat"),
        groups=tuple(AnsweredBy(label=name, counted="7 perempuan") for name in names),
        parts=tuple(
            AnsweredPart(label=name, figures=(_figure(name, rows, f"k{at}"),), facts=(("Bulan rembuk", "Juli"),))
            for at, name in enumerate(names)
        ),
        comparison=(),
        differences=("Kelompok Contoh 1 tidak menyebut Faktor contoh.",),
        conclusion="Pekerjaan dilakukan pada musim kemarau.",
        follow_up="TIPP menyusun jadwal.",
        note="",
        photos=(),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def method_blank(groups: int = 2, **changes: object) -> MethodBlank:
    """Return the empty sheets of a calendar for so many groups."""
    view = MethodBlank(
        **_frame("Lembar Kosong Metode Contoh"),  # type: ignore[arg-type]
        title="Kalender musim RW 001",
        on=date(2019, 11, 2),
        place="Balai Contohsari",
        pages=tuple(
            BlankPage(
                title="Kalender musim",
                group=f"Kelompok Contoh {number}",
                hints=("0 tidak ada", "+++ kuat"),
                template="drawings/gambar.svg",
                landscape=True,
                drawing=drawn.blank(f"kosong-{number}", "Kalender musim", MONTHS, ["Hujan", "Banjir"], 560),
            )
            for number in range(groups)
        ),
        questions=("Bulan apa gang ini tidak dapat dilewati?",),
    )
    return replace(view, **changes)  # type: ignore[arg-type]
