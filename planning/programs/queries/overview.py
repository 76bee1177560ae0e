"""Many cycles side by side: money by source, and slum area now and after the works. Queries do not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import PlaceLevels, version_of
from kumuh.conditions.scoring import Outcome as Repair
from kumuh.conditions.scoring import state_after
from kumuh.conditions.values import rt_counts
from planning.cycles.models import Cycle
from planning.programs.models import Allocation, Investment, Outcome, Work
from planning.programs.queries.works import SET_ASIDE

ZERO = Decimal(0)
Repairs = dict[int, list[Repair]]


def money_by_cycle(cycles: Iterable[Cycle]) -> dict[int, dict[str, int]]:
    """Rupiah per source over the works of each plan; cycles and sources without money are left out. One query."""
    rows = Allocation.objects.filter(work__cycle__in=[cycle.pk for cycle in cycles])
    rows = rows.exclude(work__status__in=SET_ASIDE).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, source, total in rows.values_list("work__cycle_id", "source").annotate(total=Sum("amount")):
        found[pk][source] = total
    return dict(found)


def cost_by_cycle(cycles: Iterable[Cycle]) -> dict[int, int]:
    """Rupiah of all works of each plan, whether a source was named or not. One query."""
    rows = Work.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).exclude(status__in=SET_ASIDE)
    return dict(rows.order_by().values_list("cycle_id").annotate(total=Sum("cost")))


@dataclass(frozen=True)
class SlumForecast:
    """Slum area of one kelurahan in hectares: by the survey of `year` minus what was finished since, and after the
    works of its plan."""

    year: int
    now_ha: Decimal
    after_ha: Decimal

    @property
    def reduction_ha(self) -> Decimal:
        return self.now_ha - self.after_ha


def slum_forecasts(cycles: Iterable[Cycle], levels: Mapping[int, Mapping[str, PlaceLevels]]) -> dict[int, SlumForecast]:
    """Forecast of each cycle whose survey has data. Three queries, whatever the number of cycles.

    `levels` are the levels by kelurahan for every survey year of the cycles. Only RT that works touch are scored
    again; the rule is that of `predicted`: per RT and parameter max(0, volume − outcomes).
    """
    rows = [row for row in cycles if row.region_id in levels.get(row.survey_year or 0, {})]
    done, planned = _finished(rows), _planned(rows)
    records = _touched(rows, done, planned)
    found = {}
    for cycle in rows:
        year = cycle.survey_year or 0
        start = levels[year][cycle.region_id].slum_ha
        gone = later = ZERO
        for rt in {*done[cycle.pk], *planned[cycle.pk]}:
            record = records.get((rt, year))
            if record is None:
                continue
            gone += _change(record, done[cycle.pk].get(rt, []))
            later += _change(record, [*done[cycle.pk].get(rt, []), *planned[cycle.pk].get(rt, [])])
        found[cycle.pk] = SlumForecast(year, start + gone, start + later)
    return found


def _planned(cycles: list[Cycle]) -> dict[int, Repairs]:
    """Expected outcomes of the works of each plan, by cycle and RT."""
    found: dict[int, Repairs] = defaultdict(lambda: defaultdict(list))
    rows = Outcome.objects.filter(work__cycle__in=[cycle.pk for cycle in cycles]).exclude(work__status__in=SET_ASIDE)
    values = rows.order_by("pk").values_list("work__cycle_id", "neighbourhood_id", "criterion_key", "volume")
    for cycle, rt, key, volume in values:
        found[cycle][rt].append(Repair(key, volume, str(rt)))
    return found


def _finished(cycles: list[Cycle]) -> dict[int, Repairs]:
    """Outcomes finished after the survey of each cycle up to its fiscal year, by cycle and RT; not its own works."""
    rows = Investment.objects.filter(kelurahan__in=[cycle.region_id for cycle in cycles])
    rows = rows.exclude(neighbourhood=None).exclude(criterion_key="").order_by("pk")
    by_place: dict[str, list[tuple[int, int | None, int, str, Decimal]]] = defaultdict(list)
    columns = ("kelurahan_id", "year", "work__cycle_id", "neighbourhood_id", "criterion_key", "volume")
    for place, year, owner, rt, key, volume in rows.values_list(*columns):
        by_place[place].append((year, owner, rt, key, volume))
    found: dict[int, Repairs] = defaultdict(lambda: defaultdict(list))
    for cycle in cycles:
        for year, owner, rt, key, volume in by_place[cycle.region_id]:
            if (cycle.survey_year or 0) < year <= cycle.fiscal_year and owner != cycle.pk:
                found[cycle.pk][rt].append(Repair(key, volume, str(rt)))
    return found


def _touched(
    cycles: list[Cycle], done: Mapping[int, Repairs], planned: Mapping[int, Repairs]
) -> dict[tuple[int, int], RtRecord]:
    """Records of the RT that works touch, by RT and year."""
    rts = {rt for repairs in (*done.values(), *planned.values()) for rt in repairs}
    years = {cycle.survey_year for cycle in cycles if cycle.survey_year}
    rows = RtRecord.objects.filter(neighbourhood__in=rts, year__in=years).select_related("ruleset")
    return {(row.neighbourhood_id, row.year): row for row in rows}


def _change(record: RtRecord, repairs: list[Repair]) -> Decimal:
    """Hectares by which the slum area changes: minus the RT's area when it is slum no longer."""
    if not repairs:
        return ZERO
    area = record.luas_verifikasi_ha or ZERO
    version = version_of(record.ruleset)
    counts = rt_counts(record, str(record.neighbourhood_id))
    before = bool(state_after(version, counts, []).score.is_slum)
    after = bool(state_after(version, counts, repairs).score.is_slum)
    return area * (after - before)
