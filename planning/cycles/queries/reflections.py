"""How principles were kept, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kumuh.core.versions import stamp_of
from planning.cycles.catalog import Principle, PrincipleSet, Step, reflected_principles
from planning.cycles.models import Cycle, PrincipleNote
from planning.cycles.registry import Occasion, occasions


@dataclass(frozen=True)
class Reflection:
    """One principle of a stage: how it was kept, what to improve, the meeting that shows it, who answered when.

    `kept` is empty while nobody answered.
    """

    principle: Principle
    kept: str = ""
    improve: str = ""
    occasion: Occasion | None = None
    by: str = ""
    at: datetime | None = None

    @property
    def answered(self) -> bool:
        return bool(self.kept)


@dataclass(frozen=True)
class StageReflection:
    """The reflection of one stage: the step that closes it, its principles, every principle in its order."""

    step: Step
    principles: PrincipleSet
    rows: tuple[Reflection, ...]

    @property
    def stage(self) -> str:
        """Name of the stage: the phase of its step, else the step itself."""
        return self.step.phase or self.step.name

    @property
    def answered(self) -> tuple[Reflection, ...]:
        return tuple(row for row in self.rows if row.answered)

    @property
    def unanswered(self) -> tuple[Reflection, ...]:
        return tuple(row for row in self.rows if not row.answered)

    @property
    def last(self) -> Reflection | None:
        """The answer that was given last: who and when."""
        return max((row for row in self.rows if row.at), key=lambda row: str(row.at), default=None)


def reflections(cycle: Cycle, step: str = "") -> tuple[StageReflection, ...]:
    """The reflections that the cycle's programme asks for, in order; with `step` only that of this step.

    Two queries (answers, meetings), whatever the number of stages.
    """
    asked = [
        (one, found)
        for one in cycle.steps_in_order
        if step in ("", one.code) and (found := reflected_principles(one)) is not None
    ]
    if not asked:
        return ()
    notes = {(note.step, note.principle): note for note in cycle.principles.select_related("answered_by")}
    known = {one.key: one for one in occasions(cycle)} if any(note.occasion for note in notes.values()) else {}
    return tuple(
        StageReflection(
            one,
            found,
            tuple(_row(principle, notes.get((one.code, principle.code)), known) for principle in found.principles),
        )
        for one, found in asked
    )


def _row(principle: Principle, note: PrincipleNote | None, known: dict[str, Occasion]) -> Reflection:
    if note is None:
        return Reflection(principle)
    by = note.answered_by.name if note.answered_by else ""
    return Reflection(principle, note.answer, note.improve, known.get(note.occasion), by, note.answered_at)


def answered_principles(cycle: Cycle, step: str) -> frozenset[str]:
    """Codes of the principles answered for a step. No query when they are prefetched."""
    return frozenset(note.principle for note in cycle.principles.all() if note.step == step)


def reflection_stamp(cycle: Cycle, step: str) -> str:
    """A short mark of the stored answers of a step; equal marks mean that nobody changed them."""
    held = list(cycle.principles.filter(step=step).order_by("pk").values_list("pk", "version"))
    return stamp_of(held)
