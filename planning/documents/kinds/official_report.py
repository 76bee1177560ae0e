"""Berita acara rembuk: opening in words, attendance, decisions, dissent, seven representatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, Place, PrintedDocument, Text


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
class OfficialReport(PrintedDocument):
    """The berita acara of one meeting."""

    kind: ClassVar[str] = "berita-acara"

    place: Place
    meeting: MeetingFacts
    chair: Text
    secretary: Text
    men: int
    women: int
    poor: int | None
    vulnerable: int | None
    agenda: tuple[str, ...]
    decisions: tuple[Decided, ...]
    participation_note: str = ""

    @property
    def total(self) -> int:
        """Return everybody who attended."""
        return self.men + self.women
