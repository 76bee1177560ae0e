"""RT and RW on a day, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Lineage, Neighbourhood, Region, Settlement
from kumuh.areas.naming import neighbourhood_label, normal_number


def neighbourhoods_on(region: Region | str, day: date, kind: str | None = None) -> QuerySet[Neighbourhood]:
    """RT and RW that are valid on a day in a region of any level, with RW and kawasan loaded.

    Both ends of the period count; an empty end is open.
    """
    code = region if isinstance(region, str) else region.code
    rows = Neighbourhood.objects.in_areas([code]).filter(valid_on(day))
    if kind is not None:
        rows = rows.filter(kind=kind)
    return rows.select_related("parent", "settlement").order_by("kelurahan_id", "label")


def neighbourhoods_for(user: Any, day: date) -> QuerySet[Neighbourhood]:
    """RT and RW of the person's area that are valid on a day, with their kelurahan."""
    return Neighbourhood.objects.for_user(user).filter(valid_on(day)).select_related("kelurahan__parent")


def valid_on(day: date) -> Q:
    """Condition on `valid_from` and `valid_to`: the day lies inside, both ends included."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def find_rt(kelurahan: Region | str, rt: str, rw: str, day: date) -> Neighbourhood | None:
    """The RT with these numbers on a day; `rw` may be empty where the place has none."""
    label = neighbourhood_label(NeighbourhoodKind.RT, normal_number(rt), normal_number(rw) if rw else "")
    return neighbourhoods_on(kelurahan, day, NeighbourhoodKind.RT).filter(label=label).first()


class RwGroup(NamedTuple):
    """One RW (None: RT without RW) and its RT, for lists."""

    rw: Neighbourhood | None
    rts: list[Neighbourhood]


def rts_by_rw(kelurahan: Region, day: date) -> list[RwGroup]:
    """RT of a kelurahan on a day under their RW, RW without RT too; RT without RW last. One query."""
    rows = list(neighbourhoods_on(kelurahan, day).select_related("parent", "settlement", "boundary"))
    groups: dict[int | None, RwGroup] = {row.pk: RwGroup(row, []) for row in rows if row.kind == NeighbourhoodKind.RW}
    loose = RwGroup(None, [])
    for row in rows:
        if row.kind == NeighbourhoodKind.RT:
            groups.get(row.parent_id, loose).rts.append(row)
    return [*groups.values(), *([loose] if loose.rts else [])]


def settlements_of(kelurahan: Region, day: date) -> QuerySet[Settlement]:
    """Kawasan that have an RT in the kelurahan on a day."""
    rts = neighbourhoods_on(kelurahan, day, NeighbourhoodKind.RT).values("settlement_id").order_by()
    return Settlement.objects.filter(pk__in=rts).order_by("name")


def successors_on(neighbourhoods: Iterable[Neighbourhood], day: date) -> list[Neighbourhood]:
    """What RT or RW have become by a day, through splits, merges and renames; each one once.

    Totals over the result cover the same ground as totals over the input, so comparisons across a
    split or merge keep their sums.
    """
    return _follow(neighbourhoods, day, forward=True)


def predecessors_on(neighbourhoods: Iterable[Neighbourhood], day: date) -> list[Neighbourhood]:
    """What RT or RW were on an earlier day; the mirror of `successors_on`."""
    return _follow(neighbourhoods, day, forward=False)


def _follow(neighbourhoods: Iterable[Neighbourhood], day: date, *, forward: bool) -> list[Neighbourhood]:
    here, there = ("before", "after") if forward else ("after", "before")
    result: dict[int, Neighbourhood] = {}
    seen: set[int] = set()
    start = Neighbourhood.objects.filter(pk__in=[row.pk for row in neighbourhoods])  # never a stale period
    waiting = {row.pk: row for row in start.select_related("parent", "settlement")}
    while waiting:
        seen |= waiting.keys()
        passed = [pk for pk, row in waiting.items() if _is_beyond(row, day, forward)]
        result |= {pk: row for pk, row in waiting.items() if pk not in passed}
        arrows = Lineage.objects.filter(**{f"{here}__in": passed}).select_related(there) if passed else ()
        nexts = {getattr(arrow, f"{there}_id"): getattr(arrow, there) for arrow in arrows}
        waiting = {pk: row for pk, row in nexts.items() if pk not in seen}
    return sorted(result.values(), key=lambda row: (row.kelurahan_id, row.label))


def _is_beyond(row: Neighbourhood, day: date, forward: bool) -> bool:
    """Whether the row ended before the day (or, looking back, began after it)."""
    if forward:
        return row.valid_to is not None and row.valid_to < day
    return row.valid_from is not None and row.valid_from > day


def lineage_of(kelurahan: Region) -> QuerySet[Lineage]:
    """Changes of RT and RW in a kelurahan, newest first."""
    rows = Lineage.objects.filter(before__kelurahan=kelurahan)
    return rows.select_related("before", "after", "recorded_by").order_by("-happened_on", "-pk")
