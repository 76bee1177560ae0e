"""The scoring matrix as a table of grounds with numbers, and the matrix of pairs.

Darker counts more; every cell tells its number, so that a grey copy says the same. Cells on which raters are far apart
have a strong edge and an exclamation mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planning.methods.drawing.bars import Part
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
    middle_block,
    short,
)

LEVELS: Final = ("level-0", "level-1", "level-2", "level-3")
#: Dress of the parts of a bar, one per criterion: neighbours differ in ground and in pattern.
DRESS: Final = (
    ("level-2", ""), ("sand", "hatch"), ("green", "dots"), ("rose", "rows"), ("plum", "columns"), ("level-1", "grid"),
    ("brown", ""), ("water", "cross"), ("warn", "dots"), ("good", "hatch"), ("level-3", "rows"), ("blue", "columns"),
)  # fmt: skip
#: Wins of the one and of the other in the matrix of pairs.
_WON, _EVEN = "level-2", "level-1"
_END, _ROW = 78.0, 42.0


@dataclass(frozen=True)
class Column:
    """One criterion (or one group): what stands above it, and how it is told in the key."""

    code: str
    told: str = ""
    below: str = ""


@dataclass(frozen=True)
class Cell:
    """One number; `level` 0 to 3 is its ground, `apart` how far raters lie apart, `hot` that they should talk."""

    text: str
    level: int = 0
    apart: str = ""
    hot: bool = False


@dataclass(frozen=True)
class Row:
    """One alternative with its cells and what stands at its end (total, percent, rank)."""

    name: str
    cells: tuple[Cell, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True)
class HeatSheet:
    """What is drawn. `lead` is what a dark ground means; `ends` names the columns at the end.

    `room` is the widest column, `tiles` how many cells stand beside each other on a phone.
    """

    ident: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    ends: tuple[str, ...]
    lead: str = "makin gelap makin utama"
    room: float = 84.0
    tiles: int = 4

    @property
    def said(self) -> str:
        """The order in words, for who does not see it."""
        each = "; ".join(f"{row.name}: {', '.join(row.ends)}" for row in self.rows)
        return f"{self.title}. {each}."

    @property
    def key(self) -> tuple[KeyEntry, ...]:
        entries = [KeyEntry(self.lead, "level-3")]
        if any(cell.hot for row in self.rows for cell in row.cells):
            entries.append(KeyEntry("nilai penilai terpaut separuh skala atau lebih: bicarakan", mark="!"))
        return tuple(entries)


def parts(columns: Sequence[Column]) -> tuple[Part, ...]:
    """The parts of the bars of the same sheet."""
    return tuple(Part(column.told or column.code, *dress) for column, dress in zip(columns, DRESS, strict=False))


def wide(sheet: HeatSheet) -> Drawing:
    """Names at the left, cells beside each other, totals and rank at the right."""
    ends = _END * len(sheet.ends)
    cell = min(sheet.room, (WIDE - 2 - ends - 250) / max(len(sheet.columns), 1))
    side = WIDE - 2 - ends - cell * len(sheet.columns)
    shapes: list[Shape] = [Box(1, 1, short(side), 46, "faint")]
    for at, column in enumerate(sheet.columns):
        x = 1 + side + at * cell
        shapes.append(Box(short(x), 1, short(cell), 46, "faint"))
        shapes += middle_block(_head(column, cell), short(x + cell / 2), 24, 14, bold=True)
    for at, name in enumerate(sheet.ends):
        x = WIDE - 1 - ends + at * _END
        shapes.append(Box(short(x), 1, _END, 46, "faint"))
        shapes += middle_block((name,), short(x + _END / 2), 24, 14, bold=True)
    y = 47.0
    for row in sheet.rows:
        words = lines_of(row.name, side - 14, 15, most=2)
        high = max(_ROW, block_height(words, 15) + 8)
        shapes.append(Box(1, short(y), short(side), short(high)))
        shapes += block(words, 8, y + (high - block_height(words, 15)) / 2 - 2, 15)
        for at, one in enumerate(row.cells):
            shapes += _cell(one, 1 + side + at * cell, y, cell, high, 13)
        for at, text in enumerate(row.ends):
            x = WIDE - 1 - ends + at * _END
            shapes.append(Box(short(x), short(y), _END, short(high)))
            shapes += middle_block((text,), short(x + _END / 2), y + high / 2, 15, bold=True)
        y += high
    return _closed(sheet, sheet.ident, WIDE, shapes, y + 8)


def tall(sheet: HeatSheet) -> Drawing:
    """For a phone: one part per alternative, its scores as tiles."""
    shapes: list[Shape] = []
    y, tile = 2.0, (NARROW - 4) / sheet.tiles
    for row in sheet.rows:
        words = lines_of(row.name, NARROW - 4, 15, bold=True)
        told = lines_of(" · ".join(_told_ends(sheet, row)), NARROW - 4, 14)
        shapes += [*block(words, 2, y, 15, bold=True), *block(told, 2, y + block_height(words, 15), 14)]
        y += block_height(words, 15) + block_height(told, 14) + 4
        for at, (column, one) in enumerate(zip(sheet.columns, row.cells, strict=True)):
            x, top = 2 + at % sheet.tiles * tile, y + at // sheet.tiles * 74
            shapes += _cell(one, x, top, tile, 70, 14, head=_short_head(column, tile))
        y += -(-len(row.cells) // sheet.tiles) * 74 + 12
    return _closed(sheet, f"{sheet.ident}-hp", NARROW, shapes, y)


def _told_ends(sheet: HeatSheet, row: Row) -> list[str]:
    return [f"{name.lower()} {text}" for name, text in zip(sheet.ends, row.ends, strict=True) if text]


def _head(column: Column, room: float) -> tuple[str, ...]:
    return (
        *lines_of(column.code, room - 6, 14, bold=True, most=1 if column.below else 2),
        *([column.below] if column.below else []),
    )


def _short_head(column: Column, room: float) -> str:
    return lines_of(column.code, room - 4, 14, most=1)[0]


def _cell(one: Cell, x: float, y: float, width: float, high: float, small: float, head: str = "") -> list[Shape]:
    inset = 1.5 if one.hot else 0
    shapes: list[Shape] = [
        Box(
            short(x + inset), short(y + inset), short(width - 2 * inset), short(high - 2 * inset),
            LEVELS[one.level], "ink" if one.hot else "line", weight=3 if one.hot else 1,
        )
    ]  # fmt: skip
    below = f"{one.apart} !" if one.hot else one.apart
    middle = x + width / 2
    if head:
        shapes += [Label(head, short(middle), short(y + 17), small, anchor="middle")]
        y, high = y + 17, high - 19
    shapes.append(Label(one.text, short(middle), short(y + high / 2 + (0 if below else 6)), 16, True, "middle"))
    if below:
        shapes.append(Label(below, short(middle), short(y + high - 6), small, one.hot, "middle"))
    return shapes


def _closed(sheet: HeatSheet, ident: str, width: float, shapes: list[Shape], y: float) -> Drawing:
    """The drawing with what its columns mean below."""
    size = 14
    told = "; ".join(f"{column.code}: {column.told}" for column in sheet.columns if column.told)
    words = lines_of(f"{told}.", width - 4, size) if told else ()
    shapes += block(words, 2, y, size, ink="soft")
    found, y = key(sheet.key, 2, y + block_height(words, size) + 6, width - 4, 16 if width == NARROW else size)
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 2), (*shapes, *found))


# --- Matrix of pairs --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PairSheet:
    """Every pair by the places of its two names: how many preferred the one and the other."""

    ident: str
    title: str
    names: tuple[str, ...]
    votes: dict[tuple[int, int], tuple[int, int]]
    ends: tuple[tuple[str, str], ...]
    raters: int

    @property
    def said(self) -> str:
        """The wins in words, for who does not see them."""
        each = "; ".join(
            f"{name} {wins} kali dipilih, peringkat {rank}"
            for name, (wins, rank) in zip(self.names, self.ends, strict=True)
        )
        return f"{self.title}. {each}."

    def chosen(self, one: int, other: int) -> str:
        """Number of the one that more raters preferred; "=" where they are even."""
        hers, his = self.votes[one, other]
        return "=" if hers == his else str(one + 1 if hers > his else other + 1)


def wide_pairs(sheet: PairSheet) -> Drawing:
    """Names at the left, the chosen number in every cell; with several raters their votes in the lower half."""
    count, end = len(sheet.names), 84.0
    cell = min(52.0, (WIDE - 2 - 2 * end - 250) / count)
    side = WIDE - 2 - 2 * end - cell * count
    shapes: list[Shape] = [Box(1, 1, short(side), 34, "faint")]
    for at in range(count):
        x = 1 + side + at * cell
        shapes.append(Box(short(x), 1, short(cell), 34, "faint"))
        shapes += middle_block((str(at + 1),), short(x + cell / 2), 18, 15, bold=True)
    for at, name in enumerate(("Dipilih", "Peringkat")):
        x = WIDE - 1 - (2 - at) * end
        shapes.append(Box(short(x), 1, end, 34, "faint"))
        shapes += middle_block((name,), short(x + end / 2), 18, 14, bold=True)
    y = 35.0
    for at, name in enumerate(sheet.names):
        words = lines_of(f"{at + 1}. {name}", side - 14, 15, most=2)
        high = max(_ROW, block_height(words, 15) + 8)
        shapes.append(Box(1, short(y), short(side), short(high)))
        shapes += block(words, 8, y + (high - block_height(words, 15)) / 2 - 2, 15)
        shapes += _pair_cells(sheet, at, 1 + side, y, cell, high, lower=sheet.raters > 1)
        for column, text in enumerate(sheet.ends[at]):
            x = WIDE - 1 - (2 - column) * end
            shapes.append(Box(short(x), short(y), end, short(high)))
            shapes += middle_block((text,), short(x + end / 2), y + high / 2, 15, bold=True)
        y += high
    return _pairs_closed(sheet, sheet.ident, WIDE, shapes, y + 8)


def tall_pairs(sheet: PairSheet) -> Drawing:
    """For a phone: the same matrix with numbers only, the names below it."""
    count = len(sheet.names)
    cell = min(40.0, (NARROW - 4) / (count + 1))
    high = max(cell, 26.0)
    shapes: list[Shape] = []
    for at in range(count):
        shapes += middle_block((str(at + 1),), short(2 + (at + 1.5) * cell), high / 2, 14, bold=True)
    y = high
    for at in range(count):
        shapes += middle_block((str(at + 1),), short(2 + cell / 2), y + high / 2, 14, bold=True)
        shapes += _pair_cells(sheet, at, 2 + cell, y, cell, high, lower=False)
        y += high
    y += 10
    for at, (name, (wins, rank)) in enumerate(zip(sheet.names, sheet.ends, strict=True), 1):
        words = lines_of(f"{at}. {name}: {wins} kali dipilih, peringkat {rank}", NARROW - 4, 14)
        shapes += block(words, 2, y, 14)
        y += block_height(words, 14) + 4
    return _pairs_closed(sheet, f"{sheet.ident}-hp", NARROW, shapes, y + 4)


def _pair_cells(
    sheet: PairSheet, row: int, left: float, y: float, cell: float, high: float, *, lower: bool
) -> list[Shape]:
    shapes: list[Shape] = []
    for column in range(len(sheet.names)):
        x = left + column * cell
        one, other = min(row, column), max(row, column)
        text, ground = "", "faint"
        if column > row:
            text = sheet.chosen(one, other)
            ground = _EVEN if text == "=" else _WON if text == str(row + 1) else "paper"
        elif column < row and lower:
            hers, his = sheet.votes[one, other]
            text, ground = f"{his}:{hers}", "paper"
        shapes.append(Box(short(x), short(y), short(cell), short(high), ground))
        if text:
            shapes += middle_block((text,), short(x + cell / 2), y + high / 2, 14, bold=column > row)
    return shapes


def _pairs_closed(sheet: PairSheet, ident: str, width: float, shapes: list[Shape], y: float) -> Drawing:
    told = "Kotak di atas garis miring: nomor yang dipilih dari dua pilihan"
    told += ", = bila sama banyak" if sheet.raters > 1 else ""
    told += "; di bawahnya suara baris dan kolom." if sheet.raters > 1 and width > NARROW else "."
    words = lines_of(told, width - 4, 14)
    shapes += block(words, 2, y, 14, ink="soft")
    entries = (KeyEntry("pilihan pada baris menang", _WON), KeyEntry("pilihan pada kolom menang"))
    found, y = key(entries, 2, y + block_height(words, 14) + 6, width - 4, 14)
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 2), (*shapes, *found))
