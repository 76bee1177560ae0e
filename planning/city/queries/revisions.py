"""How the SK Kumuh of a city changed from one to the next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from kumuh.areas.models import Decree, DecreeNeighbourhood
from kumuh.areas.naming import city_code
from kumuh.areas.queries import decree_state

ZERO = Decimal(0)


@dataclass(frozen=True)
class Revision:
    """One SK below the region against the one before it: RT that came and went, RT with other hectares.

    `first`: there is none before it. Areas in hectares, of the RT below the region only.
    """

    decree: Decree
    state: str
    rts: int
    kelurahan: int
    area_ha: Decimal
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    change_ha: Decimal = ZERO
    first: bool = False


def revisions(code: str, day: date | None = None) -> list[Revision]:
    """All SK of the city as far as they touch the region, newest first. Two queries."""
    today = day or timezone.localdate()
    decrees = list(Decree.objects.filter(city_id=city_code(code)).order_by("signed_on", "pk"))
    listed: dict[int, dict[int, tuple[str, str, Decimal | None]]] = defaultdict(dict)
    rows = DecreeNeighbourhood.objects.in_areas([code]).filter(decree__in=decrees)
    columns = ("decree_id", "neighbourhood_id", "neighbourhood__label", "neighbourhood__kelurahan__name", "area_ha")
    for decree, rt, label, kelurahan, area in rows.values_list(*columns):
        listed[decree][rt] = (f"{label} {kelurahan}", kelurahan, area)
    found: list[Revision] = []
    before: dict[int, tuple[str, str, Decimal | None]] | None = None
    for decree in decrees:
        now = listed.get(decree.pk, {})
        found.append(_revision(decree, decree_state(decree, today), now, before))
        before = now
    return found[::-1]


def _revision(
    decree: Decree,
    state: str,
    now: dict[int, tuple[str, str, Decimal | None]],
    before: dict[int, tuple[str, str, Decimal | None]] | None,
) -> Revision:
    area = _total(now)
    places = len({kelurahan for _, kelurahan, _ in now.values()})
    if before is None:
        return Revision(decree, state, len(now), places, area, first=True)
    return Revision(
        decree=decree,
        state=state,
        rts=len(now),
        kelurahan=places,
        area_ha=area,
        came=tuple(sorted(name for rt, (name, _, _) in now.items() if rt not in before)),
        went=tuple(sorted(name for rt, (name, _, _) in before.items() if rt not in now)),
        changed=tuple(sorted(now[rt][0] for rt in now.keys() & before.keys() if now[rt][2] != before[rt][2])),
        change_ha=area - _total(before),
    )


def _total(rows: dict[int, tuple[str, str, Decimal | None]]) -> Decimal:
    return sum((area or ZERO for _, _, area in rows.values()), ZERO)
