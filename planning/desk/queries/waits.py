"""Where cycles stand and for whom they wait: the row that the pages of a kelurahan and of a city share.

The number of queries is fixed whatever the number of cycles; what a gate is short of is read from the last count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.accounts.queries import codes_above, holders_of
from kumuh.areas.enums import RegionLevel
from kumuh.reviews.enums import ReviewState
from planning.cycles.catalog import TRACKS
from planning.cycles.enums import StepStatus
from planning.cycles.queries import Standing, standings
from planning.cycles.queries.causes import Cause, causes, done_steps, due_days

#: Names beside a role; the others are counted.
MOST_NAMES = 2


@dataclass(frozen=True)
class Wait:
    """One cycle: how far it is, whose turn it is by role and name, since when, and what it is short of.

    `due` is the last day of its step in the quick schedule. `people` holds names only where the person's area covers
    those who hold the role.
    """

    standing: Standing
    done: int
    of: int
    cause: Cause
    people: tuple[str, ...]
    due: date | None = None

    @property
    def cycle(self) -> Any:
        return self.standing.cycle

    @property
    def finished(self) -> bool:
        return self.standing.step is None

    @property
    def is_place(self) -> bool:
        """Whether it plans for a kelurahan, not for a whole kota."""
        return bool(self.cycle.region.level == RegionLevel.KELURAHAN)

    @property
    def days(self) -> int:
        """Full days of waiting; 0 when nobody waits."""
        return self.standing.days or 0

    @property
    def overdue(self) -> int:
        """Full days since the last day of the schedule; 0 before it and without a schedule."""
        return max((timezone.localdate() - self.due).days, 0) if self.due else 0

    @property
    def badge(self) -> str:
        """Code for the badge: what is not yet handed in is being worked on."""
        state = self.standing.state
        return StepStatus.OPEN.value if state == ReviewState.DRAFT else state

    @property
    def programme(self) -> str:
        """The short name of the programme."""
        return str(self.cycle.get_track_display())

    @property
    def phase(self) -> str:
        return self.standing.step.phase if self.standing.step else ""

    @property
    def names(self) -> str:
        """Who has the turn, by name; empty where that is not for this person to see."""
        shown, more = self.people[:MOST_NAMES], len(self.people) - MOST_NAMES
        return ", ".join(shown) + (f" dan {more} orang lain" if more > 0 else "")


def waits(user: Any, cycles: Iterable[Any]) -> list[Wait]:
    """The rows of these cycles, whose steps are loaded. Six queries."""
    found = standings(cycles)
    reasons, people, due = causes(found), _people(user, found), due_days(found)
    return [
        Wait(row, *done_steps(row.cycle), reasons[row.cycle.pk], people(row), due.get(row.cycle.pk)) for row in found
    ]


def _people(user: Any, found: Sequence[Standing]) -> Callable[[Standing], tuple[str, ...]]:
    """Who has the turn of a cycle: of each role those of the nearest region that has any. One query for all."""
    roles = {role for row in found for role in row.roles}
    codes = {code for row in found for code in codes_above(row.cycle.region_id)}
    held: Mapping[tuple[str, str], tuple[str, ...]] = holders_of(user, codes, roles) if roles else {}

    def nearest(row: Standing, role: str) -> tuple[str, ...]:
        above = codes_above(row.cycle.region_id)
        return next((held[code, role] for code in above if (code, role) in held), ())

    def named(row: Standing, wanted: frozenset[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for role in Role if role in wanted for name in nearest(row, role)))

    def people(row: Standing) -> tuple[str, ...]:
        writing = row.roles & {Role.FASILITATOR} if row.review is None else row.roles
        return named(row, frozenset(writing)) or named(row, row.roles)

    return people


def track_order(code: str) -> int:
    """Place of a programme in the catalogue."""
    return list(TRACKS).index(code)
