"""List of meetings, planning, the meeting itself, cancelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from planning.cycles.catalog import find_step
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts, openings, step_states, thresholds
from planning.rembuk import queries, services
from planning.rembuk.catalog import KINDS, MeetingKind, is_city, kind_of, kinds_for
from planning.rembuk.forms.fields import ReasonForm
from planning.rembuk.forms.meeting import (
    AgendaFormSet,
    MeetingForm,
    first_agenda,
    first_values,
    stored_agenda,
    stored_values,
)
from planning.rembuk.models import Meeting
from planning.rembuk.queries.overview import EDIT
from planning.rembuk.views.common import cycle_in_scope, meeting_context, meeting_in_scope


@page("rembuk.view_meeting")
def meeting_list(request: HttpRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "rembuk.view_meeting")
    shown = Paginator(queries.meetings(found), 20).get_page(request.GET.get("halaman"))
    totals = queries.totals_of(shown.object_list)
    context = {
        "cycle": found,
        "page_obj": shown,
        "rows": [(meeting, totals[meeting.pk]) for meeting in shown],
        "separate": len(queries.separate_group_meetings(found)),
        "separate_needed": 0 if is_city(found.track) else thresholds(found)["rembuk_kelompok_min"],
        "usable": len(queries.usable_meetings(found)),
        "may_add": may(request, "rembuk.add_meeting", found) and any(item.whole for item in openings(found).values()),
    }
    return render(request, "rembuk/meeting_list.html", context)


@page("rembuk.add_meeting")
def meeting_add(request: HttpRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "rembuk.add_meeting")
    step = _chosen_step(request, found)
    kind = KINDS.get(request.GET.get("jenis", ""))
    if request.method != "POST" and not (kind and kind.offered_in(found.track)):
        return render(request, "rembuk/meeting_choose.html", _choices(found, step))
    meeting_type = kind.type if kind else str(request.POST.get("type"))
    form, agenda = _new_forms(request, found, meeting_type, step)
    if _both_valid(form, agenda):
        with refusals_on(form):
            meeting = services.plan_meeting(
                cycle=found,
                plan=form.plan,
                by=request.user,
                invited_rts=form.cleaned_data["invited_rts"],
                agenda=[row.row for row in agenda.kept()],
            )
            messages.success(request, "Pertemuan direncanakan. Cetak undangan dan daftar hadir kosongnya.")
            return redirect("rembuk:meeting-detail", found.pk, meeting.pk)
    context = {"cycle": found, "form": form, "agenda": agenda, "kind": _kind(meeting_type, found)}
    return render(request, "rembuk/meeting_add.html", context)


def _choices(cycle: Cycle, step: str) -> dict[str, Any]:
    """Types that are offered at a step, and how many meetings of other cycles could be used instead."""
    usable = len(queries.usable_meetings(cycle))
    return {
        "cycle": cycle,
        "kinds": kinds_for(cycle.track, step),
        "step": find_step(cycle.track, step),
        "usable": usable,
    }


def _kind(meeting_type: str, cycle: Cycle) -> MeetingKind | None:
    return kind_of(meeting_type, cycle.track) if meeting_type in KINDS else None


def _both_valid(form: Any, agenda: Any) -> bool:
    return form.is_bound and all([form.is_valid(), agenda.is_valid()])


def _chosen_step(request: HttpRequest, cycle: Cycle) -> str:
    """The step asked for, otherwise the first that is not closed."""
    codes = [step.code for step in cycle.steps_in_order]
    asked = request.GET.get("langkah", "")
    states = step_states(cycle)
    still_open = [code for code in codes if states[code].status != "SELESAI"]
    return asked if asked in codes else (still_open or codes[-1:])[0]


def _new_forms(request: HttpRequest, cycle: Cycle, meeting_type: str, step: str) -> tuple[MeetingForm, Any]:
    rts = queries.rts_of(cycle, timezone.localdate())
    data = request.POST if request.method == "POST" else None
    if data is not None:
        return MeetingForm(data, cycle=cycle, rts=rts), AgendaFormSet(data, prefix="acara")
    initial = first_values(cycle, meeting_type, step, _proposed_rts(request, cycle, meeting_type, rts))
    form = MeetingForm(initial=initial, cycle=cycle, rts=rts)
    return form, AgendaFormSet(initial=first_agenda(meeting_type, step), prefix="acara")


def _proposed_rts(
    request: HttpRequest, cycle: Cycle, meeting_type: str, rts: QuerySet[Neighbourhood]
) -> Iterable[Neighbourhood]:
    """RT named in the address; otherwise those of the SK Kumuh, none for a meeting of single RT/RW."""
    asked = [int(pk) for pk in request.GET.getlist("rt") if pk.isdecimal() and len(pk) < 10]
    if asked or KINDS[meeting_type].per_rt:
        return rts.filter(pk__in=asked)
    return decree_rts(cycle)


@page("rembuk.change_meeting")
def meeting_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(
        data,
        cycle=meeting.cycle,
        rts=queries.rts_of(meeting.cycle, meeting.held_on),
        kept=meeting.type,
        initial=None if data else stored_values(meeting, queries.stamp(meeting, "undangan")),
    )
    agenda = AgendaFormSet(data, initial=None if data else stored_agenda(meeting), prefix="acara")
    if _both_valid(form, agenda) and _updated(request, meeting, form, agenda):
        messages.success(request, "Undangan tersimpan.")
        return redirect("rembuk:meeting-detail", cycle, pk)
    return render(
        request, "rembuk/meeting_edit.html", meeting_context(request, meeting, EDIT, form=form, agenda=agenda)
    )


def _updated(request: HttpRequest, meeting: Meeting, form: MeetingForm, agenda: Any) -> bool:
    with refusals_on(form):
        services.update_meeting(
            meeting=meeting,
            plan=form.plan,
            by=request.user,
            invited_rts=form.cleaned_data["invited_rts"],
            agenda=[row.row for row in agenda.kept()],
            seen=form.seen,
        )
        return True
    return False


@page("rembuk.view_meeting")
def meeting_detail(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.view_meeting")
    context = meeting_context(
        request,
        meeting,
        by_rt=queries.attendance_by_rt(meeting),
        by_element=queries.attendance_by_element(meeting),
        agenda=meeting.agenda.all(),
        entries=meeting.entries.select_related("agenda_item"),
        representatives=meeting.representatives.all(),
        history=queries.state_changes(meeting),
        uses=queries.uses_of(meeting),
    )
    if context["sees_names"]:
        people = list(queries.attendees(meeting))
        context |= {"people": people, "repeated": queries.repeated_names(people)}
    return render(request, "rembuk/meeting_detail.html", context)


@page("rembuk.change_meeting")
def meeting_cancel(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.cancel_meeting(meeting=meeting, by=request.user, reason=form.cleaned_data["alasan"])
            messages.success(request, "Pertemuan dibatalkan dan tetap tercatat.")
            return redirect("rembuk:meeting-list", cycle)
    return render(request, "rembuk/meeting_cancel.html", {"meeting": meeting, "form": form})
