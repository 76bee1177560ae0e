"""A survey: opening it, its table of RT, its totals, its export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.conditions.exports import export_workbook
from kumuh.conditions.forms import SurveyEditForm, SurveyForm
from kumuh.conditions.forms.surveys import TOTALS_HINT
from kumuh.conditions.models import Survey
from kumuh.conditions.queries import profile_of, rt_lines
from kumuh.conditions.registry import lock_reason
from kumuh.conditions.services import open_survey, update_survey
from kumuh.conditions.views import shown
from kumuh.conditions.views.common import (
    FILE_TYPES,
    as_download,
    crumbs_of,
    kelurahan_here,
    person,
    survey_crumb,
    survey_here,
)
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page

TOTALS = ("total_area_ha", "total_buildings", "total_people", "total_households")


@page("conditions.change_survey")
def survey_new(request: HttpRequest, code: str) -> HttpResponse:
    """Open the data collection of one kelurahan for one year."""
    region = kelurahan_here(request, code, "conditions.change_survey")
    form = SurveyForm(request.POST or None, draft_key=f"conditions.survey/{code}/baru")
    if form.is_valid():
        with refusals_on(form):
            survey = open_survey(kelurahan=region, by=person(request), **form.cleaned_data)
            messages.success(request, f"Survei {region.name} tahun {survey.year} dibuka. Isi datanya RT demi RT.")
            return redirect("conditions:survey-detail", region.code, survey.year)
    context = {"region": region, "form": form, "hint": TOTALS_HINT, "crumbs": crumbs_of(region, ("Survei baru", ""))}
    return render(request, "conditions/survey_new.html", context)


@page("conditions.view_survey")
def survey_detail(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The RT of a survey with points per aspect, total and level; the kelurahan by sums beside them."""
    survey = survey_here(request, code, year, "conditions.view_survey")
    lines = rt_lines(code, year)
    profile = profile_of(survey, [line.record for line in lines if line.record], len(lines))
    chart, twin = shown.indicators(profile)
    context = {
        "survey": survey,
        "region": survey.kelurahan,
        "profile": profile,
        "rows": shown.survey_rows(profile.ruleset, lines),
        "checks": shown.total_checks(profile.ruleset, survey, dict(profile.roll_up.denominators)),
        "chart": chart,
        "twin": twin,
        "twin_head": ("Indikator", "Rata-rata persen"),
        "sentence": shown.roll_up_sentence(profile),
        "features": shown.map_features(survey, lines),
        "next_line": next((line for line in lines if not line.is_complete), None),
    }
    return render(request, "conditions/survey_detail.html", context | _rights(request, survey))


def _rights(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    return {
        "crumbs": crumbs_of(survey.kelurahan, survey_crumb(survey)),
        "locked": lock_reason(survey.kelurahan_id, survey.year),
        "may_write": may(request, "conditions.change_survey", survey.kelurahan_id),
        "may_import": may(request, "conditions.import_survey", survey.kelurahan_id),
    }


@page("conditions.change_survey")
def survey_edit(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Source and kelurahan totals of a survey."""
    survey = survey_here(request, code, year, "conditions.change_survey")
    form = SurveyEditForm(request.POST or None, instance=survey)
    if form.is_valid():
        with refusals_on(form):
            update_survey(
                survey=survey, by=person(request), expected_version=form.expected_version, **form.cleaned_data
            )
            messages.success(request, "Sumber dan jumlah sekelurahan tersimpan.")
            return redirect("conditions:survey-detail", code, year)
    crumbs = crumbs_of(survey.kelurahan, survey_crumb(survey), ("Sumber dan jumlah sekelurahan", ""))
    context = {"survey": survey, "form": form, "hint": TOTALS_HINT, "crumbs": crumbs}
    return render(request, "conditions/survey_edit.html", context)


@page("conditions.view_survey")
def survey_export(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """A survey in the import template, as xlsx or csv."""
    survey = survey_here(request, code, year, "conditions.view_survey")
    if kind not in FILE_TYPES:
        raise Http404("Hanya xlsx atau csv.")
    name, content = export_workbook(survey=survey, kind=kind)  # type: ignore[arg-type]  # checked one line above
    return as_download(name, content, kind)
