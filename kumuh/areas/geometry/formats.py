"""One reader per file format; every reader returns the same :class:`RawLayer`."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

import shapely
from shapely.geometry import shape

from kumuh.areas.geometry.archives import read_archive
from kumuh.areas.geometry.kml import read_kml
from kumuh.areas.geometry.shapes import MAX_FEATURES, BoundaryError, GeoJSON, RawFeature, RawLayer

ACCEPTED = "GeoJSON (.geojson), KML/KMZ, Shapefile dalam .zip, atau GeoPackage (.gpkg)"
SHAPEFILE_MAGIC = b"\x00\x00\x27\x0a"
GEOPACKAGE_MAGIC = b"SQLite format 3\x00"
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".cpg")
BROKEN_GEOJSON = "Berkas GeoJSON tidak dapat dibaca. Simpan ulang dari QGIS lalu unggah lagi."
BROKEN_SHAPEFILE = "Shapefile rusak atau tidak lengkap. Buat zip dari berkas .shp, .shx, .dbf, .prj."
WITHOUT_GDAL = "Pembaca Shapefile dan GeoPackage belum dipasang di server ini. Gunakan GeoJSON atau KML."
BROKEN_GEOPACKAGE = "Berkas GeoPackage tidak dapat dibaca. Simpan ulang dari QGIS lalu unggah lagi."


def read_layer(content: bytes, filename: str) -> RawLayer:
    """Read a file by its name's ending; raise :class:`BoundaryError` for any other ending."""
    suffix = PurePosixPath(filename.lower()).suffix
    if suffix == ".shp":
        raise BoundaryError("Berkas .shp saja tidak cukup. Buat satu zip dari .shp, .shx, .dbf dan .prj.")
    reader = READERS.get(suffix)
    if reader is None:
        raise BoundaryError(f"Jenis berkas tidak dikenal. Gunakan {ACCEPTED}.")
    return reader(content)


def read_zip(content: bytes) -> RawLayer:
    """Read the one boundary file (Shapefile, KML or GeoJSON) inside a zip or KMZ archive."""
    files = read_archive(content)
    endings = (".shp", ".kml", ".geojson", ".json", ".gpkg")
    found = sorted(name for name in files if name.endswith(endings))
    if not found:
        raise BoundaryError(f"Tidak ada berkas batas di dalam zip. Gunakan {ACCEPTED}.")
    if len(found) > 1:
        raise BoundaryError(
            f"Zip berisi lebih dari satu berkas batas ({', '.join(found[:5])}). Sisakan satu lalu unggah lagi."
        )
    name = found[0]
    if name.endswith(".shp"):
        return read_shapefile(files, name.removesuffix(".shp"))
    return read_layer(files[name], name)


def read_shapefile(files: dict[str, bytes], stem: str) -> RawLayer:
    """Read the Shapefile ``stem`` out of unpacked files; projection from its ``.prj``."""
    if not files[f"{stem}.shp"].startswith(SHAPEFILE_MAGIC):
        raise BoundaryError(BROKEN_SHAPEFILE)
    missing = [part for part in (".shx", ".dbf") if f"{stem}{part}" not in files]
    if missing:
        raise BoundaryError(f"Shapefile tidak lengkap: berkas {' dan '.join(missing)} tidak ada.")
    with tempfile.TemporaryDirectory() as folder:
        for part in SHAPEFILE_PARTS:
            if f"{stem}{part}" in files:
                (Path(folder) / f"batas{part}").write_bytes(files[f"{stem}{part}"])
        layer = _read_with_gdal(Path(folder) / "batas.shp", BROKEN_SHAPEFILE)
    declared = files.get(f"{stem}.prj", b"").decode("utf-8-sig", errors="replace").strip()
    return replace(layer, crs=declared or None)


def read_geopackage(content: bytes) -> RawLayer:
    """Read the one feature table of a GeoPackage; views are refused, they could run any query."""
    (layer,) = read_geopackage_layers(content, most=1).values()
    return layer


def read_geopackage_layers(content: bytes, *, most: int) -> dict[str, RawLayer]:
    """Read the feature tables of a GeoPackage by name, at least one and up to `most`; views are refused."""
    if not (content.startswith(GEOPACKAGE_MAGIC) and content[68:72] == b"GPKG"):
        raise BoundaryError(BROKEN_GEOPACKAGE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "batas.gpkg"
        path.write_bytes(content)
        tables = _feature_tables(path)
        if not 1 <= len(tables) <= most:
            kept = "satu" if most == 1 else f"paling banyak {most}"
            raise BoundaryError(f"GeoPackage berisi {len(tables)} lapisan bidang. Sisakan {kept}.")
        return {table: _read_with_gdal(path, BROKEN_GEOPACKAGE, table) for table in tables}


def _feature_tables(path: Path) -> list[str]:
    query = "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name"
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            kinds = dict(connection.execute("SELECT name, type FROM sqlite_master").fetchall())
            tables = [str(row[0]) for row in connection.execute(query).fetchall()]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BoundaryError(BROKEN_GEOPACKAGE) from error
    if tables and ("view" in kinds.values() or any(kinds.get(table) != "table" for table in tables)):
        raise BoundaryError("Lapisan GeoPackage berupa tampilan (view). Simpan sebagai tabel.")
    return tables


def _read_with_gdal(path: Path, broken: str, layer: str | None = None) -> RawLayer:
    try:
        import pyogrio  # an optional library of 60 MB that only these two formats need
    except ImportError as error:
        raise BoundaryError(WITHOUT_GDAL) from error
    try:
        meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, max_features=MAX_FEATURES + 1, force_2d=True)
        geometries = shapely.from_wkb(wkb, on_invalid="raise")
    except (RuntimeError, ValueError, shapely.errors.ShapelyError) as error:  # all of pyogrio's
        raise BoundaryError(broken) from error
    names = [str(name) for name in meta["fields"]]
    features = tuple(
        RawFeature({name: _plain(column[row]) for name, column in zip(names, columns, strict=True)}, geometry)
        for row, geometry in enumerate(geometries)
    )
    return RawLayer(features, meta["crs"])


def read_geojson(content: bytes) -> RawLayer:
    """Read a GeoJSON FeatureCollection, Feature or bare geometry; old ``crs`` members count."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BoundaryError(BROKEN_GEOJSON) from error
    if not isinstance(data, dict):
        raise BoundaryError(BROKEN_GEOJSON)
    return RawLayer(tuple(_feature(item) for item in _items(data)), _declared_crs(data))


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _items(data: GeoJSON) -> list[Any]:
    if data.get("type") != "FeatureCollection":
        return [data]
    items = data.get("features")
    if not isinstance(items, list):
        raise BoundaryError(BROKEN_GEOJSON)
    return items


def _feature(item: Any) -> RawFeature:
    if not isinstance(item, dict):
        raise BoundaryError(BROKEN_GEOJSON)
    is_feature = item.get("type") == "Feature"
    geometry = item.get("geometry") if is_feature else item
    properties = item.get("properties") if is_feature else None
    pairs = properties.items() if isinstance(properties, dict) else ()
    attributes = {str(key): _plain(value) for key, value in pairs}
    if geometry is None:
        return RawFeature(attributes, None)
    try:
        return RawFeature(attributes, shapely.force_2d(shape(geometry)))
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise BoundaryError(BROKEN_GEOJSON) from error
    except shapely.errors.ShapelyError as error:
        raise BoundaryError(BROKEN_GEOJSON) from error


def _declared_crs(data: GeoJSON) -> str | None:
    try:
        return str(data["crs"]["properties"]["name"])
    except (KeyError, TypeError):
        return None


def _plain(value: object) -> str:
    """Attribute values as text; whole floats without ``.0``, empty values as empty text."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


READERS: dict[str, Callable[[bytes], RawLayer]] = {
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".kml": read_kml,
    ".kmz": read_zip,
    ".zip": read_zip,
    ".gpkg": read_geopackage,
}
