"""Ranking by choosing instead of scoring: pairwise comparison and 3-2-1 preference."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from planning.methods.ranking.standings import Standing, rank_totals


def pairwise(names: Mapping[str, str], winners: Mapping[tuple[str, str], str]) -> tuple[Standing, ...]:
    """Every alternative compared with every other one; the total is the number of wins.

    `winners` maps a pair of keys (in either order) to the key that the meeting preferred. Raises
    `ValueError` when a pair is missing, given twice, or won by somebody else. Ties share a rank.
    """
    pairs = {frozenset(pair): winner for pair, winner in winners.items()}
    if len(pairs) != len(winners) or any(len(pair) != 2 for pair in pairs):
        raise ValueError("Setiap pasangan hanya boleh dibandingkan sekali.")
    expected = {frozenset(pair) for pair in combinations(names, 2)}
    if set(pairs) != expected:
        raise ValueError(f"Masih ada {len(expected ^ set(pairs))} pasangan yang belum cocok dengan daftar usulan.")
    if any(winner not in pair for pair, winner in pairs.items()):
        raise ValueError("Pemenang harus salah satu dari pasangannya.")
    wins = list(pairs.values())
    return rank_totals({key: wins.count(key) for key in names}, names)


def pairwise_together(
    names: Mapping[str, str], ballots: Sequence[Mapping[tuple[str, str], str]]
) -> tuple[Standing, ...]:
    """Several raters compare every pair on their own; the total is the number of wins with all of them.

    One ballot gives what `pairwise` gives. Raises `ValueError` as `pairwise`, and without any ballot.
    """
    if not ballots:
        raise ValueError("Belum ada yang membandingkan.")
    totals = dict.fromkeys(names, Fraction(0))
    for ballot in ballots:
        for standing in pairwise(names, ballot):
            totals[standing.key] += standing.total or 0
    return rank_totals(totals, names)


def preference(
    names: Mapping[str, str], ballots: Sequence[Sequence[str]], points: Sequence[int] = (3, 2, 1)
) -> tuple[Standing, ...]:
    """Each person names their first, second and third choice; the points are added up.

    A ballot may be shorter than `points`. Raises `ValueError` for a choice that is unknown, named
    twice by one person, or beyond the points to give.
    """
    totals = dict.fromkeys(names, 0)
    for ballot in ballots:
        if len(ballot) > len(points) or len(set(ballot)) != len(ballot) or not set(ballot) <= set(names):
            raise ValueError(f"Setiap orang memilih paling banyak {len(points)} usulan yang berbeda dari daftar.")
        for key, point in zip(ballot, points, strict=False):
            totals[key] += point
    return rank_totals(totals, names)
