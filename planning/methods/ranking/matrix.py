"""A scoring matrix as data: criteria, weights, direction, scale, tie rule, alternatives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

Exact = int | Decimal | Fraction
Fact = Exact | date | None


class RaterRule(StrEnum):
    """How several raters become one score."""

    MEDIAN = "median"
    MEAN = "rata-rata"


class Method(StrEnum):
    """How the scores of one alternative become its total."""

    WEIGHTED = "bobot"  # sum of weight × score
    SUM = "jumlah"  # plain sum; GMP (gawat, mendesak, penyebaran) is this with three criteria
    REINKE = "reinke"  # M × I × V / C


@dataclass(frozen=True)
class Criterion:
    """One column. `direction` 1: a high score is better; -1: it is worse and is turned round first.

    `definitions` says what a score means, highest first, e.g. `{5: "bahaya bulan ini", …}`.
    """

    code: str
    name: str
    weight: Fraction
    direction: int = 1
    definitions: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", exact(self.weight))
        if self.weight < 0:
            raise ValueError(f"Bobot kriteria {self.code} tidak boleh negatif.")
        if self.direction not in (1, -1):
            raise ValueError(f"Arah kriteria {self.code} harus 1 atau -1.")


class First(StrEnum):
    """Which end of a fact comes first when totals are equal."""

    LARGEST = "terbesar"
    SMALLEST = "terkecil"
    EARLIEST = "terawal"


@dataclass(frozen=True)
class TieBreak:
    """One step of the tie rule: a fact (or the code of a criterion) and which end comes first."""

    code: str
    label: str
    first: First

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", First(self.first))

    @property
    def sentence(self) -> str:
        return f"{self.label} ({self.first} didahulukan)"


@dataclass(frozen=True)
class Matrix:
    """Criteria, scale and rules. Raises `ValueError` when they cannot give a ranking."""

    criteria: tuple[Criterion, ...]
    scale_min: Fraction = Fraction(1)
    scale_max: Fraction = Fraction(5)
    method: Method = Method.WEIGHTED
    rater_rule: RaterRule = RaterRule.MEDIAN
    tie_breaks: tuple[TieBreak, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "criteria", tuple(self.criteria))
        object.__setattr__(self, "scale_min", exact(self.scale_min))
        object.__setattr__(self, "scale_max", exact(self.scale_max))
        codes = [criterion.code for criterion in self.criteria]
        if not codes or len(set(codes)) != len(codes):
            raise ValueError("Matriks memerlukan kriteria, dan setiap kode kriteria hanya boleh sekali.")
        if self.scale_min >= self.scale_max:
            raise ValueError("Nilai terendah harus di bawah nilai tertinggi.")
        if self.method is Method.WEIGHTED and not self.weight_sum:
            raise ValueError("Jumlah bobot tidak boleh nol.")
        if self.method is Method.REINKE and (codes != ["M", "I", "V", "C"] or self.scale_min <= 0):
            raise ValueError("Metode Reinke memakai kriteria M, I, V, C dengan nilai di atas nol.")

    @property
    def weight_sum(self) -> Fraction:
        return sum((criterion.weight for criterion in self.criteria), Fraction(0))

    @property
    def tie_rule(self) -> str:
        """The tie rule as it is printed under a ranking."""
        steps = [step.sentence for step in self.tie_breaks]
        if not steps:
            return "Nilai sama berbagi peringkat."
        return f"Nilai sama berbagi peringkat; urutannya mengikuti: {', lalu '.join(steps)}."

    def criterion(self, code: str) -> Criterion:
        """The criterion of that code; `KeyError` if there is none."""
        return {criterion.code: criterion for criterion in self.criteria}[code]

    def reweighted(self, code: str, factor: Fraction) -> "Matrix":
        """The same matrix with one weight multiplied, the others as they are."""
        return replace(
            self,
            criteria=tuple(
                replace(criterion, weight=criterion.weight * factor) if criterion.code == code else criterion
                for criterion in self.criteria
            ),
        )


@dataclass(frozen=True)
class Alternative:
    """One row. `scores` maps a criterion to one score or to the scores of several raters.

    A criterion without score is *missing*, which is not zero: the alternative is then not ranked.
    `facts` feed the tie rule, e.g. `{"jumlah_kk": 40, "biaya_per_kk": Fraction(…), "keputusan": date}`.
    """

    key: str
    name: str
    scores: Mapping[str, Exact | Sequence[Exact] | None]
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def ratings(self, code: str) -> tuple[Fraction, ...]:
        """Scores given on a criterion, lowest first; empty when nobody gave one."""
        given = self.scores.get(code)
        if given is None:
            return ()
        values = given if isinstance(given, Sequence) else [given]
        return tuple(sorted(exact(value) for value in values))


def exact(value: Any) -> Fraction:
    """The number without rounding; a float is taken as the decimal that it shows."""
    if isinstance(value, bool):
        raise TypeError("Nilai harus angka.")
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def matrix_from_data(data: Mapping[str, Any]) -> Matrix:
    """The matrix described by reference data such as `fixtures/reference/kriteria_peringkat.json`."""
    return Matrix(
        criteria=tuple(
            Criterion(
                code=row["kode"],
                name=row["nama"],
                weight=exact(row["bobot"]),
                direction=row.get("arah", 1),
                definitions={int(score): text for score, text in row["definisi"].items()},
            )
            for row in data["kriteria"]
        ),
        scale_min=exact(data["skala"]["min"]),
        scale_max=exact(data["skala"]["maks"]),
        method=Method(data.get("metode", Method.WEIGHTED)),
        rater_rule=RaterRule(data.get("aturan_penilai", RaterRule.MEDIAN)),
        tie_breaks=tuple(TieBreak(row["kode"], row["label"], First(row["dahulukan"])) for row in data["aturan_seri"]),
    )
