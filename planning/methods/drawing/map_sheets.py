"""Printed sheets of a map at a true scale: the window on the left, title, key, scale and north on the right.

A drawing unit is a quarter of a millimetre on paper, so a metre at 1:1.000 is four units long. What does not fit on
one sheet goes on over several, named by row and column (A1, A2, B1 …), each with a small picture of where it lies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planning.methods.drawing.kit import Box, Drawing, Label, Shape, block, block_height, lines_of, short
from planning.methods.drawing.maps import Bounds, Plan, View, entries_of, inside, key_of, nice_length
from planning.methods.legend import KINDS

UNIT_MM: Final = 0.25
#: Width and height of the printed area in millimetres; the paper lies on its side.
PAPERS: Final = {"A4": (277.0, 189.0), "A3": (400.0, 276.0)}
SCALES: Final = (1000, 5000)
MOST_SHEETS: Final = 24
_SIDE, _GAP, _SIZE = 240.0, 12.0, 12.0


class SheetsRefused(ValueError):
    """A map cannot be printed at this scale; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Heading:
    """What stands beside every sheet: lines of words under the title, the first ones strongest."""

    title: str
    lines: Sequence[str] = ()
    draft: bool = False


def window_m(paper: str, scale: int) -> tuple[float, float]:
    """Metres that the window of one sheet shows across and upwards."""
    width, height = PAPERS[paper]
    across, upward = (width / UNIT_MM - _SIDE - _GAP) * UNIT_MM, height
    return across / 1000 * scale, upward / 1000 * scale


def sheets(plan: Plan, heading: Heading, paper: str, scale: int) -> tuple[Drawing, ...]:
    """The map on as many sheets as it needs, around its middle.

    Raises SheetsRefused where metres are not known, or where more than `MOST_SHEETS` would be needed.
    """
    if not plan.metres:
        raise SheetsRefused("Skala sketsa belum diketahui. Isi dahulu jarak dua titik pada dasar peta.")
    across, upward = window_m(paper, scale)
    west, south, east, north = plan.reach(0)
    columns, rows = max(math.ceil((east - west) / across), 1), max(math.ceil((north - south) / upward), 1)
    if columns * rows > MOST_SHEETS:
        raise SheetsRefused(
            f"Pada skala 1:{_thousands(scale)} peta ini memerlukan {columns * rows} lembar {paper}. "
            "Pilih skala atau kertas yang lebih besar jangkauannya."
        )
    left, top = (west + east - columns * across) / 2, (south + north + rows * upward) / 2
    found = []
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * across, top - row * upward
            bounds = (x, y - upward, x + across, y)
            found.append(_sheet(plan, heading, paper, scale, bounds, (row, column), (rows, columns)))
    return tuple(found)


def _sheet(
    plan: Plan, heading: Heading, paper: str, scale: int, bounds: Bounds, place: tuple[int, int], grid: tuple[int, int]
) -> Drawing:
    width, height = (one / UNIT_MM for one in PAPERS[paper])
    unit = 1000 / UNIT_MM / scale
    view = View(1, 1, width - _SIDE - _GAP - 2, height - 2, bounds, unit)
    shapes, unsaid = inside(plan, view, _SIZE, 12 if scale <= SCALES[0] else 6)
    side = _beside(plan, heading, scale, width - _SIDE, place, grid, unsaid)
    name = _name(place) if grid != (1, 1) else ""
    said = f"{plan.said} Skala 1:{_thousands(scale)}{', lembar ' + name if name else ''}."
    return Drawing(f"{plan.ident}-{name.lower() or 'lembar'}", plan.title, said, width, height, (*shapes, *side))


def _beside(
    plan: Plan,
    heading: Heading,
    scale: int,
    x: float,
    place: tuple[int, int],
    grid: tuple[int, int],
    unsaid: Sequence[str],
) -> list[Shape]:
    """The column on the right."""
    shapes: list[Shape] = []
    y = 2.0
    for words, size, bold in ((heading.title, 17.0, True), *((line, _SIZE, False) for line in heading.lines)):
        lines = lines_of(words, _SIDE, size, bold=bold)
        shapes += block(lines, x, y, size, bold=bold)
        y += block_height(lines, size) + 3
    if heading.draft:
        shapes.append(Label("DRAF: belum disepakati", x, short(y + 15), 14, True))
        y += 24
    shapes.append(Label(f"Skala 1:{_thousands(scale)}", x, short(y + 18), 15, True))
    bar, y = _bar(x, y + 26, 1000 / UNIT_MM / scale)
    shapes += bar
    if grid != (1, 1):
        small, y = _index(x, y + 10, place, grid)
        shapes += small
    shapes.append(Label("Keterangan", x, short(y + 22), 13, True))
    key, y = key_of(entries_of(plan), x, y + 30, _SIDE, _SIZE, 1)
    shapes += key
    if unsaid:
        told = lines_of(f"Tidak muat: {', '.join(unsaid)}.", _SIDE, 11, most=6)
        shapes += block(told, x, y + 4, 11)
    return shapes


def _bar(x: float, top: float, unit: float) -> tuple[list[Shape], float]:
    length = nice_length((_SIDE - 50) / unit)
    half = length * unit / 2
    shapes: list[Shape] = [
        Box(short(x), short(top), short(half), 7, "ink", "ink"),
        Box(short(x + half), short(top), short(half), 7, "paper", "ink"),
        Label("0", x, short(top + 21), _SIZE),
        Label(f"{length / 2:g}".replace(".", ","), short(x + half), short(top + 21), _SIZE, False, "middle"),
        Label(f"{length:g} m", short(x + half * 2), short(top + 21), _SIZE, False, "middle"),
    ]
    return shapes, top + 26


def _index(x: float, top: float, place: tuple[int, int], grid: tuple[int, int]) -> tuple[list[Shape], float]:
    """Which sheet this is of all."""
    cell = min(18.0, 120 / max(grid))
    shapes: list[Shape] = [Label(f"Lembar {_name(place)} dari {grid[0] * grid[1]}", x, short(top + 12), _SIZE, True)]
    for row in range(grid[0]):
        for column in range(grid[1]):
            here = (row, column) == place
            left, upper = short(x + column * cell), short(top + 18 + row * cell)
            shapes.append(Box(left, upper, short(cell), short(cell), "line" if here else "paper", "ink"))
    return shapes, top + 18 + grid[0] * cell


def _name(place: tuple[int, int]) -> str:
    return f"{chr(ord('A') + place[0])}{place[1] + 1}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def blank(ident: str, title: str, width: float, height: float) -> Drawing:
    """An empty sheet to draw on: a frame with a light grid, the north circle, every symbol with its meaning."""
    shapes: list[Shape] = []
    right = width - 250
    step = 40
    for at in range(1, int(right // step) + 1):
        shapes.append(Box(at * step, 1, 0.1, short(height - 2), "none", "faint", 0.6))
    for at in range(1, int(height // step) + 1):
        shapes.append(Box(1, at * step, short(right), 0.1, "none", "faint", 0.6))
    shapes.append(Box(1, 1, short(right), short(height - 2), "none", "ink", 1.5))
    entries = [(kind, one.shapes[0], one.label) for kind, one in KINDS.items()]
    key, y = key_of(entries, right + 14, 4, 232, 12, 1)
    shapes += key
    for number, words in enumerate(("Arah utara:", "1 kotak = ........ m", "Digambar oleh:", "Tanggal:")):
        shapes.append(Label(words, short(right + 14), short(y + 22 + number * 26), 13))
    said = "Lembar kosong berpetak dengan daftar tanda di sebelah kanan."
    return Drawing(ident, title, said, width, height, tuple(shapes))
