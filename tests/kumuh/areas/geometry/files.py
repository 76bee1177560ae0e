"""Builders of boundary files for the tests: small squares written in many formats."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

#: Longitude and latitude of Podosugih, Kota Pekalongan (centroid of the region list).
PODOSUGIH = (109.66549, -6.89806)


def square_around(lon: float, lat: float, side_m: float = 200.0) -> shapely.Polygon:
    """Return a square with sides of about ``side_m`` metres around a place, in degrees."""
    half_y = side_m / 2 / 110_574
    half_x = side_m / 2 / (111_320 * np.cos(np.radians(lat)))
    return shapely.box(lon - half_x, lat - half_y, lon + half_x, lat + half_y)


def in_projection(geometry: BaseGeometry, epsg: int, *, swapped: bool = False) -> BaseGeometry:
    """Return a shape in degrees as coordinates of another projection."""
    transformer = pyproj.Transformer.from_crs(4326, epsg, always_xy=True)

    def move(points: np.ndarray) -> np.ndarray:
        x, y = transformer.transform(points[:, 0], points[:, 1])
        return np.column_stack((y, x) if swapped else (x, y))

    return shapely.transform(geometry, move)


def geojson(*geometries: BaseGeometry, crs: str | None = None, **properties: object) -> bytes:
    """Return a FeatureCollection; all features carry the same properties."""
    data: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": mapping(geometry)} for geometry in geometries
        ],
    }
    if crs:
        data["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(data).encode()


def kml(*placemarks: str) -> bytes:
    """Return a KML document around ready-made placemarks."""
    inner = "".join(f"<Placemark>{text}</Placemark>" for text in placemarks)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inner}</Document></kml>'
    ).encode()


def kml_ring(geometry: BaseGeometry) -> str:
    """Return the coordinates of an outer ring as KML writes them."""
    points = " ".join(f"{x:.7f},{y:.7f},0" for x, y in shapely.get_coordinates(geometry))
    return f"<LinearRing><coordinates>{points}</coordinates></LinearRing>"


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of named contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def vector_files(
    geometries: Sequence[BaseGeometry], epsg: int, suffix: str, **fields: Sequence[object]
) -> dict[str, bytes]:
    """Return the files that GDAL writes for ``suffix`` (``.shp`` or ``.gpkg``), by name."""
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.raw.write(
            Path(folder) / f"batas{suffix}",
            geometry=np.array([shapely.to_wkb(item) for item in geometries], dtype=object),
            field_data=[np.array(values, dtype=object) for values in fields.values()],
            fields=list(fields),
            geometry_type="Unknown" if suffix == ".gpkg" else "Polygon",
            crs=f"EPSG:{epsg}",
        )
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def shapefile(geometries: Sequence[BaseGeometry], epsg: int, **fields: Sequence[object]) -> bytes:
    """Return a zipped Shapefile in the given projection."""
    return zipped(vector_files(geometries, epsg, ".shp", **fields))
