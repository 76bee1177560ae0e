"""What the screens of baseline data share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Neighbourhood, Region
from kumuh.areas.naming import region_title
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import rt_record, survey_of, survey_rt
from kumuh.conditions.services import new_record
from kumuh.core.rights import require
from kumuh.core.scope import get_in_scope

Crumbs = list[tuple[str, str]]
FILE_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def person(request: HttpRequest) -> Any:
    """The signed-in person; the page decorator has asked."""
    return request.user


def region_here(request: HttpRequest, code: str, right: str) -> Region:
    """The region with this code inside the person's area, after asking the right; 404 or 403 otherwise."""
    region: Region = get_in_scope(Region, request.user, code=code)
    require(request.user, right, region.code)
    return region


def kelurahan_here(request: HttpRequest, code: str, right: str) -> Region:
    """The same for a kelurahan or desa."""
    region = region_here(request, code, right)
    if region.level != RegionLevel.KELURAHAN:
        raise Http404("Bukan kelurahan atau desa.")
    return region


def survey_here(request: HttpRequest, code: str, year: int, right: str) -> Survey:
    """The survey of a kelurahan and year inside the person's area."""
    region = region_here(request, code, right)
    survey = survey_of(region, year)
    if survey is None:
        raise Http404("Belum ada survei untuk tahun ini.")
    return survey


def record_here(request: HttpRequest, code: str, year: int, pk: int, right: str) -> tuple[Survey, RtRecord]:
    """The record of an RT in a survey; an unsaved one while nothing is filled in."""
    survey = survey_here(request, code, year, right)
    rt = survey_rt(code, year, pk)
    if rt is None:
        raise Http404("RT ini tidak ada di survei.")
    record = rt_record(rt, year)
    return survey, record or _blank(survey, rt)


def _blank(survey: Survey, rt: Neighbourhood) -> RtRecord:
    record = new_record(survey=survey, neighbourhood=rt)
    record.settlement = rt.settlement
    record.ruleset = survey.ruleset
    return record


def crumbs_of(region: Region, *more: tuple[str, str]) -> Crumbs:
    """The way to a page of baseline data; the last one is where we are."""
    way = [
        ("Data RT", reverse("conditions:kelurahan-list")),
        (region_title(region.code, region.name), reverse("conditions:survey-list", args=[region.code])),
        *more,
    ]
    return [*way[:-1], (way[-1][0], "")]


def survey_crumb(survey: Survey) -> tuple[str, str]:
    """The survey as a step of the way."""
    return (f"Tahun {survey.year}", reverse("conditions:survey-detail", args=[survey.kelurahan_id, survey.year]))


def as_download(name: str, content: bytes, kind: str) -> HttpResponse:
    """A file for download that is never guessed to be something else."""
    response = HttpResponse(content, content_type=FILE_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def rt_args(record: RtRecord) -> list[Any]:
    """Arguments of the addresses of one RT in a survey."""
    return [record.kelurahan_id, record.year, record.neighbourhood_id]
