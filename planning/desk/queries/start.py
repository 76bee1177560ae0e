"""The start page: what this person does next, by role and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.accounts.queries import unsent_drafts
from kumuh.areas.enums import RegionLevel
from kumuh.areas.naming import level_of
from kumuh.areas.queries import decrees_due, decrees_for, regions_for
from kumuh.reviews.enums import ReviewState
from planning.cycles.queries import (
    NextAction,
    StepProgress,
    current,
    cycles_by_city,
    cycles_for,
    next_action,
    progress,
    startable_regions,
)
from planning.desk.queries.city import Choice, City, city
from planning.desk.queries.involvement import Involvement, involvement
from planning.desk.queries.stuck import Stuck, StuckChoice, stuck
from planning.desk.queries.turns import Waiting, turns
from planning.desk.queries.waits import Wait, waits

WRITERS: Final = frozenset({Role.FASILITATOR, Role.BKM})
DECIDING: Final = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED})
#: Most of each part; everything is one link away.
MOST_BESIDE, MOST_OTHERS, MOST_AREAS, MOST_DRAFTS, MOST_CITIES = 6, 6, 3, 5, 2


@dataclass(frozen=True)
class Card:
    """One cycle of the own kelurahan: where it stands and what comes next."""

    cycle: Any
    here: StepProgress
    number: int
    of: int
    action: NextAction
    involvement: Involvement


@dataclass(frozen=True)
class CityCount:
    """One city of a wide area: how many cycles, how many of them finished."""

    region: Any
    cycles: int
    finished: int


@dataclass(frozen=True)
class Primary:
    """The one main button of the page."""

    label: str
    url: str


@dataclass(frozen=True)
class Start:
    """Everything the start page shows; parts that do not concern the person are empty."""

    roles: frozenset[str]
    returned: tuple[Waiting, ...]
    waiting: tuple[Waiting, ...]
    drafts: tuple[Any, ...]
    cards: tuple[Card, ...]
    beside: tuple[Wait, ...]
    others: tuple[Any, ...]
    cities: tuple[City, ...]
    stuck: tuple[Stuck, ...]
    country: tuple[CityCount, ...]
    due: tuple[Any, ...]
    areas: tuple[Any, ...]
    primary: Primary | None

    @property
    def city_parts(self) -> tuple[tuple[City, Stuck], ...]:
        """Each city with what is held up there."""
        return tuple(zip(self.cities, self.stuck, strict=True))

    @property
    def is_admin(self) -> bool:
        return Role.ADMIN in self.roles

    @property
    def may_write(self) -> bool:
        return bool(self.roles & WRITERS)

    @property
    def is_empty(self) -> bool:
        """Nothing to show: no assignment, or an area in which nothing has begun."""
        return not (self.cards or self.others or self.cities or self.country or self.waiting or self.returned)


def start(user: Any) -> Start:
    """Read the start page of a person: one cycle, two cities and six reviews in detail, the others as rows.

    The number of queries does not depend on how many cycles there are.
    """
    areas = {a.region_id or "": a.region for a in user.assignments_today}
    roles = frozenset(a.role for a in user.assignments_today)
    found = turns(user)
    returned = tuple(row for row in found if row.item.review.state == ReviewState.RETURNED)
    waiting = tuple(row for row in found if row.item.review.state in DECIDING)
    own = _own_cycles(user, [code for code in areas if _level(code) == RegionLevel.KELURAHAN], roles)
    middle = [code for code in areas if _level(code) in (RegionLevel.CITY, RegionLevel.DISTRICT)]
    cities = tuple(city(user, areas[code], Choice()) for code in middle[:MOST_CITIES])
    due = decrees_due(decrees_for(user), timezone.localdate()) if roles & {Role.POKJA, Role.ADMIN} else ()
    return Start(
        roles=roles,
        returned=returned,
        waiting=waiting,
        drafts=tuple(unsent_drafts(user)[:MOST_DRAFTS]),
        cards=own.cards,
        beside=own.beside,
        others=own.others,
        cities=cities,
        stuck=tuple(stuck(user, areas[code], StuckChoice()) for code in middle[:MOST_CITIES]),
        country=_country(user) if any(_level(code) < RegionLevel.CITY for code in areas) else (),
        due=tuple(due[:MOST_DRAFTS]),
        areas=tuple(region for region in areas.values() if region)[:MOST_AREAS],
        primary=_primary(user, roles, returned or waiting, own.cards, cities),
    )


def _level(code: str) -> int:
    """Level of an area; 0 is the whole country."""
    return level_of(code) if code else 0


class OwnCycles(NamedTuple):
    """Cycles of the own kelurahan: the one in detail, other running ones, and the rest."""

    cards: tuple[Card, ...] = ()
    beside: tuple[Wait, ...] = ()
    others: tuple[Any, ...] = ()


def _own_cycles(user: Any, codes: Sequence[str], roles: frozenset[str]) -> OwnCycles:
    """In detail the running cycle that waits for this person, else the newest; beside it the longest waiting."""
    if not codes:
        return OwnCycles()
    rows = list(cycles_for(user).filter(region__in=codes).order_by("-fiscal_year", "-pk"))
    found = [wait for wait in waits(user, [row for row in rows if row.finished_on is None]) if not wait.finished]
    first = next((wait for wait in found if wait.standing.roles & roles), found[0] if found else None)
    card = _card(first.cycle) if first else None
    beside = sorted((wait for wait in found if wait is not first), key=lambda wait: -wait.days)[:MOST_BESIDE]
    shown = {wait.cycle.pk for wait in beside} | ({card.cycle.pk} if card else set())
    others = tuple(row for row in rows if row.pk not in shown)[:MOST_OTHERS]
    return OwnCycles((card,) if card else (), tuple(beside), others)


def _card(cycle: Any) -> Card | None:
    steps = progress(cycle, counting=())
    here = current(steps)
    if here is None:
        return None
    return Card(cycle, here, steps.index(here) + 1, len(steps), next_action(cycle, steps), involvement(cycle))


def _country(user: Any) -> tuple[CityCount, ...]:
    """Cities of a province or of the country that have cycles. Two queries."""
    counts = cycles_by_city(user)
    regions = {region.code: region for region in regions_for(user).filter(code__in=[code for code, _, _ in counts])}
    return tuple(CityCount(regions[code], total, done) for code, total, done in counts if code in regions)


def _primary(
    user: Any, roles: frozenset[str], turn: Sequence[Waiting], cards: Sequence[Card], cities: Sequence[City]
) -> Primary | None:
    """One main action: what waits for this person, else the next form of the own cycle, else the overview."""
    if turn:
        word = "Jawab catatan" if turn[0].item.review.state == ReviewState.RETURNED else "Periksa sekarang"
        return Primary(word, turn[0].url)
    if roles & WRITERS and cards:
        return Primary(cards[0].action.label, cards[0].action.url)
    if roles & WRITERS and startable_regions(user).exists():
        return Primary("Mulai siklus", reverse("cycles:cycle-start"))
    if cities:
        return Primary("Bandingkan kelurahan", reverse("desk:city-detail", args=[cities[0].region.code]))
    if Role.ADMIN in roles:
        return Primary("Atur pengguna", reverse("accounts:people-home"))
    return None
