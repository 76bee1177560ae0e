"""Surveys and RT records as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood, Region
from kumuh.areas.queries import neighbourhoods_on, valid_on
from kumuh.conditions.models import RtRecord, Survey


def code_of(kelurahan: Region | str) -> str:
    """The dotted code, whether a region or its code is given."""
    return kelurahan if isinstance(kelurahan, str) else kelurahan.code


def surveys(kelurahan: Region | str) -> QuerySet[Survey]:
    """Surveys of a kelurahan, newest year first, with their version, number of RT and of complete RT."""
    rows = Survey.objects.filter(kelurahan_id=code_of(kelurahan)).select_related("ruleset", "kelurahan")
    complete = Count("records", filter=Q(records__total__isnull=False))
    return rows.annotate(rt_count=Count("records"), complete_count=complete).order_by("-year")


def survey_of(kelurahan: Region | str, year: int) -> Survey | None:
    """The survey of a kelurahan for one year."""
    rows = Survey.objects.filter(kelurahan_id=code_of(kelurahan), year=year)
    return rows.select_related("ruleset", "kelurahan").first()


def latest_year(kelurahan: Region | str) -> int | None:
    """The newest survey year of a kelurahan that has data of at least one RT."""
    found: int | None = RtRecord.objects.filter(kelurahan_id=code_of(kelurahan)).aggregate(year=Max("year"))["year"]
    return found


def records(kelurahan: Region | str, year: int) -> QuerySet[RtRecord]:
    """RT records of a kelurahan in one year with RT, RW, kawasan and version, in the order of RW and RT."""
    rows = RtRecord.objects.filter(kelurahan_id=code_of(kelurahan), year=year)
    return rows.select_related("neighbourhood__parent", "settlement", "ruleset", "survey").order_by(
        "neighbourhood__parent__number", "neighbourhood__number", "pk"
    )


def survey_day(year: int) -> date:
    """The day whose RT list counts for a survey year: its last one."""
    return date(year, 12, 31)


@dataclass(frozen=True)
class RtLine:
    """One RT in the list of a survey: its record, or None while nothing is filled in."""

    neighbourhood: Neighbourhood
    record: RtRecord | None

    @property
    def level(self) -> str:
        """Level code, empty while the RT has none."""
        return self.record.level if self.record else ""

    @property
    def is_complete(self) -> bool:
        """True when the RT has a total."""
        return self.record is not None and self.record.total is not None


def rt_lines(kelurahan: Region | str, year: int) -> list[RtLine]:
    """Every RT that a survey covers: those valid at the end of the year and those that have data. Two queries."""
    found = {record.neighbourhood_id: record for record in records(kelurahan, year)}
    valid = neighbourhoods_on(code_of(kelurahan), survey_day(year), NeighbourhoodKind.RT)
    rts = {rt.pk: rt for rt in valid} | {pk: record.neighbourhood for pk, record in found.items()}
    ordered = sorted(rts.values(), key=lambda rt: (rt.parent.number if rt.parent else "", rt.number, rt.pk))
    return [RtLine(rt, found.get(rt.pk)) for rt in ordered]


def survey_rt(kelurahan: Region | str, year: int, pk: int) -> Neighbourhood | None:
    """An RT of a survey by its key: valid at the end of the year, or with data of the year."""
    rows = Neighbourhood.objects.filter(kelurahan_id=code_of(kelurahan), kind=NeighbourhoodKind.RT, pk=pk)
    covered = Q(valid_on(survey_day(year))) | Q(records__year=year)
    return rows.filter(covered).select_related("parent", "settlement", "kelurahan").distinct().first()


def rt_record(neighbourhood: Neighbourhood, year: int) -> RtRecord | None:
    """The record of one RT in one year."""
    rows = RtRecord.objects.filter(neighbourhood=neighbourhood, year=year)
    return rows.select_related("neighbourhood__parent", "settlement", "ruleset", "survey__kelurahan").first()
