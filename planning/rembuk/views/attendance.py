"""Attendance: choosing the way, the grid of names, the counts from paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import refusals_on
from kumuh.core.forms.rows import with_more_rows
from kumuh.core.rights import page
from planning.rembuk import queries, services
from planning.rembuk.catalog import is_city
from planning.rembuk.enums import AttendanceMode, EvidenceKind
from planning.rembuk.forms.attendance import (
    BLANK_ROWS,
    SPARE_ROWS,
    CountTable,
    OriginTable,
    PaperForm,
    name_formset,
    people_of,
    rt_choices,
)
from planning.rembuk.models import Meeting
from planning.rembuk.queries.overview import ATTEND
from planning.rembuk.views.common import meeting_context, meeting_in_scope

MORE_ROWS = 10
PREFIX = "peserta"


@page("rembuk.change_meeting")
def attendance_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """To the way that was used last; for a fresh meeting to the names."""
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    counts = meeting.attendance_mode == AttendanceMode.COUNTS
    return redirect("rembuk:attendance-counts" if counts else "rembuk:attendance-names", cycle, pk)


@page("rembuk.change_meeting")
def attendance_names(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    paper, rows = _paper_form(request, meeting), _name_rows(request, meeting)
    _keep_photo(request, meeting, paper)
    if request.method == "POST" and "tambah" not in request.POST and all([paper.is_valid(), rows.is_valid()]):
        with refusals_on(paper):
            services.record_attendance_names(
                meeting=meeting,
                rows=[row.row for row in rows.kept()],
                paper=paper.paper,
                by=request.user,
                seen=paper.seen,
            )
            return _saved(request, cycle, pk)
    context = meeting_context(request, meeting, ATTEND, paper=paper, rows=rows, wide="lengkap" in request.GET)
    return render(request, "rembuk/attendance_names.html", context)


@page("rembuk.change_meeting")
def attendance_counts(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    every = "semua" in request.GET or not meeting.invited_rts.exists()
    table = _count_table(meeting, every, request.POST or None)
    paper = _paper_form(request, meeting)
    _keep_photo(request, meeting, paper)
    if request.method == "POST" and all([paper.is_valid(), table.is_valid()]):
        with refusals_on(paper):
            services.record_attendance_counts(
                meeting=meeting, rows=table.counts, paper=paper.paper, by=request.user, seen=paper.seen
            )
            return _saved(request, cycle, pk)
    context = meeting_context(request, meeting, ATTEND, paper=paper, table=table, every=every)
    return render(request, "rembuk/attendance_counts.html", context)


def _count_table(meeting: Meeting, every: bool, data: Any) -> CountTable | OriginTable:
    if is_city(meeting.cycle.track):
        return OriginTable(meeting, data)
    return CountTable(meeting, queries.rts_for_counts(meeting, every=every), data)


def _saved(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    messages.success(request, "Kehadiran tersimpan.")
    return redirect("rembuk:evidence-list", cycle, pk)


def _paper_form(request: HttpRequest, meeting: Meeting) -> PaperForm:
    if request.method == "POST":
        return PaperForm(request.POST, request.FILES)
    initial = {
        "paper_total": meeting.paper_total,
        "mismatch_reason": meeting.mismatch_reason,
        "dilihat": queries.stamp(meeting, "hadir"),
    }
    return PaperForm(initial=initial)


def _keep_photo(request: HttpRequest, meeting: Meeting, paper: PaperForm) -> None:
    """A photo that was sent stays, even when something else on the page is refused."""
    photo = request.FILES.get("paper_photo")
    if photo is None:
        return
    try:
        services.add_evidence(
            meeting=meeting,
            kind=EvidenceKind.ATTENDANCE_SCAN,
            file=photo,  # type: ignore[arg-type]  # one file of one field
            by=request.user,
        )
    except ValidationError as refusal:
        paper.add_error("paper_photo", refusal)


def _name_rows(request: HttpRequest, meeting: Meeting) -> Any:
    choices = rt_choices(queries.rts_of(meeting.cycle, meeting.held_on))
    city = is_city(meeting.cycle.track)
    options = {"rt_choices": choices, "wide": "lengkap" in request.GET, "city": city}
    if request.method == "POST":
        return name_formset(0)(with_more_rows(request, PREFIX, MORE_ROWS), prefix=PREFIX, form_kwargs=options)
    people = people_of(meeting)
    grid = name_formset(SPARE_ROWS if people else BLANK_ROWS)
    return grid(initial=people, prefix=PREFIX, form_kwargs=options)
