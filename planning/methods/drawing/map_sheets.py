"""Printed sheets of a map at a true scale: the window on the left, title, key, scale and north on the right.

A drawing unit is a quarter of a millimetre on paper, so a metre at 1:1.000 is four units long. What does not fit on
one sheet goes on over several, named by row and column (A1, A2, B1 …), each with a small picture of where it lies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from planning.methods.drawing.kit import WIDE, Box, Drawing, Label, Shape, block, block_height, lines_of, short
from planning.methods.drawing.map_marks import Entry, key_of, nice_length
from planning.methods.drawing.maps import Bounds, Plan, View, entries_of, inside, untold
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
    view = View(1, 1, width - _SIDE - _GAP - 2, height - 2, bounds, 1000 / UNIT_MM / scale)
    near = scale <= SCALES[0]
    shown = plan if near else replace(plan, rts=[replace(rt, label=_tight(rt.label)) for rt in plan.rts])
    shapes, unsaid = inside(shown, view, _SIZE if near else _SIZE - 1, 12 if near else 6)
    name = _name(place) if grid != (1, 1) else ""
    side = _beside(plan, heading, scale, (width - _SIDE, height), place, grid, unsaid)
    said = f"{plan.said} Skala 1:{_thousands(scale)}{', lembar ' + name if name else ''}."
    return Drawing(f"{plan.ident}-{name.lower() or 'lembar'}", plan.title, said, width, height, (*shapes, *side))


def _tight(label: str) -> str:
    """RT and RW as offices write them where there is little room: RT 002/012."""
    return label.replace(" / RW ", "/")


def _beside(
    plan: Plan,
    heading: Heading,
    scale: int,
    corner: tuple[float, float],
    place: tuple[int, int],
    grid: tuple[int, int],
    unsaid: Sequence[str],
) -> list[Shape]:
    """The column on the right, from `corner` (its left, and the lower edge of the sheet)."""
    x, bottom = corner
    shapes: list[Shape] = []
    y = 2.0
    for words, size, bold in ((heading.title, 17.0, True), *((line, _SIZE, False) for line in heading.lines)):
        lines = lines_of(words, _SIDE, size, bold=bold, most=4)
        shapes += block(lines, x, y, size, bold=bold)
        y += block_height(lines, size) + 3
    if heading.draft:
        shapes.append(Label("DRAF: belum disepakati", x, short(y + 15), 14, True))
        y += 24
    bar, y = _bar(x, y, scale)
    shapes += bar
    if grid != (1, 1):
        small, y = _index(x, y + 10, place, grid)
        shapes += small
    shapes.append(Label("Keterangan", x, short(y + 22), 13, True))
    told = untold(unsaid, _SIDE, 11, 6)
    key, y = _key(entries_of(plan), x, y + 30, bottom - block_height(told, 11) - 8)
    return [*shapes, *key, *block(told, x, y + 4, 11)]


def _key(
    entries: Sequence[Entry], x: float, top: float, bottom: float, width: float = _SIDE
) -> tuple[list[Shape], float]:
    """The key, in smaller letters and at last in two columns where it would reach beyond the sheet."""
    for size, columns in ((_SIZE, 1), (_SIZE - 1, 1), (_SIZE - 2, 1), (_SIZE - 2.5, 2)):
        shapes, y = key_of(entries, x, top, width, size, columns)
        if y <= bottom:
            break
    return shapes, y


def _bar(x: float, top: float, scale: int) -> tuple[list[Shape], float]:
    """The scale in numbers and as a bar, with what a ruler on the paper has to say of it."""
    unit = 1000 / UNIT_MM / scale
    length = nice_length((_SIDE - 50) / unit)
    half, y = length * unit / 2, top + 26
    shapes: list[Shape] = [
        Label(f"Skala 1:{_thousands(scale)}", x, short(top + 18), 15, True),
        Box(short(x), short(y), short(half), 7, "ink", "ink", 0),
        Box(short(x + half), short(y + 0.5), short(half), 6, "paper", "ink"),
        Label("0", x, short(y + 21), _SIZE),
        Label(f"{length / 2:g}".replace(".", ","), short(x + half), short(y + 21), _SIZE, False, "middle"),
        Label(f"{length:g} m", short(x + half * 2), short(y + 21), _SIZE, False, "middle"),
    ]
    ruler = f"1 cm = {scale // 100} m. Bila dicetak 100%, bilah ini panjangnya {length / scale * 1000:g} mm."
    words = lines_of(ruler, _SIDE, 11)
    return [*shapes, *block(words, x, y + 26, 11)], y + 26 + block_height(words, 11)


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


def blank(ident: str, title: str, height: float) -> Drawing:
    """An empty sheet to draw on: a frame with a light grid, the north circle, every symbol with its meaning."""
    shapes: list[Shape] = []
    right, step = WIDE - 252, 40
    for at in range(1, int(right // step) + 1):
        shapes.append(Box(at * step, 1, 0.1, short(height - 2), "none", "faint", 0.6))
    for at in range(1, int(height // step) + 1):
        shapes.append(Box(1, at * step, short(right), 0.1, "none", "faint", 0.6))
    shapes.append(Box(1, 1, short(right), short(height - 2), "none", "ink", 1.5))
    entries = [(kind, one.shapes[0], one.label) for kind, one in KINDS.items()]
    key, y = _key(entries, right + 12, 4, height - 104, WIDE - right - 14)
    shapes += key
    for number, words in enumerate(("Arah utara:", "1 kotak = ........ m", "Digambar oleh:", "Tanggal:")):
        shapes.append(Label(words, short(right + 12), short(y + 20 + number * 25), 13))
    said = "Lembar kosong berpetak dengan daftar tanda di sebelah kanan."
    return Drawing(ident, title, said, WIDE, height, tuple(shapes))
