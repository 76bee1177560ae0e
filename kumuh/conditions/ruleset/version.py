"""One regulation version as one object."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kumuh.conditions.enums import Direction, Level
from kumuh.conditions.ruleset.parts import (
    Aspect,
    AuthorityTable,
    Bands,
    Combined,
    Considerations,
    Conversion,
    Criterion,
    Denominator,
    Density,
    HandlingTable,
    Legality,
    Levels,
    MeanRule,
    PairLimit,
    Provenance,
    Topic,
)


@dataclass(frozen=True)
class RuleSet:
    """One regulation version. Unscored versions have no bands, levels or tables."""

    key: str
    name: str
    regulation: str
    default: bool
    scored: bool
    direction: Direction
    max_total: int
    provenance: Provenance
    aspects: tuple[Aspect, ...]
    denominators: tuple[Denominator, ...]
    criteria: tuple[Criterion, ...]
    pair_limits: tuple[PairLimit, ...] = ()
    mean: MeanRule | None = None
    bands: Bands | None = None
    levels: Levels | None = None
    density: Density | None = None
    considerations: Considerations | None = None
    legality: Legality | None = None
    combined: Combined | None = None
    handling: HandlingTable | None = None
    authority: AuthorityTable | None = None
    topics: tuple[Topic, ...] = ()
    conversion: Conversion | None = None

    @cached_property
    def criterion_by_key(self) -> Mapping[str, Criterion]:
        """Parameters by their key, in the order of the regulation."""
        return {criterion.key: criterion for criterion in self.criteria}

    @cached_property
    def criterion_by_code(self) -> Mapping[str, Criterion]:
        """Parameters by their printed code (1a ...); codes differ between versions."""
        return {criterion.code: criterion for criterion in self.criteria}

    @cached_property
    def denominator_by_key(self) -> Mapping[str, Denominator]:
        """Denominators by their key."""
        return {denominator.key: denominator for denominator in self.denominators}

    @cached_property
    def aspect_sizes(self) -> Mapping[int, int]:
        """Number of parameters in every aspect."""
        numbers = [criterion.aspect for criterion in self.criteria]
        return {aspect.number: numbers.count(aspect.number) for aspect in self.aspects}

    @cached_property
    def aspect_of_each(self) -> tuple[int, ...]:
        """Aspect numbers in the order of the parameters."""
        return tuple(criterion.aspect for criterion in self.criteria)

    @cached_property
    def band_steps(self) -> tuple[tuple[Decimal, int], ...]:
        """``(minimum percent, score)`` of all bands but the lowest, highest first."""
        bands = self.bands.items if self.bands else ()
        return tuple((band.minimum, band.score) for band in bands if band.minimum is not None)

    @cached_property
    def lowest_score(self) -> int:
        """Score of the band that has no minimum."""
        return self.bands.items[-1].score if self.bands else 0

    @cached_property
    def slum_threshold(self) -> int:
        """Smallest total of a slum (16 in 2018, 19 in 2016)."""
        limits = self.levels.items if self.levels else ()
        return min(limit.minimum for limit in limits if limit.level is not Level.TK)

    def score_of(self, percent: Decimal) -> int:
        """Return the score of a percent that is already rounded to two decimals."""
        for minimum, score in self.band_steps:
            if percent >= minimum:
                return score
        return self.lowest_score

    def level_of(self, total: int | None) -> Level | None:
        """Return the level of a total; None without a total or in an unscored version.

        Raises ValueError for a total outside 0..max_total.
        """
        if total is None or self.levels is None:
            return None
        for limit in self.levels.items:
            if limit.minimum <= total <= limit.maximum:
                return limit.level
        raise ValueError(f"Total {total} di luar 0 sampai {self.max_total}.")
