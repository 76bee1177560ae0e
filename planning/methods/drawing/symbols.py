"""The symbols of a map: what a point, a line and a field of each kind look like, in colour and in a grey copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.methods.drawing.kit import Box, Disc, Line, Shape, short
from planning.methods.enums.maps import ObjectKind, ShapeKind


@dataclass(frozen=True)
class Field:
    """Dress of a field: ground, pattern, edge and how the edge is broken."""

    ground: str
    pattern: str = ""
    edge: str = "ink"
    weight: float = 1.2
    dash: str = ""


@dataclass(frozen=True)
class Stroke:
    """Dress of a line: an outer stroke and, for roads, a lighter one inside it."""

    edge: str
    weight: float
    dash: str = ""
    inner: str = ""


FIELDS: Final = {
    ObjectKind.BATAS_RT: Field("none", "", "ink", 1.6, "9 4 2 4"),
    ObjectKind.RUMAH: Field("paper"),
    ObjectKind.RUMAH_MISKIN: Field("line"),
    ObjectKind.RUMAH_PEREMPUAN: Field("plum", "columns"),
    ObjectKind.RUMAH_RENTAN: Field("sand", "plus"),
    ObjectKind.SAMPAH: Field("brown", "marks", "earth"),
    ObjectKind.GENANGAN: Field("water", "rows", "deep", 1.4),
    ObjectKind.FASILITAS: Field("sand", "", "ink", 1.6),
    ObjectKind.RTP: Field("green", "tufts", "leaf", 1.4),
    ObjectKind.KEBAKARAN: Field("rose", "flames", "fire", 1.6, "3 3"),
    ObjectKind.LONGSOR: Field("brown", "slope", "earth", 1.6, "8 4"),
    ObjectKind.BANJIR: Field("blue", "grid", "deep", 1.6, "6 3"),
}
STROKES: Final = {
    ObjectKind.JALAN: Stroke("soft", 5.6, inner="paper"),
    ObjectKind.DRAINASE: Stroke("deep", 2.6, "9 4"),
    ObjectKind.GENANGAN: Stroke("deep", 4, "2 3"),
    ObjectKind.LONGSOR: Stroke("earth", 4, "2 5"),
}
#: The boundary of the kelurahan.
OUTLINE: Final = Stroke("soft", 3, "14 4 3 4 3 4")
#: Grounds of the slum classes of an RT. The letters stand beside the name of the RT.
LEVELS: Final = {
    "TK": Field("tk", ""),
    "KR": Field("kr", "dots"),
    "KS": Field("ks", "hatch"),
    "KB": Field("kb", "cross"),
    "": Field("paper", ""),
}


def line_of(kind: str, path: str) -> tuple[Shape, ...]:
    """A line of a kind along an SVG path."""
    dress = STROKES[ObjectKind(kind)]
    outer = Line(path, dress.edge, dress.weight, dress.dash)
    return (outer, Line(path, dress.inner, dress.weight - 3)) if dress.inner else (outer,)


def field_of(kind: str, path: str, *, sheer: bool = True) -> tuple[Shape, ...]:
    """A field of a kind along a closed SVG path; what lies below shines through unless `sheer` is off."""
    dress = FIELDS[ObjectKind(kind)]
    return (Line(path, dress.edge, dress.weight, dress.dash, dress.ground, dress.pattern, sheer=sheer),)


def level_of(level: str, path: str) -> tuple[Shape, ...]:
    """The ground of an RT in the dress of its slum class."""
    dress = LEVELS.get(level, LEVELS[""])
    return (Line(path, "none", 0, "", dress.ground, dress.pattern, sheer=True),)


def point_of(kind: str, x: float, y: float, size: float) -> tuple[Shape, ...]:
    """The symbol of a kind around (x, y), about `size` units wide."""
    half = size / 2
    if kind in _HOUSES:
        return _house(kind, x, y, half)
    if kind == ObjectKind.AIR:
        return (Disc(short(x), short(y), short(half), "water", "deep", 1.6), _dot(x, y, half * 0.4, "deep"))
    if kind == ObjectKind.JAMBAN:
        cross = f"M{_p(x - half, y - half)}L{_p(x + half, y + half)}M{_p(x - half, y + half)}L{_p(x + half, y - half)}"
        return (_square(x, y, half, "paper"), Line(cross, "ink", 1.4))
    if kind == ObjectKind.SAMPAH:
        return (
            Line(f"M{_p(x, y - half)}L{_p(x + half, y + half)}L{_p(x - half, y + half)}Z", "ink", 1.4, "", "earth"),
        )
    if kind == ObjectKind.FASILITAS:
        return (_square(x, y, half, "sand"), _dot(x, y, half * 0.4, "ink"))
    if kind == ObjectKind.LEMBAGA:
        pole = Line(f"M{_p(x - half * 0.6, y + half)}V{short(y - half)}", "ink", 1.8)
        flag = f"M{_p(x - half * 0.6, y - half)}L{_p(x + half, y - half * 0.5)}L{_p(x - half * 0.6, y)}Z"
        return (pole, Line(flag, "ink", 1.2, "", "ink"))
    if kind == ObjectKind.PENANDA:
        return (_dot(x, y, half * 0.45, "ink"),)
    return _danger(kind, x, y, half)


_HOUSES: Final = {
    ObjectKind.RUMAH: "paper",
    ObjectKind.RUMAH_MISKIN: "ink",
    ObjectKind.RUMAH_PEREMPUAN: "paper",
    ObjectKind.RUMAH_RENTAN: "paper",
}


def _house(kind: str, x: float, y: float, half: float) -> tuple[Shape, ...]:
    eaves = y - half * 0.2
    walls = f"M{_p(x - half, y + half)}V{short(eaves)}L{_p(x, y - half)}L{_p(x + half, eaves)}V{short(y + half)}Z"
    shapes: list[Shape] = [Line(walls, "ink", 1.4, "", _HOUSES[ObjectKind(kind)])]
    if kind == ObjectKind.RUMAH_PEREMPUAN:
        shapes.append(_dot(x, y + half * 0.3, half * 0.42, "ink"))
    elif kind == ObjectKind.RUMAH_RENTAN:
        arm, middle = half * 0.55, y + half * 0.35
        shapes.append(
            Line(f"M{_p(x - arm, middle)}H{short(x + arm)}M{_p(x, middle - arm)}V{short(middle + arm)}", "ink", 1.6)
        )
    return tuple(shapes)


def _danger(kind: str, x: float, y: float, half: float) -> tuple[Shape, ...]:
    """Flood, standing water, fire, landslide and open space as points: a diamond in the dress of the field."""
    dress = FIELDS[ObjectKind(kind)]
    diamond = f"M{_p(x, y - half)}L{_p(x + half, y)}L{_p(x, y + half)}L{_p(x - half, y)}Z"
    return (Line(diamond, dress.edge, 1.6, "", dress.ground, dress.pattern),)


def _square(x: float, y: float, half: float, ground: str) -> Box:
    return Box(short(x - half), short(y - half), short(half * 2), short(half * 2), ground, "ink", 1.4)


def _dot(x: float, y: float, r: float, ground: str) -> Disc:
    return Disc(short(x), short(y), short(max(r, 1)), ground, ground, 0.5)


def _p(x: float, y: float) -> str:
    return f"{short(x):g} {short(y):g}"


def sample(kind: str, shape: str, x: float, y: float, width: float, height: float) -> tuple[Shape, ...]:
    """How a kind looks in a key: its upper left corner and the room it has."""
    middle = y + height / 2
    if shape == ShapeKind.TITIK:
        return point_of(kind, x + width / 2, middle, height * 0.8)
    if shape == ShapeKind.GARIS:
        return line_of(kind, f"M{_p(x, middle)}H{short(x + width)}")
    path = f"M{_p(x + 1, y + 1)}H{short(x + width - 1)}V{short(y + height - 1)}H{short(x + 1)}Z"
    return field_of(kind, path)
