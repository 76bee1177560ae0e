"""Typing the survey: households of an RT one after the other, and the area of the RT."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.survey import AreaForm, HouseholdForm
from planning.methods.models import AreaSheet, Household, MethodSession
from planning.methods.queries.survey import (
    answers_of,
    household_counts,
    households_in,
    row_stamp,
    rt_in_survey,
    sheet_answers,
    unanswered,
)
from planning.methods.services.survey import drop_household, write_area, write_household
from planning.methods.survey.rules import BAD, FROM_HOUSES
from planning.methods.views.common import CHANGE, NAMES, of_kind, session_context, session_in_scope

PER_PAGE = 50
#: What one household after the other has in common, so that it is not typed again.
CARRIED = ("alamat", "petugas", "tanggal")


def survey_in_scope(request: HttpRequest, cycle: int, pk: int, right: str) -> MethodSession:
    """The session, if it is a survey; 404 and 403 as `session_in_scope`."""
    return of_kind(session_in_scope(request, cycle, pk, right), MethodKind.SURVEI)


def rt_or_404(session: MethodSession, pk: int) -> Neighbourhood:
    """An RT of the kelurahan of the session."""
    found = rt_in_survey(session, pk)
    if found is None:
        raise Http404("RT ini tidak ada di kelurahan tersebut.")
    return found


@page(NAMES)
def household_list(request: HttpRequest, cycle: int, pk: int, rt: int) -> HttpResponse:
    """The households of an RT, by name for those who work with names."""
    session = survey_in_scope(request, cycle, pk, NAMES)
    place = rt_or_404(session, rt)
    shown = Paginator(households_in(session, rt), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, failing_codes(row)) for row in shown.object_list]
    context = session_context(request, session, rt=place, page_obj=shown, rows=rows)
    return render(request, "methods/household_list.html", context)


def failing_codes(row: Household) -> str:
    """Codes of what is not in order, in one line."""
    return ", ".join(one.code for one, sign in zip(FROM_HOUSES, row.verdict, strict=True) if sign == BAD)


@page(CHANGE)
def household_add(request: HttpRequest, cycle: int, pk: int, rt: int) -> HttpResponse:
    """One household; "lanjut" leads to an empty form for the next one, with what stays the same."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    place = rt_or_404(session, rt)
    before = households_in(session, rt).last()
    first = carried(before) if request.method == "GET" else {}
    form = HouseholdForm(request.POST or None, initial=first, draft_key=f"metode/{session.pk}/keluarga/rt-{rt}")
    if form.is_valid() and (row := _kept(request, form, session, place)):
        told_kept(request, row)
        follow = "household-add" if "lanjut" in request.POST else "household-list"
        return redirect(f"methods:{follow}", cycle, pk, rt)
    context = session_context(
        request, session, rt=place, form=form, before=before, counted=household_counts(session, rt)
    )
    return render(request, "methods/household_edit.html", context)


def carried(before: Household | None) -> dict[str, Any]:
    """First answers of the next household: those of the one before that stay the same; the day only on the same day."""
    held, today = answers_of(before) if before else {}, timezone.localdate()
    same_day = before is not None and timezone.localtime(before.created_at).date() == today
    first = {key: held[key] for key in CARRIED if key in held and (key != "tanggal" or same_day)}
    return {"tanggal": today} | first


def _kept(
    request: HttpRequest, form: Any, session: MethodSession, rt: Neighbourhood, household: Household | None = None
) -> Household | None:
    """The household as it was kept; None where the verb refused, and the form says why."""
    seen = form.seen if household else ""
    try:
        return write_household(
            session=session, rt=rt, answers=form.answers, by=request.user, household=household, seen=seen
        )
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None


def told_kept(request: HttpRequest, row: Household) -> None:
    """Say what the answers gave, and how much of it is still open."""
    codes, missing = failing_codes(row), len(unanswered(answers_of(row)))
    parts = [f"{row.label} tersimpan.", f"Tidak beres: {codes}." if codes else "Tidak ada yang tercatat tidak beres."]
    if missing:
        parts.append(f"{missing} pertanyaan belum terjawab.")
    messages.success(request, " ".join(parts))


@page(CHANGE)
def household_edit(request: HttpRequest, cycle: int, pk: int, household: int) -> HttpResponse:
    session = survey_in_scope(request, cycle, pk, CHANGE)
    row = _household(session, household)
    form = HouseholdForm(
        request.POST or None,
        initial=answers_of(row) | {"dilihat": row_stamp(row)},
        draft_key=f"metode/{session.pk}/keluarga/{row.pk}",
    )
    if form.is_valid() and (kept := _kept(request, form, session, row.neighbourhood, row)):
        told_kept(request, kept)
        return redirect("methods:household-list", cycle, pk, row.neighbourhood_id)
    context = session_context(
        request, session, rt=row.neighbourhood, form=form, row=row, missing=unanswered(answers_of(row))
    )
    return render(request, "methods/household_edit.html", context)


def _household(session: MethodSession, pk: int) -> Household:
    rows = Household.objects.filter(session=session, pk=pk).select_related("neighbourhood__kelurahan", "session")
    found = rows.first()
    if found is None:
        raise Http404("Keluarga ini tidak ada dalam survei tersebut.")
    return found


@page(CHANGE)
def household_drop(request: HttpRequest, cycle: int, pk: int, household: int) -> HttpResponse:
    session = survey_in_scope(request, cycle, pk, CHANGE)
    row = _household(session, household)
    if request.method == "POST":
        try:
            drop_household(household=row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"{row.label} dihapus dari survei.")
        return redirect("methods:household-list", cycle, pk, row.neighbourhood_id)
    return render(request, "methods/household_drop.html", {"session": session, "row": row})


@page(CHANGE)
def area_edit(request: HttpRequest, cycle: int, pk: int, rt: int) -> HttpResponse:
    """Form B of an RT."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    place = rt_or_404(session, rt)
    row = AreaSheet.objects.filter(session=session, neighbourhood=place).first()
    first = sheet_answers(row) if row else {"tanggal": timezone.localdate()}
    form = AreaForm(
        request.POST or None,
        initial=first | {"dilihat": row_stamp(row)},
        draft_key=f"metode/{session.pk}/kawasan/{rt}",
    )
    if form.is_valid():
        try:
            write_area(session=session, rt=place, answers=form.answers, by=request.user, seen=form.seen)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Formulir kawasan {place.label} tersimpan.")
            return redirect("methods:survey-rt", cycle, pk, rt)
    context = session_context(request, session, rt=place, form=form, row=row)
    return render(request, "methods/survey_area.html", context)
