"""What taking submissions of a collecting program over would do: which are new, changed, or there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planning.methods.models import AreaSheet, Household, MethodSession
from planning.methods.queries.survey import answers_of, sheet_answers
from planning.methods.survey.answers import digest_of
from planning.methods.survey.questions import AREA, HOUSEHOLD


@dataclass(frozen=True)
class Submission:
    """One checked answer sheet of a collecting program. `uuid` names it for good, `digest` its content."""

    uuid: str
    digest: str
    rt: int
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Taken:
    """How many submissions were new, changed and already there."""

    created: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class Plan:
    """What taking submissions over would do: those that are new, those that change a stored row, how many are there."""

    fresh: list[Submission] = field(default_factory=list)
    changed: list[tuple[Submission, Any]] = field(default_factory=list)
    same: int = 0

    @property
    def taken(self) -> Taken:
        return Taken(len(self.fresh), len(self.changed), self.same)


def plan_households(session: MethodSession, rows: Sequence[Submission]) -> Plan:
    """Compare submissions of form A with what is stored, by their uuid. One query.

    The content that was taken over last, or that stands there now, is the same: sent twice it is stored once.
    """
    held = {row.uuid: row for row in Household.objects.filter(session=session).exclude(uuid="")}
    return _planned(rows, {sent.uuid: held.get(sent.uuid) for sent in rows}, lambda sent: sent.uuid)


def plan_areas(session: MethodSession, rows: Sequence[Submission]) -> Plan:
    """Compare submissions of form B with what is stored, by their RT. One query."""
    held = {row.neighbourhood_id: row for row in AreaSheet.objects.filter(session=session)}
    return _planned(rows, {sent.rt: held.get(sent.rt) for sent in rows}, lambda sent: sent.rt)


def _planned(rows: Sequence[Submission], held: Mapping[Any, Any], key_of: Callable[[Submission], Any]) -> Plan:
    plan = Plan()
    for sent in rows:
        row = held[key_of(sent)]
        if row is None:
            plan.fresh.append(sent)
        elif sent.digest in (row.digest, _digest_now(row)):
            plan.same += 1
        else:
            plan.changed.append((sent, row))
    return plan


def _digest_now(row: Any) -> str:
    if isinstance(row, Household):
        return digest_of(HOUSEHOLD, row.neighbourhood_id, answers_of(row))
    return digest_of(AREA, row.neighbourhood_id, sheet_answers(row))
