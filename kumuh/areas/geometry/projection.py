"""Finding the projection of a file and bringing its shapes to WGS84.

Field files often carry no projection, a wrong one, or swapped axes. What the file declares
is believed only if it puts the shapes inside Indonesia. Without a usable declaration degrees
are recognised by their range, and metres are tried in the UTM zones that Indonesia covers
(46 to 54, north and south): the one that lies at the expected place wins, otherwise the user
is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry.shapes import BoundaryError, LonLat

#: West, south, east, north of Indonesia in degrees, with a margin.
INDONESIA = (94.0, -12.0, 142.0, 8.5)
#: Zone code → EPSG code of WGS84 UTM, e.g. ``49S`` → 32749.
UTM_ZONES = {
    f"{zone}{hemisphere}": base + zone for hemisphere, base in (("N", 32600), ("S", 32700)) for zone in range(46, 55)
}
#: A neighbouring UTM zone shifts by six degrees; half of that separates them safely.
ZONE_DISTANCE_DEGREES = 3.0

SWAPPED = "Urutan koordinat di berkas terbalik (lintang lebih dulu); sudah dibetulkan."
GUESSED = "Berkas tidak menyebut proyeksi; dibaca sebagai {name}."
CONTRADICTED = "Proyeksi yang tertulis di berkas ({declared}) tidak cocok dengan koordinatnya; dibaca sebagai {name}."
OUTSIDE = "Koordinat berada di luar Indonesia. Periksa proyeksi berkas, lalu simpan sebagai WGS84 (EPSG:4326)."
ASK_ZONE = "Berkas memakai meter (UTM) tanpa menyebut zona. Pilih zona UTM lalu baca lagi."


@dataclass(frozen=True)
class Placement:
    """Shapes in WGS84, the name of the projection they came from, and what was repaired."""

    geometries: tuple[BaseGeometry, ...]
    projection: str
    warnings: tuple[str, ...]


def to_wgs84(
    geometries: Sequence[BaseGeometry],
    *,
    declared: str | None = None,
    near: LonLat | None = None,
    zone: str | None = None,
) -> Placement:
    """Place shapes of unknown or declared projection on WGS84 (longitude, latitude).

    ``near`` is where the shapes are expected (degrees, e.g. the centroid of the kelurahan);
    ``zone`` is the user's own choice, a key of :data:`UTM_ZONES`. Raises
    :class:`BoundaryError` if no reading lies inside Indonesia, and with ``zone_choices`` if
    several do.
    """
    if zone is not None:
        return _place_in_zone(geometries, zone)
    crs = _parse(declared)
    if crs is not None:
        found = _first_inside(geometries, crs)
        if found is not None:
            return found
    if _in_degrees(geometries):
        found = _first_inside(geometries, pyproj.CRS.from_user_input("OGC:CRS84"))
    else:
        found = _place_in_any_zone(geometries, near)
    if found is None:
        raise BoundaryError(OUTSIDE)
    template = GUESSED if crs is None else CONTRADICTED
    note = template.format(name=found.projection, declared=crs.name if crs else "")
    return Placement(found.geometries, found.projection, (note, *found.warnings))


def _parse(declared: str | None) -> pyproj.CRS | None:
    """Return the declared projection, or None where there is none that pyproj understands and can calculate with."""
    if not declared:
        return None
    try:
        crs = pyproj.CRS.from_user_input(declared)
        pyproj.Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)
    except pyproj.exceptions.ProjError:  # CRSError is one; a damaged unit is read but cannot be calculated with
        return None
    return crs if crs.is_geographic or crs.is_projected else None


def _first_inside(geometries: Sequence[BaseGeometry], crs: pyproj.CRS) -> Placement | None:
    """Read the shapes in ``crs``, as written or with swapped axes, if that is in Indonesia."""
    for swapped in (False, True):
        placed = _transform(geometries, crs, swapped=swapped)
        if _inside(placed):
            return Placement(placed, crs.name, (SWAPPED,) if swapped else ())
    return None


def _place_in_zone(geometries: Sequence[BaseGeometry], zone: str) -> Placement:
    if zone not in UTM_ZONES:
        raise BoundaryError(f"Zona UTM {zone} tidak ada di Indonesia (46N sampai 54S).")
    if _in_degrees(geometries):
        raise BoundaryError("Koordinat berkas sudah dalam derajat; zona UTM tidak diperlukan.")
    found = _first_inside(geometries, pyproj.CRS.from_epsg(UTM_ZONES[zone]))
    if found is None:
        raise BoundaryError(f"Dengan zona UTM {zone} batas berada di luar Indonesia.")
    return found


def _place_in_any_zone(geometries: Sequence[BaseGeometry], near: LonLat | None) -> Placement | None:
    candidates = dict(_zone_candidates(geometries))
    if near is not None:
        distances = {zone: _degrees_apart(found, near) for zone, found in candidates.items()}
        close = [zone for zone in candidates if distances[zone] <= ZONE_DISTANCE_DEGREES]
        if close:
            return candidates[min(close, key=distances.__getitem__)]
    if len(candidates) > 1:
        raise BoundaryError(ASK_ZONE, zone_choices=tuple(candidates))
    return next(iter(candidates.values()), None)


def _zone_candidates(geometries: Sequence[BaseGeometry]) -> Iterator[tuple[str, Placement]]:
    for zone, epsg in UTM_ZONES.items():
        crs = pyproj.CRS.from_epsg(epsg)
        found = _first_inside(geometries, crs)
        if found is not None and _fits_zone(found, int(zone[:-1])):
            yield zone, found


def _fits_zone(found: Placement, zone: int) -> bool:
    """A file in UTM lies in its zone (six degrees wide) or a little beside it."""
    middle = zone * 6 - 183
    west, _, east, _ = shapely.total_bounds(list(found.geometries))
    return abs((west + east) / 2 - middle) <= 4.0


def _degrees_apart(found: Placement, near: LonLat) -> float:
    west, south, east, north = shapely.total_bounds(list(found.geometries))
    return float(np.hypot((west + east) / 2 - near[0], (south + north) / 2 - near[1]))


def _transform(geometries: Sequence[BaseGeometry], crs: pyproj.CRS, *, swapped: bool) -> tuple[BaseGeometry, ...]:
    transformer = pyproj.Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)

    def move(points: np.ndarray) -> np.ndarray:
        x, y = (points[:, 1], points[:, 0]) if swapped else (points[:, 0], points[:, 1])
        return np.column_stack(transformer.transform(x, y))

    return tuple(shapely.transform(list(geometries), move))


def _inside(geometries: Sequence[BaseGeometry]) -> bool:
    west, south, east, north = shapely.total_bounds(list(geometries))
    inside = west >= INDONESIA[0] and south >= INDONESIA[1]
    return bool(inside and east <= INDONESIA[2] and north <= INDONESIA[3])


def _in_degrees(geometries: Sequence[BaseGeometry]) -> bool:
    return bool(np.all(np.abs(shapely.total_bounds(list(geometries))) <= 180))
