"""What a survey gives: the desk with every RT, one RT beside its record, what is decided about differences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import show_refusal
from kumuh.core.rights import may, page, require
from planning.methods.enums.survey import Settled
from planning.methods.forms.survey import SettleForm
from planning.methods.models import MethodSession
from planning.methods.queries.survey import Overview, RtLine, line_stamp, overview_of
from planning.methods.queries.survey_reading import rt_panel, state_words
from planning.methods.services.survey_settle import Choice, settle_rt
from planning.methods.views.common import CHANGE, VIEW, session_context
from planning.methods.views.survey import survey_in_scope

RECORDS = "conditions.change_survey"


@page(VIEW)
def survey_desk(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """Every RT with how far it is, and the files in and out."""
    session = survey_in_scope(request, cycle, pk, VIEW)
    overview = overview_of(session)
    lines = sorted(overview.lines, key=lambda line: not line.begun)  # those at work first
    context = session_context(request, session, overview=overview, lines=lines, tally=overview.tally)
    return render(request, "methods/survey_desk.html", context)


@page(VIEW)
def survey_rt(request: HttpRequest, cycle: int, pk: int, rt: int) -> HttpResponse:
    """One RT: sums of its households beside its record. Numbers only."""
    session = survey_in_scope(request, cycle, pk, VIEW)
    overview = overview_of(session)
    line = _line(overview, rt)
    context = session_context(
        request, session, rt=line.rt, line=line, panel=rt_panel(session, line), reason=overview.reason,
        states=[(one, state_words(one, line)) for one in line.result.flagged],
    )  # fmt: skip
    return render(request, "methods/survey_rt.html", context)


def _line(overview: Overview, rt: int) -> RtLine:
    """An RT of the survey; 404 for one that is none of it."""
    found = overview.line_of(rt)
    if found is None:
        raise Http404("RT ini tidak ada dalam survei tersebut.")
    return found


@page(CHANGE)
def survey_settle(request: HttpRequest, cycle: int, pk: int, rt: int) -> HttpResponse:
    """Take numbers over into the RT record, or keep the record with a reason."""
    session = survey_in_scope(request, cycle, pk, CHANGE)
    overview = overview_of(session)
    line = _line(overview, rt)
    may_take = not overview.reason and may(request, RECORDS, session)
    form = SettleForm(
        request.POST or None, line=line, may_take=may_take, initial={"dilihat": line_stamp(line)},
        draft_key=f"metode/{session.pk}/putuskan/{rt}",
    )  # fmt: skip
    if form.is_valid():
        choices = form.everything() if "semua" in request.POST else form.choices
        if _settled(request, session, line, form, choices):
            messages.success(request, f"Keputusan tentang {line.rt.label} tersimpan.")
            return redirect("methods:survey-rt", cycle, pk, rt)
    context = session_context(
        request, session, rt=line.rt, form=form, line=line, may_take=may_take, reason=overview.reason
    )
    return render(request, "methods/survey_settle.html", context)


def _settled(
    request: HttpRequest, session: MethodSession, line: RtLine, form: SettleForm, choices: list[Choice]
) -> bool:
    if any(choice.settled == Settled.AMBIL for choice in choices):
        require(request.user, RECORDS, session)
    try:
        settle_rt(session=session, rt=line.rt, choices=choices, by=request.user, seen=form.seen)
    except ValidationError as refusal:
        show_refusal(form, _at_reasons(form, refusal))
        return False
    return True


def _at_reasons(form: SettleForm, refusal: ValidationError) -> Any:
    """A reason that is missing is said at the field of the reason."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    kept = {key: form.cleaned_data.get(key) == Settled.TETAP for key in refusal.error_dict}
    return ValidationError(
        {f"alasan_{key}" if kept[key] else key: errors for key, errors in refusal.error_dict.items()}
    )
