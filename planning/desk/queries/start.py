"""The start page: what this person does next, by role and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

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
from planning.desk.queries.turns import Waiting, turns

WRITERS: Final = frozenset({Role.FASILITATOR, Role.BKM})
DECIDING: Final = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED})
#: Most of each part in detail; everything is one link away.
MOST_CARDS, MOST_DRAFTS, MOST_CITIES = 3, 5, 2


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
    others: tuple[Any, ...]
    cities: tuple[City, ...]
    country: tuple[CityCount, ...]
    due: tuple[Any, ...]
    areas: tuple[Any, ...]
    primary: Primary | None

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
    """Read the start page of a person: at most three cycles, two cities and six reviews in detail."""
    areas = {a.region_id or "": a.region for a in user.assignments_today}
    roles = frozenset(a.role for a in user.assignments_today)
    found = turns(user)
    returned = tuple(row for row in found if row.item.review.state == ReviewState.RETURNED)
    waiting = tuple(row for row in found if row.item.review.state in DECIDING)
    cards, others = _own_cycles(user, [code for code in areas if _level(code) == RegionLevel.KELURAHAN])
    middle = [code for code in areas if _level(code) in (RegionLevel.CITY, RegionLevel.DISTRICT)]
    cities = tuple(city(user, areas[code], Choice()) for code in middle[:MOST_CITIES])
    due = decrees_due(decrees_for(user), timezone.localdate()) if roles & {Role.POKJA, Role.ADMIN} else ()
    return Start(
        roles=roles,
        returned=returned,
        waiting=waiting,
        drafts=tuple(unsent_drafts(user)[:MOST_DRAFTS]),
        cards=cards,
        others=others,
        cities=cities,
        country=_country(user) if any(_level(code) < RegionLevel.CITY for code in areas) else (),
        due=tuple(due[:MOST_DRAFTS]),
        areas=tuple(region for region in areas.values() if region)[:MOST_CARDS],
        primary=_primary(user, roles, returned or waiting, cards, cities),
    )


def _level(code: str) -> int:
    """Level of an area; 0 is the whole country."""
    return level_of(code) if code else 0


def _own_cycles(user: Any, codes: Sequence[str]) -> tuple[tuple[Card, ...], tuple[Any, ...]]:
    """Open cycles of the own kelurahan in detail, the newest first, and the remaining ones as rows."""
    if not codes:
        return (), ()
    rows = list(cycles_for(user).filter(region__in=codes).order_by("-fiscal_year", "-pk"))
    running = [cycle for cycle in rows if cycle.finished_on is None][:MOST_CARDS]
    cards = tuple(card for card in map(_card, running) if card)
    shown = {card.cycle.pk for card in cards}
    return cards, tuple(cycle for cycle in rows if cycle.pk not in shown)[: MOST_CARDS * 2]


def _card(cycle: Any) -> Card | None:
    steps = progress(cycle, parts_for_current_only=True)
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
