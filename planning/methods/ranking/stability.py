"""Would the order change if a weight were a fifth higher or lower?"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planning.methods.ranking.matrix import Alternative, Matrix, Method
from planning.methods.ranking.standings import Standing, rank

FIFTH = Fraction(1, 5)


@dataclass(frozen=True)
class OrderChange:
    """One alternative that would stand elsewhere."""

    key: str
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Scenario:
    """One weight multiplied by `factor` (0.8 or 1.2), the others as they are."""

    criterion: str
    criterion_name: str
    factor: Fraction
    order: tuple[str, ...]
    changes: tuple[OrderChange, ...]

    @property
    def sentence(self) -> str:
        percent = abs(self.factor - 1) * 100
        way = "naik" if self.factor > 1 else "turun"
        change = f"Bila bobot {self.criterion} {self.criterion_name} {way} {percent}%"
        if not self.changes:
            return f"{change}, urutan tetap."
        moves = "; ".join(f"“{move.name}” dari {move.before} menjadi {move.after}" for move in self.changes)
        return f"{change}, urutan berubah: {moves}."


@dataclass(frozen=True)
class Stability:
    """Outcome of the test. `scenarios` hold every order tried, so a fund cut can be repeated on each."""

    scenarios: tuple[Scenario, ...]

    @property
    def is_stable(self) -> bool:
        return not any(scenario.changes for scenario in self.scenarios)

    @property
    def changing(self) -> tuple[Scenario, ...]:
        return tuple(scenario for scenario in self.scenarios if scenario.changes)

    @property
    def sentences(self) -> tuple[str, ...]:
        if self.is_stable:
            return ("Urutan tidak berubah walau salah satu bobot naik atau turun 20%.",)
        return tuple(scenario.sentence for scenario in self.changing)


def weight_stability(matrix: Matrix, alternatives: Iterable[Alternative], change: Fraction = FIFTH) -> Stability:
    """Raise and lower each weight by `change` (a fifth) and tell which positions would move.

    Positions (after the tie rule) are compared, not dense ranks: when a tie splits, the ranks of all
    below it shift although nobody overtook anybody. Only weighted matrices have weights to change;
    others are stable by nature and give no scenario.
    """
    rows = list(alternatives)
    if matrix.method is not Method.WEIGHTED:
        return Stability(())
    today = _placed(rank(matrix, rows))
    scenarios = []
    for criterion in matrix.criteria:
        for factor in (1 - change, 1 + change):
            changed = matrix.reweighted(criterion.code, factor)
            if not changed.weight_sum:
                continue
            order = _placed(rank(changed, rows))
            scenarios.append(
                Scenario(criterion.code, criterion.name, factor, tuple(s.key for s in order), _moves(today, order))
            )
    return Stability(tuple(scenarios))


def _placed(standings: tuple[Standing, ...]) -> list[Standing]:
    return [standing for standing in standings if standing.position is not None]


def _moves(before: list[Standing], after: list[Standing]) -> tuple[OrderChange, ...]:
    places = {standing.key: place for place, standing in enumerate(after, 1)}
    return tuple(
        OrderChange(standing.key, standing.name, place, places[standing.key])
        for place, standing in enumerate(before, 1)
        if places[standing.key] != place
    )
