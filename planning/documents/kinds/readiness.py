"""Surat pernyataan kesiapan: Lurah, BKM and five residents declare that the kelurahan takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import MeetingRef, Place, PrintedDocument, Text
from planning.documents.kinds.recorded import Fact, RecordTable

#: Residents who sign beside Lurah and BKM (technical guide of the PLPBK cycle).
RESIDENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessStatement(PrintedDocument):
    """The statement of one kelurahan; `promises` and `maps` are tables of the record, as far as the programme asks."""

    kind: ClassVar[str] = "pernyataan-kesiapan"

    place: Place
    programme: str
    years: str
    declared: tuple[Text, ...]
    facts: tuple[Fact, ...] = ()
    tables: tuple[RecordTable, ...] = ()
    meeting: MeetingRef | None = None
