"""Which regions have baseline data, the years of a kelurahan, and slum area over the years."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.areas.queries import area_regions, search_regions
from kumuh.conditions.queries import (
    area_by_year,
    slum_area_by_year,
    slum_by_kelurahan,
    survey_years,
    surveys,
)
from kumuh.conditions.views import shown
from kumuh.conditions.views.common import crumbs_of, kelurahan_here, person, region_here
from kumuh.core.rights import may, page

PAGE_SIZE = 50


@page("conditions.view_survey")
def kelurahan_list(request: HttpRequest) -> HttpResponse:
    """The regions a person is assigned to, and a search for a kelurahan inside them."""
    text = request.GET.get("q", "").strip()
    within = Region.objects.for_user(request.user)
    found = search_regions(text, within=within) if text else []
    context = {
        "query": text,
        "found": [(region, shown.above(region)) for region in found],
        "own": [(region, shown.above(region)) for region in area_regions(person(request).area_codes())],
        "crumbs": [("Data RT", "")],
    }
    return render(request, "conditions/kelurahan_list.html", context)


@page("conditions.view_survey")
def survey_list(request: HttpRequest, code: str) -> HttpResponse:
    """The surveys of a kelurahan by year; for a larger region its kelurahan with slum area in one year."""
    region = region_here(request, code, "conditions.view_survey")
    context: dict[str, Any] = {
        "region": region,
        "crumbs": crumbs_of(region),
        "may_write": may(request, "conditions.change_survey", region.code),
        "may_import": may(request, "conditions.import_survey", region.code),
    }
    if region.level == RegionLevel.KELURAHAN:
        totals = slum_area_by_year(region)
        context["surveys"] = [(survey, totals.get(survey.year)) for survey in surveys(region)]
        return render(request, "conditions/survey_list.html", context)
    return render(request, "conditions/survey_city.html", context | _city(request, region))


def _city(request: HttpRequest, region: Region) -> dict[str, Any]:
    """Kelurahan of a region with their slum area in the year that is asked for, else the newest."""
    years = survey_years(region)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else (years[0] if years else None)
    totals = slum_by_kelurahan(region, year) if year else {}
    names = Region.objects.filter(code__in=totals).select_related("parent").in_bulk()
    rows = [(names[code], totals[code]) for code in sorted(totals)]
    return {
        "years": years,
        "year": year,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "slum_ha": sum(total.slum_ha for total in totals.values()),
        "slum_rt": sum(total.slum_rt for total in totals.values()),
        "rt": sum(total.rt for total in totals.values()),
        "incomplete_rt": sum(total.incomplete_rt for total in totals.values()),
    }


@page("conditions.view_survey")
def area_trajectory(request: HttpRequest, code: str) -> HttpResponse:
    """Slum area of a kelurahan year by year, movement between levels, contribution in both readings."""
    region = kelurahan_here(request, code, "conditions.view_survey")
    lines = area_by_year(region)
    context = {
        "region": region,
        "crumbs": crumbs_of(region, ("Perkembangan luas kumuh", "")),
        "lines": lines,
        "chart": shown.area_years(region, lines),
        "movements": [(line.year, shown.movements(line)) for line in lines if line.area.movements],
    }
    return render(request, "conditions/area_trajectory.html", context)
