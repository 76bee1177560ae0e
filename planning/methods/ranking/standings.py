"""From scores to totals, ranks and an order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod

from kumuh.core.formats import romawi, show_number, tanggal
from planning.methods.ranking.matrix import (
    Alternative,
    Criterion,
    Exact,
    Fact,
    First,
    Matrix,
    Method,
    RaterRule,
    TieBreak,
    exact,
)

UNDECIDED = "Nilai dan seluruh aturan seri sama; urutan menurut kode, perlu keputusan rembuk."


@dataclass(frozen=True)
class Part:
    """One score inside a total. `points` is what it adds: weight × `used` (or `used` alone).

    `score` is the agreed score of all raters, `used` the same after a negative direction was turned
    round (s' = max + min − s), `spread` how far the raters are apart.
    """

    criterion: str
    score: Fraction
    used: Fraction
    weight: Fraction
    points: Fraction
    ratings: tuple[Fraction, ...]

    @property
    def spread(self) -> Fraction:
        return self.ratings[-1] - self.ratings[0]


@dataclass(frozen=True)
class Standing:
    """One alternative with its place.

    `rank` is dense: equal totals share it and the next rank is one more. `position` is 1..n without
    ties, in the order of the tie rule, and is what a fund cut goes down. Both are None when scores are
    `missing`. `undecided` says that even the tie rule did not separate it from a neighbour.
    """

    key: str
    name: str
    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    total: Fraction | None = None
    per_hundred: Fraction | None = None
    percent: Fraction | None = None
    rank: int | None = None
    position: int | None = None
    tie_reason: str = ""
    undecided: bool = False

    @property
    def roman(self) -> str:
        """Rank as scoring matrices print it; empty without a rank."""
        return romawi(self.rank) if self.rank else ""


def combine_raters(ratings: Sequence[Exact], rule: RaterRule = RaterRule.MEDIAN) -> Fraction:
    """One score of several: the middle one (mean of the two middle ones) or the mean, exactly."""
    values = sorted(exact(value) for value in ratings)
    if not values:
        raise ValueError("Belum ada nilai dari penilai.")
    if rule is RaterRule.MEAN:
        return sum(values, Fraction(0)) / len(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def reinke(magnitude: Exact, importance: Exact, vulnerability: Exact, cost: Exact) -> Fraction:
    """Reinke's priority P = M × I × V / C, all scored alike (1..5); a dear measure has a high C."""
    if exact(cost) <= 0:
        raise ValueError("Nilai biaya (C) harus di atas nol.")
    return exact(magnitude) * exact(importance) * exact(vulnerability) / exact(cost)


def dense_ranks(totals: Mapping[str, Exact]) -> dict[str, int]:
    """Highest total first; equal totals share a rank, the next rank is one more."""
    ladder = sorted({exact(total) for total in totals.values()}, reverse=True)
    places = {total: place for place, total in enumerate(ladder, 1)}
    return {key: places[exact(total)] for key, total in totals.items()}


def rank(matrix: Matrix, alternatives: Iterable[Alternative]) -> tuple[Standing, ...]:
    """Every alternative with parts, total, rank and position, best first; incomplete ones at the end.

    The order of the arguments does not matter. Totals: weighted T = Σ weight × score; plain T = Σ score;
    Reinke T = M×I×V/C. `per_hundred` = T / highest score (the weights of the default criteria add up to
    100, so it is a mark out of 100); `percent` = T / (Σ weight × highest score) × 100. Raises `ValueError`
    for a score outside the scale, an unknown criterion or a key given twice.
    """
    unique = _unique(alternatives)
    rows = {row.key: row for row in unique}
    scored = [_scored(matrix, row) for row in unique]
    complete = [standing for standing in scored if standing.total is not None]
    return (*_placed(matrix, complete, rows), *_by_key(standing for standing in scored if standing.missing))


def rank_totals(totals: Mapping[str, Exact], names: Mapping[str, str] | None = None) -> tuple[Standing, ...]:
    """Standings from finished totals (votes, wins, points), best first; ties share a rank."""
    ranks = dense_ranks(totals)
    ordered = sorted(totals, key=lambda key: (ranks[key], key))
    counts = [list(ranks.values()).count(ranks[key]) for key in ordered]
    return tuple(
        Standing(
            key,
            (names or {}).get(key, key),
            total=exact(totals[key]),
            rank=ranks[key],
            position=place,
            tie_reason=UNDECIDED if count > 1 else "",
            undecided=count > 1,
        )
        for place, (key, count) in enumerate(zip(ordered, counts, strict=True), 1)
    )


def _unique(alternatives: Iterable[Alternative]) -> list[Alternative]:
    rows = list(alternatives)
    if len({row.key for row in rows}) != len(rows):
        raise ValueError("Setiap usulan hanya boleh sekali dalam satu matriks.")
    return rows


def _scored(matrix: Matrix, row: Alternative) -> Standing:
    unknown = set(row.scores) - {criterion.code for criterion in matrix.criteria}
    if unknown:
        raise ValueError(f"Kriteria tidak dikenal pada “{row.name}”: {', '.join(sorted(unknown))}.")
    missing = tuple(criterion.code for criterion in matrix.criteria if not row.ratings(criterion.code))
    parts = tuple(_part(matrix, criterion, row) for criterion in matrix.criteria if criterion.code not in missing)
    if missing:
        return Standing(row.key, row.name, parts, missing)
    total = _total(matrix, parts)
    highest = matrix.weight_sum if matrix.method is Method.WEIGHTED else Fraction(len(parts))
    reinke_method = matrix.method is Method.REINKE
    return Standing(
        row.key,
        row.name,
        parts,
        total=total,
        per_hundred=None if reinke_method else total / matrix.scale_max,
        percent=None if reinke_method else total / (highest * matrix.scale_max) * 100,
    )


def _part(matrix: Matrix, criterion: Criterion, row: Alternative) -> Part:
    ratings = row.ratings(criterion.code)
    if ratings[0] < matrix.scale_min or ratings[-1] > matrix.scale_max:
        raise ValueError(
            f"Nilai {criterion.code} untuk “{row.name}” harus {show_fraction(matrix.scale_min)} "
            f"sampai {show_fraction(matrix.scale_max)}."
        )
    score = combine_raters(ratings, matrix.rater_rule)
    used = score if criterion.direction == 1 else matrix.scale_max + matrix.scale_min - score
    weight = criterion.weight if matrix.method is Method.WEIGHTED else Fraction(1)
    return Part(criterion.code, score, used, weight, weight * used, ratings)


def _total(matrix: Matrix, parts: tuple[Part, ...]) -> Fraction:
    if matrix.method is Method.REINKE:
        return prod((part.used for part in parts[:3]), start=Fraction(1)) / parts[3].used
    return sum((part.points for part in parts), Fraction(0))


def _placed(matrix: Matrix, complete: list[Standing], rows: Mapping[str, Alternative]) -> list[Standing]:
    ranks = dense_ranks({standing.key: standing.total or 0 for standing in complete})
    facts = {standing.key: _tie_facts(matrix, standing, rows[standing.key]) for standing in complete}
    ordered = sorted(
        _by_key(complete), key=lambda standing: (ranks[standing.key], *map(_sortable, facts[standing.key]))
    )
    return [
        replace(
            standing,
            rank=ranks[standing.key],
            position=place + 1,
            tie_reason=_tie_reason(matrix.tie_breaks, ordered, place, ranks, facts),
            undecided=any(
                ranks[other.key] == ranks[standing.key] and facts[other.key] == facts[standing.key]
                for other in ordered[max(place - 1, 0) : place + 2]
                if other.key != standing.key
            ),
        )
        for place, standing in enumerate(ordered)
    ]


Oriented = tuple[TieBreak, Fact]


def _tie_facts(matrix: Matrix, standing: Standing, row: Alternative) -> tuple[Oriented, ...]:
    """Value of every step of the tie rule: a fact of the row, or the agreed score of a criterion."""
    scores: dict[str, Fact] = {part.criterion: part.used for part in standing.parts}
    return tuple((step, scores.get(step.code, row.facts.get(step.code))) for step in matrix.tie_breaks)


def _sortable(oriented: Oriented) -> tuple[bool, Fraction]:
    """Smaller sorts first; an unknown fact sorts last."""
    step, fact = oriented
    if fact is None:
        return True, Fraction(0)
    number = Fraction(fact.toordinal()) if isinstance(fact, date) else exact(fact)
    return False, -number if step.first is First.LARGEST else number


def _tie_reason(
    steps: tuple[TieBreak, ...],
    ordered: list[Standing],
    place: int,
    ranks: Mapping[str, int],
    facts: Mapping[str, tuple[Oriented, ...]],
) -> str:
    """Why this one stands right behind an equal one; empty when it does not."""
    if place == 0 or ranks[ordered[place].key] != ranks[ordered[place - 1].key]:
        return ""
    before, here = facts[ordered[place - 1].key], facts[ordered[place].key]
    for step, (_, ahead), (_, behind) in zip(steps, before, here, strict=True):
        if ahead != behind:
            return (
                f"Nilai sama dengan “{ordered[place - 1].name}”, yang didahulukan karena "
                f"{step.label} {show_fact(ahead)} berbanding {show_fact(behind)}."
            )
    return UNDECIDED


def _by_key(standings: Iterable[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda standing: standing.key)


def show_fact(fact: Fact) -> str:
    """A fact of the tie rule as people read it."""
    if fact is None:
        return "belum ada"
    return tanggal(fact) if isinstance(fact, date) else show_fraction(exact(fact))


def show_fraction(value: Fraction, places: int = 2) -> str:
    """A fraction with at most `places` decimals, rounded half up, for display only."""
    steps = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
    return show_number(Decimal(steps if value >= 0 else -steps).scaleb(-places))
