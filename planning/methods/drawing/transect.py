"""The transect: the band profile to scale with metres below it, and a table with one column per stretch.

A long way is split over several drawings, so that words stay legible and each fits a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kumuh.core.formats import show_number
from planning.methods.drawing.kit import (
    NARROW,
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
    short,
)
from planning.methods.enums.transect import Cover, WalkTopic
from planning.methods.walking import Stretch, spans

#: Ground and pattern of every cover; the picture above it says the same.
COVERS: Final = {
    Cover.PADAT: ("sand", "columns"),
    Cover.JARANG: ("sand", ""),
    Cover.FASILITAS: ("plum", ""),
    Cover.USAHA: ("rose", "grid"),
    Cover.KEBUN: ("green", "hatch"),
    Cover.TERBUKA: ("green", "dots"),
    Cover.AIR: ("water", "rows"),
    Cover.KOSONG: ("paper", ""),
}
_SIDE, _SIZE, _HEAD = 128.0, 14.0, 150.0
TALLEST: Final = 1150.0


@dataclass(frozen=True)
class Walk:
    """What is drawn: stretches with how far from the start the first one begins, and which number it has."""

    ident: str
    title: str
    stretches: Sequence[Stretch]
    start: Decimal | None = None
    first: int = 1
    before: Decimal = Decimal(0)

    @property
    def spans(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """From and to of every stretch in metres from the start of the whole way."""
        return tuple((self.before + a, self.before + b) for a, b in spans(self.stretches))

    @property
    def topics(self) -> tuple[WalkTopic, ...]:
        """What was written about anywhere."""
        return tuple(topic for topic in WalkTopic if any(one.texts.get(topic) for one in self.stretches))

    @property
    def said(self) -> str:
        told = "; ".join(
            f"ruas {self.first + at} {one.name}, {metres_told(*self.spans[at])}"
            for at, one in enumerate(self.stretches)
        )
        return f"{len(self.stretches)} ruas: {told}."


def metres_told(a: Decimal, b: Decimal) -> str:
    """A stretch in metres: `100–450 m`."""
    return f"{show_number(a.normalize())}–{show_number(b.normalize())} m"


def split(walk: Walk) -> tuple[Walk, ...]:
    """The walk in parts of up to six stretches, fewer where their words would not fit a page."""
    each = next((most for most in (6, 5, 4) if all(_height(one) <= TALLEST for one in _parts(walk, most))), 3)
    return _parts(walk, each)


def _parts(walk: Walk, most: int) -> tuple[Walk, ...]:
    count = max(-(-len(walk.stretches) // most), 1)
    each = -(-len(walk.stretches) // count)
    found = []
    for number, at in enumerate(range(0, len(walk.stretches), each)):
        before = walk.stretches[at - 1].height if at else walk.start
        far = walk.spans[at][0]
        part = replace(walk, stretches=walk.stretches[at : at + each], start=before, first=at + 1, before=far)
        found.append(replace(part, ident=f"{walk.ident}-{number + 1}") if count > 1 else part)
    return tuple(found)


def _height(walk: Walk) -> float:
    cell = (WIDE - _SIDE - 2) / max(len(walk.stretches), 1)
    return _HEAD + 120 + sum(_row_height(_cells(walk, topic), cell) for topic in walk.topics)


def _cells(walk: Walk, topic: str) -> list[str]:
    return [str(one.texts.get(topic, "")) for one in walk.stretches]


def _row_height(cells: Sequence[str], cell: float) -> float:
    return max([24.0, *(block_height(lines_of(text, cell - 10, _SIZE), _SIZE) + 8 for text in cells)])


def wide(walk: Walk) -> Drawing:
    """For a desk and for paper: profile, metres, table."""
    cell = (WIDE - _SIDE - 2) / max(len(walk.stretches), 1)
    shapes = _profile(walk, _SIDE, 4.0, WIDE - _SIDE - 2, 100.0)
    shapes += _metres(walk, _SIDE, 108.0, WIDE - _SIDE - 2)
    shapes += _leaders(walk, cell)
    y = _HEAD
    heads = [f"{walk.first + at}. {one.name}" for at, one in enumerate(walk.stretches)]
    height = max(block_height(lines_of(words, cell - 10, _SIZE, bold=True), _SIZE) for words in heads) + 26
    for at, words in enumerate(heads):
        x = _SIDE + at * cell
        shapes.append(Box(short(x), y, short(cell), short(height), "level-1", "line"))
        lines = lines_of(words, cell - 10, _SIZE, bold=True)
        shapes += block(lines, x + 5, y + 2, _SIZE, bold=True)
        where = metres_told(*walk.spans[at])
        shapes.append(Label(where, short(x + 5), short(y + height - 7), _SIZE, ink="soft"))
    y += height
    for topic in walk.topics:
        cells = _cells(walk, topic)
        name = lines_of(topic.label, _SIDE - 10, _SIZE, bold=True)
        height = max(_row_height(cells, cell), block_height(name, _SIZE) + 8)
        ground = "warn" if topic == WalkTopic.MASALAH else "good" if topic == WalkTopic.POTENSI else "paper"
        shapes.append(Box(1, short(y), _SIDE - 1, short(height), ground, "line"))
        shapes += block(name, 6, y + 2, _SIZE, bold=True)
        for at, text in enumerate(cells):
            x = _SIDE + at * cell
            shapes.append(Box(short(x), short(y), short(cell), short(height), ground, "line"))
            shapes += block(lines_of(text, cell - 10, _SIZE), x + 5, y + 2, _SIZE)
        y += height
    of_key, y = _key(walk, y + 10, WIDE, 14)
    return Drawing(walk.ident, walk.title, walk.said, WIDE, short(y), (*shapes, *of_key))


def tall(walk: Walk) -> Drawing:
    """For a phone: the profile, then every stretch with its words under each other."""
    shapes = _profile(walk, 2.0, 2.0, NARROW - 4.0, 80.0)
    shapes += _metres(walk, 2.0, 84.0, NARROW - 4.0)
    y = 118.0
    for at, one in enumerate(walk.stretches):
        words = lines_of(f"{walk.first + at}. {one.name}, {metres_told(*walk.spans[at])}", NARROW - 16, 15, bold=True)
        height = block_height(words, 15) + 8
        shapes.append(Box(1, short(y), NARROW - 2, short(height), "level-1", "line"))
        shapes += block(words, 8, y + 2, 15, bold=True)
        y += height + 2
        for topic in walk.topics:
            if one.texts.get(topic):
                lines = lines_of(f"{topic.label}: {one.texts[topic]}", NARROW - 16, 15)
                shapes += block(lines, 8, y, 15)
                y += block_height(lines, 15) + 5
        y += 8
    of_key, y = _key(walk, y, NARROW, 15)
    return Drawing(f"{walk.ident}-hp", walk.title, walk.said, NARROW, short(y), (*shapes, *of_key))


def _key(walk: Walk, top: float, width: float, size: float) -> tuple[tuple[Shape, ...], float]:
    seen = {one.cover for one in walk.stretches}
    entries = [KeyEntry(cover.label, *COVERS[cover]) for cover in Cover if cover in seen]
    return key(entries, 2, top, width - 4, size) if entries else ((), top)


# --- Profile --------------------------------------------------------------------------------------
def _profile(walk: Walk, x: float, top: float, width: float, height: float) -> list[Shape]:
    """The ground of every stretch in its dress below the line of heights, with a picture of its cover above."""
    total = sum((one.metres for one in walk.stretches), Decimal(0)) or Decimal(1)
    unit = width / float(total)
    levels = _levels(walk, top + height * 0.5, height * 0.26)
    shapes: list[Shape] = []
    left, bottom = x, top + height
    for at, one in enumerate(walk.stretches):
        right = left + float(one.metres) * unit
        a, b = levels[at], levels[at + 1]
        ground, pattern = COVERS[Cover(one.cover)] if one.cover else ("paper", "")
        path = f"M{short(left):g} {short(a):g}L{short(right):g} {short(b):g}V{short(bottom):g}H{short(left):g}Z"
        shapes.append(Line(path, "line", 1, "", ground, pattern))
        shapes += _picture(one.cover, left, right, a, b)
        shapes.append(Line(f"M{short(left):g} {short(a):g}L{short(right):g} {short(b):g}", "ink", 2.2))
        left = right
    return shapes


def _levels(walk: Walk, middle: float, room: float) -> list[float]:
    """Where the line of heights runs at the start and after every stretch; level where heights are not known."""
    heights = [walk.start, *(one.height for one in walk.stretches)]
    known = [float(one) for one in heights if one is not None]
    if len(known) < 2 or max(known) == min(known):
        return [middle] * len(heights)
    low, high = min(known), max(known)
    found, last = [], next(float(one) for one in heights if one is not None)
    for one in heights:
        last = last if one is None else float(one)
        found.append(middle + room - (last - low) / (high - low) * 2 * room)
    return found


def _picture(cover: str, left: float, right: float, a: float, b: float) -> list[Shape]:
    """Small pictures standing on the line: houses, trees, waves, a flag."""
    steps = {Cover.PADAT: 22.0, Cover.JARANG: 52.0, Cover.KEBUN: 30.0, Cover.AIR: 24.0, Cover.USAHA: 40.0}
    step = steps.get(Cover(cover), 70.0) if cover else 0.0
    if not step or cover in (Cover.KOSONG, Cover.TERBUKA):
        return []
    shapes: list[Shape] = []
    count = max(int((right - left - 8) / step), 1) if right - left > 18 else 0
    for at in range(count):
        share = (at + 0.5) / count
        shapes += _stood(Cover(cover), left + (right - left) * share, a + (b - a) * share)
    return shapes


def _stood(cover: Cover, x: float, y: float) -> list[Shape]:
    if cover == Cover.KEBUN:
        return [
            Line(f"M{short(x):g} {short(y):g}v-9", "ink", 1.6),
            Disc(short(x), short(y - 13), 6, "green", "ink", 1.2),
        ]
    if cover == Cover.AIR:
        return [Line(f"M{short(x - 9):g} {short(y - 3):g}q4.5 -6 9 0t9 0", "deep", 1.8)]
    if cover == Cover.FASILITAS:
        house = Box(short(x - 13), short(y - 17), 26, 17, "paper", "ink", 1.3)
        return [house, Line(f"M{short(x):g} {short(y - 17):g}v-13h10v6h-10", "ink", 1.3, "", "ink")]
    if cover == Cover.USAHA:
        stall = Box(short(x - 12), short(y - 13), 24, 13, "paper", "ink", 1.3)
        return [stall, Line(f"M{short(x - 15):g} {short(y - 13):g}h30l-4 -7h-22z", "ink", 1.3, "", "line")]
    walls = f"M{short(x - 8):g} {short(y):g}v-9l8 -8l8 8v9z"
    return [Line(walls, "ink", 1.3, "", "paper")]


def _metres(walk: Walk, x: float, top: float, width: float) -> list[Shape]:
    """The axis: metres from the start at every end; a number without room is left to the table."""
    total = sum((one.metres for one in walk.stretches), Decimal(0)) or Decimal(1)
    stops = (walk.before, *(b for _, b in walk.spans))
    shapes: list[Shape] = [Line(f"M{short(x):g} {short(top):g}H{short(x + width):g}", "ink", 1.4)]
    free = x - 2
    last = Label(f"{show_number(stops[-1].normalize())} m", short(x + width), short(top + 20), 14, True, "end")
    for stop in stops[:-1]:
        at = x + float((stop - walk.before) / total) * width
        shapes.append(Line(f"M{short(at):g} {short(top - 5):g}v10", "ink", 1.4))
        label = Label(
            show_number(stop.normalize()), short(at), short(top + 20), 14, True, "start" if at <= x else "middle"
        )
        if label.box[0] > free and label.box[2] + 8 < last.box[0]:
            shapes.append(label)
            free = label.box[2] + 8
    shapes.append(Line(f"M{short(x + width):g} {short(top - 5):g}v10", "ink", 1.4))
    return [*shapes, last]


def _leaders(walk: Walk, cell: float) -> list[Shape]:
    """Thin lines from the ends of the stretches on the axis to the columns of the table."""
    total = sum((one.metres for one in walk.stretches), Decimal(0)) or Decimal(1)
    shapes: list[Shape] = []
    for at, (_, end) in enumerate(walk.spans[:-1], 1):
        x = _SIDE + float((end - walk.before) / total) * (WIDE - _SIDE - 2)
        shapes.append(Line(f"M{short(x):g} 132L{short(_SIDE + at * cell):g} {_HEAD:g}", "faint", 1))
    return shapes


def blank(ident: str, title: str, height: float) -> Drawing:
    """The empty sheet: a band to draw in, an axis, a table with five columns for every topic."""
    columns, side, band, size = 5, 168.0, height * 0.19, 13.0
    cell = (WIDE - side - 2) / columns
    shapes: list[Shape] = [
        Box(side, 2, short(WIDE - side - 2), short(band), "paper", "ink"),
        *block(lines_of("Gambar penampang: rumah, jalan, saluran, pohon", side - 12, size), 2, 6, size),
        *_beside(("Jarak (m)",), 6, band + 20, size, bold=True),
    ]
    shapes += [Box(short(side + at * cell), short(band + 6), short(cell), 28) for at in range(columns)]
    top, row = band + 38, (height - band - 40) / len(WalkTopic)
    for number, topic in enumerate(WalkTopic):
        y = top + number * row
        shapes.append(Box(1, short(y), side - 1, short(row)))
        shapes += _beside(lines_of(topic.label, side - 10, size), 6, y + row / 2, size)
        shapes += [Box(short(side + at * cell), short(y), short(cell), short(row)) for at in range(columns)]
    said = f"Lembar kosong dengan {columns} ruas dan {len(WalkTopic)} pokok."
    return Drawing(ident, title, said, WIDE, short(height), tuple(shapes))


def _beside(words: Sequence[str], x: float, middle: float, size: float, *, bold: bool = False) -> tuple[Label, ...]:
    """Lines of words beginning at x, around a height."""
    return block(words, x, middle - block_height(words, size) / 2 - 2, size, bold=bold)
