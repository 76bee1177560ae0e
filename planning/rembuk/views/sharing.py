"""Using meetings of other cycles of the same kelurahan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.rembuk import queries, services
from planning.rembuk.forms.sharing import UseForm
from planning.rembuk.models import Meeting, MeetingUse
from planning.rembuk.views.common import cycle_in_scope

SHARE = "rembuk.share_meeting"


@page(SHARE)
def shared_list(request: HttpRequest, cycle: int) -> HttpResponse:
    """Meetings that this cycle uses of others, and those that it may use; the step may be named (`?langkah=`)."""
    found = cycle_in_scope(request, cycle, SHARE)
    asked = request.GET.get("langkah", "")
    usable = [(row, UseForm(cycle=found, meeting=row, asked=asked)) for row in queries.usable_meetings(found)]
    context = {"cycle": found, "usable": usable, "used": queries.used_by(found)}
    return render(request, "rembuk/shared_list.html", context)


@require_POST
@page(SHARE)
def meeting_use(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, SHARE)
    meeting = get_in_scope(Meeting.objects.filter(cycle__region=found.region_id), request.user, pk=pk)
    require(request.user, SHARE, meeting)
    form = UseForm(request.POST, cycle=found, meeting=meeting)
    try:
        step = form.cleaned_data["langkah"] if form.is_valid() else ""
        use = services.use_meeting(meeting=meeting, cycle=found, step=step, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{use.meeting.title}” kini juga dihitung dalam siklus ini.")
    return redirect("rembuk:shared-list", cycle)


@require_POST
@page(SHARE)
def meeting_release(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, SHARE)
    use = get_in_scope(MeetingUse.objects.filter(cycle=found), request.user, pk=pk)
    try:
        services.release_meeting(use=use, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Rembuk itu tidak lagi dihitung dalam siklus ini; rembuknya sendiri tetap.")
    return redirect("rembuk:shared-list", cycle)
