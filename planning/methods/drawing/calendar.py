"""The seasonal calendar: factors as rows, months or local seasons as columns, four grounds with + marks.

Below the grid stand the columns for works (K), for a rembuk (R) and where things clash (!).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from planning.methods.drawing.kit import (
    LINE,
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
from planning.methods.seasons import MARKS, STRONGEST, WORDS, Column, Row

#: Dress of a level: ground and pattern. The marks + ++ +++ say the same.
GROUNDS: Final = {
    None: ("paper", "dots"),
    0: ("level-0", ""),
    1: ("level-1", ""),
    2: ("level-2", ""),
    3: ("level-3", ""),
}
KEY: Final = (
    *(KeyEntry(f"{level} {WORDS[level]}", GROUNDS[level][0], mark=MARKS[level]) for level in range(STRONGEST + 1)),
    KeyEntry("tidak disebut", "paper", "dots"),
)
#: On a phone cells are too narrow for +++, so the level itself stands in them.
TALL_KEY: Final = (
    *(KeyEntry(WORDS[level], GROUNDS[level][0], mark=str(level)) for level in range(STRONGEST + 1)),
    KeyEntry("tidak disebut", "paper", "dots"),
)
TALL_MARKS: Final = {0: "", 1: "1", 2: "2", 3: "3"}
_SIDE, _HEAD, _CELL, _SIZE = 210, 34, 40, 15
_TALL_CELL = 32


@dataclass(frozen=True)
class CalendarSheet:
    """What is drawn: the columns, the rows of one group, and which columns carry a mark below the grid."""

    ident: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    works: Collection[int] = field(default=())
    meetings: Collection[int] = field(default=())
    clashing: Collection[int] = field(default=())

    @property
    def said(self) -> str:
        """The calendar in words, for who does not see it."""
        strong = [
            f"{row.name} kuat pada {', '.join(self.columns[at].name for at in row.strong(STRONGEST))}"
            for row in self.rows
            if row.strong(STRONGEST)
        ]
        return f"{len(self.rows)} hal sepanjang {len(self.columns)} kolom. {'; '.join(strong)}."

    @property
    def lower(self) -> tuple[tuple[str, str, Collection[int], str], ...]:
        """Rows below the grid: letter, words, columns, ground."""
        return (
            ("K", "Bulan kerja bangunan", self.works, "good"),
            ("R", "Bulan rembuk", self.meetings, "sand"),
            ("!", "Bentrok", self.clashing, "warn"),
        )


def wide(sheet: CalendarSheet) -> Drawing:
    """The grid for a desk and for paper."""
    cell = (WIDE - _SIDE - 2) / len(sheet.columns)
    shapes = _heads(sheet.columns, _SIDE, cell)
    y: float = _HEAD
    for row in sheet.rows:
        words = lines_of(row.name, _SIDE - 12, _SIZE, bold=True)
        height = max(_CELL, block_height(words, _SIZE) + 10)
        shapes += block(words, 2, y + (height - block_height(words, _SIZE)) / 2 - 2, _SIZE, bold=True)
        shapes += _cells(row, _SIDE, y, cell, height, _SIZE)
        y += height
    y += 8
    for letter, words_of, columns, ground in sheet.lower:
        if columns:
            shapes.append(Label(words_of, 2, short(y + 20), 14))
            shapes += _marks(letter, columns, ground, _SIDE, y, cell, 28, len(sheet.columns))
            y += 30
    shapes_of_notes, y = _notes(sheet, y + 6, WIDE, 14)
    shapes += shapes_of_notes
    shapes_of_key, y = key(KEY, 2, y + 8, WIDE - 4, 14)
    return Drawing(sheet.ident, sheet.title, sheet.said, WIDE, short(y), (*shapes, *shapes_of_key))


def tall(sheet: CalendarSheet) -> Drawing:
    """For a phone: each factor is a line of words with its cells below it."""
    cell = (NARROW - 2) / len(sheet.columns)
    shapes: list[Shape] = []
    y: float = 2
    for row in sheet.rows:
        words = lines_of(row.name, NARROW - 4, 16, bold=True)
        shapes += block(words, 2, y, 16, bold=True)
        y += block_height(words, 16) + 4
        shapes += _initials(sheet.columns, y, cell, row.notes)
        shapes += _cells(row, 1, y + 20, cell, _TALL_CELL, 15, narrow=True)
        y += 20 + _TALL_CELL + 14
    for letter, words_of, columns, ground in sheet.lower:
        if columns:
            shapes.append(Label(words_of, 2, short(y + 15), 16))
            shapes += _initials(sheet.columns, y + 20, cell)
            shapes += _marks(letter, columns, ground, 1, y + 40, cell, 26, len(sheet.columns))
            y += 76
    shapes_of_notes, y = _notes(sheet, y, NARROW, 16)
    shapes_of_key, y = key(TALL_KEY, 2, y + 6, NARROW - 4, 16)
    return Drawing(
        f"{sheet.ident}-hp", sheet.title, sheet.said, NARROW, short(y), (*shapes, *shapes_of_notes, *shapes_of_key)
    )


def blank(ident: str, title: str, columns: Sequence[Column], factors: Sequence[str], height: float) -> Drawing:
    """The empty grid for paper: known factors, then lines without a name, filling `height` on a width of 960."""
    names = [*factors, "", ""]
    row = (height - _HEAD) / len(names)
    cell = (WIDE - _SIDE - 2) / len(columns)
    shapes = _heads(columns, _SIDE, cell)
    for number, name in enumerate(names):
        y = _HEAD + number * row
        shapes.append(Box(1, short(y), _SIDE - 1, short(row)))
        words = lines_of(name, _SIDE - 12, _SIZE)
        shapes += block(words, 6, y + (row - block_height(words, _SIZE)) / 2 - 2, _SIZE)
        shapes += [Box(short(_SIDE + at * cell), short(y), short(cell), short(row)) for at in range(len(columns))]
    said = f"Lembar kosong dengan {len(names)} baris dan {len(columns)} kolom."
    return Drawing(ident, title, said, WIDE, short(height + 2), tuple(shapes))


def _heads(columns: Sequence[Column], left: float, cell: float) -> list[Shape]:
    """Names above the columns; where one of them does not fit, all are shortened."""
    names = [column.name for column in columns]
    if any(len(lines_of(name, cell - 4, 14, bold=True)) != 1 or _cut(name, cell) for name in names):
        names = [column.short or lines_of(column.name, cell - 4, 14, bold=True, most=1)[0] for column in columns]
    return [Label(name, short(left + (at + 0.5) * cell), 20, 14, True, "middle") for at, name in enumerate(names)]


def _cut(name: str, cell: float) -> bool:
    """Whether a single word is wider than its column."""
    return Label(name, 0, 0, 14, True).width * SLACK > cell - 4


def _initials(columns: Sequence[Column], top: float, cell: float, starred: Collection[int] = ()) -> list[Shape]:
    """The first letters of the columns above their cells on a phone, with a star where something was said."""
    letters = 1 if len(columns) > 6 else 3
    return [
        Label(
            column.name[:letters] + "*" * (at in starred),
            short(1 + (at + 0.5) * cell),
            short(top + 15),
            14,
            False,
            "middle",
            "soft",
        )
        for at, column in enumerate(columns)
    ]


def _cells(
    row: Row, left: float, top: float, cell: float, height: float, size: float, *, narrow: bool = False
) -> list[Shape]:
    shapes: list[Shape] = []
    for at, level in enumerate(row.levels):
        ground, pattern = GROUNDS[level]
        x = left + at * cell
        shapes.append(Box(short(x), short(top), short(cell), short(height), ground, "line", pattern=pattern))
        if level:
            marks = TALL_MARKS if narrow else MARKS
            shapes += middle_block((marks[level],), x + cell / 2, top + height / 2, size, bold=True)
        if not narrow and at in row.notes:
            shapes.append(Label("*", short(x + cell - 9), short(top + 13), 14, True))
    return shapes


def _marks(
    letter: str, columns: Collection[int], ground: str, left: float, top: float, cell: float, height: float, count: int
) -> list[Shape]:
    shapes: list[Shape] = []
    for at in range(count):
        marked = at in columns
        x = left + at * cell
        shapes.append(Box(short(x), short(top), short(cell), short(height), ground if marked else "paper", "faint"))
        if marked:
            shapes += middle_block((letter,), x + cell / 2, top + height / 2, 15, bold=True)
    return shapes


def _notes(sheet: CalendarSheet, top: float, width: float, size: float) -> tuple[list[Shape], float]:
    """What was said about single columns, one line each, and where it ends."""
    shapes: list[Shape] = []
    y = top
    for row in sheet.rows:
        for at, text in sorted(row.notes.items()):
            words = lines_of(f"* {row.name}, {sheet.columns[at].name}: {text}", width - 6, size)
            shapes += block(words, 2, y, size)
            y += block_height(words, size) + size * (LINE - 1)
    return shapes, y
