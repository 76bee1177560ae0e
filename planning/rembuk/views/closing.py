"""The last page of a meeting: officers, representatives, explanation; closing, reopening, acceptance."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from planning.rembuk import queries, services
from planning.rembuk.errors import MeetingIncomplete
from planning.rembuk.forms.fields import ReasonForm
from planning.rembuk.forms.results import ClosingForm, ResultForm
from planning.rembuk.models import Meeting
from planning.rembuk.queries.overview import CLOSE
from planning.rembuk.views.common import meeting_context, meeting_in_scope


@page("rembuk.change_meeting")
def closing_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """One page, two buttons: save what is there, or save and close."""
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    form = ClosingForm(
        request.POST or None,
        meeting=meeting,
        initial=ClosingForm.values_of(meeting, queries.stamp(meeting, "penutup")),
    )
    if form.is_valid() and _closing_saved(request, meeting, form):
        if "tutup" not in request.POST:
            messages.success(request, "Tersimpan.")
            return redirect("rembuk:closing-edit", cycle, pk)
        try:
            services.close_meeting(meeting=meeting, by=request.user)
        except MeetingIncomplete:
            messages.error(request, "Isian tersimpan, tetapi pertemuan belum dapat ditutup. Lengkapi daftar di bawah.")
            return redirect("rembuk:closing-edit", cycle, pk)
        messages.success(request, "Pertemuan ditutup. Berita acara siap dicetak dan ditandatangani.")
        return redirect("rembuk:meeting-detail", cycle, pk)
    return render(request, "rembuk/closing_edit.html", meeting_context(request, meeting, CLOSE, form=form))


def _closing_saved(request: HttpRequest, meeting: Meeting, form: ClosingForm) -> bool:
    with refusals_on(form):
        services.record_closing(
            meeting=meeting,
            officers=form.officers,
            representatives=form.representatives,
            participation_note=form.cleaned_data["participation_note"],
            by=request.user,
            seen=form.seen,
        )
        return True
    return False


@page("rembuk.reopen_meeting")
def meeting_reopen(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.reopen_meeting")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.reopen_meeting(meeting=meeting, by=request.user, reason=form.cleaned_data["alasan"])
            messages.success(request, "Pertemuan dibuka kembali. Tutup lagi sesudah diperbaiki.")
            return redirect("rembuk:meeting-detail", cycle, pk)
    return render(request, "rembuk/meeting_reopen.html", {"meeting": meeting, "form": form})


@require_POST
@page("rembuk.accept_participation")
def participation_accept(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.accept_participation")
    try:
        services.accept_participation(meeting=meeting, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Penjelasan diterima atas nama BKM.")
    return redirect("rembuk:meeting-detail", cycle, pk)


@page("rembuk.record_result")
def result_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    """What comes back on paper after closing."""
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.record_result")
    kept = {"published_on": meeting.published_on, "published_at": meeting.published_at}
    form = ResultForm(request.POST or None, request.FILES or None, initial=kept)
    if form.is_valid():
        with refusals_on(form):
            services.record_result(meeting=meeting, by=request.user, **form.cleaned_data)
            messages.success(request, "Tersimpan.")
            return redirect("rembuk:meeting-detail", cycle, pk)
    return render(request, "rembuk/result_edit.html", meeting_context(request, meeting, form=form))
