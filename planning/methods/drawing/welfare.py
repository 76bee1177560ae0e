"""Welfare ranking: classes with their traits and counts, households per RT and class, sheets for classes and piles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from planning.methods.drawing.kit import (
    NARROW,
    SMALLEST,
    WIDE,
    Box,
    Drawing,
    Label,
    Shape,
    block,
    block_height,
    lines_of,
    middle_block,
    short,
)

_SIDE, _ROW, _SIZE = 190, 34, 15
#: Columns that can carry the names of their classes on a phone, and boxes beside each other on a desk.
_NAMED: Final = 3
#: Grounds of a cell by the share of its row, lowest first; the number itself is always there.
_GROUNDS: Final = ("level-0", "level-1", "level-2", "level-3")


@dataclass(frozen=True)
class GridSheet:
    """Rows of a name and one text per column; `levels` are 0 (none) to 3 (most of the row) and colour the cells."""

    ident: str
    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str], Sequence[int]]]

    @property
    def said(self) -> str:
        """The grid in words, for who does not see it."""
        each = "; ".join(
            f"{name}: {', '.join(f'{column} {text}' for column, text in zip(self.columns, texts, strict=True))}"
            for name, texts, _ in self.rows
        )
        return f"{self.title}. {each}."


def wide(sheet: GridSheet) -> Drawing:
    """For a desk and for paper."""
    return _drawn(sheet, WIDE, _SIDE, sheet.ident)


def tall(sheet: GridSheet) -> Drawing:
    """For a phone: narrow columns; more than three carry letters, with the names of the classes below."""
    ident = f"{sheet.ident}-hp"
    if len(sheet.columns) <= _NAMED:
        return _drawn(sheet, NARROW, 88, ident)
    letters = [chr(ord("A") + at) for at in range(len(sheet.columns))]
    drawing = _drawn(replace(sheet, columns=letters), NARROW, 88, ident)
    shapes, y = list(drawing.shapes), drawing.height + 6
    for letter, name in zip(letters, sheet.columns, strict=True):
        words = lines_of(f"{letter}: {name}", NARROW - 4, SMALLEST)
        shapes += block(words, 2, y, SMALLEST)
        y += block_height(words, SMALLEST) + 2
    return replace(drawing, said=sheet.said, height=short(y + 3), shapes=tuple(shapes))


def _drawn(sheet: GridSheet, width: float, side: float, ident: str) -> Drawing:
    cell = (width - side - 2) / len(sheet.columns)
    heads = [lines_of(name, cell - 6, 14, bold=True, most=3) for name in sheet.columns]
    head = max(block_height(lines, 14) for lines in heads) + 10
    shapes: list[Shape] = []
    for at, lines in enumerate(heads):
        shapes += middle_block(lines, short(side + (at + 0.5) * cell), head / 2, 14, bold=True)
    y = head
    for name, texts, levels in sheet.rows:
        words = lines_of(name, side - 8, _SIZE, most=2)
        height = max(_ROW, block_height(words, _SIZE) + 8)
        shapes += block(words, 2, y + (height - block_height(words, _SIZE)) / 2 - 2, _SIZE)
        for at, (text, level) in enumerate(zip(texts, levels, strict=True)):
            x = side + at * cell
            shapes.append(Box(short(x), short(y), short(cell), short(height), _GROUNDS[level]))
            shapes += middle_block((text,), short(x + cell / 2), y + height / 2, _SIZE, bold=level > 1)
        y += height
    return Drawing(ident, sheet.title, sheet.said, width, short(y + 3), tuple(shapes))


@dataclass(frozen=True)
class ClassBox:
    """One class: its name, its families in words ("12 keluarga (33 %)"), below that what residents say about it."""

    name: str
    count: str
    traits: str
    level: int
    marks: str = ""


@dataclass(frozen=True)
class ClassSheet:
    """The classes from the best off to the poorest; a darker head is a poorer class."""

    ident: str
    title: str
    boxes: Sequence[ClassBox]

    @property
    def said(self) -> str:
        """The classes in words, for who does not see them."""
        return f"{self.title}: {'; '.join(f'{box.name} {box.count}' for box in self.boxes)}."


def classes_wide(sheet: ClassSheet) -> Drawing:
    """Up to three beside each other, for a desk and for paper."""
    many = len(sheet.boxes)
    return _classes(sheet, WIDE, many if many <= _NAMED else -(-many // 2), sheet.ident)


def classes_tall(sheet: ClassSheet) -> Drawing:
    """Under each other, for a phone."""
    return _classes(sheet, NARROW, 1, f"{sheet.ident}-hp")


def _classes(sheet: ClassSheet, width: float, columns: int, ident: str) -> Drawing:
    gap = 12
    cell = (width - 2 - gap * (columns - 1)) / columns
    shapes: list[Shape] = []
    y: float = 1
    for first in range(0, len(sheet.boxes), columns):
        row = sheet.boxes[first : first + columns]
        words = [_class_words(box, cell - 20) for box in row]
        head = max(block_height(name, 17) + block_height(count, _SIZE) for name, count, _ in words) + 16
        body = max(block_height(below, _SIZE) for _, _, below in words) + 18
        for at, (box, (name, count, below)) in enumerate(zip(row, words, strict=True)):
            x = 1 + at * (cell + gap)
            shapes += [
                Box(short(x), short(y), short(cell), short(head), _GROUNDS[box.level], "ink"),
                Box(short(x), short(y + head), short(cell), short(body), "paper", "ink"),
                *block(name, x + 10, y + 4, 17, bold=True),
                *block(count, x + 10, y + 4 + block_height(name, 17), _SIZE),
                *block(below, x + 10, y + head + 5, _SIZE),
            ]
        y += head + body + gap
    return Drawing(ident, sheet.title, sheet.said, width, short(y - gap + 2), tuple(shapes))


def _class_words(box: ClassBox, room: float) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    traits = [line for text in (box.traits, box.marks) if text for line in lines_of(text, room, _SIZE)]
    return lines_of(box.name, room, 17, bold=True), lines_of(box.count, room, _SIZE), tuple(traits)


def blank_classes(ident: str, title: str, classes: Sequence[str], height: float) -> Drawing:
    """An empty sheet for the traits of each class, side by side."""
    cell = (WIDE - 2) / len(classes)
    shapes: list[Shape] = []
    for at, name in enumerate(classes):
        x = 1 + at * cell
        shapes += [
            Box(short(x), 1, short(cell), 36, "faint"),
            Label(name, short(x + cell / 2), 25, 16, True, "middle"),
            Box(short(x), 37, short(cell), short(height - 38)),
        ]
        lines = int((height - 60) // 40)
        shapes += [
            Box(short(x + 14), short(37 + (row + 1) * 40), short(cell - 28), 0.5, "line", "line", 0.5)
            for row in range(lines)
        ]
    said = f"Lembar kosong untuk ciri {len(classes)} kelas."
    return Drawing(ident, title, said, WIDE, short(height + 2), tuple(shapes))


def blank_piles(ident: str, title: str, cards: int, height: float) -> Drawing:
    """An empty sheet for the pile of every card, by number only."""
    columns, rows = 5, -(-cards // 5)
    cell, line = (WIDE - 2) / columns, (height - 34) / rows
    shapes: list[Shape] = []
    for column in range(columns):
        x = 1 + column * cell
        shapes += [Label("No.", short(x + 8), 22, 14, True), Label("Tumpukan", short(x + 62), 22, 14, True)]
        for row in range(rows):
            number, y = column * rows + row + 1, 34 + row * line
            if number <= cards:
                shapes += [
                    Box(short(x), short(y), 54, short(line), "faint"),
                    Box(short(x + 54), short(y), short(cell - 62), short(line)),
                    Label(str(number), short(x + 27), short(y + line / 2 + 6), 15, True, "middle"),
                ]
    return Drawing(ident, title, f"Lembar kosong untuk {cards} kartu.", WIDE, short(height + 2), tuple(shapes))
