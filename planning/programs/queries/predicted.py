"""What works will do: score, level and slum area before and after, per RT and for the kelurahan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kumuh.conditions.enums import Level
from kumuh.conditions.queries import RtOutcome, StateInYear, state_in_year
from kumuh.conditions.ruleset import Criterion, RuleSet
from kumuh.conditions.scoring import Flag, RollUp, StateAfter
from planning.cycles.models import Cycle
from planning.programs.models import Outcome, Work
from planning.programs.queries.investments import realised
from planning.programs.queries.works import SET_ASIDE
from planning.proposals.queries import ruleset_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class RtPrediction:
    """One RT before and after the works; areas in hectares."""

    neighbourhood_id: int
    label: str
    area_ha: Decimal | None
    before: StateAfter
    after: StateAfter

    @property
    def total_before(self) -> int | None:
        return self.before.score.total

    @property
    def total_after(self) -> int | None:
        return self.after.score.total

    @property
    def level_before(self) -> Level | None:
        return self.before.score.level

    @property
    def level_after(self) -> Level | None:
        return self.after.score.level

    @property
    def changes(self) -> bool:
        """Whether any volume of this RT becomes smaller."""
        return self.before.volumes != self.after.volumes

    @property
    def leaves_slum(self) -> bool:
        """Slum before, not slum after: its whole area leaves the slum area (SCORING: decided per RT)."""
        return bool(self.before.score.is_slum) and self.after.score.is_slum is False


@dataclass(frozen=True)
class IndicatorChange:
    """Mean percent of one indicator of the kelurahan before and after; None where not measured."""

    number: int
    name: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Prediction:
    """A kelurahan before and after works.

    `before` is the survey of `year` with what was finished since; `after` the same with the outcomes of the works.
    The roll-ups are profile figures; slum area (ha) is decided per RT. `flags` tell what is doubtful.
    """

    year: int
    ruleset: RuleSet
    rts: tuple[RtPrediction, ...]
    before: RollUp
    after: RollUp
    flags: tuple[Flag, ...]

    @property
    def slum_before_ha(self) -> Decimal:
        return self.before.area.slum_ha

    @property
    def slum_after_ha(self) -> Decimal:
        return self.after.area.slum_ha

    @property
    def reduction_ha(self) -> Decimal:
        """Hectares that leave the slum area; negative if it grew."""
        return self.slum_before_ha - self.slum_after_ha

    @property
    def touched(self) -> tuple[RtPrediction, ...]:
        """RT that the works change."""
        return tuple(rt for rt in self.rts if rt.changes)

    @property
    def indicators(self) -> tuple[IndicatorChange, ...]:
        """The indicators of the regulation version with their mean percent before and after."""
        before, after = self.before.profile.aspect_means, self.after.profile.aspect_means
        return tuple(
            IndicatorChange(aspect.number, aspect.name, before.get(aspect.number), after.get(aspect.number))
            for aspect in self.ruleset.aspects
        )

    def rt(self, neighbourhood_id: int) -> RtPrediction | None:
        return next((rt for rt in self.rts if rt.neighbourhood_id == neighbourhood_id), None)


def predicted(cycle: Cycle) -> Prediction | None:
    """State of the kelurahan after all works of the plan; None while the survey has no data. Four queries."""
    return forecast(cycle, outcomes_of(cycle))


def predicted_by(cycle: Cycle, work: Work) -> Prediction | None:
    """State of the kelurahan after this work alone."""
    return forecast(cycle, outcomes_of(cycle, work))


def outcomes_of(cycle: Cycle, work: Work | None = None, *, without: Work | None = None) -> list[RtOutcome]:
    """Expected outcomes of the works of the plan (of one work, or of all but one)."""
    rows = Outcome.objects.filter(work__cycle=cycle).exclude(work__status__in=SET_ASIDE)
    if work is not None:
        rows = Outcome.objects.filter(work=work)
    if without is not None and without.pk:
        rows = rows.exclude(work=without)
    values = rows.order_by("pk").values_list("neighbourhood_id", "criterion_key", "volume")
    return [RtOutcome(rt, key, volume) for rt, key, volume in values]


def forecast(cycle: Cycle, outcomes: Iterable[RtOutcome]) -> Prediction | None:
    """State after any set of outcomes, starting from the cycle's survey and what was finished since. Three queries.

    Per RT and parameter: max(0, volume − outcomes); what is more than the need is flagged and not carried over.
    Rule: state after works per RT, as the public data of Kota Pekalongan 2019–2023 keeps it.
    """
    year = cycle.survey_year or 0
    done = realised(cycle.region_id, after=year, until=cycle.fiscal_year, besides=cycle)
    start = state_in_year(cycle.region_id, year, done)
    if start is None:
        return None
    end = state_in_year(cycle.region_id, year, [*done, *outcomes])
    return None if end is None else _compare(year, start, end)


def _compare(year: int, start: StateInYear, end: StateInYear) -> Prediction:
    after = {state.record.pk: state.after for state in end.rts}
    rts = tuple(
        RtPrediction(
            state.record.neighbourhood_id,
            state.record.neighbourhood.label,
            state.record.luas_verifikasi_ha,
            state.after,
            after[state.record.pk],
        )
        for state in start.rts
    )
    known = set(start.flags)
    return Prediction(
        year, end.ruleset, rts, start.after, end.after, tuple(flag for flag in end.flags if flag not in known)
    )


@dataclass(frozen=True)
class Need:
    """What one parameter of one RT still needs, in its unit; None where it was not measured."""

    neighbourhood_id: int
    label: str
    criterion_key: str
    code: str
    name: str
    unit: str
    aspect: int
    need: Decimal | None


def needs(cycle: Cycle, rt_ids: Iterable[int], *, besides: Work | None = None) -> tuple[Need, ...]:
    """Remaining need per RT and parameter after what the other works of the plan already repair.

    In the order of RT and parameters; parameters without need are left out. Empty without survey data.
    """
    found = forecast(cycle, outcomes_of(cycle, without=besides))
    wanted = set(rt_ids)
    if found is None:
        return ()
    return tuple(
        Need(rt.neighbourhood_id, rt.label, item.key, item.code, item.label, item.unit, item.aspect, volume)
        for rt in found.rts
        if rt.neighbourhood_id in wanted
        for item in found.ruleset.criteria
        if (volume := rt.after.volumes.get(item.key)) is None or volume > ZERO
    )


def needs_with_outcomes(work: Work) -> tuple[Need, ...]:
    """Needs of the RT of a work besides what the others repair, and parameters it names although nothing is left."""
    rts = [rt.pk for rt in work.rts.all()]
    found = list(needs(work.cycle, rts, besides=work))
    known = {(item.neighbourhood_id, item.criterion_key) for item in found}
    ruleset = ruleset_of(work.cycle)
    for row in work.outcomes.all():
        criterion = ruleset.criterion_by_key.get(row.criterion_key)
        if criterion and (row.neighbourhood_id, row.criterion_key) not in known:
            found.append(_nothing_left(row, criterion))
    return tuple(found)


def _nothing_left(row: Outcome, criterion: Criterion) -> Need:
    return Need(
        row.neighbourhood_id,
        row.neighbourhood.label,
        criterion.key,
        criterion.code,
        criterion.label,
        criterion.unit,
        criterion.aspect,
        ZERO,
    )


def proposed_outcomes(work: Work, found: Iterable[Need]) -> dict[tuple[int, str], Decimal]:
    """First values for a work without outcomes: its volume, spread over the need of the usulan's parameter.

    Only where the units are the same; RT by RT until the volume is used up. A proposal that people confirm or
    change, never an outcome by itself.
    """
    key = work.proposal.criterion_key if work.proposal else ""
    left, given = work.volume, {}
    for item in found:
        if item.criterion_key == key and item.unit == work.unit and item.need and left > ZERO:
            given[(item.neighbourhood_id, key)] = min(item.need, left)
            left -= given[(item.neighbourhood_id, key)]
    return given
