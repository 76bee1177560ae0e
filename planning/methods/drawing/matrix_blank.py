"""Empty sheets of the scoring matrix: one per rater with the meaning of the scores, pairs, and ballots to cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planning.methods.drawing.kit import (
    WIDE,
    Box,
    Drawing,
    Label,
    Line,
    Shape,
    block,
    block_height,
    lines_of,
    middle_block,
    short,
)

#: Dots to write on.
_DOTS: Final = "…" * 15
_HEAD, _END, _LEAST = 44.0, 80.0, 30.0


@dataclass(frozen=True)
class BlankColumn:
    """A criterion of an empty sheet; `means` says what scores mean. Without a name there are dots to write on."""

    code: str
    name: str = ""
    weight: str = ""
    means: Mapping[str, str] | None = None


def scores(
    ident: str, title: str, columns: Sequence[BlankColumn], names: Sequence[str], height: float
) -> tuple[Drawing, ...]:
    """Sheets of one rater: rows for what is compared (empty names are lines to write on), meanings below.

    What does not fit on one page goes on over several, the meanings then stand on the last one.
    """
    told = [lines_of(_meaning(column), WIDE - 8, 13) for column in columns]
    below = sum(block_height(words, 13) + 3 for words in told) + 12
    if _HEAD + below + _LEAST * len(names) <= height:
        return (_score_page(ident, title, columns, list(enumerate(names, 1)), height, told),)
    most = int((height - _HEAD) // _LEAST)
    numbered = list(enumerate(names, 1))
    pages = [
        _score_page(f"{ident}-{at}", title, columns, numbered[at : at + most], height, ())
        for at in range(0, len(numbered), most)
    ]
    return (*pages, Drawing(f"{ident}-arti", title, "Arti setiap nilai.", WIDE, height, tuple(_meanings(told, 2))))


def _score_page(
    ident: str,
    title: str,
    columns: Sequence[BlankColumn],
    names: Sequence[tuple[int, str]],
    height: float,
    told: Sequence[tuple[str, ...]],
) -> Drawing:
    below = sum(block_height(words, 13) + 3 for words in told) + 12
    line = min((height - _HEAD - below) / len(names), 64.0)
    cell = min(96.0, (WIDE - 2 - 2 * _END - 250) / len(columns))
    side = WIDE - 2 - 2 * _END - cell * len(columns)
    widths = [side, *(cell for _ in columns), _END, _END]
    shapes = _line(["Pilihan", *(column.code for column in columns), "Jumlah", "Peringkat"], widths, 1, _HEAD, "faint")
    for at, column in enumerate(columns):
        if column.weight:
            x = 1 + side + (at + 0.5) * cell
            words = column.weight if cell >= 60 else column.weight.removeprefix("bobot ")
            shapes.append(Label(words, short(x), short(_HEAD - 6), 13, anchor="middle"))
    y = _HEAD + 1
    for number, name in names:
        shapes += _line([""] * len(widths), widths, y, line)
        lines = lines_of(f"{number}. {name}".rstrip(), side - 12, 14, most=2 if line >= 40 else 1)
        shapes += block(lines, 6, y + (line - block_height(lines, 14)) / 2 - 1, 14)
        y += line
    shapes += _meanings(told, y + 8)
    said = f"Lembar kosong untuk {len(names)} pilihan dan {len(columns)} kriteria."
    return Drawing(ident, title, said, WIDE, short(height), tuple(shapes))


def _meanings(told: Sequence[tuple[str, ...]], y: float) -> list[Shape]:
    shapes: list[Shape] = []
    for words in told:
        shapes += block(words, 2, y, 13)
        y += block_height(words, 13) + 3
    return shapes


def _meaning(column: BlankColumn) -> str:
    name = column.name or _DOTS
    means = "; ".join(f"{score} = {words or _DOTS}" for score, words in (column.means or {}).items())
    return f"{column.code} {name}: {means}." if means else f"{column.code} {name}."


def _line(texts: Sequence[str], widths: Sequence[float], y: float, high: float, ground: str = "paper") -> list[Shape]:
    shapes: list[Shape] = []
    x = 1.0
    for text, wide_by in zip(texts, widths, strict=True):
        shapes.append(Box(short(x), short(y), short(wide_by), short(high), ground))
        if text:
            middle = y + high / 2 - (8 if ground == "faint" else 0)
            shapes += middle_block((text,), short(x + wide_by / 2), middle, 14, bold=True)
        x += wide_by
    return shapes


def pairs(ident: str, title: str, names: Sequence[str], height: float) -> Drawing:
    """A matrix to write the number of the chosen one into; the half below the diagonal stays empty."""
    count = len(names)
    line = min((height - 36) / count, 92.0)
    cell = min(84.0, (WIDE - 2 - 2 * _END - 250) / count)
    side = WIDE - 2 - 2 * _END - cell * count
    widths = [side, *(cell for _ in names), _END, _END]
    shapes: list[Shape] = []
    x = 1.0
    for text, wide_by in zip(["", *(str(at + 1) for at in range(count)), "Dipilih", "Peringkat"], widths, strict=True):
        shapes.append(Box(short(x), 1, short(wide_by), 32, "faint"))
        shapes += middle_block((text,) if text else (), short(x + wide_by / 2), 17, 14, bold=True)
        x += wide_by
    y = 33.0
    for at, name in enumerate(names):
        shapes += _line([""] * len(widths), widths, y, line)
        shapes.append(Box(short(1 + side), short(y), short((at + 1) * cell), short(line), "faint"))
        words = lines_of(f"{at + 1}. {name}".rstrip(), side - 12, 14, most=2 if line >= 40 else 1)
        shapes += block(words, 6, y + (line - block_height(words, 14)) / 2 - 1, 14)
        y += line
    said = f"Lembar kosong untuk membandingkan {count} pilihan dua-dua."
    return Drawing(ident, title, said, WIDE, short(max(y + 2, height)), tuple(shapes))


def ballots(ident: str, title: str, names: Sequence[str], height: float) -> Drawing:
    """What can be chosen on top, six ballots with three lines each to cut below."""
    told = "   ".join(f"{number}. {name}" if name else f"{number}.{_DOTS}" for number, name in enumerate(names, 1))
    words = lines_of(told, WIDE - 8, 14)
    shapes: list[Shape] = [*block(words, 2, 2, 14)]
    top = block_height(words, 14) + 14
    wide_by, high = (WIDE - 2) / 3, (height - top - 4) / 2
    for at in range(6):
        x, y = 1 + at % 3 * wide_by, top + at // 3 * high
        shapes.append(Box(short(x), short(y), short(wide_by), short(high), dash="6 4"))
        for line, text in enumerate(("Pilihan pertama (3)", "Pilihan kedua (2)", "Pilihan ketiga (1)")):
            base = y + high * (line + 1) / 4 + 8
            shapes.append(Label(text, short(x + 14), short(base), 15))
            shapes.append(Line(f"M{short(x + 170)} {short(base + 2)}H{short(x + wide_by - 16)}", "line", 1))
    return Drawing(ident, title, "Enam lembar pilihan untuk digunting.", WIDE, short(height), tuple(shapes))
