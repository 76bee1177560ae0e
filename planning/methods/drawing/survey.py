"""Drawings of the survey of households: shares of the survey beside those of the RT records, and the blank forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kumuh.core.formats import show_number
from kumuh.core.lettering import text_width
from planning.methods.drawing.kit import (
    NARROW,
    SLACK,
    WIDE,
    Box,
    Drawing,
    KeyEntry,
    Label,
    Line,
    Shape,
    block,
    block_height,
    key,
    lines_of,
    short,
)

_SIDE, _END, _BAR, _GAP = 320, 250, 15, 14
_SIZE: Final = 15
FOUND_DRESS: Final = ("blue", "")
RECORD_DRESS: Final = ("sand", "hatch")
_FLAGGED: Final = {True: ", berselisih", False: ""}


@dataclass(frozen=True)
class Pair:
    """One parameter: its name, both shares in percent (None: not known), both numbers in words, a flag.

    `remark` says how many answers are missing, `still_open` the same in few letters.
    """

    name: str
    found: Decimal | None
    record: Decimal | None
    found_words: str
    record_words: str
    flagged: bool = False
    remark: str = ""
    still_open: str = ""


@dataclass(frozen=True)
class PairSheet:
    """What is drawn."""

    ident: str
    title: str
    pairs: Sequence[Pair]

    @property
    def said(self) -> str:
        """The pairs in words, for who does not see them."""
        each = "; ".join(
            f"{one.name}: survei {one.found_words}, data RT {one.record_words}{_FLAGGED[one.flagged]}"
            for one in self.pairs
        )
        return f"{self.title}: {each}."


def wide(sheet: PairSheet) -> Drawing:
    """Names at the left, two bars each, numbers at the right."""
    room = WIDE - _SIDE - _END
    shapes: list[Shape] = []
    y: float = 4
    for pair in sheet.pairs:
        names = lines_of(pair.name, _SIDE - 16, _SIZE, most=2)
        height = max(block_height(names, _SIZE), 2 * _BAR + 4)
        shapes += block(names, 2, y + (height - block_height(names, _SIZE)) / 2 - 2, _SIZE, bold=pair.flagged)
        top = y + (height - 2 * _BAR - 4) / 2
        shapes += _bars(pair, _SIDE, top, room / 100)
        shapes += _ends(pair, WIDE - _END + 10, top, _SIZE - 1)
        y += height + _GAP
    shapes += _axis(_SIDE, room / 100, y - _GAP / 2)
    found, y = key(_key(), 2, y + 20, WIDE - 4, _SIZE)
    return Drawing(sheet.ident, sheet.title, sheet.said, WIDE, short(y), tuple(shapes + list(found)))


def tall(sheet: PairSheet) -> Drawing:
    """For a phone: name, two bars, and the numbers below each other."""
    room = NARROW - 6
    shapes: list[Shape] = []
    y: float = 2
    for pair in sheet.pairs:
        names = lines_of(pair.name, NARROW - 6, _SIZE, bold=True)
        shapes += block(names, 2, y, _SIZE, bold=True)
        y += block_height(names, _SIZE) + 5
        shapes += _bars(pair, 2, y, room / 100)
        y += 2 * _BAR + 8
        words = [
            text
            for said in (f"Survei {pair.found_words}", f"Data RT {pair.record_words}", _flag(pair))
            for text in (lines_of(said, NARROW - 6, _SIZE) if said else ())
        ]
        shapes += block(words, 2, y, _SIZE)
        y += block_height(words, _SIZE) + 14
    found, y = key(_key(), 2, y, NARROW - 4, _SIZE)
    return Drawing(f"{sheet.ident}-hp", sheet.title, sheet.said, NARROW, short(y), tuple(shapes + list(found)))


def _key() -> tuple[KeyEntry, ...]:
    return (KeyEntry("hasil survei", *FOUND_DRESS), KeyEntry("data RT", *RECORD_DRESS))


def _flag(pair: Pair) -> str:
    return ", ".join(part for part in ("BERSELISIH" if pair.flagged else "", pair.remark) if part)


def _bars(pair: Pair, left: float, top: float, unit: float) -> list[Shape]:
    shapes: list[Shape] = []
    for at, (share, dress) in enumerate(((pair.found, FOUND_DRESS), (pair.record, RECORD_DRESS))):
        y = top + at * (_BAR + 4)
        if share is None:
            path = f"M{short(left)} {short(y + _BAR / 2)}h{short(40 * unit)}"
            shapes.append(Line(path, "line", 1.2, dash="2 5"))
            continue
        width = max(float(min(max(share, Decimal(0)), Decimal(100))) * unit, 1.5)
        shapes.append(Box(short(left), short(y), short(width), _BAR, dress[0], "ink", 0.8, pattern=dress[1]))
    return shapes


def _ends(pair: Pair, x: float, top: float, size: float) -> list[Shape]:
    found = lines_of(f"{pair.found_words}{pair.still_open}", _END - 14, size, most=1)
    record = f"{pair.record_words}{'  !' if pair.flagged else ''}"
    return [
        Label(found[0], short(x), short(top + _BAR - 2), size),
        Label(record, short(x), short(top + 2 * _BAR + 2), size, pair.flagged),
    ]


def _axis(left: float, unit: float, y: float) -> list[Shape]:
    shapes: list[Shape] = [Line(f"M{short(left)} {short(y)}h{short(100 * unit)}", "line", 1)]
    for at in (0, 25, 50, 75, 100):
        x = left + at * unit
        shapes.append(Line(f"M{short(x)} {short(y)}v5", "line", 1))
        shapes.append(Label(f"{at} %", short(x), short(y + 20), 13, anchor="middle", ink="soft"))
    return shapes


def told(number: Decimal | None, unit: str) -> str:
    """A number with its unit as it stands in drawings and tables."""
    return "belum diketahui" if number is None else f"{show_number(number)} {unit}"


# --- Blank forms --------------------------------------------------------------------------------------------------
#: A sheet of paper, upright: 960 units wide, so tall with head and hints of the page.
PAGE: Final = 1300
_TEXT, _TICK, _NOTE = 15, 14, 13
#: Room at the right of a question for a line to write on, or for two short choices.
_RIGHT: Final = 150
#: Height of a heading, and how much farther apart the questions of a short form stand.
_HEAD: Final = 31
_AIR: Final = 20


@dataclass(frozen=True)
class PaperQuestion:
    """One question on paper: words, and what is written: choices to tick, or a line with a unit."""

    words: str
    choices: tuple[str, ...] = ()
    unit: str = ""
    long: bool = False
    note: str = ""


@dataclass(frozen=True)
class PaperSection:
    """Questions under a heading."""

    title: str
    questions: tuple[PaperQuestion, ...]


def papers(ident: str, title: str, sections: Sequence[PaperSection]) -> tuple[Drawing, ...]:
    """A form on as many upright pages as it needs, in two columns; a section is never torn in its heading.

    A short form is shared among both columns by whole sections, with more room to write in.
    """
    column = (WIDE - 30) / 2
    whole = sum(_HEAD + sum(_height(question, column) for question in section.questions) for section in sections)
    count = sum(len(section.questions) for section in sections)
    airy = _AIR if whole + _AIR * count < PAGE * 1.5 else 0
    turn = (whole + airy * count) / 2 + _HEAD
    pages: list[list[Shape]] = [[]]
    y, side = 0.0, 0
    for section in sections:
        tall_by = _HEAD + sum(_height(question, column) + airy for question in section.questions)
        if airy and not side and y and y + tall_by > turn:
            y, side = 0, 1
        for number, question in enumerate(section.questions):
            head, height = (0 if number else _HEAD), _height(question, column) + airy
            if y and y + head + height > PAGE:
                y, side = 0, 1 - side
                if side == 0:
                    pages.append([])
            left = side * (column + 30)
            if head:
                pages[-1] += _heading(section.title, left, y, column)
            pages[-1] += _question(question, left, y + head, column)
            y += head + height
        y += 8
    said = f"{title}: lembar kosong."
    return tuple(
        Drawing(f"{ident}-{number}", title, said, WIDE, PAGE, tuple(shapes)) for number, shapes in enumerate(pages, 1)
    )


def _heading(words: str, left: float, y: float, column: float) -> list[Shape]:
    return [
        Box(short(left), short(y + 2), short(column), 25, "faint", "none"),
        Label(words, short(left + 6), short(y + 20), 16, True),
    ]


def _height(question: PaperQuestion, column: float) -> float:
    height = block_height(lines_of(question.words, _room(question, column), _TEXT), _TEXT)
    height += block_height(lines_of(question.note, column, _NOTE), _NOTE) if question.note else 0
    if question.choices and not _beside(question):
        height += 23 * len(_rows(question.choices, column))
    elif question.long:
        height += 26
    return height + 7


def _room(question: PaperQuestion, column: float) -> float:
    below = question.long or (question.choices and not _beside(question))
    return column if below else column - _RIGHT - 10


def _beside(question: PaperQuestion) -> bool:
    """Whether the choices are so short that they stand at the right of the question."""
    return len(question.choices) == 2 and sum(_tick_width(words) for words in question.choices) <= _RIGHT


def _tick_width(words: str) -> float:
    return text_width(words, _TICK) * SLACK + 34


def _rows(choices: Sequence[str], column: float) -> list[list[str]]:
    """Choices in lines that fit the column."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for words in choices:
        wide_by = _tick_width(words)
        if rows[-1] and used + wide_by > column:
            rows.append([])
            used = 0
        rows[-1].append(words)
        used += wide_by
    return rows


def _question(question: PaperQuestion, left: float, y: float, column: float) -> list[Shape]:
    words = lines_of(question.words, _room(question, column), _TEXT)
    shapes: list[Shape] = [*block(words, left, y, _TEXT)]
    below = y + block_height(words, _TEXT)
    if question.note:
        notes = lines_of(question.note, column, _NOTE)
        shapes += block(notes, left, below, _NOTE, ink="soft")
        below += block_height(notes, _NOTE)
    if _beside(question):
        shapes += _ticks(question.choices, left + column - _RIGHT + 6, y + 2)
    elif question.choices:
        for row in _rows(question.choices, column):
            shapes += _ticks(row, left, below + 4)
            below += 23
    elif question.long:
        shapes.append(Line(f"M{short(left)} {short(below + 20)}h{short(column)}", "line", 1, dash="1 3"))
    else:
        shapes += _blank_line(question.unit, left + column, y + _TEXT + 3)
    return shapes


def _ticks(row: Sequence[str], left: float, y: float) -> list[Shape]:
    shapes: list[Shape] = []
    x = left
    for words in row:
        shapes.append(Box(short(x + 1), short(y), 14, 14, "paper", "ink", 1.1))
        shapes.append(Label(words, short(x + 21), short(y + 12), _TICK))
        x += _tick_width(words)
    return shapes


def _blank_line(unit: str, right: float, y: float) -> list[Shape]:
    unit_width = text_width(unit, _TICK) * SLACK + 4 if unit else 0
    return [
        Line(f"M{short(right - _RIGHT)} {short(y)}H{short(right - unit_width - 4)}", "line", 1, dash="1 3"),
        Label(unit, short(right), short(y - 2), _TICK, anchor="end"),
    ]
