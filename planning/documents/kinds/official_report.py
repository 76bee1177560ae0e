"""Berita acara rembuk: opening in words, attendance, decisions, dissent, seven representatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision. Counts are given for a majority vote and are None for mufakat."""

    text: str
    by_consensus: bool
    agree: int | None = None
    against: int | None = None
    abstain: int | None = None
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An opinion or advice with its answer, without the name of who gave it."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialReport(PrintedDocument):
    """The berita acara of one meeting.

    A meeting that examines a draft (`responses_title`) lists what was said with its answer; `decides` tells whether a
    lacking decision is a gap. `poor` is None where nobody was asked (meetings of a kota).
    """

    kind: ClassVar[str] = "berita-acara"

    area: str
    meeting: MeetingFacts
    chair: Text
    secretary: Text
    men: int
    women: int
    poor: int | None
    vulnerable: int | None
    agenda: tuple[str, ...]
    decisions: tuple[Decided, ...]
    decides: bool = True
    responses_title: str = ""
    responses: tuple[Response, ...] = ()
    participation_note: str = ""

    @property
    def total(self) -> int:
        """Return everybody who attended."""
        return self.men + self.women
