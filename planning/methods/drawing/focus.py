"""The focus group discussion: every point with a meter of how many stand behind it, and the sheet to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from planning.methods.drawing.kit import (
    NARROW,
    WIDE,
    Box,
    Drawing,
    KeyEntry,
    Label,
    Shape,
    block,
    block_height,
    key,
    lines_of,
    short,
)
from planning.methods.enums.focus import PointKind, Stand
from planning.methods.focus import Point, stand

#: Dress of the meter by stand: ground and pattern.
DRESS: Final = {
    Stand.AGREED: ("level-3", ""),
    Stand.SPLIT: ("level-2", "hatch"),
    Stand.FEW: ("level-1", "dots"),
    Stand.UNCOUNTED: ("paper", ""),
}
KEY: Final = (
    KeyEntry("disepakati (dua pertiga atau lebih)", *DRESS[Stand.AGREED]),
    KeyEntry("berbeda pendapat", *DRESS[Stand.SPLIT]),
    KeyEntry("pendapat sebagian kecil (sepertiga atau kurang)", *DRESS[Stand.FEW]),
)
#: Columns of the empty sheet with their share of its width.
COLUMNS: Final = (
    ("Pokok pikiran", 0.37),
    ("Jenis", 0.11),
    ("Indikator", 0.13),
    ("Setuju", 0.09),
    ("Kutipan tanpa nama", 0.3),
)
OUTSIDE: Final = "Di luar pertanyaan panduan"
_METER, _HIGH = 190, 20
_ROOM = WIDE - _METER - 110
#: What fits under each other on an upright page of paper, its key left out.
PAGE: Final = 1150


@dataclass(frozen=True)
class PointSheet:
    """The points of one group of `people` persons (None: not counted), in the order of the questions."""

    ident: str
    title: str
    people: int | None
    points: Sequence[Point]

    @property
    def said(self) -> str:
        """The points in words, for who does not see them."""
        each = "; ".join(f"{point.text}: {stand(point.agree, self.people).label}" for point in self.points)
        return f"{len(self.points)} pokok pikiran. {each}."


def split(sheet: PointSheet, most: float = PAGE) -> tuple[PointSheet, ...]:
    """The sheet in parts that are each not taller than a page of paper, in the same order."""
    parts: list[list[Point]] = [[]]
    height: float = 0
    for point in sheet.points:
        words, below = _words(point, _ROOM)
        head = block_height(lines_of(point.question or OUTSIDE, WIDE - 4, 15, bold=True), 15) + 10
        tall = max(block_height(words, 15) + block_height(below, 14), _HIGH + 2) + 12
        if parts[-1] and height + head + tall > most:
            parts.append([])
            height = 0
        same = bool(parts[-1]) and parts[-1][-1].question == point.question
        height += tall + (0 if same else head)
        parts[-1].append(point)
    if len(parts) == 1:
        return (sheet,)
    return tuple(
        replace(sheet, ident=f"{sheet.ident}-{at}", title=f"{sheet.title} ({at} dari {len(parts)})", points=part)
        for at, part in enumerate(parts, 1)
    )


def wide(sheet: PointSheet) -> Drawing:
    """Words at the left, meters at the right."""
    return _drawn(sheet, WIDE, _ROOM, sheet.ident)


def tall(sheet: PointSheet) -> Drawing:
    """For a phone: the meter below the words."""
    return _drawn(sheet, NARROW, NARROW - 8, f"{sheet.ident}-hp")


def _drawn(sheet: PointSheet, width: float, room: float, ident: str) -> Drawing:
    beside = width > NARROW
    shapes: list[Shape] = []
    y: float = 2
    for question, points in groupby(sheet.points, key=lambda point: point.question):
        head = lines_of(question or OUTSIDE, width - 4, 15, bold=True)
        shapes += block(head, 2, y, 15, bold=True)
        y += block_height(head, 15) + 6
        for point in points:
            words, below = _words(point, room)
            height = block_height(words, 15) + block_height(below, 14)
            shapes += [*block(words, 14, y, 15), *block(below, 14, y + block_height(words, 15), 14, ink="soft")]
            top = y + 2 if beside else y + height + 6
            shapes += _meter(point, sheet.people, width - _METER - 82 if beside else 14, top)
            y = max(y + height, top + _HIGH) + 12
        y += 4
    found, y = key(KEY, 2, y + 2, width - 4, 14)
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 2), (*shapes, *found))


def _words(point: Point, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kind = PointKind(point.kind).label
    below = lines_of(f"{kind} · {point.code}", room - 14, 14)
    quote = lines_of(f"“{point.quote}”", room - 14, 14) if point.quote else ()
    return lines_of(point.text, room - 14, 15), (*below, *quote)


def _meter(point: Point, people: int | None, left: float, top: float) -> list[Shape]:
    """A trough as long as the group, filled as far as people stand behind the point."""
    ground, pattern = DRESS[stand(point.agree, people)]
    shapes: list[Shape] = [Box(short(left), short(top), _METER, _HIGH, "paper", "ink")]
    if point.agree and people:
        filled = _METER * min(point.agree, people) / people
        shapes.append(Box(short(left), short(top), short(filled), _HIGH, ground, "ink", pattern=pattern))
    words = "?" if point.agree is None or not people else f"{point.agree} dari {people}"
    shapes.append(Label(words, short(left + _METER + 8), short(top + 15), 14, True))
    return shapes


def blank(ident: str, title: str, questions: Sequence[str], height: float) -> Drawing:
    """An empty sheet: a band per question with lines for its points, filling `height` on a width of 960."""
    heads = 28.0
    lines = max(2, round((height - heads - 26 * len(questions)) / len(questions) / 38)) if questions else 8
    bands = questions or ("",)
    line = (height - heads - 26 * len(bands)) / len(bands) / lines
    shapes: list[Shape] = []
    x: float = 1
    for name, share in COLUMNS:
        shapes.append(Label(name, short(x + 4), 20, 14, True))
        x += share * (WIDE - 2)
    y = heads
    for number, question in enumerate(bands, 1):
        shapes.append(Box(1, short(y), WIDE - 2, 26, "faint"))
        shapes += block(lines_of(f"{number}. {question}", WIDE - 20, 14, most=1), 6, y + 2, 14)
        y += 26
        for _ in range(lines):
            x = 1
            for _name, share in COLUMNS:
                shapes.append(Box(short(x), short(y), short(share * (WIDE - 2)), short(line)))
                x += share * (WIDE - 2)
            y += line
    said = f"Lembar kosong dengan {len(bands)} pertanyaan dan {lines} baris untuk setiap pertanyaan."
    return Drawing(ident, title, said, WIDE, short(y + 2), tuple(shapes))
