"""Pictures and tables of a scoring matrix from its standings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from planning.methods import matrices
from planning.methods.drawing import bars
from planning.methods.drawing import matrix as drawn
from planning.methods.enums.matrix import MatrixMethod
from planning.methods.matrices import POINTS, Rules, Vote
from planning.methods.queries.matrix import Board
from planning.methods.ranking import Standing
from planning.methods.ranking.standings import Part, show_fraction
from planning.methods.registry import Figure

SUMS: Final = {
    MatrixMethod.BOBOT: "Jumlah = bobot × nilai, dijumlahkan.",
    MatrixMethod.JUMLAH: "Jumlah = semua nilai dijumlahkan.",
    MatrixMethod.GMP: "Jumlah = gawat + mendesak + penyebaran.",
    MatrixMethod.REINKE: "Jumlah = M × I × V dibagi C.",
    MatrixMethod.PASANGAN: "Jumlah = berapa kali dipilih.",
    MatrixMethod.SUARA: "Jumlah = 3 untuk pilihan pertama, 2 kedua, 1 ketiga.",
}
APART: Final = "Angka kecil: nilai terendah sampai tertinggi dari para penilai."
#: From where raters and groups are said to differ; told beside every table that compares.
RATERS_APART: Final = (
    "Penilai disebut berbeda bila nilainya terpaut separuh skala atau lebih; batas ini usulan aplikasi."
)
GROUPS_APART: Final = (
    "Kelompok disebut berbeda bila peringkatnya terpaut dua tempat atau lebih; batas ini usulan aplikasi."
)
#: Bars hold at most this many parts; more criteria are told by the table.
_MOST_PARTS: Final = len(drawn.DRESS)


def figures_of(board: Board, ident: str, label: str, votes: Sequence[Vote]) -> tuple[Figure, ...]:
    """Table and bars of what some raters said together."""
    rules = board.rules
    standings = matrices.standings_of(rules, board.choices, votes)
    if rules.method == MatrixMethod.PASANGAN:
        return (_pairs(board, ident, label, votes, standings),)
    if rules.method == MatrixMethod.SUARA:
        return (_picks(ident, label, votes, standings),)
    return (_heat(rules, ident, label, standings), _bars(rules, ident, label, standings))


def _title(label: str, words: str) -> str:
    return f"{words}: {label}"


def _note(rules: Rules) -> str:
    return f"{SUMS[MatrixMethod(rules.method)]} {rules.tie_rule}"


def columns_of(rules: Rules) -> tuple[drawn.Column, ...]:
    """The criteria as columns, with weight and direction."""
    weighted = rules.method == MatrixMethod.BOBOT
    return tuple(
        drawn.Column(
            one.code,
            f"{one.name}{' (nilai kecil lebih utama)' if one.direction < 0 else ''}",
            f"{'–' if one.direction < 0 else ''}{show_fraction(one.weight)}" if weighted else "",
        )
        for one in rules.criteria
    )


def level_of(rules: Rules, part: Part) -> int:
    """How dark a score is drawn, 0 to 3; cost of Reinke counts the other way round."""
    share = (part.used - rules.low) / (rules.high - rules.low)
    if rules.method == MatrixMethod.REINKE and part.criterion == "C":
        share = 1 - share
    return int(share * 3 + Fraction(1, 2))


def _heat(rules: Rules, ident: str, label: str, standings: Sequence[Standing]) -> Figure:
    percent = rules.method != MatrixMethod.REINKE
    ends = ("Jumlah", *(("Persen",) if percent else ()), "Peringkat")
    rows = tuple(
        drawn.Row(
            standing.name,
            tuple(_cell(rules, part) for part in standing.parts),
            (
                show_fraction(standing.total or Fraction(0)),
                *((f"{show_fraction(standing.percent or Fraction(0), 1)} %",) if percent else ()),
                standing.roman,
            ),
        )
        for standing in standings
    )
    sheet = drawn.HeatSheet(f"matriks-{ident}", _title(label, "Matriks"), columns_of(rules), rows, ends)
    head = ("Pilihan", *(one.code for one in sheet.columns), *ends)
    table = tuple((row.name, *(_told(cell) for cell in row.cells), *row.ends) for row in rows)
    several = any(cell.apart for row in rows for cell in row.cells)
    note = f"{_note(rules)} {APART} {RATERS_APART}" if several else _note(rules)
    return Figure(sheet.title, drawn.wide(sheet), head, table, tall=drawn.tall(sheet), note=note, is_table=True)


def _cell(rules: Rules, part: Part) -> drawn.Cell:
    low, high = part.ratings[0], part.ratings[-1]
    apart = f"{show_fraction(low)}–{show_fraction(high)}" if high > low else ""
    hot = bool(apart) and matrices.is_disputed(rules, low, high)
    return drawn.Cell(show_fraction(part.score), level_of(rules, part), apart, hot)


def _told(cell: drawn.Cell) -> str:
    return f"{cell.text} ({cell.apart})" if cell.apart else cell.text


def _bars(rules: Rules, ident: str, label: str, standings: Sequence[Standing]) -> Figure:
    split = rules.method != MatrixMethod.REINKE and len(rules.criteria) <= _MOST_PARTS
    columns = columns_of(rules)
    parts = _bar_parts(columns) if split else (bars.PLAIN,)
    rows = []
    for one in standings:
        lengths = tuple(_length(part.points) for part in one.parts) if split else (_length(one.total or Fraction(0)),)
        marks = tuple(column.code for column in columns) if split else ("",)
        rows.append(bars.Bar(f"{one.roman}. {one.name}", lengths, show_fraction(one.total or Fraction(0)), marks))
    sheet = bars.BarSheet(f"jumlah-{ident}", _title(label, "Jumlah"), "jumlah nilai", parts, rows)
    head = ("Pilihan", *(column.code for column in columns), "Jumlah", "Peringkat")
    table = tuple(
        (
            one.name,
            *(show_fraction(part.points if split else part.used) for part in one.parts),
            show_fraction(one.total or Fraction(0)),
            one.roman,
        )
        for one in standings
    )
    return Figure(
        sheet.title, bars.wide(sheet), head, table, tall=bars.tall(sheet), note=SUMS[MatrixMethod(rules.method)]
    )


def _bar_parts(columns: Sequence[drawn.Column]) -> tuple[bars.Part, ...]:
    told = [drawn.Column(column.code, f"{column.code} {column.told}") for column in columns]
    return drawn.parts(told)


def _length(points: Fraction) -> int:
    """Hundredths, so that a bar is as long as its number says."""
    return int(points * 100 + Fraction(1, 2))


def _pairs(board: Board, ident: str, label: str, votes: Sequence[Vote], standings: Sequence[Standing]) -> Figure:
    """The matrix of choices in the order of the list, so that it looks like the paper."""
    choices = board.choices
    found = {one.key: one for one in standings}
    pairs = {
        (at, to): matrices.for_one(votes, choices[at].key, choices[to].key)
        for at, to in combinations(range(len(choices)), 2)
    }
    ends = tuple((show_fraction(found[one.key].total or Fraction(0)), found[one.key].roman) for one in choices)
    sheet = drawn.PairSheet(
        f"pasangan-{ident}", _title(label, "Matriks pilihan"), tuple(one.name for one in choices), pairs, ends,
        len(votes),
    )  # fmt: skip
    head = ("Pilihan", *(str(at) for at in range(1, len(choices) + 1)), "Dipilih", "Peringkat")
    rows = tuple(
        (f"{at + 1}. {one.name}", *_pair_row(pairs, at, len(choices), len(votes)), *ends[at])
        for at, one in enumerate(choices)
    )
    return Figure(
        sheet.title,
        drawn.wide_pairs(sheet),
        head,
        rows,
        tall=drawn.tall_pairs(sheet),
        note=_note(board.rules),
        is_table=True,
    )


def _pair_row(pairs: dict[tuple[int, int], tuple[int, int]], at: int, count: int, raters: int) -> Iterable[str]:
    """Votes of the row against every column; with one rater whether the row won."""
    for to in range(count):
        if to == at:
            yield "–"
            continue
        mine, theirs = pairs[min(at, to), max(at, to)] if at < to else pairs[to, at][::-1]
        yield f"{mine}:{theirs}" if raters > 1 else ("menang" if mine else "kalah")


def _picks(ident: str, label: str, votes: Sequence[Vote], standings: Sequence[Standing]) -> Figure:
    """How often something was the first, second and third choice, as points."""
    parts = (
        bars.Part("pilihan pertama (3)", "level-3"),
        bars.Part("pilihan kedua (2)", "level-2", "hatch"),
        bars.Part("pilihan ketiga (1)", "level-1", "dots"),
    )
    times = {
        one.key: [sum(len(vote.picks) > at and vote.picks[at] == one.key for vote in votes) for at in range(3)]
        for one in standings
    }
    rows = [
        bars.Bar(
            f"{one.roman}. {one.name}",
            tuple(count * point for count, point in zip(times[one.key], POINTS, strict=True)),
            marks=tuple(f"{count} ×" if count else "" for count in times[one.key]),
        )
        for one in standings
    ]
    sheet = bars.BarSheet(f"suara-{ident}", _title(label, "Pilihan 3-2-1"), "nilai pilihan", parts, rows)
    head = ("Pilihan", "Pertama", "Kedua", "Ketiga", "Jumlah", "Peringkat")
    table = tuple(
        (one.name, *(str(count) for count in times[one.key]), show_fraction(one.total or Fraction(0)), one.roman)
        for one in standings
    )
    note = "Jumlah = 3 untuk pilihan pertama, 2 kedua, 1 ketiga. Nilai sama berbagi peringkat."
    return Figure(sheet.title, bars.wide(sheet), head, table, tall=bars.tall(sheet), note=note)


def beside(ident: str, groups: Sequence[tuple[str, Sequence[Standing]]], together: Sequence[Standing]) -> Figure:
    """Ranks of every group beside each other, with the rank of all raters together; first places are darkest."""
    found = [{one.key: one for one in standings} for _, standings in groups]
    columns = tuple(drawn.Column(label) for label, _ in groups)
    rows = tuple(
        drawn.Row(
            one.name,
            tuple(drawn.Cell(known[one.key].roman, max(0, 4 - (known[one.key].rank or 9))) for known in found),
            (one.roman,),
        )
        for one in together
    )
    sheet = drawn.HeatSheet(
        f"banding-{ident}",
        "Peringkat menurut kelompok",
        columns,
        rows,
        ("Bersama",),
        "peringkat I, II dan III makin gelap",
        room=132,
        tiles=2,
    )
    head = ("Pilihan", *(label for label, _ in groups), "Bersama")
    table = tuple((row.name, *(cell.text for cell in row.cells), *row.ends) for row in rows)
    return Figure(sheet.title, drawn.wide(sheet), head, table, tall=drawn.tall(sheet), note=GROUPS_APART, is_table=True)
