"""Boundaries from files people have: read, repair, measure, thin and draw. No tables here."""

from .drawing import Drawing, draw
from .measures import AreaComparison, area_ha, bbox, compare, distance_km, simplify_for_web
from .projection import UTM_ZONES
from .reading import read_boundaries
from .types import BoundaryError, BoundaryFile, GeoJSON, ImportedShape, LonLat

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
