"""Notulen: what was said under each agenda item, by whom, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, PrintedDocument, Text

#: Characters of one cell that fill about half a wide page.
LONG_ROW = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Usulan or pendapat with the person who raised it and the answer given."""

    text: str
    raised_by: str = ""
    answer: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Tindak lanjut: what, who, until when."""

    text: str
    who: Text
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesItem:
    """One agenda item."""

    topic: str
    discussion: Text = ""
    opinions: tuple[Opinion, ...] = ()
    conclusion: Text = ""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def is_long(self) -> bool:
        """Tell whether the row may run over a page break: more text than about half a page holds."""
        return max(len(text) for text in (self.discussion, self.conclusion, "") if isinstance(text, str)) > LONG_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(PrintedDocument):
    """The minutes of one meeting."""

    kind: ClassVar[str] = "notulen"

    meeting: MeetingFacts
    chair: Text
    secretary: Text
    men: int
    women: int
    items: tuple[MinutesItem, ...]
    summary: Text = ""

    @property
    def total(self) -> int:
        """Return everybody who attended."""
        return self.men + self.women
