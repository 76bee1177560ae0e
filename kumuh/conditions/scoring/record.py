"""Score one record: counts in, percents, scores, total and level out.

The arithmetic is exact: a quotient is cut (not rounded) at forty digits and
then rounded half up to two decimals, which equals rounding the true fraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import NamedTuple

from kumuh.conditions.enums import Level, MeanReading, PercentSource
from kumuh.conditions.ruleset import Criterion, RuleSet
from kumuh.conditions.scoring import flags as remark
from kumuh.conditions.scoring.flags import Flag

Numbers = Mapping[str, Decimal | int | None]
Denominators = Mapping[str, Decimal | None]

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
NO_PERCENT = Decimal("0.00")
_NAN = Decimal("NaN")
_CUT = Context(prec=40, rounding=ROUND_DOWN)
_HALF_UP = Context(prec=30, rounding=ROUND_HALF_UP)
_MEAN = Context(prec=60, rounding=ROUND_HALF_UP)


class CriterionScore(NamedTuple):
    """Result of one parameter.

    ``volume`` and ``denominator`` in the units of the parameter, ``percent`` with
    two decimals (half up), ``score`` 0, 1, 3 or 5; None where it is not known.
    """

    key: str
    volume: Decimal | None
    denominator: Decimal | None
    percent: Decimal | None
    score: int | None
    percent_source: PercentSource = PercentSource.COUNTED
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class RecordScore:
    """Result of one record under one regulation version.

    ``aspect_means`` and ``mean`` are percents with two decimals; ``total`` and
    ``level`` are None unless every parameter has a score.
    """

    ruleset: str
    criteria: tuple[CriterionScore, ...]
    aspect_means: Mapping[int, Decimal | None]
    mean: Decimal | None
    total: int | None
    level: Level | None
    flags: tuple[Flag, ...]

    @property
    def is_complete(self) -> bool:
        """True when the record has a total."""
        return self.total is not None

    @property
    def is_slum(self) -> bool | None:
        """True for KR, KS, KB; None while the record has no level."""
        return None if self.level is None else self.level is not Level.TK

    @property
    def percents(self) -> dict[str, Decimal | None]:
        """Percents by parameter key."""
        return {item.key: item.percent for item in self.criteria}

    @property
    def scores(self) -> dict[str, int | None]:
        """Scores by parameter key."""
        return {item.key: item.score for item in self.criteria}

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the parameters without a score."""
        return tuple(item.key for item in self.criteria if item.score is None)

    def result_as_dict(self) -> dict[str, dict[str, str | int | None]]:
        """Return the stored shape: ``{key: {"persen": text|None, "nilai": int|None}}``."""
        return {
            item.key: {"persen": None if item.percent is None else str(item.percent), "nilai": item.score}
            for item in self.criteria
        }

    def flags_as_list(self) -> list[dict[str, str]]:
        """Return all flags in their stored shape."""
        return [flag.as_dict() for flag in self.flags]


def round_percent(value: Decimal) -> Decimal:
    """Round half up (away from zero) to two decimals; minus zero becomes zero.

    Raises decimal.InvalidOperation for NaN-like and absurd values (28 digits and more).
    """
    rounded = value.quantize(CENT, None, _HALF_UP)
    return rounded if rounded else NO_PERCENT


def percent_of(volume: Decimal, denominator: Decimal) -> Decimal:
    """Return ``volume / denominator x 100``, exact, rounded half up to two decimals.

    Both in the same unit, ``denominator`` above zero. Raises decimal.InvalidOperation
    for values that are not finite.
    """
    return round_percent(_CUT.divide(_CUT.multiply(volume, HUNDRED), denominator))


def exact_number(value: Decimal | int | None) -> Decimal | None:
    """Return a Decimal that arithmetic can trust.

    Infinities become NaN, so that computing with them fails instead of giving 0.
    Raises TypeError for a float: its digits are not the digits somebody wrote.
    """
    if value is None or (type(value) is Decimal and value.is_finite()):
        return value
    if isinstance(value, float):
        raise TypeError("Angka biner (float) tidak diterima; pakai Decimal.")
    number = Decimal(value)
    return number if number.is_finite() else _NAN


def score_record(
    ruleset: RuleSet,
    denominators: Numbers,
    volumes: Numbers,
    percents: Numbers | None = None,
    *,
    reading: MeanReading | None = None,
) -> RecordScore:
    """Score one record (RT, kawasan or kelurahan) under ``ruleset``.

    ``denominators`` by key (ha, unit, jiwa, KK, m), ``volumes`` = what is NOT in
    order by parameter key, in the unit of the parameter; a missing key or None is
    "belum diukur", never zero. ``percents`` are percents taken from a source: they
    win over the counts, and a difference above 0.01 points is flagged.
    ``reading`` replaces the version's way to take aspect means.

    Rules (Permen PUPR 14/PRT/M/2018 Lampiran II in practice): round half up to two
    decimals, then the bands; values between two bands fall to the lower one; a
    negative volume scores 0, more than 100 percent scores as 100, both flagged; a
    missing or zero denominator scores 0 only with a zero volume, else the parameter
    cannot be computed; one parameter without score means no total and no level.
    An unscored version gives percents only.

    Bad numbers become flags. Raises TypeError for floats.
    """
    known = {key: exact_number(denominators.get(key)) for key in ruleset.denominator_by_key}
    items = tuple(_score_criterion(ruleset, criterion, known, volumes, percents) for criterion in ruleset.criteria)
    flags = [flag for item in items if item.flags for flag in item.flags]
    if ruleset.pair_limits:
        flags += _pair_flags(ruleset, items, known)
    if not ruleset.scored:
        return RecordScore(ruleset.key, items, {}, None, None, None, (*flags, remark.unscored(ruleset)))
    means, mean = aspect_means(ruleset, items, reading)
    scores = [item.score for item in items if item.score is not None]
    if len(scores) == len(items):
        total = sum(scores)
        return RecordScore(ruleset.key, items, means, mean, total, ruleset.level_of(total), tuple(flags))
    flags.append(remark.incomplete(len(items) - len(scores), len(items)))
    return RecordScore(ruleset.key, items, means, mean, None, None, tuple(flags))


def aspect_means(
    ruleset: RuleSet, items: tuple[CriterionScore, ...], reading: MeanReading | None = None
) -> tuple[dict[int, Decimal | None], Decimal | None]:
    """Return the mean percent of every aspect and the mean of the aspects (two decimals).

    An aspect with an unknown percent has no mean. ``reading`` defaults to the rule
    of the version; competing readings are kept as a setting because sources differ.
    """
    if reading is None:
        reading = ruleset.mean.reading if ruleset.mean else MeanReading.ALL_CLAMPED
    sums: dict[int, Decimal] = dict.fromkeys(ruleset.aspect_sizes, NO_PERCENT)
    unknown: set[int] = set()
    clamped, raw = reading is MeanReading.ALL_CLAMPED, reading is MeanReading.ALL_RAW
    for item, aspect in zip(items, ruleset.aspect_of_each, strict=True):
        percent = item.percent
        if percent is None:
            unknown.add(aspect)
        elif percent and (raw or (percent > 0 if clamped else item.score)):
            sums[aspect] += percent
    means: dict[int, Decimal | None] = {}
    whole = NO_PERCENT
    for number, size in ruleset.aspect_sizes.items():
        if number in unknown:
            means[number] = None
            continue
        value = sums[number] / size if sums[number] else NO_PERCENT
        whole += value
        means[number] = value.quantize(CENT, None, _MEAN)
    return means, None if unknown else (whole / len(means)).quantize(CENT, None, _MEAN)


def _score_criterion(
    ruleset: RuleSet, criterion: Criterion, denominators: Denominators, volumes: Numbers, percents: Numbers | None
) -> CriterionScore:
    key = criterion.key
    volume = exact_number(volumes.get(key))
    denominator = None if criterion.denominator is None else denominators[criterion.denominator]
    given = exact_number(percents.get(key)) if percents else None
    try:
        if given is not None:
            return _imported(ruleset, criterion, volume, denominator, given)
        if volume is None:
            return CriterionScore(key, None, denominator, None, None, flags=(remark.unmeasured(criterion),))
        if criterion.denominator is None:
            return _figure(criterion, volume)
        if denominator is None or denominator <= 0:
            return _without_denominator(ruleset, criterion, volume, denominator)
        if not volume:
            return CriterionScore(
                key, volume, denominator, NO_PERCENT, ruleset.lowest_score if ruleset.scored else None
            )
        percent = percent_of(volume, denominator)
        if volume > 0 and percent <= HUNDRED:
            score = ruleset.score_of(percent) if ruleset.scored else None
            return CriterionScore(key, volume, denominator, percent, score)
        return _unusual(ruleset, criterion, volume, denominator, percent)
    except InvalidOperation:
        return CriterionScore(key, volume, denominator, None, None, flags=(remark.not_a_number(criterion),))


def _imported(
    ruleset: RuleSet, criterion: Criterion, volume: Decimal | None, denominator: Decimal | None, given: Decimal
) -> CriterionScore:
    """Score a percent taken from a source; compare it with the counts where they exist."""
    percent = round_percent(given)
    item = _unusual(ruleset, criterion, volume, denominator, percent)
    flags = item.flags
    if volume is not None and denominator is not None and denominator > 0:
        counted = percent_of(volume, denominator)
        if abs(counted - percent) > CENT:
            flags += (remark.percent_differs(criterion, percent, counted),)
    return item._replace(percent_source=PercentSource.IMPORTED, flags=flags)


def _unusual(
    ruleset: RuleSet, criterion: Criterion, volume: Decimal | None, denominator: Decimal | None, percent: Decimal
) -> CriterionScore:
    """Score a known percent, with flags for values below 0 and above 100 percent."""
    flags: tuple[Flag, ...] = ()
    if percent < 0 or (volume is not None and volume < 0):
        flags += (remark.negative(criterion, percent if volume is None else volume, ruleset.scored),)
    if percent > HUNDRED:
        flags += (remark.over_hundred(criterion, percent),)
    score = ruleset.score_of(percent) if ruleset.scored else None
    return CriterionScore(criterion.key, volume, denominator, percent, score, flags=flags)


def _without_denominator(
    ruleset: RuleSet, criterion: Criterion, volume: Decimal, denominator: Decimal | None
) -> CriterionScore:
    """A zero volume scores 0 over a missing or zero denominator; anything else is unknown."""
    assert criterion.denominator is not None
    described = ruleset.denominator_by_key[criterion.denominator]
    blocks = bool(volume) or (denominator is not None and denominator < 0)
    flags: tuple[Flag, ...] = (remark.unusable_denominator(criterion, described, denominator, blocks),)
    if volume < 0:
        flags = (remark.negative(criterion, volume, scored=False), *flags)
    if blocks:
        return CriterionScore(criterion.key, volume, denominator, None, None, flags=flags)
    score = ruleset.lowest_score if ruleset.scored else None
    return CriterionScore(criterion.key, volume, denominator, NO_PERCENT, score, flags=flags)


def _figure(criterion: Criterion, value: Decimal) -> CriterionScore:
    """A figure that is shown as it is (no percent, no score)."""
    flags = (remark.negative(criterion, value, scored=False),) if value < 0 else ()
    return CriterionScore(criterion.key, value, None, None, None, flags=flags)


def _pair_flags(ruleset: RuleSet, items: tuple[CriterionScore, ...], denominators: Denominators) -> list[Flag]:
    """Flags where two lengths together exceed the ideal length."""
    flags = []
    by_key = {item.key: item for item in items if item.volume}
    for pair in ruleset.pair_limits:
        volumes = [by_key[key].volume for key in pair.criteria if key in by_key and by_key[key].percent is not None]
        ideal = denominators[pair.denominator]
        if len(volumes) < len(pair.criteria) or not ideal:
            continue
        together = sum((volume for volume in volumes if volume is not None), NO_PERCENT)
        if together > ideal:
            flags.append(remark.pair_over_ideal(ruleset, pair, together, ideal))
    return flags
