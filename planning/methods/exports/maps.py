"""The social map as files that other programs read: GeoJSON and GeoPackage."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kumuh.areas.geometry import BoundaryError
from kumuh.areas.geometry.writing import WrittenLayer, write_geopackage
from planning.methods.enums.maps import ShapeKind
from planning.methods.errors import MethodRefused
from planning.methods.legend import HOUSES, KINDS
from planning.methods.mapping import TYPES, GeoJSON, Ground, size_of
from planning.methods.models import MapObject
from planning.methods.queries.maps import drawn_of

#: One layer per shape, because programs for maps keep points, lines and fields apart.
LAYERS: Final = {ShapeKind.TITIK: "titik", ShapeKind.GARIS: "garis", ShapeKind.BIDANG: "bidang"}
NUMBERS: Final = {"jumlah": "int32", "ukuran": "float64"}


def as_features(objects: Sequence[MapObject], rts: Mapping[int, str], ground: Ground, *, people: bool) -> GeoJSON:
    """What a group drew as a GeoJSON FeatureCollection; without `people` houses carry neither name nor class.

    On a sketch the coordinates are picture units and the collection says so (`dasar`, `lebar`, `tinggi`).
    """
    features = [_feature(row, rts, ground, people) for row in objects]
    frame = {"dasar": "sketsa", "lebar": ground.width, "tinggi": ground.height} if ground.sketch else {"dasar": "bumi"}
    return {"type": "FeatureCollection", **frame, "features": features}


def _feature(row: MapObject, rts: Mapping[int, str], ground: Ground, people: bool) -> GeoJSON:
    hidden = row.kind in HOUSES and not people
    size = size_of(drawn_of(row), ground)
    properties: dict[str, Any] = {
        "jenis": "RUMAH" if hidden else row.kind,
        "sebutan": KINDS["RUMAH" if hidden else row.kind].label,
        "nama": "" if hidden else row.label,
        "keterangan": "" if hidden else row.note,
        "rt": rts.get(row.rt_id or 0, ""),
        "kelas_keluarga": "" if hidden else row.welfare,
        "jamban": "" if hidden else row.latrine,
        "jumlah": row.number,
        "ukuran": None if size is None else round(size, 1),
    }
    return {"type": "Feature", "properties": properties, "geometry": row.geometry}


def as_geojson(collection: GeoJSON) -> bytes:
    """The collection as a file."""
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def as_geopackage(collection: GeoJSON) -> bytes:
    """The placed objects of the collection as a GeoPackage with the layers titik, garis and bidang.

    Raises MethodRefused where nothing is placed, or where the server lacks the library for it.
    """
    placed = [one for one in collection["features"] if one["geometry"] is not None]
    if not placed:
        raise MethodRefused("Belum ada yang diletakkan pada peta. Pakai GeoJSON untuk objek tanpa letak.")
    layers = [
        WrittenLayer(name, TYPES[kind], [one for one in placed if one["geometry"]["type"] == TYPES[kind]], NUMBERS)
        for kind, name in LAYERS.items()
    ]
    try:
        return write_geopackage(layers, crs="EPSG:4326" if collection["dasar"] == "bumi" else None)
    except BoundaryError as refusal:
        raise MethodRefused(refusal.message) from refusal
