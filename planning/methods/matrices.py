"""The scoring matrix of a meeting as the ranking engine takes it: who scored what, where raters and groups differ.

All totals, ranks and their stability come from `planning.methods.ranking`; nothing is ranked here. Rules that are
proposals of ours and named on page and paper: raters are said to differ on a score from half of the scale on; groups
from two places between their ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Final

from kumuh.core.formats import listed
from planning.methods.enums.matrix import MatrixMethod
from planning.methods.ranking import (
    Alternative,
    Criterion,
    First,
    Matrix,
    RaterRule,
    Standing,
    TieBreak,
    pairwise_together,
    preference,
    rank,
    weight_stability,
)
from planning.methods.ranking.matrix import Fact, Method
from planning.methods.ranking.standings import show_fraction

#: Methods that choose instead of giving scores.
CHOOSING: Final = frozenset({MatrixMethod.PASANGAN, MatrixMethod.SUARA})
#: How the engine adds up a method that gives scores.
ENGINE: Final[Mapping[str, Method]] = {
    MatrixMethod.BOBOT: Method.WEIGHTED,
    MatrixMethod.JUMLAH: Method.SUM,
    MatrixMethod.GMP: Method.SUM,
    MatrixMethod.REINKE: Method.REINKE,
}
#: Criteria that a method prescribes, by their codes.
PRESCRIBED: Final[Mapping[str, tuple[str, ...]]] = {
    MatrixMethod.GMP: ("G", "M", "P"),
    MatrixMethod.REINKE: ("M", "I", "V", "C"),
}
#: Sum of the weights where the matrix weighs out of a hundred.
HUNDRED: Final = 100
#: Points of the first, second and third choice.
POINTS: Final = (3, 2, 1)
#: Places between two groups from which their ranks are said to differ.
PLACES_APART: Final = 2
#: As many are named where many would move.
FEW: Final = 4
NO_WEIGHTS: Final = "Cara ini tidak memakai bobot, jadi tidak ada bobot yang dapat mengubah urutannya."

#: What breaks a tie after the criterion that the meeting put first: (fact, words, which end).
TIE_FACTS: Final = (
    ("jumlah_kk", "jumlah KK penerima manfaat", First.LARGEST),
    ("biaya_per_kk", "biaya per KK", First.SMALLEST),
    ("keputusan", "tanggal keputusan rembuk", First.EARLIEST),
)


@dataclass(frozen=True)
class Choice:
    """One thing that is compared. `facts` feed the tie rule (KK, biaya per KK, tanggal keputusan)."""

    key: str
    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Vote:
    """What one rater said: scores by (choice, criterion), winners by pair of choices, or choices best first."""

    label: str
    scores: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    winners: Mapping[tuple[str, str], str] = field(default_factory=dict)
    picks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """How a meeting compares: method, criteria, scale, what several raters become, which criterion breaks a tie."""

    method: str
    criteria: tuple[Criterion, ...] = ()
    low: int = 1
    high: int = 5
    rater_rule: str = RaterRule.MEDIAN
    tie_first: str = ""

    @property
    def chooses(self) -> bool:
        """Whether people choose instead of giving scores."""
        return self.method in CHOOSING

    @property
    def matrix(self) -> Matrix:
        """The matrix of the engine. Raises `ValueError` for one that cannot rank, and for a method that chooses."""
        return Matrix(
            self.criteria, Fraction(self.low), Fraction(self.high), ENGINE[self.method], RaterRule(self.rater_rule),
            self.tie_breaks,
        )  # fmt: skip

    @property
    def tie_breaks(self) -> tuple[TieBreak, ...]:
        """The tie rule: the criterion that the meeting named, then KK, cost per KK and the day of the decision."""
        named = [one for one in self.criteria if one.code == self.tie_first]
        first = [TieBreak(one.code, one.name.lower(), First.LARGEST) for one in named]
        return (*first, *(TieBreak(*step) for step in TIE_FACTS))

    @property
    def tie_rule(self) -> str:
        """The tie rule as it is printed."""
        return "Nilai sama berbagi peringkat." if self.chooses else self.matrix.tie_rule


def missing_in(rules: Rules, choices: Sequence[Choice], vote: Vote) -> int:
    """How many answers a rater still owes: scores, pairs, or the first choice."""
    keys = [one.key for one in choices]
    if rules.method == MatrixMethod.SUARA:
        return max(0, min(len(POINTS), len(keys)) - len(vote.picks))
    if rules.method == MatrixMethod.PASANGAN:
        told = {frozenset(pair) for pair in vote.winners}
        return sum(frozenset(pair) not in told for pair in combinations(keys, 2))
    return sum((key, one.code) not in vote.scores for key in keys for one in rules.criteria)


def standings_of(rules: Rules, choices: Sequence[Choice], votes: Sequence[Vote]) -> tuple[Standing, ...]:
    """Everything with total and rank, best first; nothing while nobody voted. Answers of raters must be complete.

    Neither the order of the choices nor that of the raters matters. Raises `ValueError` as the engine.
    """
    if not votes or not choices:
        return ()
    names = {one.key: one.name for one in choices}
    if rules.method == MatrixMethod.PASANGAN:
        return pairwise_together(names, [vote.winners for vote in votes])
    if rules.method == MatrixMethod.SUARA:
        return preference(names, [vote.picks for vote in votes], POINTS)
    return rank(rules.matrix, alternatives_of(rules, choices, votes))


def alternatives_of(rules: Rules, choices: Sequence[Choice], votes: Sequence[Vote]) -> list[Alternative]:
    """The rows of the engine: every choice with the scores of all raters."""
    return [
        Alternative(
            one.key,
            one.name,
            {
                criterion.code: [
                    vote.scores[one.key, criterion.code]
                    for vote in votes
                    if (one.key, criterion.code) in vote.scores
                ]
                for criterion in rules.criteria
            },
            one.facts,
        )
        for one in choices
    ]  # fmt: skip


def stability_of(rules: Rules, choices: Sequence[Choice], votes: Sequence[Vote]) -> str:
    """In one breath: would the order change with a weight a fifth higher or lower, for whom, and by which weights?"""
    if not votes or not choices:
        return ""
    if rules.method != MatrixMethod.BOBOT:
        return NO_WEIGHTS
    found = weight_stability(rules.matrix, alternatives_of(rules, choices, votes))
    if found.is_stable:
        return found.sentences[0]
    places: dict[str, set[int]] = {}
    for scenario in found.changing:
        for move in scenario.changes:
            places.setdefault(move.name, {move.before}).add(move.after)
    ranges = sorted((min(seen), max(seen), name) for name, seen in places.items())
    each = [f"{name} tempat {first} sampai {last}" for first, last, name in ranges]
    fixed = "" if any(first == 1 for first, _, _ in ranges) else "Tempat pertama tetap. "
    codes = list(dict.fromkeys(f"{one.criterion} {one.criterion_name}" for one in found.changing))
    return f"{fixed}Dapat berpindah: {_first_few(each)}. Yang menentukan: bobot {_first_few(codes)}."


def _first_few(words: Sequence[str]) -> str:
    """The first few in words, and how many more there are."""
    rest = len(words) - FEW
    return listed([*words[:FEW], *([f"{rest} lagi"] if rest > 0 else [])])


@dataclass(frozen=True)
class Dispute:
    """A score on which raters are far apart."""

    choice: str
    criterion: str
    low: Fraction
    high: Fraction

    @property
    def sentence(self) -> str:
        return f"{self.choice}, {self.criterion}: {show_fraction(self.low)} sampai {show_fraction(self.high)}"


def is_disputed(rules: Rules, low: Fraction, high: Fraction) -> bool:
    """Whether scores lie at least half of the scale apart."""
    return (high - low) * 2 >= rules.high - rules.low


def disputes(rules: Rules, standings: Iterable[Standing]) -> tuple[Dispute, ...]:
    """Scores on which raters differ, widest first; so that the group can talk about these."""
    names = {one.code: one.name for one in rules.criteria}
    found = [
        Dispute(standing.name, names[part.criterion], part.ratings[0], part.ratings[-1])
        for standing in standings
        for part in standing.parts
        if len(part.ratings) > 1 and is_disputed(rules, part.ratings[0], part.ratings[-1])
    ]
    return tuple(sorted(found, key=lambda one: (one.low - one.high, one.choice, one.criterion)))


def for_one(votes: Iterable[Vote], one: str, other: str) -> tuple[int, int]:
    """How many raters preferred the one, and how many the other."""
    won = [vote.winners.get((one, other)) or vote.winners.get((other, one)) for vote in votes]
    return won.count(one), won.count(other)


def group_differences(groups: Sequence[tuple[str, Sequence[Standing]]]) -> tuple[str, ...]:
    """Sentences about where groups differ: another first place, or two places and more between their ranks."""
    said = [(label, standings) for label, standings in groups if standings]
    if len(said) < 2:
        return ()
    found = []
    leading = [(label, sorted(one.name for one in standings if one.rank == 1)) for label, standings in said]
    if len({tuple(names) for _, names in leading}) > 1:
        each = "; ".join(f"{label}: {', '.join(names)}" for label, names in leading)
        found.append(f"Peringkat I berbeda. {each}.")
    ranks = {label: {one.key: one for one in standings} for label, standings in said}
    apart = []
    for first in said[0][1]:
        places = [(label, ranked[first.key]) for label, ranked in ranks.items() if first.key in ranked]
        numbers = [one.rank or 0 for _, one in places]
        if max(numbers) - min(numbers) >= PLACES_APART:
            each = ", ".join(f"{label} {one.roman}" for label, one in places)
            apart.append((min(numbers) - max(numbers), f"{first.name}: {each}."))
    return (*found, *(sentence for _, sentence in sorted(apart)))
