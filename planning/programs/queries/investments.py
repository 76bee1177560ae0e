"""Finished works and the state of a kelurahan at the end of each year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from kumuh.areas.models import Region
from kumuh.conditions.enums import Level
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import RtOutcome, StateInYear, state_in_year
from planning.cycles.models import Cycle
from planning.programs.models import Investment

Place = Region | str


def _code(place: Place) -> str:
    return place if isinstance(place, str) else place.code


def investments(place: Place) -> QuerySet[Investment]:
    """Finished works of a region of any level with RT and recorder, oldest year first."""
    rows = Investment.objects.in_area(_code(place)).select_related("neighbourhood", "kelurahan", "recorded_by", "work")
    return rows.order_by("year", "neighbourhood__label", "criterion_key", "pk")


def investments_for(user: Any) -> QuerySet[Investment]:
    """Finished works in the person's area."""
    return Investment.objects.for_user(user)


def investments_without_place(place: Place) -> QuerySet[Investment]:
    """Rows that no score uses: without RT, or without a parameter of the sheet."""
    return investments(place).filter(Q(neighbourhood=None) | Q(criterion_key=""))


def realised(kelurahan: Place, *, after: int, until: int, besides: Cycle | None = None) -> list[RtOutcome]:
    """Outcomes of works finished in the years after a survey up to `until`, both as years. One query.

    `besides` leaves out the works of one cycle (whose expected outcomes are counted instead). Rows without RT or
    parameter never count.
    """
    rows = Investment.objects.filter(kelurahan_id=_code(kelurahan), year__gt=after, year__lte=until)
    rows = rows.exclude(neighbourhood=None).exclude(criterion_key="")
    if besides is not None:
        rows = rows.exclude(work__cycle=besides)
    values = rows.order_by("pk").values_list("neighbourhood_id", "criterion_key", "volume")
    return [RtOutcome(rt, key, volume) for rt, key, volume in values]


@dataclass(frozen=True)
class YearEnd:
    """State of a kelurahan at the end of a year: its newest survey so far, minus what was finished since.

    `measured` is true in a survey year; otherwise the state was computed from `survey_year`.
    """

    year: int
    survey_year: int
    state: StateInYear

    @property
    def measured(self) -> bool:
        return self.year == self.survey_year

    @property
    def slum_ha(self) -> Decimal:
        """Slum area in hectares, decided per RT."""
        return self.state.after.area.slum_ha

    @property
    def total(self) -> int | None:
        """Score of the sums (profile figure)."""
        return self.state.after.profile.total

    @property
    def levels(self) -> dict[int, Level | None]:
        """Level per RT."""
        return {item.record.neighbourhood_id: item.after.score.level for item in self.state.rts}

    @property
    def totals(self) -> dict[int, int | None]:
        """Total score per RT."""
        return {item.record.neighbourhood_id: item.after.score.total for item in self.state.rts}


def state_at(kelurahan: Place, year: int) -> YearEnd | None:
    """State at the end of one year; None before the first survey. Three queries.

    A later survey replaces what was computed: survey of the newest year ≤ `year`, minus outcomes after it.
    """
    surveyed = _survey_years(kelurahan, until=year)
    return _year_end(kelurahan, surveyed[-1], year) if surveyed else None


def trajectory(kelurahan: Place) -> tuple[YearEnd, ...]:
    """States of every year with a survey or a finished work, oldest first. Queries grow with years, not with RT."""
    surveyed = _survey_years(kelurahan)
    if not surveyed:
        return ()
    finished = Investment.objects.filter(kelurahan_id=_code(kelurahan), year__gt=surveyed[0])
    years = sorted({*surveyed, *finished.order_by().values_list("year", flat=True).distinct()})
    ends = (_year_end(kelurahan, max(y for y in surveyed if y <= year), year) for year in years)
    return tuple(end for end in ends if end is not None)


def _survey_years(kelurahan: Place, until: int | None = None) -> list[int]:
    rows = RtRecord.objects.filter(kelurahan_id=_code(kelurahan))
    if until is not None:
        rows = rows.filter(year__lte=until)
    return sorted(rows.order_by().values_list("year", flat=True).distinct())


def _year_end(kelurahan: Place, survey_year: int, year: int) -> YearEnd | None:
    done = realised(kelurahan, after=survey_year, until=year) if year > survey_year else []
    state = state_in_year(_code(kelurahan), survey_year, done)
    return None if state is None else YearEnd(year, survey_year, state)


@dataclass(frozen=True)
class RtYears:
    """One RT through the years: (total, level) per year of the trajectory, None where it has no data."""

    neighbourhood_id: int
    label: str
    years: tuple[int, ...]
    cells: tuple[tuple[int | None, Level | None] | None, ...]

    @property
    def by_year(self) -> tuple[tuple[int, tuple[int | None, Level | None] | None], ...]:
        """Year and its cell, oldest first."""
        return tuple(zip(self.years, self.cells, strict=True))


def rt_years(ends: Iterable[YearEnd]) -> tuple[RtYears, ...]:
    """The trajectory turned round: one row per RT, by label."""
    ends = tuple(ends)
    labels: dict[int, str] = {}
    for end in ends:
        labels |= {item.record.neighbourhood_id: item.record.neighbourhood.label for item in end.state.rts}
    totals, levels = [end.totals for end in ends], [end.levels for end in ends]
    return tuple(
        RtYears(
            pk,
            label,
            tuple(end.year for end in ends),
            tuple((total[pk], level[pk]) if pk in total else None for total, level in zip(totals, levels, strict=True)),
        )
        for pk, label in sorted(labels.items(), key=lambda item: item[1])
    )
