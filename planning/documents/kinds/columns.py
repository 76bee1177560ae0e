"""How the width of a printed table is shared among its columns. Pure numbers, no tables of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Printable width of F4 in millimetres: upright and wide (`static/css/cetak`); narrower paper shrinks in proportion.
UPRIGHT, WIDE = 165, 300
#: Widths that the print styles know as a class, in millimetres.
CLASSES: Final = (
    *range(5, 27), 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 54, 58, 60, 64, 70, 80,
)  # fmt: skip
#: Millimetres of one letter in a table, of the room beside the words, and of the column of numbers.
LETTER, MARGIN, COUNTER = 1.85, 3.2, 9
#: A longer word may be parted, so it does not widen its column further.
LONGEST_WORD: Final = 15
#: Letters beyond which a cell does not ask for more width than another long one.
LONG_CELL: Final = 160
#: Narrowest column in which words can be read.
LEAST: Final = 11


def shares(head: Sequence[str], rows: Sequence[Sequence[str]], *, room: float) -> tuple[str, ...]:
    """Classes of the columns (`w24`, …) that fill `room` millimetres; the widest gets "" and takes what is left.

    Every column holds its longest word; what remains is shared by how much the cells say. `rows` are texts in the
    order of `head`. An empty head gives an empty tuple.
    """
    cells = [[title, *(row[at] for row in rows)] for at, title in enumerate(head)]
    least = [max(LEAST, MARGIN + LETTER * max(_longest_word(cell) for cell in column)) for column in cells]
    wants = [max(_weight(cell) for cell in column) for column in cells]
    spare = room - sum(least)
    widths = [
        width + spare * want / sum(wants) if spare > 0 else width * room / sum(least)
        for width, want in zip(least, wants, strict=True)
    ]
    widest = max(range(len(widths)), key=lambda at: widths[at], default=0)
    return tuple("" if at == widest else f"w{_class(width)}" for at, width in enumerate(widths))


def _longest_word(text: str) -> int:
    return min(max((len(word) for word in text.split()), default=0), LONGEST_WORD)


def _weight(text: str) -> float:
    """How much a cell asks for: less than proportional, so that one long cell does not starve the others."""
    return float(min(len(text), LONG_CELL)) ** 0.7


def _class(width: float) -> int:
    return min(CLASSES, key=lambda known: (abs(known - width), known))
