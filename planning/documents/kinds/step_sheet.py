"""Lembar langkah: what one step of a programme recorded, met, decided, kept, and who signed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from planning.documents.kinds.common import MeetingRef, Place, PrintedDocument, Text
from planning.documents.kinds.recorded import Fact, RecordTable
from planning.documents.kinds.reflections import StageAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedThere:
    """A decision of a meeting of the step, with how it was taken."""

    meeting: str
    on: date
    text: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKept:
    """A paper that the step leaves behind; empty texts and None are gaps where the paper needs them."""

    title: str
    number: Text
    on: date | None
    scanned: bool
    published: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One part of the gate: what is asked, what was counted, and what is still missing in sentences."""

    label: str
    note: str
    missing: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Who did what to the step, in which capacity, on which day; without a name it is still to be done."""

    part: str
    capacity: str
    name: Text
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSheet(PrintedDocument):
    """One step of one cycle. `number` of `steps` is its place in the programme.

    `opinions` are those of its public tests and consultations, where the gate asks for an answer to each.
    """

    kind: ClassVar[str] = "lembar-langkah"

    place: Place
    programme: str
    years: str
    number: int
    steps: int
    code: str
    name: str
    phase: str
    purpose: str
    facilitated_by: str
    attended_by: str
    outputs: str
    source: str
    standing: str
    facts: tuple[Fact, ...]
    ticks: tuple[tuple[str, bool], ...]
    tables: tuple[RecordTable, ...]
    meetings: tuple[MeetingRef, ...]
    decisions: tuple[DecidedThere, ...]
    papers: tuple[PaperKept, ...]
    asked: tuple[Asked, ...]
    rule: str
    moves: tuple[Move, ...]
    approved_by: str
    reflections: tuple[StageAnswers, ...] = ()
    opinions: RecordTable | None = None

    @property
    def orientation(self) -> str:
        """Return how the whole sheet lies: wide as soon as one table needs it, so that no page stays half empty."""
        return "lebar" if any(table.is_wide for table in self.tables) else "potret"

    @property
    def short_facts(self) -> tuple[Fact, ...]:
        """Return the answers that fit beside their label."""
        return tuple(fact for fact in self.facts if not fact.long)

    @property
    def long_facts(self) -> tuple[Fact, ...]:
        """Return the answers that stand below their label."""
        return tuple(fact for fact in self.facts if fact.long)

    @property
    def recorded(self) -> bool:
        """Tell whether the step has a record of its own."""
        return bool(self.facts or self.ticks or self.tables)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return every sentence that the gate still lacks."""
        return tuple(text for part in self.asked for text in part.missing)

    @property
    def where(self) -> str:
        """Return the kelurahan, or the kota of a programme of the whole kota."""
        return f"Kelurahan {self.place.kelurahan}" if self.place.kelurahan else self.place.city
