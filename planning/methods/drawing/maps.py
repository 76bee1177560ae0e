"""The social map: ground of the RT, fields, lines, points, names that never lie on each other, north, scale, key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from planning.methods.drawing.kit import (
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
from planning.methods.drawing.map_marks import Entry, key_of, north_arrow, scale_bar
from planning.methods.drawing.symbols import FIELDS, OUTLINE, field_of, level_of, line_of, point_of
from planning.methods.enums.maps import ObjectKind, ShapeKind
from planning.methods.legend import KINDS
from planning.methods.mapping import leaves

Bounds = tuple[float, float, float, float]
LEVEL_WORDS: Final = {"TK": "Tidak kumuh", "KR": "Kumuh ringan", "KS": "Kumuh sedang", "KB": "Kumuh berat"}
#: From here on names of RT and symbols are made smaller.
MANY_RTS: Final = 12
MANY_POINTS: Final = 250
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

    `frame` is what has to be seen at least (the sketch); otherwise everything that is drawn. `outline` is the boundary
    of the kelurahan: a line below everything, which is seen whole only where no RT is known.
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
    outline: BaseGeometry | None = None

    @property
    def bounds(self) -> Bounds:
        """West, south, east and north of everything, with a margin; a single point has a few metres around it."""
        return self.reach(0.04, outlined=not self.rts)

    def reach(self, share: float, *, outlined: bool = False) -> Bounds:
        """The bounds with a margin of this share of the longer side, at least five units; with the outline of the
        kelurahan if `outlined`, or where there is nothing else."""
        if self.frame is not None:
            return self.frame
        found = [rt.geometry.bounds for rt in self.rts] + [one.geometry.bounds for one in self.things]
        if self.outline is not None and (outlined or not found):
            found.append(self.outline.bounds)
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
    named = replace(plan, rts=_renamed(plan.rts, narrow=False))
    return _whole(named, plan.ident, WIDE, tallest=620, size=14, symbol=9 if _crowded(plan) else 13, columns=3)


def tall(plan: Plan) -> Drawing:
    """For a phone: the map as wide as the screen, lying on its side when it is wide; the key in one column."""
    west, south, east, north = plan.bounds
    narrow = turned(plan) if east - west > 1.25 * (north - south) else plan
    narrow = replace(narrow, rts=_renamed(narrow.rts, narrow=True))
    symbol = 6 if _crowded(plan) else 9
    return _whole(narrow, f"{plan.ident}-hp", NARROW, tallest=520, size=14, symbol=symbol, columns=1)


def _crowded(plan: Plan) -> bool:
    return sum(one.shape == ShapeKind.TITIK for one in plan.things) > MANY_POINTS


def _renamed(rts: Sequence[RtGround], *, narrow: bool) -> list[RtGround]:
    """The RT with names as long as there is room for all: on a phone or in a crowd only what tells them apart."""
    bare = [rt.label.partition(" / ")[0] for rt in rts]
    if narrow and len(set(bare)) == len(bare):
        names = bare
    elif narrow or len(rts) > MANY_RTS:
        names = [rt.label.replace(" / RW ", "/") for rt in rts]
    else:
        return list(rts)
    if len(rts) > MANY_RTS:
        names = [name.removeprefix("RT ") for name in names]
    return [replace(rt, label=name) for rt, name in zip(rts, names, strict=True)]


def turned(plan: Plan) -> Plan:
    """The same map a quarter turn to the left; its arrow turns along."""
    west, south, east, north = plan.frame or (0.0, 0.0, 0.0, 0.0)
    return replace(
        plan,
        rts=[replace(rt, geometry=_quarter(rt.geometry)) for rt in plan.rts],
        things=[replace(one, geometry=_quarter(one.geometry)) for one in plan.things],
        north=(plan.north + 270) % 360,
        frame=plan.frame and (-north, west, -south, east),
        outline=plan.outline and _quarter(plan.outline),
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
    below, y = scale_bar(plan.metres, unit, 2, view.y + height + 6, width * 0.45, size)
    shapes += below
    key, y = legend(plan, 2, y + 8, width - 4, size, columns)
    shapes += key
    words = untold(unsaid, width - 6, size, 4 if width == WIDE else 8)
    shapes += block(words, 2, y, size)
    y += block_height(words, size)
    return Drawing(ident, plan.title, plan.said, width, short(y + 4), tuple(shapes))


def untold(names: Sequence[str], width: float, size: float, most: int) -> tuple[str, ...]:
    """The names that found no room, in at most so many lines; of a longer list the first ones and how many follow."""
    for kept in range(len(names), 0, -1):
        rest = f", dan {len(names) - kept} lainnya (lihat tabel)" if kept < len(names) else ""
        lines = lines_of(f"Tidak muat pada gambar: {', '.join(names[:kept])}{rest}.", width, size)
        if len(lines) <= most:
            return lines
    return ()


def inside(plan: Plan, view: View, size: float, symbol: float) -> tuple[list[Shape], list[str]]:
    """Everything inside the window with its frame and north arrow, and the names that found no room."""
    window = box(*_window(view))
    shapes: list[Shape] = [Box(short(view.x), short(view.y), short(view.width), short(view.height), "paper", "ink")]
    arrow, corner = north_arrow(plan.north, view.x + view.width, view.y, size)
    view.taken.append(corner)
    if plan.outline is not None:
        edge = plan.outline.boundary.intersection(window)
        shapes.append(Line(view.path(edge), OUTLINE.edge, OUTLINE.weight, OUTLINE.dash))
    rts = [(rt, rt.geometry.intersection(window)) for rt in plan.rts]
    rts = [(rt, kept) for rt, kept in rts if not kept.is_empty]
    for rt, kept in rts:
        if plan.leveled:
            shapes += level_of(rt.level, view.path(_fields(kept)))
    drawn = [(one, one.geometry.intersection(window)) for one in plan.things if one.kind != ObjectKind.BATAS_RT]
    drawn = [(one, kept) for one, kept in drawn if not kept.is_empty]
    for one, kept in sorted(drawn, key=lambda pair: _ORDER[ShapeKind(pair[0].shape)]):
        shapes += _shape_of(one, kept, view, symbol, sheer=not plan.leveled)
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


def _shape_of(one: Thing, kept: BaseGeometry, view: View, symbol: float, *, sheer: bool) -> tuple[Shape, ...]:
    if one.shape == ShapeKind.TITIK:
        return point_of(one.kind, *view.at(kept.x, kept.y), symbol)
    if one.shape == ShapeKind.GARIS:
        return line_of(one.kind, view.path(kept))
    return field_of(one.kind, view.path(_fields(kept)), sheer=sheer)


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
    asked: list[tuple[str, list[Point], float, bool]] = []
    view.taken += _signs(drawn, view, symbol)
    for rt, kept in rts:
        words = f"{rt.label} · {rt.level}" if plan.leveled and rt.level else rt.label
        asked.append((words, [kept.representative_point()], 0, True))
    for one, kept in sorted(drawn, key=lambda pair: -_ORDER[ShapeKind(pair[0].shape)]):
        if one.label:
            away = symbol / 2 if one.shape == ShapeKind.TITIK else 3 if one.shape == ShapeKind.GARIS else 0
            asked.append((one.label, _spots(kept), away, False))
    for words, spots, away, bold in asked:
        tried = (_placed(words, *view.at(spot.x, spot.y), away, view, size, bold) for spot in spots)
        placed = next((found for found in tried if found), ())
        shapes += placed
        if not placed and words not in unsaid:
            unsaid.append(words)
    return shapes, unsaid


def _spots(kept: BaseGeometry) -> list[Point]:
    """Where the name of a thing may stand: of a line its middle, otherwise somewhere along its longest part."""
    lines = [leaf for leaf in leaves(kept) if leaf.geom_type == "LineString"]
    if not lines:
        return [kept.representative_point()]
    longest = max(lines, key=lambda line: float(line.length))
    return [longest.interpolate(share, normalized=True) for share in (0.5, 0.3, 0.7, 0.15, 0.85)]


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


# --- Key ------------------------------------------------------------------------------------------
def entries_of(plan: Plan) -> list[Entry]:
    """What the key names: kind (or class of an RT), shape, words; only what occurs."""
    seen = {(one.kind, one.shape) for one in plan.things}
    if plan.rts:
        seen.add((ObjectKind.BATAS_RT, ShapeKind.BIDANG))
    found = [("outline", "", "Batas kelurahan")] if plan.outline is not None else []
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
