"""Lembar verifikasi CSIAP: what TFL, TAMK and DPIU asked, what the KSM answered, and the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import Place, PrintedDocument, Text
from planning.documents.kinds.recorded import Fact, RecordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note of the review: where, what, by whom, and the answer. `required` notes must be answered."""

    where: str
    text: str
    by: str
    required: bool
    answer: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a consulted body said, on which day."""

    body: str
    name: Text
    on: date | None
    opinion: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationSheet(PrintedDocument):
    """The sheet of one CSIAP. `verdict` is None while DPIU has not decided."""

    kind: ClassVar[str] = "verifikasi-csiap"

    place: Place
    years: str
    facts: tuple[Fact, ...]
    advice: tuple[Advice, ...]
    remarks: tuple[Remark, ...]
    comments: RecordTable | None
    verdict: bool | None
    decided_on: date | None
    reason: str

    @property
    def unanswered(self) -> int:
        """Return how many required remarks have no answer."""
        return sum(1 for one in self.remarks if one.required and not isinstance(one.answer, str))
