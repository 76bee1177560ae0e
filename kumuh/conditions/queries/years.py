"""Change over the years: slum area, contribution of handling, state after works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from kumuh.areas.models import Region
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries.records import code_of, records
from kumuh.conditions.queries.rulesets import version_of
from kumuh.conditions.queries.summaries import sums_of
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.scoring import (
    Contribution,
    Flag,
    Outcome,
    RollUp,
    RtCounts,
    RtLevel,
    StateAfter,
    YearOfArea,
    check_outcomes,
    contributions,
    roll_up,
    state_after,
    trajectory,
)
from kumuh.conditions.values import level_of, rt_counts


@dataclass(frozen=True)
class YearLine:
    """One year of a kelurahan: slum area and movement (ha), mean and contribution in both readings (percent)."""

    year: int
    area: YearOfArea
    mean: Decimal | None
    contribution: Contribution
    rulesets: tuple[str, ...]


def area_by_year(kelurahan: Region | str) -> tuple[YearLine, ...]:
    """Slum area of a kelurahan year by year, from its surveys, decided per RT. Two queries.

    Years of unscored versions are left out. The mean is that of the sums of the year's RT; where a year mixes
    regulation versions there is none, because 16 and 19 parameters do not compare.
    """
    rows = RtRecord.objects.filter(kelurahan_id=code_of(kelurahan)).select_related("neighbourhood", "ruleset")
    return lines_of(rows.order_by("year", "neighbourhood__label"))


def lines_of(rows: QuerySet[RtRecord] | list[RtRecord]) -> tuple[YearLine, ...]:
    """The same out of any set of records, for example those of one kawasan."""
    years: dict[int, list[RtRecord]] = {}
    for row in rows:
        if version_of(row.ruleset).scored:
            years.setdefault(row.year, []).append(row)
    levels = {
        year: [RtLevel(row.neighbourhood.label, row.luas_verifikasi_ha, level_of(row)) for row in found]
        for year, found in years.items()
    }
    means = {year: _mean(found) for year, found in years.items()}
    return tuple(
        YearLine(area.year, area, means[area.year], part, tuple(sorted({row.ruleset_id for row in years[area.year]})))
        for area, part in zip(trajectory(levels), contributions(means), strict=True)
    )


def _mean(found: list[RtRecord]) -> Decimal | None:
    if len({row.ruleset_id for row in found}) != 1:
        return None
    return sums_of(version_of(found[0].ruleset), found).profile.mean


class RtOutcome(NamedTuple):
    """What works put in order in one RT (None: nobody said where): parameter key and volume in its unit."""

    neighbourhood_id: int | None
    criterion: str
    volume: Decimal


@dataclass(frozen=True)
class RtState:
    """One RT before and after works. `before` is its record, `after` the predicted state."""

    record: RtRecord
    after: StateAfter


@dataclass(frozen=True)
class StateInYear:
    """A kelurahan before and after works: RT by RT, the sums, and what is doubtful about the outcomes."""

    ruleset: Version
    rts: tuple[RtState, ...]
    before: RollUp
    after: RollUp
    flags: tuple[Flag, ...]


def state_in_year(kelurahan: Region | str, year: int, outcomes: Iterable[RtOutcome]) -> StateInYear | None:
    """State of a kelurahan after the outcomes of works, from its survey of `year`; None without data. One query.

    Per RT and parameter: max(0, volume − outcomes); denominators stay, a surplus is flagged and never carried to
    another RT, an outcome without RT is not counted and flagged. Raises ValueError for a negative outcome.
    """
    found = list(records(kelurahan, year))
    if not found:
        return None
    version = version_of(found[0].ruleset)
    labels = {row.neighbourhood_id: row.neighbourhood.label for row in found}
    plain = [Outcome(o.criterion, o.volume, labels.get(o.neighbourhood_id or 0)) for o in outcomes]
    states = tuple(_state(version, row, plain) for row in found)
    counts = [rt_counts(state.record, state.record.neighbourhood.label) for state in states]
    after = [
        RtCounts(part.key, part.denominators, state.after.volumes, score=state.after.score)
        for part, state in zip(counts, states, strict=True)
    ]
    homeless = state_after(version, RtCounts("", {}, {}), [outcome for outcome in plain if outcome.rt is None]).flags
    flags = [flag for state in states for flag in state.after.flags]
    return StateInYear(
        version,
        states,
        roll_up(version, counts),
        roll_up(version, after),
        (*flags, *homeless, *check_outcomes(plain, len(found))),
    )


def _state(version: Version, row: RtRecord, outcomes: list[Outcome]) -> RtState:
    label = row.neighbourhood.label
    own = [outcome for outcome in outcomes if outcome.rt == label]
    return RtState(row, state_after(version, rt_counts(row, label), own))
