"""Reads about places, by noun."""

from kumuh.areas.queries.boundaries import (
    MapArea,
    boundaries_on,
    boundary_kind,
    boundary_name,
    expected_place,
    map_areas,
    written_areas,
)
from kumuh.areas.queries.decrees import (
    ListedKelurahan,
    active_decree,
    decree_register,
    decree_rts,
    decrees_due,
    in_force,
    listed_by_kelurahan,
    needs_review,
)
from kumuh.areas.queries.neighbourhoods import (
    RwGroup,
    find_rt,
    lineage_of,
    neighbourhoods_on,
    predecessors_on,
    rts_by_rw,
    settlements_of,
    successors_on,
    valid_on,
)
from kumuh.areas.queries.regions import area_regions, regions_above, regions_below, search_regions

__all__ = [
    "ListedKelurahan",
    "MapArea",
    "RwGroup",
    "active_decree",
    "area_regions",
    "boundaries_on",
    "boundary_kind",
    "boundary_name",
    "decree_register",
    "decree_rts",
    "decrees_due",
    "expected_place",
    "find_rt",
    "in_force",
    "lineage_of",
    "listed_by_kelurahan",
    "map_areas",
    "needs_review",
    "neighbourhoods_on",
    "predecessors_on",
    "regions_above",
    "regions_below",
    "rts_by_rw",
    "search_regions",
    "settlements_of",
    "successors_on",
    "valid_on",
    "written_areas",
]
