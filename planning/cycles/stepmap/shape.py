"""What the step map says about every step. Drawing and table are two faces of the same `StepMap`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from kumuh.core.formats import listed, show_number, tanggal
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.rules import LOCKED
from planning.cycles.catalog import Step
from planning.cycles.enums import StepStatus


class Mark(StrEnum):
    """The one state in which a step is drawn; `words` and `icon` tell it without colour."""

    DONE = "selesai"
    OPEN = "dikerjakan"
    REVIEW = "diperiksa"
    RETURNED = "dikembalikan"
    UNLOCKED = "terbuka"
    BLOCKED = "menunggu"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def icon(self) -> str:
        """Name of the sign (Bootstrap Icons)."""
        return ICONS[self]


WORDS = {
    Mark.DONE: "Selesai",
    Mark.OPEN: "Dikerjakan",
    Mark.REVIEW: "Diperiksa",
    Mark.RETURNED: "Perlu dilengkapi",
    Mark.UNLOCKED: "Dibuka kembali",
    Mark.BLOCKED: "Belum terbuka",
}
ICONS = {
    Mark.DONE: "check-lg",
    Mark.OPEN: "pencil-fill",
    Mark.REVIEW: "search",
    Mark.RETURNED: "arrow-return-left",
    Mark.UNLOCKED: "unlock-fill",
    Mark.BLOCKED: "lock-fill",
}


@dataclass(frozen=True)
class StepFact:
    """What is stored about a step. `review` is the code of its review's state, empty without one.

    `days`: full days in the present state, None when it has not begun. `missing` counts what its gate is short of,
    None when nobody asked. `unlocked_until`: somebody has a key to the closed (or examined) step until that day.
    """

    step: Step
    status: str
    review: str = ""
    reopened: bool = False
    turn: str = ""
    days: int | None = None
    missing: int | None = None
    url: str = ""
    unlocked_until: date | None = None


@dataclass(frozen=True)
class MapStep:
    """One step as drawing and table tell it.

    `waits_for` is the number of the first earlier step that is not closed, None where nothing is in the way; `after`
    are the numbers of the steps that must come before it in any order.
    """

    number: int
    code: str
    name: str
    phase: str
    mark: Mark
    turn: str
    days: int | None
    missing: int | None
    waits_for: int | None
    after: tuple[int, ...]
    continuous: bool
    here: bool
    closed: bool
    url: str
    unlocked_until: date | None = None

    @property
    def state(self) -> str:
        """The state in words with its age: Diperiksa, 12 hari; Selesai 40 hari lalu."""
        if self.mark == Mark.BLOCKED and self.waits_for:
            return f"Tunggu langkah {self.waits_for}"
        if self.closed and self.unlocked_until:
            return self.key
        if self.continuous and self.mark == Mark.OPEN:
            return "Berjalan sepanjang siklus"
        if self.days is None:
            return self.mark.words
        if self.days == 0:
            return f"{self.mark.words} {'hari ini' if self.mark == Mark.DONE else 'sejak hari ini'}"
        return f"{self.mark.words} {self.age} lalu" if self.mark == Mark.DONE else f"{self.mark.words}, {self.age}"

    @property
    def age(self) -> str:
        """How long it is in this state, in words; empty when it has not begun."""
        if self.days is None:
            return ""
        return f"{show_number(self.days)} hari" if self.days else "hari ini"

    @property
    def key(self) -> str:
        """Until when somebody has a key to it, in words; empty without one."""
        return f"Dibuka sementara s.d. {tanggal(self.unlocked_until)}" if self.unlocked_until else ""

    @property
    def short(self) -> str:
        """What its gate is short of, in words; empty when nothing is or nobody asked."""
        return f"Kurang {show_number(self.missing)} hal" if self.missing else ""

    @property
    def order(self) -> str:
        """The steps that must come before it, in words; that it follows the one before goes without saying."""
        plain = not self.after or self.number - 1 in self.after or self.mark == Mark.DONE
        return "" if plain else f"Sesudah langkah {listed(self.after)}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below the name: state, turn, what is missing, a key, order."""
        turn = f"Giliran: {self.turn}" if self.turn else ""
        key = "" if self.closed else self.key
        return tuple(text for text in (self.state, turn, self.short, key, self.order) if text)

    @property
    def said(self) -> str:
        """The whole box in one sentence."""
        return f"Langkah {self.number}, {self.name}: {'; '.join(_lower(text) for text in self.lines)}."


@dataclass(frozen=True)
class MapPhase:
    """Neighbouring steps of one phase; `name` may be empty."""

    name: str
    steps: tuple[MapStep, ...]

    @property
    def done(self) -> int:
        return sum(step.closed for step in self.steps)

    @property
    def closed(self) -> bool:
        return self.done == len(self.steps)

    @property
    def count(self) -> str:
        return f"{self.done} dari {len(self.steps)} selesai"


@dataclass(frozen=True)
class StepMap:
    """All steps of a cycle in order. `ident` is unique on its page."""

    ident: str
    title: str
    steps: tuple[MapStep, ...]

    #: Heading of the table, in the order of the cells of `rows`.
    HEAD = ("Langkah", "Tahap", "Keadaan", "Lama", "Giliran", "Syarat urutan")

    @property
    def phases(self) -> tuple[MapPhase, ...]:
        grouped = groupby(self.steps, key=lambda step: step.phase)
        return tuple(MapPhase(name, tuple(steps)) for name, steps in grouped)

    @property
    def here(self) -> MapStep | None:
        """The step at which the cycle stands; None when all are closed."""
        return next((step for step in self.steps if step.here), None)

    @property
    def done(self) -> int:
        return sum(step.closed for step in self.steps)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The states that occur, in the order of a step's life."""
        found = {step.mark for step in self.steps}
        return tuple(mark for mark in Mark if mark in found)

    @property
    def summary(self) -> str:
        """The map in one or two sentences, for who does not see it."""
        counted = f"{self.done} dari {len(self.steps)} langkah selesai."
        return f"{counted} Sekarang {_lower(self.here.said)}" if self.here else counted

    @property
    def rows(self) -> tuple[tuple[MapStep, tuple[tuple[str, str], ...]], ...]:
        """The table: for each step the cells under `HEAD` after its name, each with its heading."""
        return tuple((step, tuple(zip(self.HEAD[1:], _cells(step), strict=True))) for step in self.steps)


def _cells(step: MapStep) -> tuple[str, ...]:
    words = step.state if step.continuous and step.mark == Mark.OPEN else step.mark.words
    words = StepStatus.CLOSED.label if step.closed else words
    state = "; ".join(text for text in (words, _lower(step.short), _lower(step.key)) if text)
    waits = f"menunggu langkah {step.waits_for}" if step.waits_for else ""
    order = f"sesudah langkah {listed(step.after)}" if step.after else ""
    return (
        step.phase,
        state,
        step.age.replace(" ", "\xa0"),
        step.turn,
        "; ".join(text for text in (waits, order) if text),
    )


def shape_map(facts: Sequence[StepFact], *, ident: str, title: str) -> StepMap:
    """What the map of a cycle says, from what is stored about its steps in order.

    The cycle stands at its first step that is not closed. Later steps wait for it, except those that run through the
    whole cycle (generic gate rule: order is kept at the gates).
    """
    numbers = {fact.step.code: number for number, fact in enumerate(facts, 1)}
    here = next((number for number, fact in enumerate(facts, 1) if fact.status != StepStatus.CLOSED), None)
    return StepMap(ident, title, tuple(_map_step(fact, number, here, numbers) for number, fact in enumerate(facts, 1)))


def _map_step(fact: StepFact, number: int, here: int | None, numbers: dict[str, int]) -> MapStep:
    in_the_way = here if here is not None and here < number and not fact.step.continuous else None
    closed = fact.status == StepStatus.CLOSED
    mark = _mark(fact, in_the_way)
    return MapStep(
        number=number,
        code=fact.step.code,
        name=fact.step.name,
        phase=fact.step.phase,
        mark=mark,
        turn="" if closed else fact.turn,
        days=fact.days if mark != Mark.BLOCKED else None,
        missing=fact.missing if mark in (Mark.OPEN, Mark.RETURNED, Mark.UNLOCKED) else None,
        waits_for=in_the_way if mark == Mark.BLOCKED else None,
        after=tuple(sorted(numbers[code] for code in fact.step.after if code in numbers)),
        continuous=fact.step.continuous,
        here=number == here,
        closed=closed,
        url=fact.url,
        unlocked_until=fact.unlocked_until,
    )


def _mark(fact: StepFact, in_the_way: int | None) -> Mark:
    if fact.status == StepStatus.CLOSED:
        return Mark.UNLOCKED if fact.unlocked_until else Mark.DONE
    if in_the_way is not None:
        return Mark.BLOCKED
    if fact.review == ReviewState.RETURNED:
        return Mark.RETURNED
    if fact.review in LOCKED:
        return Mark.REVIEW
    return Mark.UNLOCKED if fact.reopened else Mark.OPEN


def _lower(text: str) -> str:
    """The text inside a sentence."""
    return text[:1].lower() + text[1:]
