"""Houses per RT as bars: poor ones dark, the others light, their numbers behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

_KEY = (KeyEntry("Rumah keluarga miskin", "line", "cross"), KeyEntry("Rumah lain", "blue"))


@dataclass(frozen=True)
class Bar:
    """One RT: its houses, and how many of them are poor."""

    label: str
    houses: int
    poor: int


def wide(ident: str, title: str, bars: Sequence[Bar]) -> Drawing:
    """For a desk and for paper: the name beside its bar."""
    side, numbers = 230.0, 190.0
    unit = (WIDE - side - numbers) / max((bar.houses for bar in bars), default=1)
    shapes: list[Shape] = []
    y = 4.0
    for bar in bars:
        words = lines_of(bar.label, side - 12, 14)
        height = max(26.0, block_height(words, 14) + 6)
        shapes += block(words, 2, y + (height - block_height(words, 14)) / 2 - 2, 14)
        shapes += _bar(bar, side, y, unit, 22)
        shapes.append(Label(_told(bar), short(side + bar.houses * unit + 8), short(y + 16), 14))
        y += height + 4
    shapes_of_key, y = key(_KEY, 2, y + 6, WIDE - 4, 14)
    return Drawing(ident, title, _said(bars), WIDE, short(y), (*shapes, *shapes_of_key))


def tall(ident: str, title: str, bars: Sequence[Bar]) -> Drawing:
    """For a phone: the name and the numbers above the bar."""
    unit = (NARROW - 6) / max((bar.houses for bar in bars), default=1)
    shapes: list[Shape] = []
    y = 2.0
    for bar in bars:
        words = lines_of(f"{bar.label}: {_told(bar)}", NARROW - 6, 15)
        shapes += block(words, 2, y, 15)
        y += block_height(words, 15) + 4
        shapes += _bar(bar, 2, y, unit, 18)
        y += 30
    shapes_of_key, y = key(_KEY, 2, y + 4, NARROW - 4, 15)
    return Drawing(f"{ident}-hp", title, _said(bars), NARROW, short(y), (*shapes, *shapes_of_key))


def _bar(bar: Bar, x: float, y: float, unit: float, height: float) -> list[Shape]:
    poor = bar.poor * unit
    shapes: list[Shape] = []
    if bar.poor:
        shapes.append(Box(short(x), short(y), short(poor), height, "line", "ink", pattern="cross"))
    if bar.houses > bar.poor:
        rest = (bar.houses - bar.poor) * unit
        shapes.append(Box(short(x + poor), short(y), short(rest), height, "blue", "ink"))
    return shapes


def _told(bar: Bar) -> str:
    return f"{bar.houses} rumah, {bar.poor} miskin"


def _said(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label} {_told(bar)}" for bar in bars) + "."
