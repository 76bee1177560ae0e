"""Measuring and thinning shapes in WGS84."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pyproj
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry.shapes import GeoJSON, LonLat

WGS84 = pyproj.Geod(ellps="WGS84")
SQUARE_METRES_PER_HECTARE = 10_000
METRES_PER_DEGREE = 111_320


@dataclass(frozen=True)
class AreaComparison:
    """Declared against computed hectares.

    ``difference_percent`` = (computed - declared) / declared x 100, one decimal, None where
    one of the two is missing or the declared area is zero; ``flagged`` says that it is beyond
    the tolerance.
    """

    declared: Decimal | None
    computed: Decimal | None
    difference_percent: Decimal | None
    flagged: bool


def area_ha(geometry: GeoJSON) -> Decimal:
    """Return the area on the WGS84 ellipsoid in hectares, four decimals, holes subtracted."""
    oriented = shapely.orient_polygons(shape(geometry))
    square_metres, _ = WGS84.geometry_area_perimeter(oriented)
    hectares = Decimal(repr(abs(square_metres))) / SQUARE_METRES_PER_HECTARE
    return hectares.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def compare(declared: Decimal | None, computed: Decimal | None, tolerance: Decimal = Decimal(5)) -> AreaComparison:
    """Compare declared with computed hectares; flagged when apart by more than ``tolerance`` %.

    The tolerance is a working rule of this application, not of a regulation: hand-drawn
    boundaries of an RT of one hectare are rarely better. Without a declared or a computed area
    there is nothing to flag.
    """
    if declared is None or computed is None:
        return AreaComparison(declared, computed, None, flagged=False)
    if declared == 0:
        return AreaComparison(declared, computed, None, flagged=computed != 0)
    percent = (computed - declared) / declared * 100
    shown = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return AreaComparison(declared, computed, shown, flagged=abs(percent) > tolerance)


def bbox(geometry: GeoJSON) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees."""
    west, south, east, north = shape(geometry).bounds
    return west, south, east, north


def distance_km(geometry: GeoJSON, place: LonLat) -> float:
    """Return the distance between a point and the nearest part of a shape in kilometres."""
    area = shape(geometry)
    nearest = shapely.shortest_line(shapely.Point(place), area).coords
    _, _, metres = WGS84.inv(*nearest[0], *nearest[-1])
    return float(metres) / 1000


def simplify_for_web(geometries: Sequence[GeoJSON], tolerance_m: float = 2.0) -> list[GeoJSON]:
    """Thin shapes for drawing, about ``tolerance_m`` metres, order kept.

    Neighbours that share a line still share it afterwards. Never use the result for areas.
    """
    shapes = [shape(geometry) for geometry in geometries]
    tolerance = tolerance_m / METRES_PER_DEGREE
    if shapes and shapely.coverage_is_valid(shapes):
        thinned = list(shapely.coverage_simplify(shapes, tolerance))
    else:
        thinned = [area.simplify(tolerance, preserve_topology=True) for area in shapes]
    return [to_geojson(area, decimals=6) for area in thinned]


def to_geojson(area: BaseGeometry, decimals: int = 7) -> GeoJSON:
    """Return a shape as GeoJSON with rounded degrees (seven decimals are about one centimetre)."""
    rounded = shapely.set_precision(area, 10.0**-decimals)
    kept = rounded if not rounded.is_empty else area
    return _rounded(mapping(shapely.orient_polygons(kept)), decimals)


def _rounded(geometry: GeoJSON, decimals: int) -> GeoJSON:
    def walk(value: object) -> object:
        if isinstance(value, float):
            return round(value, decimals)
        return [walk(item) for item in value]  # type: ignore[attr-defined]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
