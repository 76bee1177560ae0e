"""How the principles of a programme were kept: a section for every plan (`documents/parts/refleksi.html`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planning.cycles.queries import Reflection, StageReflection, reflections


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleKept:
    """A principle and how the team kept it, in its own words; `improve` and `meeting` may be empty."""

    name: str
    answer: str
    improve: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAnswers:
    """The answers of one stage; stages without an answer are not printed."""

    stage: str
    principles: str
    rows: tuple[PrincipleKept, ...]


def stage_reflections(cycle: Any, *steps: str) -> tuple[StageAnswers, ...]:
    """What the team answered, stage by stage; with `steps` only for these steps."""
    found = (one for one in reflections(cycle) if not steps or one.step.code in steps)
    return tuple(_stage(one) for one in found if one.answered)


def _stage(found: StageReflection) -> StageAnswers:
    return StageAnswers(
        stage=found.stage, principles=found.principles.name, rows=tuple(_kept(row) for row in found.answered)
    )


def _kept(row: Reflection) -> PrincipleKept:
    meeting = row.occasion.label if row.occasion else ""
    return PrincipleKept(name=row.principle.name, answer=row.kept, improve=row.improve, meeting=meeting)
