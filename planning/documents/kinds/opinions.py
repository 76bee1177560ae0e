"""What residents and offices said in public tests and consultations, and what was answered. Reads only."""

from __future__ import annotations

from typing import Any

from kumuh.core.formats import tanggal
from planning.documents.kinds.record_blocks import plain_table
from planning.documents.kinds.recorded import RecordTable
from planning.rembuk.enums import MeetingType
from planning.rembuk.queries.held import answered_opinions

ASKED = (MeetingType.UJI_PUBLIK, MeetingType.KONSULTASI)


def opinions_table(cycle: Any, step: str = "") -> RecordTable:
    """One row per opinion of a closed public test or consultation (of one step), the oldest first."""
    rows = tuple(
        (f"{one.meeting.title}, {tanggal(one.meeting.held_on)}", one.text, one.answer or "– belum dijawab")
        for one in answered_opinions(cycle, ASKED, step)
    )
    return plain_table(
        "Pendapat dalam uji publik dan konsultasi, dengan jawabannya",
        ("Pertemuan", "Pendapat", "Jawaban"),
        rows,
        missing="pendapat dalam uji publik dan konsultasi",
    )
