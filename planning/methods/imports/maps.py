"""Objects of a social map from files: GeoJSON, KML, Shapefile and GeoPackage, our own exports and those of others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from kumuh.areas.geometry import BoundaryError, LonLat
from kumuh.areas.geometry.formats import read_geopackage_layers, read_layer
from kumuh.areas.geometry.projection import to_wgs84
from kumuh.areas.geometry.shapes import MAX_FILE_BYTES, RawFeature, RawLayer
from kumuh.areas.naming import plain_words
from planning.methods.enums.maps import Latrine, ObjectKind, ShapeKind, Welfare
from planning.methods.errors import MethodRefused
from planning.methods.legend import KINDS
from planning.methods.mapping import MOST_CORNERS, Ground, ShapeRefused, Spot, leaves, shaped
from planning.methods.services.maps import MOST_OBJECTS, ObjectText

ENDINGS: Final = (".geojson", ".json", ".kml", ".kmz", ".zip", ".gpkg")
SHAPES: Final = {"Point": ShapeKind.TITIK, "LineString": ShapeKind.GARIS, "Polygon": ShapeKind.BIDANG}
#: What a shape without a kind becomes when nobody chose.
USUAL: Final[Mapping[str, str]] = {
    ShapeKind.TITIK: ObjectKind.PENANDA,
    ShapeKind.GARIS: ObjectKind.JALAN,
    ShapeKind.BIDANG: ObjectKind.FASILITAS,
}
NAMES: Final = ("nama", "name", "namobj", "label", "keterangan")
KIND_NAMES: Final = ("jenis", "kind", "kategori", "tipe", "sebutan")
MOST_LAYERS: Final = 6
#: In degrees of latitude.
HALF_A_METRE: Final = 4.5e-6
#: How many reasons are told where nothing of a file can be used.
REASONS: Final = 5


@dataclass
class ReadObjects:
    """What a file holds, and sentences about what was repaired or left out."""

    texts: list[ObjectText] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many objects of every kind were read, by the label of the kind."""
        found = Counter(text.kind for text in self.texts)
        return [(kind.label, found[code]) for code, kind in KINDS.items() if code in found]


def read_objects(
    content: bytes,
    filename: str,
    *,
    ground: Ground,
    rts: Mapping[int, str],
    near: LonLat | None,
    usual: Mapping[str, str] = USUAL,
) -> ReadObjects:
    """Read the objects of a file for a map on this ground; `rts` are the RT of the kelurahan by key with their labels.

    On the earth any projection is brought to longitude and latitude; on a sketch the numbers are picture units. A
    kind is known by its code or its name, otherwise it is `usual` for its shape. Several parts become several
    objects. Raises MethodRefused with a sentence when the file cannot be used.
    """
    if len(content) > MAX_FILE_BYTES:
        raise MethodRefused(f"Berkas lebih besar dari {MAX_FILE_BYTES // 1024**2} MB.")
    found = ReadObjects()
    try:
        for layer in _layers(content, filename):
            _refuse_other_ground(content, filename, ground)
            _read_layer(layer, ground, rts, near, usual, found)
    except BoundaryError as refusal:
        raise MethodRefused(refusal.message) from None
    if not found.texts:
        nothing = "Berkas ini tidak berisi titik, garis atau bidang yang dapat dipakai."
        raise MethodRefused([nothing, *found.warnings[:REASONS]])
    if len(found.texts) > MOST_OBJECTS:
        raise MethodRefused(f"Berkas ini berisi {len(found.texts)} objek; paling banyak {MOST_OBJECTS}.")
    return found


def _layers(content: bytes, filename: str) -> Sequence[RawLayer]:
    if PurePosixPath(filename.lower()).suffix == ".gpkg":
        return list(read_geopackage_layers(content, most=MOST_LAYERS).values())
    return [read_layer(content, filename)]


def _refuse_other_ground(content: bytes, filename: str, ground: Ground) -> None:
    """Our own GeoJSON says on what it was drawn."""
    if not filename.lower().endswith(("json",)):
        return
    try:
        declared = json.loads(content.decode("utf-8-sig")).get("dasar", "")
    except (ValueError, AttributeError):
        return
    if declared and (declared == "sketsa") != ground.sketch:
        wanted = "sketsa" if declared == "sketsa" else "peta bumi"
        raise MethodRefused(f"Berkas ini digambar di atas {wanted}. Ubah dahulu dasar petanya.")


def _read_layer(
    layer: RawLayer,
    ground: Ground,
    rts: Mapping[int, str],
    near: LonLat | None,
    usual: Mapping[str, str],
    found: ReadObjects,
) -> None:
    placed = [one for one in layer.features if one.geometry is not None and not one.geometry.is_empty]
    shapes: Sequence[BaseGeometry] = [one.geometry for one in placed if one.geometry is not None]
    if shapes and not ground.sketch:
        placement = to_wgs84(shapes, declared=layer.crs, near=near)
        shapes = placement.geometries
        found.warnings += placement.warnings
    for one, drawn in zip(placed, shapes, strict=True):
        for leaf in leaves(drawn):
            _take(one, leaf, ground, rts, usual, found)
    for one in layer.features:
        if one.geometry is None and _kind_of(one):
            found.texts.append(_text(one, _kind_of(one), KINDS[_kind_of(one)].shapes[0], (), rts))


def _take(
    one: RawFeature,
    leaf: BaseGeometry,
    ground: Ground,
    rts: Mapping[int, str],
    usual: Mapping[str, str],
    found: ReadObjects,
) -> None:
    shape = SHAPES.get(leaf.geom_type)
    number = len(found.texts) + 1
    if shape is None:
        found.warnings.append(f"Objek {number}: bentuk {leaf.geom_type} tidak dibaca.")
        return
    kind = _kind_of(one)
    if kind and shape not in KINDS[kind].shapes:
        found.warnings.append(f"{KINDS[kind].label} tidak digambar sebagai {shape.label.lower()}; dibaca lain.")
        kind = ""
    kept = _plainer(leaf, ground)
    corners: list[Spot] = [(x, y) for x, y, *_ in (kept.exterior if shape == ShapeKind.BIDANG else kept).coords]
    if kept is not leaf:
        found.warnings.append(f"Objek {number}: terlalu rinci, disederhanakan menjadi {len(corners)} titik.")
    if shape == ShapeKind.BIDANG and leaf.interiors:
        found.warnings.append(f"Objek {number}: lubang di dalam bidang tidak dibaca.")
    try:
        shaped(shape, corners, ground)
    except ShapeRefused as refusal:
        found.warnings.append(f"Objek {number} tidak dibaca: {refusal}")
        return
    found.texts.append(_text(one, kind or usual[shape], shape, corners, rts))


def _plainer(leaf: BaseGeometry, ground: Ground) -> BaseGeometry:
    """A line or field with too many corners (the track of a GPS) without those that tell least."""
    bare = shapely.Polygon(leaf.exterior) if leaf.geom_type == "Polygon" else leaf
    kept, step = bare, 0.5 if ground.sketch else HALF_A_METRE
    while shapely.get_num_coordinates(kept) > MOST_CORNERS:
        kept, step = bare.simplify(step), step * 2
    return leaf if kept is bare else kept


def _text(one: RawFeature, kind: str, shape: str, corners: Sequence[Spot], rts: Mapping[int, str]) -> ObjectText:
    columns = {key.lower() for key in one.attributes}
    values = {key.lower(): value for key, value in one.attributes.items() if value}
    rt = _plain(values.get("rt", ""))
    named = next((name for name in NAMES if name in columns), "")
    return ObjectText(
        kind,
        shape,
        corners,
        label=values.get(named, "")[:80],
        note=values.get("keterangan", "")[:200] if named != "keterangan" else "",
        rt=next((key for key, label in rts.items() if rt and _plain(label) == rt), None),
        welfare=_one_of(Welfare, values.get("kelas_keluarga", "")),
        latrine=_one_of(Latrine, values.get("jamban", "")),
        number=_whole(values.get("jumlah", "")),
        size=None if corners else _size(values.get("ukuran", "")),
    )


def _kind_of(one: RawFeature) -> str:
    """The kind by its code or its name in one of the usual columns; empty when none is told."""
    values = {key.lower(): value for key, value in one.attributes.items() if value}
    named = {_plain(kind.label): code for code, kind in KINDS.items()}
    for key in KIND_NAMES:
        told = values.get(key, "").strip()
        if told.upper() in KINDS:
            return told.upper()
        if _plain(told) in named:
            return named[_plain(told)]
    return ""


def _plain(told: str) -> str:
    """Words without capitals and punctuation."""
    return " ".join(plain_words(told))


def _one_of(words: type[Welfare] | type[Latrine], told: str) -> str:
    return next((code for code, label in words.choices if told.lower() in (code.lower(), label.lower())), "")


def _whole(told: str) -> int:
    return max(int(told), 1) if told.isdecimal() and len(told) < 5 else 1


def _size(told: str) -> Decimal | None:
    try:
        size = Decimal(told).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return size if size > 0 else None
