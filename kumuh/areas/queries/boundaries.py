"""Boundaries for maps and for checking hectares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from kumuh.areas.enums import LineageKind, NeighbourhoodKind
from kumuh.areas.geometry import AreaComparison, GeoJSON, LonLat, compare, simplify_for_web
from kumuh.areas.models import Boundary, Lineage, Neighbourhood, Region
from kumuh.areas.naming import ancestor_codes, city_code
from kumuh.areas.queries.decrees import active_decree
from kumuh.areas.queries.neighbourhoods import valid_on
from kumuh.core.formats import hectares
from kumuh.core.scope import ScopedQuerySet

#: Drawing order: what covers most lies lowest.
KIND_ORDER = {"kelurahan": 0, "kawasan": 1, "RW": 2, "RT": 3}


@dataclass(frozen=True)
class MapArea:
    """One boundary for a map and its table twin.

    `geometry` is thinned GeoJSON (WGS84); `comparison` holds declared and computed hectares.
    """

    pk: int
    kind: str
    name: str
    geometry: GeoJSON
    comparison: AreaComparison
    source: str
    neighbourhood_id: int | None

    def feature(self) -> GeoJSON:
        """The area as a GeoJSON feature for a web map."""
        properties = {"kind": self.kind, "name": self.name, "note": hectares(self.comparison.computed or 0)}
        return {"type": "Feature", "id": self.pk, "properties": properties, "geometry": self.geometry}


def boundaries_on(kelurahan: Region, day: date) -> QuerySet[Boundary]:
    """Boundaries of a kelurahan, its RW and RT valid on a day, and the kawasan they belong to."""
    near = Neighbourhood.objects.filter(valid_on(day), kelurahan=kelurahan)
    owners = Q(region=kelurahan) | Q(neighbourhood__in=near.values("pk"))
    kawasan = Q(settlement__in=near.exclude(settlement=None).values("settlement"))
    return Boundary.objects.filter(owners | kawasan).select_related("region", "neighbourhood", "settlement")


def boundaries_of(kelurahan: Region) -> ScopedQuerySet:
    """Boundaries that the page of a kelurahan may show: its own, those of its RW and RT, and kawasan of its city."""
    kawasan = Q(settlement__city_id=city_code(kelurahan.code))
    return Boundary.objects.filter(Q(area_code=kelurahan.code) | kawasan)


@dataclass(frozen=True)
class RemovedBoundary:
    """A boundary that was taken away: what it enclosed (hectares as computed), by whom, when and why."""

    pk: int
    name: str
    computed_ha: Decimal
    who: str
    at: datetime
    reason: str


def removed_boundaries(kelurahan: Region, most: int = 20) -> list[RemovedBoundary]:
    """Boundaries of a kelurahan, its RW and RT, and kawasan around them that were deleted, the latest first.

    One query; a kawasan belongs to the page when an RT of the kelurahan lies in it.
    """
    near = Neighbourhood.objects.filter(kelurahan=kelurahan).exclude(settlement=None).values("settlement")
    found = Boundary.history.filter(Q(area_code=kelurahan.code) | Q(settlement__in=near), history_type="-")
    rows = found.select_related("history_user", "region", "neighbourhood", "settlement").order_by("-history_date")
    return [
        RemovedBoundary(
            row.id,
            boundary_name(row),
            row.computed_ha,
            str(row.history_user or "Aplikasi"),
            row.history_date,
            row.history_change_reason or "",
        )
        for row in rows[:most]
    ]


def map_areas(rows: QuerySet[Boundary]) -> list[MapArea]:
    """Boundaries ready to be drawn, the widest kind first, then by name. One query."""
    found = sorted(rows, key=lambda row: (KIND_ORDER[boundary_kind(row)], boundary_name(row)))
    thinned: dict[int, GeoJSON] = {}
    for kind in KIND_ORDER:
        same = [row for row in found if boundary_kind(row) == kind]
        drawn = simplify_for_web([row.geometry for row in same])
        thinned |= dict(zip((row.pk for row in same), drawn, strict=True))
    return [_map_area(row, thinned[row.pk]) for row in found]


def _map_area(row: Boundary, geometry: GeoJSON) -> MapArea:
    comparison = compare(row.declared_ha, row.computed_ha)
    return MapArea(
        row.pk, boundary_kind(row), boundary_name(row), geometry, comparison, row.source, row.neighbourhood_id
    )


def boundary_kind(row: Boundary) -> str:
    """`kelurahan` (any region), `kawasan`, `RW` or `RT`."""
    if row.neighbourhood is not None:
        return str(row.neighbourhood.kind)
    return "kawasan" if row.settlement is not None else "kelurahan"


def boundary_name(row: Boundary) -> str:
    """Name of what the boundary encloses."""
    return str(row.neighbourhood or row.settlement or row.region)


def expected_place(region: Region) -> LonLat | None:
    """Where a region lies (longitude, latitude): its centroid, else that of the region above."""
    codes = [*ancestor_codes(region.code), region.code]
    rows = Region.objects.filter(code__in=codes).exclude(latitude=None).exclude(longitude=None)
    found = rows.order_by("-level").values_list("longitude", "latitude").first()
    return (float(found[0] or 0), float(found[1] or 0)) if found else None


def written_areas(kelurahan: Region, day: date) -> dict[int, Decimal]:
    """Hectares that the newest SK in force writes for each RT of a kelurahan, by the RT's key.

    An RT that only changed its number or name since keeps its hectares under the new key; after a
    split or merge nothing is written for the new RT.
    """
    decree = active_decree(kelurahan, day)
    if decree is None:
        return {}
    rows = decree.listed.filter(neighbourhood__kelurahan=kelurahan, neighbourhood__kind=NeighbourhoodKind.RT)
    written = {row.neighbourhood_id: row.area_ha for row in rows if row.area_ha is not None}
    renames = dict(
        Lineage.objects.filter(before__kelurahan=kelurahan, kind=LineageKind.RENAME, happened_on__lte=day)
        .order_by("happened_on", "pk")
        .values_list("before_id", "after_id")
    )
    for before, after in renames.items():
        if before in written:
            written[after] = written.pop(before)
    return written
