"""Minutes and decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import refusals_on, show_refusal
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.rembuk import queries, services
from planning.rembuk.catalog import likely_subject
from planning.rembuk.forms.results import DecisionForm, EntryFormSet, MinutesForm, entries_of
from planning.rembuk.models import Decision, Meeting
from planning.rembuk.queries.overview import DECIDE, MINUTES
from planning.rembuk.views.common import meeting_context, meeting_in_scope


@page("rembuk.change_meeting")
def minutes_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    data = request.POST if request.method == "POST" else None
    form = MinutesForm(data, meeting=meeting, initial={} if data else {"dilihat": queries.stamp(meeting, "notulen")})
    entries = EntryFormSet(
        data,
        initial=None if data else entries_of(meeting),
        prefix="isi",
        form_kwargs={"agenda": form.agenda},
    )
    if (
        data is not None
        and all([form.is_valid(), entries.is_valid()])
        and _minutes_written(request, meeting, form, entries)
    ):
        messages.success(request, "Notulen tersimpan.")
        return redirect("rembuk:decision-list", cycle, pk)
    context = meeting_context(request, meeting, MINUTES, form=form, entries=entries)
    return render(request, "rembuk/minutes_edit.html", context)


def _minutes_written(request: HttpRequest, meeting: Meeting, form: MinutesForm, entries: Any) -> bool:
    with refusals_on(form):
        services.write_minutes(
            meeting=meeting,
            discussions=form.discussions,
            entries=[entry.row for entry in entries.kept()],
            summary=form.cleaned_data["summary"],
            by=request.user,
            seen=form.seen,
        )
        return True
    return False


@page("rembuk.change_meeting")
def decision_list(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    form = DecisionForm(
        request.POST or None, meeting=meeting, initial={"about": likely_subject(meeting.type, meeting.step)}
    )
    if form.is_valid() and (decision := _recorded(request, meeting, form)):
        messages.success(request, f"Keputusan {decision.number} tersimpan.")
        return redirect("rembuk:decision-list", cycle, pk)
    return render(request, "rembuk/decision_list.html", meeting_context(request, meeting, DECIDE, form=form))


@page("rembuk.change_meeting")
def decision_edit(request: HttpRequest, cycle: int, pk: int, decision: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    row = get_in_scope(Decision, request.user, pk=decision, meeting=meeting)
    form = DecisionForm(request.POST or None, meeting=meeting, kept=row.about, initial=DecisionForm.values_of(row))
    if form.is_valid() and _recorded(request, meeting, form, row):
        messages.success(request, f"Keputusan {row.number} diperbarui.")
        return redirect("rembuk:decision-list", cycle, pk)
    context = meeting_context(request, meeting, DECIDE, form=form, decision=row)
    return render(request, "rembuk/decision_edit.html", context)


@page("rembuk.change_meeting")
def decision_delete(request: HttpRequest, cycle: int, pk: int, decision: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    row = get_in_scope(Decision, request.user, pk=decision, meeting=meeting)
    if request.method == "POST":
        try:
            services.remove_decision(decision=row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "Keputusan dihapus; riwayatnya tetap ada.")
        return redirect("rembuk:decision-list", cycle, pk)
    return render(request, "rembuk/decision_delete.html", {"meeting": meeting, "decision": row})


def _recorded(
    request: HttpRequest, meeting: Meeting, form: DecisionForm, existing: Decision | None = None
) -> Decision | None:
    try:
        return services.record_decision(meeting=meeting, decision=form.decision, by=request.user, existing=existing)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
