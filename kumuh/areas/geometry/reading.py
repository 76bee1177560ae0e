"""From an uploaded file to clean areas on WGS84, with a sentence for every repair."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry.formats import read_layer
from kumuh.areas.geometry.measures import distance_km, to_geojson
from kumuh.areas.geometry.projection import to_wgs84
from kumuh.areas.geometry.shapes import (
    MAX_FEATURES,
    MAX_FILE_BYTES,
    MAX_VERTICES,
    BoundaryError,
    BoundaryFile,
    ImportedShape,
    LonLat,
    RawFeature,
    RawLayer,
)

#: Attribute names that hold what people call the area, best first, compared in lower case.
NAME_KEYS = ("nama", "name", "namobj", "nama_rt", "rt_rw", "kelurahan", "desa", "kawasan", "label")
#: Shapes farther than this from the expected place get a warning.
FAR_KM = 25.0

REPAIRED = "Garis batas saling memotong; bidang sudah dibetulkan. Periksa bentuknya di peta."
CLOSED_LINE = "Garis tertutup dibaca sebagai bidang."


def read_boundaries(
    content: bytes, filename: str, *, near: LonLat | None = None, zone: str | None = None
) -> BoundaryFile:
    """Read the areas of a GeoJSON, KML/KMZ, zipped Shapefile or GeoPackage file.

    ``near`` (longitude, latitude in degrees) is where the areas are expected: it decides the
    UTM zone of files without a projection and warns about files of another place. ``zone``
    (``46N`` to ``54S``) is the user's answer where that is not enough. Every problem raises
    :class:`BoundaryError` with an Indonesian sentence; nothing is dropped without a warning.
    """
    if len(content) > MAX_FILE_BYTES:
        raise BoundaryError(f"Berkas lebih besar dari {MAX_FILE_BYTES // 1024 // 1024} MB.")
    if not content:
        raise BoundaryError("Berkas kosong.")
    layer = read_layer(content, filename)
    areas, warnings = _areas(layer)
    placement = to_wgs84([area for _, area, _ in areas], declared=layer.crs, near=near, zone=zone)
    shapes = tuple(
        _finish(feature, geometry, notes, number, near)
        for number, ((feature, _, notes), geometry) in enumerate(zip(areas, placement.geometries, strict=True), start=1)
    )
    return BoundaryFile(shapes, placement.projection, (*placement.warnings, *warnings))


Area = tuple[RawFeature, BaseGeometry, list[str]]


def _areas(layer: RawLayer) -> tuple[list[Area], list[str]]:
    """Keep what is an area; say what was left out; refuse files that are too large."""
    if len(layer.features) > MAX_FEATURES:
        raise BoundaryError(f"Berkas berisi lebih dari {MAX_FEATURES} bidang.")
    geometries = [item.geometry for item in layer.features if item.geometry is not None]
    if sum(shapely.get_num_coordinates(geometry) for geometry in geometries) > MAX_VERTICES:
        raise BoundaryError(f"Garis batas terlalu rinci: lebih dari {MAX_VERTICES} titik.")
    areas: list[Area] = []
    skipped = 0
    for feature in layer.features:
        area, notes = _polygons(feature.geometry)
        if area is None:
            skipped += 1
        else:
            areas.append((feature, area, notes))
    if not areas:
        raise BoundaryError("Berkas tidak berisi bidang (poligon). Titik dan garis bukan batas.")
    warnings = [f"{skipped} titik atau garis tidak dibaca karena bukan bidang."] if skipped else []
    return areas, warnings


def _polygons(geometry: BaseGeometry | None) -> tuple[BaseGeometry | None, list[str]]:
    """Return the polygons of a geometry as one area; a closed line counts as its own area."""
    if geometry is None or geometry.is_empty:
        return None, []
    if not _finite(geometry):
        raise BoundaryError("Berkas memuat koordinat yang bukan angka.")
    notes: list[str] = []
    found: list[BaseGeometry] = []
    for part in _leaves(geometry):
        if part.geom_type == "Polygon":
            found.append(part)
        elif part.geom_type == "LineString" and part.is_closed and len(part.coords) > 3:
            found.append(shapely.Polygon(part.coords))
            notes.append(CLOSED_LINE)
    found = [part for part in found if not part.is_empty]
    if not found:
        return None, []
    return (found[0] if len(found) == 1 else shapely.MultiPolygon(found)), notes


def _leaves(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the simple geometries of nested collections."""
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [leaf for part in geometry.geoms for leaf in _leaves(part)]


def _finite(geometry: BaseGeometry) -> bool:
    coordinates = shapely.get_coordinates(geometry)
    return bool((abs(coordinates) < 1e9).all())


def _finish(
    feature: RawFeature, area: BaseGeometry, notes: list[str], number: int, near: LonLat | None
) -> ImportedShape:
    """Repair one area on WGS84 and describe what was done to it."""
    warnings = list(notes)
    if not area.is_valid:
        area = _repaired(area, number)
        warnings.append(REPAIRED)
    geometry = to_geojson(area)
    if near is not None and (distance := distance_km(geometry, near)) > FAR_KM:
        warnings.append(f"Letaknya {distance:.0f} km dari wilayah yang dipilih.")
    return ImportedShape(_name(feature, number), feature.attributes, geometry, tuple(warnings))


def _repaired(area: BaseGeometry, number: int) -> BaseGeometry:
    leaves = _leaves(shapely.make_valid(area, method="structure"))
    polygons = [leaf for leaf in leaves if leaf.geom_type == "Polygon" and leaf.area > 0]
    if not polygons:
        raise BoundaryError(f"Bidang ke-{number} tidak mempunyai luas.")
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _name(feature: RawFeature, number: int) -> str:
    lowered = {key.lower(): value for key, value in feature.attributes.items() if value}
    numbers = " / ".join(f"{key.upper()} {lowered[key]}" for key in ("rt", "rw") if key in lowered)
    return next((lowered[key] for key in NAME_KEYS if key in lowered), numbers or f"Bidang {number}")
