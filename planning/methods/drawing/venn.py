"""The Venn diagram of institutions: circles around the community, and the comparison of several groups.

A name stands inside its circle where it fits, otherwise in a column beside the diagram: its line leads outward through
the sector of its own circle, so it crosses no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, sqrt
from typing import Final

from kumuh.core.lettering import text_width
from planning.methods.drawing.kit import (
    LINE,
    NARROW,
    SLACK,
    SMALLEST,
    WIDE,
    Box,
    Disc,
    Drawing,
    KeyEntry,
    Label,
    Line,
    Shape,
    block,
    block_height,
    key,
    lines_of,
    middle_block,
    short,
)
from planning.methods.enums.venn import BodyKind
from planning.methods.relations import LEAST, MOST, Body, Layout, Spot, gap, lay_out, radius, widest

#: Letter, ground and pattern of a kind of institution.
DRESS: Final = {
    BodyKind.LOKAL: ("W", "green", ""),
    BodyKind.PEMERINTAH: ("P", "blue", "hatch"),
    BodyKind.SWASTA: ("S", "sand", "dots"),
    BodyKind.LUAR: ("L", "rose", "cross"),
}
KEY: Final = tuple(
    KeyEntry(f"{DRESS[kind][0]} {kind.label}", DRESS[kind][1], DRESS[kind][2], round=True) for kind in BodyKind
)
READING: Final = (
    "Makin besar lingkaran, makin besar manfaatnya; makin dekat ke tengah, makin mudah dihubungi warga; "
    "bertumpang tindih atau terhubung garis putus-putus: bekerja bersama."
)
COMMUNITY: Final = "Masyarakat"
SHORTLY: Final = "Warga"
_OUTER, _COLUMN, _SIZE = 290, 176, 14
_TALL_OUTER: Final = NARROW / 2 - 6
#: Numbers of two digits stay apart from this radius on.
_TALL_LEAST: Final = 11
_INSIDE_SIZES: Final = (15, 14, 13, 12)
#: Part of a circle that stays free of the pattern, and the part of that in which words may stand.
_CLEAR, _ROOM = 0.86, 0.93
#: Letters of groups in one line of a mark.
_LETTERS: Final = 4


@dataclass(frozen=True)
class VennSheet:
    """What is drawn: the institutions of one group in the order in which they were numbered."""

    ident: str
    title: str
    bodies: Sequence[Body]

    @property
    def said(self) -> str:
        """The diagram in words, for who does not see it."""
        told = [f"{body.name}: besar {body.size}, dekat {body.closeness}" for body in self.bodies]
        return f"{len(self.bodies)} lembaga di sekitar {COMMUNITY.lower()}. {'; '.join(told)}."


def name_of(number: int, body: Body) -> str:
    """How an institution is written beside its circle: number, name, letter of its kind."""
    return f"{number} {body.name} ({DRESS[BodyKind(body.kind)][0]})"


def wide(sheet: VennSheet) -> Drawing:
    """For a desk and for paper: names inside the circles or in two columns beside them."""
    layout = lay_out(sheet.bodies, _OUTER)
    clear = _clear_room(layout)
    inside = {number: _inside(name_of(number, sheet.bodies[number - 1]), room) for number, room in clear.items()}
    beside = [spot for spot in layout.spots if inside[spot.number] is None]
    left = sorted((spot for spot in beside if spot.x < 0), key=_ring_height)
    right = sorted((spot for spot in beside if spot.x >= 0), key=_ring_height)
    height = max(2 * _OUTER + 20, *(_column_height(sheet, side) for side in (left, right)))
    x, y = WIDE / 2, height / 2
    shapes = [*_circles(sheet, layout, x, y)]
    for number, found in inside.items():
        if found is not None:
            spot, (words, size) = layout.spots[number - 1], found
            shapes += middle_block(words, x + spot.x, y + spot.y, size)
        else:
            spot = layout.spots[number - 1]
            shapes += middle_block((str(number),), x + spot.x, y + spot.y, min(15, spot.r), bold=True)
    shapes += _names(sheet, left, x, y, height, on_left=True)
    shapes += _names(sheet, right, x, y, height, on_left=False)
    words = lines_of(READING, WIDE - 8, _SIZE)
    shapes += block(words, 4, height + 6, _SIZE)
    legend, bottom = key(KEY, 4, height + 14 + block_height(words, _SIZE), WIDE - 8, _SIZE)
    return Drawing(sheet.ident, sheet.title, sheet.said, WIDE, short(bottom), (*shapes, *legend))


def tall(sheet: VennSheet) -> Drawing:
    """For a phone: numbers in the circles, names below."""
    layout = widest(lay_out(sheet.bodies, _TALL_OUTER, least=_TALL_LEAST), 2 * _TALL_OUTER)
    left, top, right, bottom = layout.bounds
    x, y = NARROW / 2 - (left + right) / 2, 6 - top
    shapes = [*_circles(sheet, layout, x, y, inside=min(-left, -top, right, bottom))]
    for spot in layout.spots:
        shapes += middle_block((str(spot.number),), x + spot.x, y + spot.y, SMALLEST, bold=True)
    at: float = y + bottom + 14
    for number, body in enumerate(sheet.bodies, 1):
        words = lines_of(f"{name_of(number, body)}: besar {body.size}, dekat {body.closeness}", NARROW - 4, 16)
        shapes += block(words, 2, at, 16)
        at += block_height(words, 16) + 4
    legend, at = key(KEY, 2, at + 8, NARROW - 4, 16)
    words = lines_of(READING, NARROW - 4, 16)
    below = block(words, 2, at, 16)
    bottom = at + block_height(words, 16) + 6
    return Drawing(f"{sheet.ident}-hp", sheet.title, sheet.said, NARROW, short(bottom), (*shapes, *legend, *below))


def blank(ident: str, title: str, names: Sequence[str], height: float) -> Drawing:
    """The empty diagram for paper: the community with rings of closeness, five sizes to trace, lines to write."""
    outer = height / 2 - 6
    x, y = outer + 6, height / 2
    shapes: list[Shape] = [
        Disc(x, y, short(outer * (0.2 + 0.16 * ring)), "none", "line", 1, "5 5") for ring in range(5, 0, -1)
    ]
    words, size = _middle_words(outer * 0.2)
    shapes += [Disc(x, y, short(outer * 0.2)), *middle_block((words,), x, y, size, bold=True)]
    left = 2 * outer + 40
    shapes.append(Label("Ukuran lingkaran (besar manfaatnya)", left, 18, 14, True))
    at = left
    for size in range(LEAST, MOST + 1):
        r = radius(size, 20)
        shapes += [Disc(short(at + r), 62, r), *middle_block((str(size),), at + r, 62, 14, bold=True)]
        at += 2 * r + 12
    shapes.append(Label("No  Lembaga", left, 124, 14, True))
    shapes.append(Label("Besar  Dekat", WIDE - 4, 124, 14, True, "end"))
    lines = max(int((height - 130) / 26), 1)
    for number in range(1, lines + 1):
        top = 124 + number * 26
        name = names[number - 1] if number <= len(names) else ""
        shapes.append(Label(f"{number}  {name}", left, top - 6, 14))
        shapes.append(Line(f"M{left:g} {top:g}H{WIDE - 4}", "line", 0.8))
    return Drawing(ident, title, "Lembar kosong diagram Venn kelembagaan.", WIDE, short(height), tuple(shapes))


def _circles(sheet: VennSheet, layout: Layout, x: float, y: float, inside: float = inf) -> list[Shape]:
    """Rings of closeness up to the radius `inside`, the middle, lines between partners, the circles themselves."""
    shapes: list[Shape] = []
    for ring in (layout.middle + gap(closeness, layout.reach) for closeness in range(LEAST, MOST)):
        if ring <= inside:
            shapes.append(Disc(x, y, short(ring), "none", "line", 1, "3 6"))
    shapes += [Disc(x, y, short(layout.middle), "paper", "ink", 2)]
    places = {spot.number: spot for spot in layout.spots}
    for one, two in layout.lines:
        a, b = (_inner_rim(places[number]) for number in (one, two))
        path = f"M{x + a[0]:.1f} {y + a[1]:.1f}Q{x:.1f} {y:.1f} {x + b[0]:.1f} {y + b[1]:.1f}"
        shapes.append(Line(path, "soft", 1.2, "6 4"))
    words, size = _middle_words(layout.middle)
    wide = text_width(words, size, bold=True) * SLACK + 8
    shapes.append(Box(short(x - wide / 2), short(y - size), short(wide), short(size * 2), "paper", "none", 0))
    shapes += middle_block((words,), x, y, size, bold=True)
    for spot in layout.spots:
        _, ground, pattern = DRESS[BodyKind(sheet.bodies[spot.number - 1].kind)]
        middle = (short(x + spot.x), short(y + spot.y))
        shapes.append(Disc(*middle, short(spot.r), ground, pattern=pattern, sheer=True))
        if pattern:
            shapes.append(Disc(*middle, short(spot.r * _CLEAR), ground, "none", 0))
    return shapes


def _middle_words(middle: float) -> tuple[str, float]:
    """What stands in the middle circle and how large; a shorter word where the long one would leave it."""
    for words, size in ((COMMUNITY, 18), (COMMUNITY, 15), (SHORTLY, 15), (SHORTLY, SMALLEST)):
        if text_width(words, size, bold=True) * SLACK + 8 <= 2 * middle:
            return words, size
    return SHORTLY, SMALLEST


def _inner_rim(spot: Spot) -> tuple[float, float]:
    """The point of a circle that is nearest to the middle."""
    part = 1 - spot.r / hypot(spot.x, spot.y)
    return spot.x * part, spot.y * part


def _clear_room(layout: Layout) -> dict[int, float]:
    """By number of a circle the radius in which words stand clear of its pattern and of a circle that lies over it."""
    room = {spot.number: spot.r * _CLEAR * _ROOM for spot in layout.spots}
    places = {spot.number: spot for spot in layout.spots}
    for one, two in layout.overlaps:
        a, b = places[one], places[two]
        depth = a.r + b.r - hypot(a.x - b.x, a.y - b.y)
        room[one], room[two] = min(room[one], a.r - depth), min(room[two], b.r - depth)
    return room


def _inside(text: str, clear: float) -> tuple[tuple[str, ...], float] | None:
    """The text in lines that stay inside a circle, at the largest size that does; None where it does not fit."""
    for size in _INSIDE_SIZES:
        for part in (1.8, 1.6, 1.4, 1.2, 1.0):
            room = clear * part
            if any(text_width(word, size) * SLACK > room for word in text.split()):
                continue
            words = lines_of(text, room, size)
            if _stays_inside(words, clear, size):
                return words, size
    return None


def _stays_inside(words: Sequence[str], clear: float, size: float) -> bool:
    height = len(words) * size * LINE
    for at, text in enumerate(words):
        edge = max(abs(at * size * LINE - height / 2), abs((at + 1) * size * LINE - height / 2))
        if edge >= clear or text_width(text, size) * SLACK / 2 > sqrt(clear**2 - edge**2):
            return False
    return True


def _ring_height(spot: Spot) -> float:
    """How far down the line of a circle leaves the diagram."""
    return spot.y / hypot(spot.x, spot.y)


def _label_lines(sheet: VennSheet, spot: Spot) -> tuple[str, ...]:
    return lines_of(name_of(spot.number, sheet.bodies[spot.number - 1]), _COLUMN - 6, _SIZE, most=3)


def _column_height(sheet: VennSheet, spots: Sequence[Spot]) -> float:
    return sum(block_height(_label_lines(sheet, spot), _SIZE) + 8 for spot in spots)


def _names(sheet: VennSheet, spots: Sequence[Spot], x: float, y: float, height: float, *, on_left: bool) -> list[Shape]:
    """A column of names, each as near to its line as the others let it, and the lines themselves."""
    shapes: list[Shape] = []
    words = [_label_lines(sheet, spot) for spot in spots]
    heights = [block_height(lines, _SIZE) + 8 for lines in words]
    wanted = [
        y + _ring_height(spot) * (_OUTER + 6) - tall_one / 2 for spot, tall_one in zip(spots, heights, strict=True)
    ]
    for spot, lines, top in zip(spots, words, _stacked(wanted, heights, height), strict=True):
        distance = hypot(spot.x, spot.y)
        rim, ring = (distance + spot.r) / distance, (_OUTER + 4) / distance
        edge = _COLUMN if on_left else WIDE - _COLUMN
        middle = top + block_height(lines, _SIZE) / 2
        path = (
            f"M{x + spot.x * rim:.1f} {y + spot.y * rim:.1f}L{x + spot.x * ring:.1f} {y + spot.y * ring:.1f}"
            f"L{edge:.1f} {middle:.1f}"
        )
        shapes.append(Line(path, "line", 1))
        if on_left:
            shapes += block(lines, edge - 4, top, _SIZE, anchor="end")
        else:
            shapes += block(lines, edge + 4, top, _SIZE)
    return shapes


def _stacked(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Tops that keep their order and never cover each other: pushed down from above, then up from below."""
    tops, free = [], 0.0
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height
    limit = room
    for at in range(len(tops) - 1, -1, -1):
        tops[at] = min(tops[at], limit - heights[at])
        limit = tops[at]
    return tops


# --- Several groups beside each other ---------------------------------------------------------------------------
@dataclass(frozen=True)
class CompareSheet:
    """Institutions with what each group said: for each, size and closeness by letter of the group (None: not named)."""

    ident: str
    title: str
    groups: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[int, int] | None]]]

    @property
    def letters(self) -> str:
        return "ABCDEFGH"[: len(self.groups)]

    @property
    def said(self) -> str:
        return f"{len(self.rows)} lembaga menurut {len(self.groups)} kelompok, besar dan dekat dari 1 sampai 5."


def compare_wide(sheet: CompareSheet) -> Drawing:
    """Two scales beside each other for a desk and for paper."""
    side, scale = 240, 290
    shapes: list[Shape] = [
        Label("Besar manfaatnya", side + 20, 18, 15, True),
        Label("Dekat dengan warga", side + 20 + scale + 60, 18, 15, True),
    ]
    y: float = 34
    for name, values in sheet.rows:
        words = lines_of(name, side - 10, 15, bold=True)
        height = max(50, block_height(words, 15) + 12)
        shapes += block(words, 2, y + (height - block_height(words, 15)) / 2 - 2, 15, bold=True)
        for part in (0, 1):
            left = side + 20 + part * (scale + 60)
            marks = [
                (letter, value[part] if value else None) for letter, value in zip(sheet.letters, values, strict=True)
            ]
            shapes += _scale(marks, left, y + height / 2, scale, 13)
        y += height
    legend, y = _group_key(sheet, y + 6, WIDE, 14)
    return Drawing(sheet.ident, sheet.title, sheet.said, WIDE, short(y), (*shapes, *legend))


def compare_tall(sheet: CompareSheet) -> Drawing:
    """The two scales below each other for a phone."""
    shapes: list[Shape] = []
    y: float = 2
    for name, values in sheet.rows:
        words = lines_of(name, NARROW - 4, 16, bold=True)
        shapes += block(words, 2, y, 16, bold=True)
        y += block_height(words, 16) + 4
        for part, label in ((0, "Besar"), (1, "Dekat")):
            marks = [
                (letter, value[part] if value else None) for letter, value in zip(sheet.letters, values, strict=True)
            ]
            shapes.append(Label(label, 2, short(y + 27), 16))
            shapes += _scale(marks, 84, y + 21, NARROW - 84 - 26, 14)
            y += 44
        y += 8
    legend, y = _group_key(sheet, y, NARROW, 16)
    return Drawing(f"{sheet.ident}-hp", sheet.title, sheet.said, NARROW, short(y), (*shapes, *legend))


def _scale(marks: Sequence[tuple[str, int | None]], left: float, y: float, width: float, size: float) -> list[Shape]:
    """One scale from 1 to 5 with the letters of the groups on it; letters on the same number share a wider mark."""
    shapes: list[Shape] = [Line(f"M{left:.1f} {y:.1f}h{width:.1f}", "faint", 2)]
    step = width / (MOST - LEAST)
    known = [value for _, value in marks if value is not None]
    if known:
        low, high = left + (min(known) - 1) * step, left + (max(known) - 1) * step
        shapes.append(Line(f"M{low:.1f} {y:.1f}H{high:.1f}", "ink", 2.5))
    for number in range(LEAST, MOST + 1):
        at = left + (number - 1) * step
        letters = "".join(letter for letter, value in marks if value == number)
        if not letters:
            shapes += [Disc(short(at), short(y), 2.5, "line", "line", 0)]
            continue
        lines = [letters[start : start + _LETTERS] for start in range(0, len(letters), _LETTERS)]
        wide = text_width(lines[0], size, bold=True) * SLACK + 12
        height = size * (0.7 + LINE * len(lines))
        shapes.append(
            Box(short(at - wide / 2), short(y - height / 2), short(wide), short(height), "paper", "ink", 1.5, size)
        )
        shapes += middle_block(lines, at, y, size, bold=True)
    return shapes


def _group_key(sheet: CompareSheet, top: float, width: float, size: float) -> tuple[tuple[Shape, ...], float]:
    entries = [KeyEntry(label, mark=letter) for letter, label in zip(sheet.letters, sheet.groups, strict=True)]
    return key(entries, 2, top, width - 4, size)
