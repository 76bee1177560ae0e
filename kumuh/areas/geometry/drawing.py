"""Shapes as SVG paths: one drawing for pages without script and for print."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely.geometry import shape

from kumuh.areas.geometry.shapes import GeoJSON


@dataclass(frozen=True)
class Drawing:
    """An SVG ``viewBox`` size and one path (``d``) and label point per shape, in input order."""

    width: float
    height: float
    paths: tuple[str, ...]
    labels: tuple[tuple[float, float], ...]


def draw(geometries: Sequence[GeoJSON], width: float = 640, margin: float = 8) -> Drawing:
    """Fit shapes (WGS84) into a drawing of the given width, north up, true proportions.

    East-west is shortened by the cosine of the middle latitude, exact enough for one city.
    The height is limited to one and a half times the width; a taller area is drawn narrower.
    """
    areas = [shape(geometry) for geometry in geometries]
    if not areas:
        return Drawing(width, 0, (), ())
    bounds = [area.bounds for area in areas]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    shrink = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * shrink, 1e-9)
    upward = max(north - south, 1e-9)
    scale = min((width - 2 * margin) / across, (width * 1.5 - 2 * margin) / upward)

    def point(lon: float, lat: float) -> tuple[float, float]:
        x, y = margin + (lon - west) * shrink * scale, margin + (north - lat) * scale
        return round(x, 1), round(y, 1)

    paths = tuple(_path(area, point) for area in areas)
    inner = (area.representative_point() for area in areas)
    labels = tuple(point(spot.x, spot.y) for spot in inner)
    return Drawing(round(across * scale + 2 * margin, 1), round(upward * scale + 2 * margin, 1), paths, labels)


def _path(area, point) -> str:  # type: ignore[no-untyped-def]
    parts = getattr(area, "geoms", [area])
    rings = (ring for part in parts for ring in (part.exterior, *part.interiors))
    return "".join(_ring(point(*position[:2]) for position in ring.coords[:-1]) for ring in rings)


def _ring(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
