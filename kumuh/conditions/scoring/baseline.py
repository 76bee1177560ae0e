"""From the positive 100-0-100 baseline of 2015 to a draft that a person must confirm.

The old indicators give the percent that IS in order and are not the sixteen
parameters. They are shown as they are; the draft below is a proposal of percents,
never a score: scoring needs a person who confirms it first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kumuh.areas.enums import CitySize
from kumuh.conditions.enums import Confidence, FlagCode, Severity
from kumuh.conditions.ruleset import Conversion, ConversionRule, RuleSet
from kumuh.conditions.scoring.flags import Flag
from kumuh.conditions.scoring.record import HUNDRED, NO_PERCENT, RecordScore, round_percent


@dataclass(frozen=True)
class DraftProposal:
    """Proposed slum percents by parameter key of ``target``; always to be confirmed by a person."""

    target: str
    percents: Mapping[str, Decimal | None]
    flags: tuple[Flag, ...]
    needs_confirmation: bool = True


def propose_draft(baseline: RuleSet, shown: RecordScore, city_size: CitySize | None = None) -> DraftProposal:
    """Propose slum percents (100 − value) from a positive baseline.

    ``shown`` is ``score_record(baseline, …)``. One indicator for two parameters
    fills one of them and leaves the other empty; two indicators for one parameter
    give the worse; building density (unit/ha) becomes the whole verified area where
    it reaches the limit of the city size. Everything that is a choice is flagged.
    Raises ValueError for a version without conversion rules.
    """
    if baseline.conversion is None:
        raise ValueError(f"{baseline.name}: tidak ada aturan untuk membuat rancangan.")
    sentence = f"Rancangan dari {baseline.name}: periksa dan pastikan setiap isian sebelum dinilai."
    flags = [Flag(FlagCode.DRAFT_NEEDS_CONFIRMATION, "", sentence, Severity.BLOCKS)]
    percents: dict[str, Decimal | None] = {}
    for rule in baseline.conversion.rules:
        percents[rule.to] = _proposed(baseline.conversion, rule, shown, city_size)
        flags += _flags_of(rule, percents[rule.to])
    return DraftProposal(baseline.conversion.target, percents, tuple(flags))


def _proposed(
    conversion: Conversion, rule: ConversionRule, shown: RecordScore, city_size: CitySize | None
) -> Decimal | None:
    if rule.join == "kosong":
        return None
    if rule.join == "kepadatan":
        return _dense_share(conversion, _figure(shown, rule.sources[0]), city_size)
    values = [shown.percents.get(source) for source in rule.sources]
    known = [HUNDRED - value for value in values if value is not None]
    # A joined parameter is only as known as all its parts: the missing one may be the worse.
    return round_percent(max(known)) if len(known) == len(values) else None


def _figure(shown: RecordScore, key: str) -> Decimal | None:
    return next((item.volume for item in shown.criteria if item.key == key), None)


def _dense_share(conversion: Conversion, density: Decimal | None, city_size: CitySize | None) -> Decimal | None:
    for limit in conversion.density_limits:
        if density is not None and limit.city_size == city_size:
            return round_percent(HUNDRED) if density >= limit.minimum else NO_PERCENT
    return None


def _flags_of(rule: ConversionRule, percent: Decimal | None) -> list[Flag]:
    if rule.join == "kosong":
        return [Flag(FlagCode.DRAFT_ONE_FOR_TWO, rule.to, rule.remark, Severity.BLOCKS)]
    flags = []
    if rule.join == "terburuk" and percent is not None:
        flags.append(Flag(FlagCode.DRAFT_WORSE_OF_TWO, rule.to, rule.remark))
    elif rule.provenance.mark == Confidence.UNCERTAIN:
        flags.append(Flag(FlagCode.DRAFT_UNCERTAIN, rule.to, rule.remark))
    return flags
