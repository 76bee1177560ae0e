"""What the survey says about one kelurahan, in the form that the stories need."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.queries import AspectSummary, aspect_summary, records, slum_area
from kumuh.core.formats import show_number
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS


@dataclass(frozen=True)
class Place:
    """The kelurahan of a cycle: its RT by `001/002` (RT/RW), KK and needs per RT, indicators, and words for texts."""

    cycle: Cycle
    rts: dict[str, Neighbourhood]
    households: dict[int, int]
    aspects: tuple[AspectSummary, ...]
    words: dict[str, str]

    def need(self, rt: Neighbourhood, criterion: str) -> Decimal:
        """What is not in order in this RT, in the unit of the parameter; zero where nothing is."""
        return self._needs.get((rt.pk, criterion), Decimal(0))

    def unit(self, criterion: str) -> str:
        """Unit of the parameter."""
        return next(
            item.criterion.unit for row in self.aspects for item in row.criteria if item.criterion.key == criterion
        )

    @cached_property
    def _needs(self) -> dict[tuple[int, str], Decimal]:
        return {
            (need.neighbourhood_id, item.criterion.key): need.volume
            for row in self.aspects
            for item in row.criteria
            for need in item.rts
            if need.volume is not None
        }

    def affected(self, aspect: AspectSummary) -> int:
        """KK that the worst scoring parameter of the indicator touches, RT by RT (percent × KK, rounded)."""
        worst: dict[int, Decimal] = {}
        for item in aspect.criteria:
            for need in item.rts:
                if need.score and need.percent is not None:
                    worst[need.neighbourhood_id] = max(worst.get(need.neighbourhood_id, Decimal(0)), need.percent)
        found = sum(
            (min(percent, Decimal(100)) * self.households[rt] / 100 for rt, percent in worst.items()), Decimal(0)
        )
        return int(found.quantize(Decimal(1), ROUND_HALF_UP))


def place_of(*, cycle: Cycle) -> Place:
    """Everything that texts and numbers of the example need about the kelurahan of a cycle."""
    year = cycle.survey_year or 0
    found = list(records(cycle.region, year))
    area = slum_area(cycle.region, year)
    aspects = tuple(aspect_summary(cycle.region, year))
    words = {
        "kelurahan": cycle.region.name,
        "tahun": str(cycle.fiscal_year),
        "tahun_data": str(year),
        "rt_jumlah": str(len(found)),
        "rt_kumuh": str(area.slum_rt),
        "luas_kumuh": show_number(area.slum_ha, 2),
        "masalah_utama": _main_problems(aspects),
    }
    rts = {
        f"{row.neighbourhood.number}/{row.neighbourhood.parent.number}": row.neighbourhood
        for row in found
        if row.neighbourhood.parent is not None
    }
    return Place(cycle, rts, {row.neighbourhood_id: row.jumlah_kk or 0 for row in found}, aspects, words)


def _main_problems(aspects: tuple[AspectSummary, ...]) -> str:
    """The two indicators with the highest scores over all RT: "air minum dan drainase lingkungan"."""

    def weight(row: AspectSummary) -> int:
        return sum(need.score or 0 for item in row.criteria for need in item.rts)

    worst = sorted(aspects, key=weight, reverse=True)[:2]
    return " dan ".join(ASPECTS[row.aspect.number].lower() for row in worst)
