"""Change over time: effect of works, contribution of handling, slum area by year.

Rules: permanent state = start of the year minus outcomes of the year, per RT
(data of Kota Pekalongan 2019–2023); slum area = whole RT of level KR and above.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kumuh.conditions.enums import FlagCode, Level, Severity
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.scoring.flags import Flag, plain_number
from kumuh.conditions.scoring.record import HUNDRED, NO_PERCENT, RecordScore, exact_number, round_percent, score_record
from kumuh.conditions.scoring.rollup import ZERO, RtCounts, RtLevel, SlumArea, slum_area


class Outcome(NamedTuple):
    """What works put in order: a parameter, a volume in its unit, and the RT it belongs to."""

    criterion: str
    volume: Decimal
    rt: str | None = None


@dataclass(frozen=True)
class StateAfter:
    """State of an RT after works. ``surplus`` = volume beyond the need, not carried over."""

    volumes: Mapping[str, Decimal | None]
    score: RecordScore
    surplus: Mapping[str, Decimal]
    flags: tuple[Flag, ...]


class Contribution(NamedTuple):
    """Contribution of handling in percent: against the previous year and against the baseline."""

    year: int
    yearly: Decimal | None
    cumulative: Decimal | None


@dataclass(frozen=True)
class YearOfArea:
    """Slum area of one year (ha). Reductions are negative when the area grew again.

    ``movements`` = hectares by (level before, level now), RT known in both years only.
    """

    year: int
    area: SlumArea
    reduction: Decimal | None
    reduction_since_start: Decimal
    movements: Mapping[tuple[Level, Level], Decimal]
    flags: tuple[Flag, ...]


def state_after(ruleset: RuleSet, record: RtCounts, outcomes: Iterable[Outcome]) -> StateAfter:
    """Return the state of an RT after the outcomes of works.

    Volume = max(0, volume at start − outcomes of that parameter), in the unit of
    the parameter; denominators stay. Outcomes are entered by people, per RT: an
    outcome of another RT is not taken; one without RT is refused with a flag; a
    surplus is cut at zero and flagged, a negative volume at start becomes zero. A
    parameter that is not measured stays so.
    Raises ValueError for a negative outcome.
    """
    needs: dict[str, Decimal] = {}
    flags: list[Flag] = []
    for outcome in outcomes:
        refused = _refusal(ruleset, outcome)
        if refused is not None:
            flags.append(refused)
        elif outcome.rt == record.key:
            needs[outcome.criterion] = needs.get(outcome.criterion, ZERO) + outcome.volume
    volumes = {key: _need(record.volumes.get(key)) for key in ruleset.criterion_by_key}
    surplus: dict[str, Decimal] = {}
    for key, done in needs.items():
        start = volumes[key]
        if start is None:
            flags.append(_unmeasured_start(ruleset, key))
            continue
        volumes[key] = max(ZERO, start - done)
        if done > start:
            surplus[key] = done - start
            flags.append(_surplus(ruleset, key, surplus[key]))
    counted = {key for key in needs if volumes[key] is not None}
    percents = {key: value for key, value in (record.percents or {}).items() if key not in counted}
    return StateAfter(volumes, score_record(ruleset, record.denominators, volumes, percents), surplus, tuple(flags))


def _need(volume: Decimal | int | None) -> Decimal | None:
    """A volume below zero is no need; an unknown one stays unknown."""
    number = exact_number(volume)
    return max(ZERO, number) if number is not None and number.is_finite() else None


def check_outcomes(outcomes: Sequence[Outcome], rt_count: int) -> tuple[Flag, ...]:
    """Flag a set of outcomes that was booked on one RT although there are several (at least three outcomes)."""
    places = {outcome.rt for outcome in outcomes if outcome.rt}
    if rt_count > 1 and len(outcomes) >= 3 and len(places) == 1:
        sentence = f"Semua hasil kegiatan dicatat pada satu RT ({next(iter(places))}). Periksa lokasinya."
        return (Flag(FlagCode.OUTCOMES_ON_ONE_RT, "", sentence),)
    return ()


def contribution(start_mean: Decimal | None, end_mean: Decimal | None) -> Decimal | None:
    """Return (start − end) / start in percent, two decimals, at most 100.

    0 where the start is 0 or less; negative where the condition got worse; None
    while one of the means is unknown. The start decides the reading: end of the
    previous year (yearly, the published one) or baseline (cumulative).
    """
    if start_mean is None or end_mean is None:
        return None
    if start_mean <= 0:
        return NO_PERCENT
    return round_percent(min(HUNDRED, (start_mean - end_mean) * HUNDRED / start_mean))


def contributions(means: Mapping[int, Decimal | None]) -> tuple[Contribution, ...]:
    """Return both readings of the contribution for every year; the first year has 0 and 0."""
    years = sorted(means)
    rows = []
    for index, year in enumerate(years):
        before = means[years[index - 1]] if index else means[year]
        rows.append(Contribution(year, contribution(before, means[year]), contribution(means[years[0]], means[year])))
    return tuple(rows)


def proportional_area(area_ha: Decimal, cumulative: Decimal) -> Decimal:
    """Area x contribution (ha): a reading some reports use. Information only, never the slum area."""
    return area_ha * cumulative / HUNDRED


def trajectory(years: Mapping[int, Iterable[RtLevel]]) -> tuple[YearOfArea, ...]:
    """Return slum area, its reduction and the movement between levels, year by year.

    Areas in hectares; a RT counts with its whole verified area while its level is
    KR or above. Reduction per year = previous − now, since the start = first − now;
    both may be negative and are not clipped.
    """
    rows: list[YearOfArea] = []
    before: dict[str, RtLevel] = {}
    for year in sorted(years):
        now = {item.key: item for item in years[year]}
        area = slum_area(now.values())
        rows.append(
            YearOfArea(
                year=year,
                area=area,
                reduction=rows[-1].area.slum_ha - area.slum_ha if rows else None,
                reduction_since_start=rows[0].area.slum_ha - area.slum_ha if rows else ZERO,
                movements=_movements(before, now),
                flags=tuple(_gone(key, year) for key in before if key not in now),
            )
        )
        before = now
    return tuple(rows)


def _movements(before: Mapping[str, RtLevel], now: Mapping[str, RtLevel]) -> dict[tuple[Level, Level], Decimal]:
    moved: dict[tuple[Level, Level], Decimal] = {}
    for key, item in now.items():
        old = before.get(key)
        if old is None or old.level is None or item.level is None or old.level is item.level:
            continue
        step = (old.level, item.level)
        moved[step] = moved.get(step, ZERO) + (item.area_ha or ZERO)
    return moved


def _gone(key: str, year: int) -> Flag:
    return Flag(FlagCode.RT_MISSING_IN_YEAR, "", f"{key} tidak punya data tahun {year}; luasnya tidak ikut dihitung.")


def _refusal(ruleset: RuleSet, outcome: Outcome) -> Flag | None:
    if outcome.volume < 0:
        raise ValueError("Volume hasil kegiatan tidak boleh di bawah nol.")
    criterion = ruleset.criterion_by_key.get(outcome.criterion)
    if criterion is None:
        sentence = f"Hasil kegiatan untuk parameter yang tidak dikenal ({outcome.criterion}) tidak dihitung."
        return Flag(FlagCode.OUTCOME_UNKNOWN, outcome.criterion, sentence)
    if not outcome.rt:
        volume = f"{plain_number(outcome.volume)} {criterion.unit}"
        sentence = f"{criterion.code} {criterion.label}: hasil {volume} tanpa RT tidak dihitung. Isi RT-nya."
        return Flag(FlagCode.OUTCOME_WITHOUT_RT, criterion.key, sentence)
    return None


def _surplus(ruleset: RuleSet, key: str, surplus: Decimal) -> Flag:
    criterion = ruleset.criterion_by_key[key]
    volume = f"{plain_number(surplus)} {criterion.unit}"
    sentence = f"{criterion.code} {criterion.label}: hasil {volume} melebihi kebutuhan; tidak dipindahkan ke RT lain."
    return Flag(FlagCode.SURPLUS, key, sentence, Severity.WARNS)


def _unmeasured_start(ruleset: RuleSet, key: str) -> Flag:
    criterion = ruleset.criterion_by_key[key]
    sentence = (
        f"{criterion.code} {criterion.label}: hasil kegiatan belum dapat dikurangkan karena volume awal belum diukur."
    )
    return Flag(FlagCode.UNMEASURED, key, sentence, Severity.BLOCKS)
