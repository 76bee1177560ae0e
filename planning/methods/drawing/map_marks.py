"""The marks that make a map readable: an arrow towards north, a scale bar, a key of symbols."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from planning.methods.drawing.kit import (
    LINE,
    NARROW,
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
from planning.methods.drawing.symbols import LEVELS, OUTLINE, sample

Edges = tuple[float, float, float, float]
#: What a key names: a kind (or "level:" and a class, or "outline"), a shape, words.
Entry = tuple[str, str, str]
_ROOM: Final = 46.0


def north_arrow(north: int, right: float, top: float, size: float) -> tuple[list[Shape], Edges]:
    """An arrow towards north (degrees clockwise from above) in an upper right corner, and the edges of its ground."""
    x, y = right - _ROOM / 2 - 4, top + _ROOM / 2 + 4
    edges = (x - _ROOM / 2 - 2, y - _ROOM / 2 - 2, x + _ROOM / 2 + 2, y + _ROOM / 2 + 2)
    turn = math.radians(north)
    ahead, aside = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))

    def spot(forward: float, beside: float) -> str:
        across = short(x + ahead[0] * forward + aside[0] * beside)
        return f"{across:g} {short(y + ahead[1] * forward + aside[1] * beside):g}"

    needle = f"M{spot(6, 0)}L{spot(-20, 8)}L{spot(-14, 0)}L{spot(-20, -8)}Z"
    letter_x, letter_y = x + ahead[0] * 14, y + ahead[1] * 14
    return [
        Box(short(x - _ROOM / 2), short(y - _ROOM / 2), _ROOM, _ROOM, "paper", "faint", corner=3),
        Line(needle, "ink", 1, "", "ink"),
        Label("U", short(letter_x), short(letter_y + size * 0.36), size, True, "middle"),
    ], edges


def nice_length(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `most`."""
    power = 10 ** math.floor(math.log10(most))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most * 1.0000001))


def scale_bar(
    metres: bool, unit: float, x: float, top: float, room: float, size: float
) -> tuple[tuple[Shape, ...], float]:
    """A bar of a round length with its metres, and where it ends below; a sentence where no metres are known."""
    if not metres:
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


def key_of(
    entries: Sequence[Entry], x: float, top: float, width: float, size: float, columns: int
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
    if kind == "outline":
        path = f"M{short(x):g} {short(y + height / 2):g}H{short(x + width):g}"
        return (Line(path, OUTLINE.edge, OUTLINE.weight, OUTLINE.dash),)
    if not kind.startswith("level:"):
        return sample(kind, shape, x, y, width, height)
    dress = LEVELS[kind.removeprefix("level:")]
    return (Box(short(x), short(y), short(width), short(height), dress.ground, "ink", pattern=dress.pattern),)


def key_drawing(ident: str, title: str, entries: Sequence[Entry]) -> Drawing:
    """A key by itself, beside a map on a page."""
    shapes, y = key_of(entries, 2, 4, NARROW - 4, 14, 1)
    said = "; ".join(words for _, _, words in entries)
    return Drawing(ident, title, said, NARROW, short(y + 2), tuple(shapes))
