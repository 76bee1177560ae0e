"""The social map: ground of the RT, fields, lines, points, names that never lie on each other, north, scale, key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from planning.methods.drawing.kit import (
    LINE,
    NARROW,
    SLACK,
    WIDE,
    Box,
    Drawing,
    Label,
    Line,
    Shape,
    block,
    block_height,
    lines_of,
    short,
)
from planning.methods.drawing.symbols import FIELDS, LEVELS, field_of, level_of, line_of, point_of, sample
from planning.methods.enums.maps import ObjectKind, ShapeKind
from planning.methods.legend import KINDS
from planning.methods.mapping import leaves

Bounds = tuple[float, float, float, float]
LEVEL_WORDS: Final = {"TK": "Tidak kumuh", "KR": "Kumuh ringan", "KS": "Kumuh sedang", "KB": "Kumuh berat"}
#: What is drawn first lies lowest.
_ORDER: Final = {ShapeKind.BIDANG: 0, ShapeKind.GARIS: 1, ShapeKind.TITIK: 2}


@dataclass(frozen=True)
class Thing:
    """One object in the plane (y upwards); `label` stands beside it when there is room."""

    kind: str
    shape: str
    geometry: BaseGeometry
    label: str = ""


@dataclass(frozen=True)
class RtGround:
    """The ground of an RT in the plane, with the code of its slum class where that is to be shown."""

    label: str
    geometry: BaseGeometry
    level: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole map in the plane. `metres`: a unit of the plane is a metre. `north` in degrees clockwise from above.

    `frame` is what has to be seen at least (the sketch); otherwise everything that is drawn.
    """

    ident: str
    title: str
    said: str
    rts: Sequence[RtGround] = ()
    things: Sequence[Thing] = ()
    metres: bool = True
    north: int = 0
    frame: Bounds | None = None
    leveled: bool = False

    @property
    def bounds(self) -> Bounds:
        """West, south, east and north of everything, with a margin; a single point has a few metres around it."""
        return self.reach(0.04)

    def reach(self, share: float) -> Bounds:
        """The bounds with a margin of this share of the longer side, at least five units."""
        if self.frame is not None:
            return self.frame
        found = [rt.geometry.bounds for rt in self.rts] + [one.geometry.bounds for one in self.things]
        if not found:
            return 0.0, 0.0, 100.0, 60.0
        west, south = min(b[0] for b in found), min(b[1] for b in found)
        east, north = max(b[2] for b in found), max(b[3] for b in found)
        margin = max(max(east - west, north - south) * share, 5.0)
        return west - margin, south - margin, east + margin, north + margin


@dataclass
class View:
    """How the plane falls into a window of the drawing: `unit` drawing units for one of the plane."""

    x: float
    y: float
    width: float
    height: float
    bounds: Bounds
    unit: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def at(self, x: float, y: float) -> tuple[float, float]:
        west, south, east, north = self.bounds
        left = self.x + (self.width - (east - west) * self.unit) / 2
        top = self.y + (self.height - (north - south) * self.unit) / 2
        return left + (x - west) * self.unit, top + (north - y) * self.unit

    def path(self, geometry: BaseGeometry) -> str:
        """A line or field as an SVG path."""
        parts = []
        for leaf in leaves(geometry):
            rings = [leaf.exterior, *leaf.interiors] if leaf.geom_type == "Polygon" else [leaf]
            for ring in rings:
                spots = [self.at(x, y) for x, y in ring.coords]
                words = "L".join(f"{short(x):g} {short(y):g}" for x, y in spots)
                parts.append(f"M{words}" + ("Z" if leaf.geom_type == "Polygon" else ""))
        return "".join(parts)


def wide(plan: Plan) -> Drawing:
    """For a desk and for paper: the map, the key in three columns below it."""
    return _whole(plan, plan.ident, WIDE, tallest=620, size=14, symbol=13, columns=3)


def tall(plan: Plan) -> Drawing:
    """For a phone: the map as wide as the screen, lying on its side when it is wide; the key in one column."""
    west, south, east, north = plan.bounds
    narrow = turned(plan) if east - west > 1.25 * (north - south) else plan
    narrow = replace(narrow, rts=[replace(rt, label=rt.label.partition(" / ")[0]) for rt in narrow.rts])
    return _whole(narrow, f"{plan.ident}-hp", NARROW, tallest=520, size=14, symbol=9, columns=1)


def turned(plan: Plan) -> Plan:
    """The same map a quarter turn to the left; its arrow turns along."""
    west, south, east, north = plan.frame or (0.0, 0.0, 0.0, 0.0)
    return replace(
        plan,
        rts=[replace(rt, geometry=_quarter(rt.geometry)) for rt in plan.rts],
        things=[replace(one, geometry=_quarter(one.geometry)) for one in plan.things],
        north=(plan.north + 270) % 360,
        frame=plan.frame and (-north, west, -south, east),
    )


def _quarter(geometry: BaseGeometry) -> BaseGeometry:
    return affine_transform(geometry, [0, -1, 1, 0, 0, 0])


def _whole(
    plan: Plan, ident: str, width: float, *, tallest: float, size: float, symbol: float, columns: int
) -> Drawing:
    west, south, east, north = plan.bounds
    unit = min((width - 2) / (east - west), tallest / (north - south))
    height = max((north - south) * unit, width * 0.4)
    view = View(1, 1, width - 2, height, plan.bounds, unit)
    shapes, unsaid = inside(plan, view, size, symbol)
    below, y = scale_bar(plan, unit, 2, view.y + height + 6, width * 0.45, size)
    shapes += below
    key, y = legend(plan, 2, y + 8, width - 4, size, columns)
    shapes += key
    if unsaid:
        words = lines_of(f"Tidak muat pada gambar: {', '.join(unsaid)}.", width - 6, size)
        shapes += block(words, 2, y, size)
        y += block_height(words, size)
    return Drawing(ident, plan.title, plan.said, width, short(y + 4), tuple(shapes))


def inside(plan: Plan, view: View, size: float, symbol: float) -> tuple[list[Shape], list[str]]:
    """Everything inside the window with its frame and north arrow, and the names that found no room."""
    window = box(*_window(view))
    shapes: list[Shape] = [Box(short(view.x), short(view.y), short(view.width), short(view.height), "paper", "ink")]
    arrow = _north(plan, view, size)
    rts = [(rt, rt.geometry.intersection(window)) for rt in plan.rts]
    rts = [(rt, kept) for rt, kept in rts if not kept.is_empty]
    for rt, kept in rts:
        if plan.leveled:
            shapes += level_of(rt.level, view.path(_fields(kept)))
    drawn = [(one, one.geometry.intersection(window)) for one in plan.things if one.kind != ObjectKind.BATAS_RT]
    drawn = [(one, kept) for one, kept in drawn if not kept.is_empty]
    for one, kept in sorted(drawn, key=lambda pair: _ORDER[ShapeKind(pair[0].shape)]):
        shapes += _shape_of(one, kept, view, symbol)
    for _, kept in rts:
        dress = FIELDS[ObjectKind.BATAS_RT]
        shapes.append(Line(view.path(_fields(kept)), dress.edge, dress.weight, dress.dash))
    names, unsaid = _names(plan, rts, drawn, view, size, symbol)
    return [*shapes, *names, *arrow], unsaid


def _window(view: View) -> Bounds:
    """What of the plane is seen in the window."""
    west, south, east, north = view.bounds
    across, upward = view.width / view.unit, view.height / view.unit
    x, y = (west + east) / 2, (south + north) / 2
    return x - across / 2, y - upward / 2, x + across / 2, y + upward / 2


def _fields(geometry: BaseGeometry) -> BaseGeometry:
    """Only the fields of a cut geometry: a cut that merely touches leaves points and lines."""
    kept = [leaf for leaf in leaves(geometry) if leaf.geom_type == "Polygon"]
    return MultiPolygon(kept)


def _shape_of(one: Thing, kept: BaseGeometry, view: View, symbol: float) -> tuple[Shape, ...]:
    if one.shape == ShapeKind.TITIK:
        return point_of(one.kind, *view.at(kept.x, kept.y), symbol)
    if one.shape == ShapeKind.GARIS:
        return line_of(one.kind, view.path(kept))
    return field_of(one.kind, view.path(_fields(kept)))


# --- Names ----------------------------------------------------------------------------------------
def _names(
    plan: Plan,
    rts: Iterable[tuple[RtGround, BaseGeometry]],
    drawn: Sequence[tuple[Thing, BaseGeometry]],
    view: View,
    size: float,
    symbol: float,
) -> tuple[list[Shape], list[str]]:
    """Names where there is room: first the RT, then points, then fields and lines; the others are told below."""
    shapes: list[Shape] = []
    unsaid: list[str] = []
    asked: list[tuple[str, float, float, float, bool]] = []
    view.taken += _signs(drawn, view, symbol)
    for rt, kept in rts:
        spot = kept.representative_point()
        words = f"{rt.label} · {rt.level}" if plan.leveled and rt.level else rt.label
        asked.append((words, *view.at(spot.x, spot.y), 0, True))
    for one, kept in sorted(drawn, key=lambda pair: -_ORDER[ShapeKind(pair[0].shape)]):
        if one.label:
            lines = [leaf for leaf in leaves(kept) if leaf.geom_type == "LineString"]
            spot = (
                max(lines, key=lambda line: line.length).interpolate(0.5, normalized=True)
                if one.shape == ShapeKind.GARIS and lines
                else kept.representative_point()
            )
            away = symbol / 2 if one.shape == ShapeKind.TITIK else 3 if one.shape == ShapeKind.GARIS else 0
            asked.append((one.label, *view.at(spot.x, spot.y), away, False))
    for words, x, y, away, bold in asked:
        placed = _placed(words, x, y, away, view, size, bold)
        shapes += placed
        if not placed and words not in unsaid:
            unsaid.append(words)
    return shapes, unsaid


def _signs(
    drawn: Sequence[tuple[Thing, BaseGeometry]], view: View, symbol: float
) -> list[tuple[float, float, float, float]]:
    """Where symbols stand that no name may cover; houses are too many for that."""
    found = []
    for one, kept in drawn:
        if one.shape == ShapeKind.TITIK and not KINDS[one.kind].house:
            x, y = view.at(kept.x, kept.y)
            found.append((x - symbol / 2, y - symbol / 2, x + symbol / 2, y + symbol / 2))
    return found


def _placed(words: str, x: float, y: float, away: float, view: View, size: float, bold: bool) -> tuple[Shape, ...]:
    """The words on the first free place around (x, y) on a light ground; nothing where none is free."""
    lines = lines_of(words, min(170, view.width * 0.4), size, bold=bold, most=2)
    wide = max((Label(text, 0, 0, size, bold).width * SLACK for text in lines), default=0) + 4
    high = block_height(lines, size) + 2
    gap = away + 2
    corners = [(x + gap, y - high / 2), (x - gap - wide, y - high / 2), (x - wide / 2, y - gap - high)]
    corners += [(x - wide / 2, y + gap), (x + gap, y + gap), (x - gap - wide, y - gap - high)]
    corners += [(x + gap, y - gap - high), (x - gap - wide, y + gap)]
    if not away:
        corners.insert(0, (x - wide / 2, y - high / 2))
    for left, top in corners:
        edges = left, top, left + wide, top + high
        if _free(edges, view):
            view.taken.append(edges)
            ground = Box(short(left), short(top), short(wide), short(high), "paper", "none", 0, corner=2)
            return ground, *block(lines, left + 2, top, size, bold=bold)
    return ()


def _free(edges: tuple[float, float, float, float], view: View) -> bool:
    left, top, right, bottom = edges
    if left < view.x + 2 or top < view.y + 2 or right > view.x + view.width - 2 or bottom > view.y + view.height - 2:
        return False
    return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in view.taken)


# --- North, scale, key ----------------------------------------------------------------------------
def _north(plan: Plan, view: View, size: float) -> list[Shape]:
    """An arrow towards north in the upper right corner, with its letter."""
    room = 46.0
    x, y = view.x + view.width - room / 2 - 4, view.y + room / 2 + 4
    view.taken.append((x - room / 2 - 2, y - room / 2 - 2, x + room / 2 + 2, y + room / 2 + 2))
    turn = math.radians(plan.north)
    ahead, aside = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))

    def spot(forward: float, right: float) -> str:
        return (
            f"{short(x + ahead[0] * forward + aside[0] * right):g} {short(y + ahead[1] * forward + aside[1] * right):g}"
        )

    needle = f"M{spot(6, 0)}L{spot(-20, 8)}L{spot(-14, 0)}L{spot(-20, -8)}Z"
    letter_x, letter_y = x + ahead[0] * 14, y + ahead[1] * 14
    return [
        Box(short(x - room / 2), short(y - room / 2), room, room, "paper", "faint", corner=3),
        Line(needle, "ink", 1, "", "ink"),
        Label("U", short(letter_x), short(letter_y + size * 0.36), size, True, "middle"),
    ]


def nice_length(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `most`."""
    power = 10 ** math.floor(math.log10(most))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most * 1.0000001))


def scale_bar(
    plan: Plan, unit: float, x: float, top: float, room: float, size: float
) -> tuple[tuple[Shape, ...], float]:
    """A bar of a round length with its metres, and where it ends below; a sentence where no metres are known."""
    if not plan.metres:
        words = lines_of("Skala belum diketahui: ukur jarak dua titik pada sketsa.", room * 2, size)
        return block(words, x, top, size), top + block_height(words, size)
    length = nice_length(room / unit)
    half = length * unit / 2
    texts = ("0", f"{length / 2:g}".replace(".", ","), f"{length:g} m")
    bars = (
        Box(short(x), short(top), short(half), 7, "ink", "ink"),
        Box(short(x + half), short(top), short(half), 7, "paper", "ink"),
    )
    numbers = (
        Label(text, short(x + at * half), short(top + 9 + size), size, False, "start" if not at else "middle")
        for at, text in enumerate(texts)
    )
    return (*bars, *numbers), top + 9 + size * LINE


def entries_of(plan: Plan) -> list[tuple[str, str, str]]:
    """What the key names: kind (or class of an RT), shape, words; only what occurs."""
    seen = {(one.kind, one.shape) for one in plan.things}
    if plan.rts:
        seen.add((ObjectKind.BATAS_RT, ShapeKind.BIDANG))
    found = []
    for kind, one in KINDS.items():
        shapes = [each for each in one.shapes if (kind, each) in seen]
        if shapes:
            found.append((kind, shapes[0], one.label))
    if plan.leveled:
        levels = {rt.level for rt in plan.rts}
        found += [(f"level:{code}", "", f"{code} – {words}") for code, words in LEVEL_WORDS.items() if code in levels]
        if "" in levels:
            found.append(("level:", "", "Belum dinilai"))
    return found


def legend(plan: Plan, x: float, top: float, width: float, size: float, columns: int) -> tuple[list[Shape], float]:
    """The key of what occurs, in columns, and where it ends below."""
    return key_of(entries_of(plan), x, top, width, size, columns)


def key_of(
    entries: Sequence[tuple[str, str, str]], x: float, top: float, width: float, size: float, columns: int
) -> tuple[list[Shape], float]:
    """A key of kinds in columns, read downwards, and where it ends below."""
    shapes: list[Shape] = []
    each, swatch = width / columns, size * 1.9
    rows = math.ceil(len(entries) / columns) if entries else 0
    ends = [top]
    for column in range(columns):
        y = top
        for kind, shape, words in entries[column * rows : (column + 1) * rows]:
            left = x + column * each
            lines = lines_of(words, each - swatch - 16, size)
            height = max(size * 1.4, block_height(lines, size))
            shapes += _swatch(kind, shape, left, y, swatch, size * 1.3)
            shapes += block(lines, left + swatch + 8, y - size * 0.05, size)
            y += height + size * 0.35
        ends.append(y)
    return shapes, max(ends)


def _swatch(kind: str, shape: str, x: float, y: float, width: float, height: float) -> tuple[Shape, ...]:
    if not kind.startswith("level:"):
        return sample(kind, shape, x, y, width, height)
    dress = LEVELS[kind.removeprefix("level:")]
    return (Box(short(x), short(y), short(width), short(height), dress.ground, "ink", pattern=dress.pattern),)
