"""Bodies of a place, of a person's area, and what the forms choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Neighbourhood, Region
from kumuh.areas.queries import neighbourhoods_on
from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from planning.institutions.catalog import BODIES, Body, bodies_at, body_of
from planning.institutions.enums import InstitutionKind
from planning.institutions.models import Institution
from planning.institutions.queries.standing import Standing, standing

ORDER = {kind: number for number, kind in enumerate(InstitutionKind)}


def institutions_for(user: Any) -> ScopedQuerySet:
    """Bodies in the person's area with their place and cycle."""
    return Institution.objects.for_user(user).select_related("region__parent", "cycle", "parent")


def institution_for_page(user: Any) -> ScopedQuerySet:
    """The same with members, elections and SK; constant number of queries."""
    rows = institutions_for(user)
    return rows.prefetch_related("members__rt", "elections__candidates__rt", "decrees", "units")


def in_region(region_code: str) -> list[Institution]:
    """Every body of one kelurahan or kota with members and SK, in the order of the catalogue. Three queries."""
    rows = Institution.objects.filter(region_id=region_code).select_related("region", "parent")
    found = rows.prefetch_related("members__rt", "decrees")
    return sorted(found, key=lambda row: (ORDER[InstitutionKind(row.kind)], row.pk))


def level_of(region: Region) -> str:
    """Word of the catalogue for the level of a place; empty for what has no bodies of its own."""
    return {RegionLevel.KELURAHAN: "kelurahan", RegionLevel.CITY: "kota"}.get(RegionLevel(region.level), "")


@dataclass(frozen=True)
class Group:
    """One kind of body in a place, with what each body of it looks like today; `rows` may be empty."""

    body: Body
    rows: tuple[tuple[Institution, Standing], ...]


def groups(region: Region, found: Iterable[Institution], day: date | None = None) -> tuple[Group, ...]:
    """The kinds that this place can have, each with its bodies. Asks no query of its own."""
    day = day or timezone.localdate()
    by_kind: dict[str, list[tuple[Institution, Standing]]] = {}
    for row in found:
        by_kind.setdefault(row.kind, []).append((row, standing(row, day)))
    return tuple(Group(body, tuple(by_kind.get(body.kind, ()))) for body in bodies_at(level_of(region)))


@dataclass(frozen=True)
class CityRow:
    """One place of a person's area with its working bodies: (short name of the kind, how many)."""

    region: Region
    held: tuple[tuple[str, int], ...]


def bodies_in_area(user: Any) -> list[CityRow]:
    """One row per place of the person's area that has bodies or cycles. Two queries."""
    places = Region.objects.for_user(user).filter(
        Q(institutions__isnull=False) | Q(cycles__isnull=False), level__in=[RegionLevel.CITY, RegionLevel.KELURAHAN]
    )
    found = Institution.objects.for_user(user).filter(dissolved_on=None).order_by()
    per_kind = {
        (row["region_id"], row["kind"]): row["bodies"]
        for row in found.values("region_id", "kind").annotate(bodies=Count("pk"))
    }
    return [
        CityRow(
            place,
            tuple((body.short, count) for kind, body in BODIES.items() if (count := per_kind.get((place.pk, kind), 0))),
        )
        for place in places.distinct().order_by("code")
    ]


def rts_of(region: Region, day: date) -> QuerySet[Neighbourhood]:
    """RT of a kelurahan on that day for the choice of a member's origin; none for a kota."""
    return neighbourhoods_on(region, day, "RT")


def parents_for(region_code: str, kind: str) -> QuerySet[Institution]:
    """Bodies that one of this kind may work under in the same place."""
    below = body_of(kind).below
    return Institution.objects.filter(region_id=region_code, kind=below or "", dissolved_on=None)


def member_stamp(institution: Institution) -> str:
    """A short mark of the stored members; equal marks mean that nobody changed them."""
    held = list(institution.members.order_by("pk").values_list("pk", "version"))
    return stamp_of(held)
