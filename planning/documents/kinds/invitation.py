"""Undangan rembuk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(PrintedDocument):
    """A letter: to whom, which meeting, what is on the agenda. `annex` is the Lampiran line.

    `written_on` is None where the day of the letter is not known: a dotted line is printed.
    """

    kind: ClassVar[str] = "undangan"

    written_at: str
    written_on: date | None
    subject: str
    recipients: tuple[str, ...]
    recipients_at: str
    purpose: str
    meeting: MeetingFacts
    agenda: tuple[str, ...]
    annex: str = "-"
    bring: Text = ""
    copies: tuple[str, ...] = ()
