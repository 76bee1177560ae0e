"""One RT in one year: reading it, filling it in with scores that follow while typing, deciding its status."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.areas.models import Settlement
from kumuh.areas.naming import city_code
from kumuh.conditions.forms import RecordForm, StatusForm, record_form
from kumuh.conditions.forms.records import record_initial
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import city_size_of, header_sums, rt_lines, status_of, version_of
from kumuh.conditions.registry import RT_PIN, lock_reason, survey_review
from kumuh.conditions.services import Answers, decide_status, save_rt_record
from kumuh.conditions.views import shown
from kumuh.conditions.views.common import crumbs_of, person, record_here, rt_args, survey_crumb
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from kumuh.reviews.queries import notes_by_pin


@page("conditions.view_survey")
def rt_record(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """What was counted in an RT, what it scores, what follows from it, who changed it."""
    survey, record = record_here(request, code, year, pk, "conditions.view_survey")
    form = _form(None, survey, record)
    context = {
        "form": form,
        "score": form.score,
        "sections": form.sections(form.score),
        "rt_status": status_of(record, city_size_of(code)) if record.pk else None,
        "history": shown.history(form.version, record) if record.pk else [],
    }
    return render(request, "conditions/rt_record.html", context | _around(request, survey, record))


@page("conditions.change_survey")
def rt_record_edit(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """The survey form of one RT; "hitung" shows the scores without saving."""
    survey, record = record_here(request, code, year, pk, "conditions.change_survey")
    form = _form(request.POST or None, survey, record)
    if request.method == "POST" and "hitung" not in request.POST and form.is_valid() and _saved(request, form, survey):
        following = _around(request, survey, record)["next"]
        if "lanjut" in request.POST and following:
            return redirect("conditions:rt-record-edit", code, year, following.pk)
        return redirect("conditions:rt-record", code, year, pk)
    context = _results(form, survey, record) | {"calculated": "hitung" in request.POST}
    return render(request, "conditions/rt_record_edit.html", context | _around(request, survey, record))


@require_POST
@page("conditions.change_survey")
def rt_record_preview(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Scores of what was typed so far, as parts of the page; saves nothing."""
    survey, record = record_here(request, code, year, pk, "conditions.change_survey")
    form = _form(request.POST, survey, record)
    return render(request, "conditions/rt_record_preview.html", _results(form, survey, record))


def _form(data: Any, survey: Survey, record: RtRecord) -> RecordForm:
    version = version_of(survey.ruleset)
    settlements = Settlement.objects.filter(city_id=city_code(survey.kelurahan_id))
    key = f"conditions.rtrecord/{record.neighbourhood_id}/{survey.year}"
    kind = record_form(version, record, settlements)
    return kind(data, instance=record, initial=record_initial(version, record), draft_key=key)


def _saved(request: HttpRequest, form: RecordForm, survey: Survey) -> bool:
    """Save through the verb; a refusal becomes an error of the form."""
    record: RtRecord = form.instance
    with refusals_on(form):
        saved = save_rt_record(survey=survey, neighbourhood=record.neighbourhood, by=person(request), **form.arguments)
        messages.success(request, f"{record.neighbourhood.label} tersimpan: {shown.result_told(saved)}.")
        return True
    return False


def _results(form: RecordForm, survey: Survey, record: RtRecord) -> dict[str, Any]:
    """Form, scores and sums, for the page and for its parts."""
    score = form.score
    return {
        "form": form,
        "score": score,
        "sections": form.sections(score),
        "checks": shown.total_checks(form.version, survey, _with_this(form, survey, record)),
        "remarks": [flag for flag in score.flags if not flag.criterion or flag.code == "jumlah_melebihi_ideal"],
    }


def _with_this(form: RecordForm, survey: Survey, record: RtRecord) -> dict[str, Any]:
    """Sums of the header figures over all RT, with what is typed for this one."""
    others = header_sums(survey, except_for=record.neighbourhood_id)
    own = form.counts.denominators
    return {key: (others[key] or 0) + (own.get(key) or 0) for key in others}


def _around(request: HttpRequest, survey: Survey, record: RtRecord) -> dict[str, Any]:
    """Where this RT stands among the others: before, after, how many are complete."""
    lines = rt_lines(survey.kelurahan_id, survey.year)
    place = next(index for index, line in enumerate(lines) if line.neighbourhood.pk == record.neighbourhood_id)
    here = (record.neighbourhood.label, reverse("conditions:rt-record", args=rt_args(record)))
    return {
        "survey": survey,
        "record": record,
        "rt": record.neighbourhood,
        "version": version_of(survey.ruleset),
        "crumbs": crumbs_of(survey.kelurahan, survey_crumb(survey), here),
        "previous": lines[place - 1].neighbourhood if place else None,
        "next": lines[place + 1].neighbourhood if place + 1 < len(lines) else None,
        "done": sum(line.is_complete for line in lines),
        "of": len(lines),
        "locked": lock_reason(survey.kelurahan_id, survey.year, record.neighbourhood_id),
        **_notes(request, survey, record),
        "may_write": may(request, "conditions.change_survey", survey.kelurahan_id),
    }


def _notes(request: HttpRequest, survey: Survey, record: RtRecord) -> dict[str, Any]:
    """The review in which this survey is examined, and the notes on this RT."""
    review = survey_review(survey.kelurahan_id, survey.year)
    return {
        "review": review,
        "notes": notes_by_pin(review, person(request)),
        "pin": f"{RT_PIN}:{record.neighbourhood_id}",
        "pin_label": f"Data {record.neighbourhood.label}",
    }


@page("conditions.change_survey")
def rt_status_edit(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Land legality, other considerations and handling pattern of an RT."""
    survey, record = record_here(request, code, year, pk, "conditions.change_survey")
    if record.pk is None:
        messages.info(request, "Isi dahulu data RT ini.")
        return redirect("conditions:rt-record-edit", code, year, pk)
    form = StatusForm(request.POST or None, instance=record)
    if form.is_valid() and _decided(request, form, record):
        return redirect("conditions:rt-record", code, year, pk)
    context = {"form": form, "rt_status": status_of(record, city_size_of(code))}
    return render(request, "conditions/rt_status_edit.html", context | _around(request, survey, record))


def _decided(request: HttpRequest, form: StatusForm, record: RtRecord) -> bool:
    """Keep the answers through the verb; a refusal becomes an error of the form."""
    with refusals_on(form):
        decide_status(
            record=record,
            by=person(request),
            expected_version=form.expected_version,
            answers=Answers(**form.cleaned_data),
        )
        messages.success(request, f"Status {record.neighbourhood.label} tersimpan.")
        return True
    return False
