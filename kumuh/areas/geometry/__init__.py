"""Boundaries from files people have: read, repair, measure, thin and draw. No tables here."""

from kumuh.areas.geometry.drawing import Drawing, draw
from kumuh.areas.geometry.measures import (
    AreaComparison,
    area_ha,
    bbox,
    compare,
    distance_km,
    simplify_for_web,
)
from kumuh.areas.geometry.projection import UTM_ZONES
from kumuh.areas.geometry.reading import read_boundaries
from kumuh.areas.geometry.shapes import BoundaryError, BoundaryFile, GeoJSON, ImportedShape, LonLat

__all__ = [
    "UTM_ZONES",
    "AreaComparison",
    "BoundaryError",
    "BoundaryFile",
    "Drawing",
    "GeoJSON",
    "ImportedShape",
    "LonLat",
    "area_ha",
    "bbox",
    "compare",
    "distance_km",
    "draw",
    "read_boundaries",
    "simplify_for_web",
]
