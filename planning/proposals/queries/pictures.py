"""The ranking as a picture: bars made of the parts of every total, and one place against its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kumuh.core.charts import ListedBar, ListedRow
from planning.methods.ranking.standings import show_fraction
from planning.proposals.models import RankingCriterion
from planning.proposals.queries.ranking import RankedList, RankedRow

#: Size of the drawing in its own units: one row holds a line of words and a bar.
WIDTH, ROW_HEIGHT, BAR_TOP, BAR_HEIGHT, BAR_WIDTH = 640, 52, 24, 18, 570
MOST_LETTERS = 62
TONES = 4


@dataclass(frozen=True)
class HeatCell:
    """One score in words: what was agreed, what it adds to the total out of 100, and how dark it is drawn (1..5)."""

    code: str
    name: str
    score: str
    points: str
    heat: int


class HeatRow(NamedTuple):
    """One usulan with its total out of 100 (empty while scores are missing) and its scores."""

    row: RankedRow
    total: str
    cells: tuple[HeatCell, ...]

    def cell(self, code: str) -> HeatCell | None:
        return next((cell for cell in self.cells if cell.code == code), None)


def heat_row(listed: RankedList, row: RankedRow) -> HeatRow:
    """The scores of one usulan as the table shows them; dark means good, also where a low score is better."""
    names = {criterion.code: criterion.name for criterion in listed.criteria}
    cells = tuple(
        HeatCell(
            part.criterion,
            names[part.criterion],
            show_fraction(part.score),
            show_fraction(part.points / listed.matrix.scale_max),
            int(part.used + Fraction(1, 2)),
        )
        for part in row.standing.parts
    )
    total = row.standing.per_hundred
    return HeatRow(row, "" if total is None else show_fraction(total), cells)


def heat_table(listed: RankedList) -> list[HeatRow]:
    """All placed usulan in the agreed order."""
    return [heat_row(listed, row) for row in listed.placed]


@dataclass(frozen=True)
class Segment:
    """What one criterion adds to a total: its place and length in the drawing, and the points out of 100."""

    code: str
    x: float
    width: float
    points: str
    tone: int

    @property
    def label_fits(self) -> bool:
        return self.width >= 30

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Bar:
    """One usulan in the drawing."""

    row: RankedRow
    y: int
    label: str
    total: str
    segments: tuple[Segment, ...]

    @property
    def end(self) -> float:
        last = self.segments[-1]
        return round(last.x + last.width + 6, 2)

    @property
    def share(self) -> int:
        """The total as a whole number of percent."""
        return int(self.row.standing.per_hundred or 0)

    @property
    def bar_y(self) -> int:
        return self.y + BAR_TOP

    @property
    def text_y(self) -> int:
        return self.y + 18

    @property
    def number_y(self) -> int:
        return self.bar_y + 14


@dataclass(frozen=True)
class BarChart:
    """All bars with the size of the drawing and the table that says the same in numbers."""

    bars: tuple[Bar, ...]
    head: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    height: int
    width: int = WIDTH
    bar_height: int = BAR_HEIGHT

    @property
    def listed(self) -> tuple[ListedRow, ...]:
        """The totals out of 100 as lines of text, for a screen too narrow for the drawing."""
        return tuple(ListedRow(bar.label, (ListedBar(bar.total, bar.share),)) for bar in self.bars)


def bar_chart(listed: RankedList) -> BarChart | None:
    """Totals out of 100 of all placed usulan, in the agreed order, split into the points of every criterion."""
    placed = [row for row in listed.placed if row.standing.per_hundred is not None]
    if not placed:
        return None
    bars = tuple(_bar(listed, row, number * ROW_HEIGHT) for number, row in enumerate(placed))
    head = ("Usulan", *(criterion.code for criterion in listed.criteria), "Nilai")
    table = tuple(
        (f"{bar.row.place}. {bar.row.proposal.title}", *(segment.points for segment in bar.segments), bar.total)
        for bar in bars
    )
    return BarChart(bars, head, table, len(bars) * ROW_HEIGHT + 8)


def _bar(listed: RankedList, row: RankedRow, y: int) -> Bar:
    segments, x = [], Fraction(0)
    for number, part in enumerate(row.standing.parts):
        points = part.points / listed.matrix.scale_max
        width = points * BAR_WIDTH / 100
        segments.append(
            Segment(
                part.criterion, round(float(x), 2), round(float(width), 2), show_fraction(points), number % TONES + 1
            )
        )
        x += width
    title = row.proposal.title
    label = title if len(title) <= MOST_LETTERS else f"{title[: MOST_LETTERS - 1]}…"
    return Bar(row, y, f"{row.place}. {label}", show_fraction(row.standing.per_hundred or Fraction(0)), tuple(segments))


@dataclass(frozen=True)
class Difference:
    """How far two usulan are apart on one criterion; `points` out of 100, positive for the first one."""

    criterion: RankingCriterion
    mine: str
    theirs: str
    points: str
    ahead: bool


@dataclass(frozen=True)
class Against:
    """One usulan beside its neighbour in the computed order."""

    other: RankedRow
    other_is_ahead: bool
    gap: str
    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        """Whether both have the same total, so that the tie rule put them in order."""
        return self.gap == "0"

    @property
    def title(self) -> str:
        return "Dibanding yang di atasnya" if self.other_is_ahead else "Dibanding yang di bawahnya"


def comparison(listed: RankedList, row: RankedRow) -> list[Against]:
    """The usulan computed right before and right after this one, with the criteria that made the difference."""
    position = row.standing.position
    if position is None:
        return []
    near = [other for other in listed.placed if abs((other.standing.position or 0) - position) == 1]
    near.sort(key=lambda other: other.standing.position or 0)
    return [_against(listed, row, other) for other in near]


def _against(listed: RankedList, row: RankedRow, other: RankedRow) -> Against:
    named = {criterion.code: criterion for criterion in listed.criteria}
    theirs = {part.criterion: part for part in other.standing.parts}
    pairs = [(part, theirs[part.criterion]) for part in row.standing.parts]
    differences = [
        Difference(
            named[mine.criterion],
            show_fraction(mine.score),
            show_fraction(their.score),
            show_fraction(abs(mine.points - their.points) / listed.matrix.scale_max),
            mine.points > their.points,
        )
        for mine, their in sorted(pairs, key=lambda pair: -abs(pair[0].points - pair[1].points))
        if mine.points != their.points
    ]
    gap = abs((row.standing.per_hundred or Fraction(0)) - (other.standing.per_hundred or Fraction(0)))
    ahead = (other.standing.position or 0) < (row.standing.position or 0)
    return Against(other, ahead, show_fraction(gap), tuple(differences))


@dataclass(frozen=True)
class Shift:
    """An usulan that would stand elsewhere if one weight changed: computed place now, best and worst, and why."""

    row: RankedRow
    now: int
    best: int
    worst: int
    causes: tuple[str, ...]


def shifts(listed: RankedList) -> list[Shift]:
    """Usulan whose computed place depends on a weight being a fifth higher or lower, in the computed order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for scenario in listed.stability.scenarios:
        way = "naik" if scenario.factor > 1 else "turun"
        for change in scenario.changes:
            found.setdefault(change.key, []).append((change.after, f"{scenario.criterion} {way}: {change.after}"))
    rows = {row.standing.key: row for row in listed.placed}
    made = []
    for key, moves in found.items():
        now = rows[key].standing.position or 0
        places = [now, *(after for after, _ in moves)]
        made.append(Shift(rows[key], now, min(places), max(places), tuple(words for _, words in moves)))
    return sorted(made, key=lambda shift: shift.now)
