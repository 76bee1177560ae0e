"""Papers to write on: the sheet of a whole meeting, and the list of proposals of an RW."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, PrintedDocument, SignatureBlock, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPoint:
    """A point of the agenda with its planned minutes."""

    topic: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet(PrintedDocument):
    """Agenda with room for the hours, minutes and decisions to be written by hand during the meeting."""

    kind: ClassVar[str] = "lembar-rembuk"

    meeting: MeetingFacts
    agenda: tuple[SheetPoint, ...]
    minute_rows: int = 8
    decision_rows: int = 4

    @property
    def minute_lines(self) -> range:
        """Return the empty lines of the minutes."""
        return range(self.minute_rows)

    @property
    def decision_numbers(self) -> range:
        """Return the numbers of the decisions to be written."""
        return range(1, self.decision_rows + 1)

    @property
    def planned(self) -> int:
        """Return the minutes of the whole agenda."""
        return sum(point.minutes or 0 for point in self.agenda)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """One proposal of an RW. `place` is its agreed priority, None while nobody ranked it."""

    place: int | None
    activity: str
    location: str
    rts: str
    volume: str
    field: str
    contribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSheet:
    """The list of one RW with its own signature; without lines it is blank."""

    rw: Text
    lines: tuple[ProposalLine, ...]
    signatures: SignatureBlock
    blank_rows: int

    @property
    def blank_lines(self) -> range:
        """Return the empty lines below those that are filled."""
        return range(self.blank_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalList(PrintedDocument):
    """Proposals that a meeting of RT/RW brought, one sheet per RW (form RW.1 of a mayor's regulation, Semarang)."""

    kind: ClassVar[str] = "usulan-rw"

    meeting: MeetingFacts
    sheets: tuple[ProposalSheet, ...]
