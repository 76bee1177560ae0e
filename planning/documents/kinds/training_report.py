"""Laporan pelatihan/KBIK of a cycle, and the sheet that is filled by hand on the day of a training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import Place, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerLine:
    """One participant who came: `marks` one word per topic of the training, scores None where nobody measured."""

    name: str
    sex: str
    body: str
    before: int | None
    after: int | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """One topic of a training: how many of those who came understand it, do not yet, were not assessed."""

    name: str
    understood: int
    not_yet: int
    unassessed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingHeld:
    """One training. `mean_before` and `mean_after` are means of the scores there are."""

    title: str
    on: date
    until: date | None
    place: Text
    trainers: str
    topics: tuple[TopicLine, ...]
    short_topics: tuple[str, ...]
    learners: tuple[LearnerLine, ...]
    absent: int
    mean_before: Decimal | None
    mean_after: Decimal | None

    @property
    def men(self) -> int:
        """Return the men who came."""
        return sum(1 for one in self.learners if one.sex == "L")

    @property
    def women(self) -> int:
        """Return the women who came."""
        return sum(1 for one in self.learners if one.sex == "P")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A body today: how many of its people understand each topic, and the topics that nobody understands."""

    name: str
    people: int
    understood: tuple[int, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatLine:
    """A topic and who did not understand it yet when last assessed."""

    topic: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """Everything about one set of topics."""

    name: str
    source: str
    short_topics: tuple[str, ...]
    trainings: tuple[TrainingHeld, ...]
    bodies: tuple[BodyLine, ...]
    repeats: tuple[RepeatLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport(PrintedDocument):
    """The trainings behind a cycle, set by set."""

    kind: ClassVar[str] = "laporan-pelatihan"

    place: Place
    programme: str
    years: str
    sets: tuple[SetReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """One person on the sheet of the day."""

    name: str
    sex: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSheet(PrintedDocument):
    """Attendance and assessment by hand: expected people first, then empty numbered lines."""

    kind: ClassVar[str] = "lembar-pelatihan"

    title: str
    on: date
    until: date | None
    venue: Text
    trainers: str
    topics: tuple[str, ...]
    short_topics: tuple[str, ...]
    people: tuple[ExpectedLine, ...]
    blank_rows: int

    @property
    def blank_numbers(self) -> range:
        """Return the numbers of the empty lines, after the filled ones."""
        return range(len(self.people) + 1, len(self.people) + self.blank_rows + 1)
