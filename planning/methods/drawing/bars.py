"""Lying bars of several parts: how often something was named, how many dots it got, how many households are in it.

Every part has a ground and a pattern, its number stands in it, the sum at the end of the bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kumuh.core.lettering import text_width
from planning.methods.drawing.kit import (
    NARROW,
    SLACK,
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
    middle_block,
    short,
)

_SIDE, _BAR, _GAP = 330, 34, 10
#: Lines of a name beside its bar, so that 25 bars fit a page of paper; the table tells the whole name.
_MOST_LINES = 2


@dataclass(frozen=True)
class Part:
    """What one part of every bar means, and its dress."""

    words: str
    ground: str
    pattern: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, one number per part, and words at its end (its sum when left empty).

    `marks` stand in the parts instead of the numbers, for values that are only lengths.
    """

    name: str
    values: tuple[int, ...]
    end: str = ""
    marks: tuple[str, ...] | None = None

    @property
    def total(self) -> int:
        return sum(self.values)

    @property
    def closing(self) -> str:
        return self.end or str(self.total)


@dataclass(frozen=True)
class BarSheet:
    """What is drawn. `unit` says what the numbers count."""

    ident: str
    title: str
    unit: str
    parts: Sequence[Part]
    bars: Sequence[Bar]

    @property
    def said(self) -> str:
        """The bars in words, for who does not see them."""
        each = "; ".join(f"{bar.name} {bar.closing}" for bar in self.bars)
        return f"{self.title} ({self.unit}): {each}."


PLAIN: Final = Part("jumlah", "level-2")


def wide(sheet: BarSheet) -> Drawing:
    """Names at the left, bars at the right."""
    return _drawn(sheet, WIDE, _SIDE, 15, sheet.ident)


def tall(sheet: BarSheet) -> Drawing:
    """For a phone: the name above its bar."""
    return _drawn(sheet, NARROW, 0, 15, f"{sheet.ident}-hp")


def _drawn(sheet: BarSheet, width: float, side: float, size: float, ident: str) -> Drawing:
    room = width - side - 4 - _end_room(sheet, size)
    most = max((bar.total for bar in sheet.bars), default=0) or 1
    shapes: list[Shape] = []
    y: float = 2
    for bar in sheet.bars:
        words = lines_of(bar.name, (side or width) - 12, size, bold=not side, most=_MOST_LINES if side else 0)
        named = block_height(words, size)
        height = max(_BAR, named + 4) if side else _BAR
        shapes += block(words, 2, y + (height - named) / 2 - 2 if side else y, size, bold=not side)
        top = y if side else y + named + 4
        shapes += _bar(sheet, bar, side + 2, top + (height - _BAR) / 2, room / most, size)
        y = top + height + _GAP + (0 if side else 4)
    if len(sheet.parts) > 1:
        entries = [KeyEntry(part.words, part.ground, part.pattern, part.mark) for part in sheet.parts]
        found, y = key(entries, 2, y + 4, width - 4, 15 if side else 16)
        shapes += found
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 2), tuple(shapes))


def _end_room(sheet: BarSheet, size: float) -> float:
    return 10 + SLACK * max((text_width(bar.closing, size, bold=True) for bar in sheet.bars), default=0)


def _bar(sheet: BarSheet, bar: Bar, left: float, top: float, unit: float, size: float) -> list[Shape]:
    shapes: list[Shape] = []
    x = left
    for at, (part, value) in enumerate(zip(sheet.parts, bar.values, strict=True)):
        wide_by = value * unit
        if value:
            shapes.append(
                Box(short(x), short(top), short(wide_by), _BAR, part.ground, "ink", weight=0.8, pattern=part.pattern)
            )
            words = f"{value} {part.mark}".strip() if bar.marks is None else bar.marks[at]
            shapes += _number(words, x, top, wide_by, size - 1, bool(part.pattern))
        x += wide_by
    if not bar.total:
        shapes.append(Box(short(left), short(top), 1.5, _BAR, "line", "line"))
    shapes.append(Label(bar.closing, short(x + 7), short(top + _BAR / 2 + size * 0.36), size, True))
    return shapes


def _number(text: str, x: float, top: float, wide_by: float, size: float, patterned: bool) -> list[Shape]:
    """The number in its part, on a plain ground where the part has a pattern; left out where it does not fit."""
    width = text_width(text, size) * SLACK + 6
    if not text or width > wide_by:
        return []
    ground: list[Shape] = []
    if patterned:
        ground = [Box(short(x + (wide_by - width) / 2), short(top + 7), short(width), _BAR - 14, "paper", "none")]
    return [*ground, *middle_block((text,), short(x + wide_by / 2), top + _BAR / 2, size)]
