"""From the positive 2015 baseline to today's direction: shown value by value, kept only when a person confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.forms.drafts import DraftForm, draft_form
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import draft_sheet, draft_states, draft_targets, rt_record, version_of
from kumuh.conditions.registry import lock_reason
from kumuh.conditions.services import confirm_draft_from_2015, new_record
from kumuh.conditions.views.common import crumbs_of, person, record_here, survey_crumb, survey_here
from kumuh.conditions.views.shown import result_told
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page


@page("conditions.change_survey")
def survey_draft(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The RT of an old baseline and how far their drafts are."""
    survey = survey_here(request, code, year, "conditions.change_survey")
    targets = draft_targets(survey)
    target = _chosen(request, targets)
    rows = draft_states(survey, target) if target else []
    following = next((row.neighbourhood for row in rows if row.state == "BELUM"), None)
    context = {
        "survey": survey,
        "converts": version_of(survey.ruleset).conversion is not None,
        "targets": targets,
        "target": target,
        "locked": lock_reason(code, target.year) if target else "",
        "rows": rows,
        "done": sum(row.state in ("DIPASTIKAN", "DIUKUR") for row in rows),
        "next": following,
        "next_url": _confirm_address(survey, target, following) if target and following else "",
        "crumbs": crumbs_of(survey.kelurahan, survey_crumb(survey), ("Rancangan", "")),
    }
    return render(request, "conditions/survey_draft.html", context)


@page("conditions.change_survey")
def rt_draft_confirm(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Old values beside proposed percents of one RT; each is corrected, emptied or ticked by a person."""
    survey, old = record_here(request, code, year, pk, "conditions.change_survey")
    target = _chosen(request, draft_targets(survey))
    if old.pk is None or target is None:
        return redirect("conditions:survey-draft", code, year)
    stored = rt_record(old.neighbourhood, target.year)
    sheet = draft_sheet(old, target, stored)
    record = stored or new_record(survey=target, neighbourhood=old.neighbourhood)
    form = draft_form(sheet, record, request.POST or None, f"conditions.draft/{pk}/{year}/{target.year}")
    if form.is_valid() and _confirmed(request, form, old, target):
        return redirect(_list_address(survey, target))
    return render(request, "conditions/rt_draft_confirm.html", _around(survey, target, old, form))


def _around(survey: Survey, target: Survey, old: RtRecord, form: DraftForm) -> dict[str, Any]:
    back = _list_address(survey, target)
    way = (survey_crumb(survey), ("Rancangan", back), (old.neighbourhood.label, ""))
    return {
        "survey": survey,
        "target": target,
        "rt": old.neighbourhood,
        "form": form,
        "sheet": form.sheet,
        "back": back,
        "lead": f"Dari data lama tahun {survey.year} ke survei tahun {target.year}",
        "locked": lock_reason(target.kelurahan_id, target.year),
        "crumbs": crumbs_of(survey.kelurahan, *way),
    }


def _chosen(request: HttpRequest, targets: list[Survey]) -> Survey | None:
    """The survey that the address names (`ke`), else the newest one."""
    asked = request.GET.get("ke", "")
    if asked and asked not in {str(row.year) for row in targets}:
        raise Http404("Survei tujuan ini tidak ada.")
    return next((row for row in targets if str(row.year) == asked), targets[0] if targets else None)


def _confirmed(request: HttpRequest, form: DraftForm, old: RtRecord, target: Survey) -> bool:
    """Keep the checked percents through the verb; a refusal becomes an error of the form."""
    with refusals_on(form):
        saved = confirm_draft_from_2015(
            old=old,
            survey=target,
            percents=form.percents,
            by=person(request),
            confirmed=True,
            expected_version=form.expected_version,
        )
        messages.success(request, f"{old.neighbourhood.label} dipastikan untuk {target.year}: {result_told(saved)}.")
        return True
    return False


def _confirm_address(survey: Survey, target: Survey, rt: Neighbourhood) -> str:
    path = reverse("conditions:rt-draft-confirm", args=[survey.kelurahan_id, survey.year, rt.pk])
    return f"{path}?ke={target.year}"


def _list_address(survey: Survey, target: Survey) -> str:
    return f"{reverse('conditions:survey-draft', args=[survey.kelurahan_id, survey.year])}?ke={target.year}"
