"""What the drawing script is given: ground, official lines, kinds with their dress, RT; and the symbols as shapes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from planning.methods.drawing.kit import PALETTE, PATTERNS, Drawing, Shape
from planning.methods.drawing.map_marks import Entry, key_drawing
from planning.methods.drawing.maps import LEVEL_WORDS
from planning.methods.drawing.symbols import FIELDS, STROKES, point_of
from planning.methods.enums.maps import Latrine, ObjectKind, ShapeKind, Welfare
from planning.methods.legend import KINDS, KindOfObject
from planning.methods.mapping import GeoJSON
from planning.methods.models import MapBase, MethodSession
from planning.methods.queries.maps import Surroundings, view_of

#: Side of a symbol in the script's pages, in drawing units.
SIGN = 18


@dataclass(frozen=True)
class Sign:
    """A symbol of a page: its kind, its shapes in a square of 18 units."""

    kind: str
    label: str
    shapes: Sequence[Shape]


@dataclass(frozen=True)
class Ground:
    """The ground of a field on a page: its kind, its colour, the tile of its pattern or nothing."""

    kind: str
    fill: str
    tile: str


def signs() -> list[Sign]:
    """Every kind that can be a point."""
    return [
        Sign(kind, one.label, point_of(kind, SIGN / 2, SIGN / 2, SIGN - 4))
        for kind, one in KINDS.items()
        if ShapeKind.TITIK in one.shapes
    ]


def grounds() -> list[Ground]:
    """Every kind that can be a field."""
    return [Ground(kind, PALETTE[one.ground], PATTERNS.get(one.pattern, "")) for kind, one in FIELDS.items()]


def key(drawn: Collection[tuple[str, str]] | None = None, levels: Collection[str] = ()) -> Drawing:
    """What signs mean: of every kind in every shape, or only of those that were drawn; and of slum classes of RT."""
    entries: list[Entry] = []
    for kind, one in KINDS.items():
        shapes = [shape for shape in one.shapes if drawn is None or (kind, shape) in drawn]
        several = len(shapes) > 1
        for shape in shapes:
            words = f"{one.label} ({ShapeKind(shape).label.lower()})" if several else one.label
            entries.append((kind, shape, words))
    entries += [(f"level:{code}", "", f"RT {code} – {words}") for code, words in LEVEL_WORDS.items() if code in levels]
    return key_drawing("peta-tanda", "Arti tanda", entries)


def canvas_of(
    session: MethodSession, base: MapBase | None, around: Surroundings, objects: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Everything the script needs, as plain data; `objects` only where they are looked at, not changed."""
    ground = around.ground
    sketch = base is not None and ground.sketch
    return {
        "sketsa": reverse("methods:map-sketch", args=[session.cycle_id, session.pk]) if sketch else None,
        "lebar": ground.width,
        "tinggi": ground.height,
        "skala": ground.scale,
        "batas": None if sketch else view_of(session),
        "garis": {"type": "FeatureCollection", "features": _lines(around)},
        "jenis": [_dress(kind) for kind in KINDS.values()],
        "rt": [[rt.key, rt.label] for rt in around.rts],
        "kelas": Welfare.choices,
        "jamban": Latrine.choices,
        "objek": list(objects),
    }


def _lines(around: Surroundings) -> list[GeoJSON]:
    """Official outlines: kelurahan first, then the RT with their class."""
    found: list[GeoJSON] = []
    if around.outline is not None:
        found.append({"type": "Feature", "properties": {"nama": "", "tingkat": ""}, "geometry": around.outline})
    for rt in around.rts:
        if rt.official:
            properties = {"nama": rt.label, "tingkat": rt.level}
            found.append({"type": "Feature", "properties": properties, "geometry": rt.geometry})
    return found


def _dress(kind: KindOfObject) -> dict[str, Any]:
    stroke, field = STROKES.get(ObjectKind(kind.kind)), FIELDS.get(ObjectKind(kind.kind))
    dress: dict[str, Any] = {"kode": kind.kind, "label": kind.label, "bentuk": kind.shapes, "rumah": kind.house}
    if stroke is not None:
        dress["garis"] = {
            "warna": PALETTE[stroke.edge], "tebal": stroke.weight, "putus": stroke.dash,
            "tengah": PALETTE[stroke.inner] if stroke.inner else "",
        }  # fmt: skip
    if field is not None:
        ground = "none" if field.ground == "none" else f"url(#bidang-{kind.kind})"
        dress["bidang"] = {"warna": PALETTE[field.edge], "tebal": field.weight, "putus": field.dash, "isi": ground}
    return dress
