"""Verbs about places, by noun."""

from kumuh.areas.services.additions import NewRt, add_rts
from kumuh.areas.services.boundaries import NewBoundary, delete_boundary, import_boundaries
from kumuh.areas.services.decrees import (
    DecreeData,
    change_decree,
    list_in_decree,
    register_decree,
    revoke_decree,
)
from kumuh.areas.services.neighbourhoods import (
    Part,
    create_neighbourhood,
    create_neighbourhoods,
    ensure_rt,
    merge_neighbourhoods,
    place_in_settlement,
    rename_neighbourhood,
    settlement_named,
    split_neighbourhood,
)
from kumuh.areas.services.regions import RegionCounts, load_regions

__all__ = [
    "DecreeData",
    "NewBoundary",
    "NewRt",
    "Part",
    "RegionCounts",
    "add_rts",
    "change_decree",
    "create_neighbourhood",
    "create_neighbourhoods",
    "delete_boundary",
    "ensure_rt",
    "import_boundaries",
    "list_in_decree",
    "load_regions",
    "merge_neighbourhoods",
    "place_in_settlement",
    "register_decree",
    "rename_neighbourhood",
    "revoke_decree",
    "settlement_named",
    "split_neighbourhood",
]
