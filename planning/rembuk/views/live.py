"""The screen of a meeting while it goes on: clock, attendance, minutes and decisions on one page.

Every row is sent by itself. Without script each send comes back to the page; with it (`langsung.js`, header
`X-Langsung`) the rows wait on the device until the server has them, and only the changed parts come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.rembuk import queries
from planning.rembuk.models import Meeting
from planning.rembuk.views.common import meeting_context, meeting_in_scope
from planning.rembuk.views.live_parts import ADDED, PARTS, REMOVED, LivePart, all_forms

SCRIPT: Final = "X-Langsung"
#: Parts of the page that a saved row changes.
PANELS: Final[Mapping[str, tuple[str, ...]]] = {
    "orang": ("bar", "people", "end"),
    "kertas": ("bar", "people", "end"),
    "acara": ("bar", "clock", "end"),
    "jam": ("bar", "clock", "end"),
    "usulan": ("entries", "end"),
    "putusan": ("decisions", "end"),
}
#: Header value of the last of several rows: earlier answers brought no parts.
ALL: Final = "semua"
EVERY_PANEL: Final = frozenset(panel for panels in PANELS.values() for panel in panels)


@require_GET
@page("rembuk.change_meeting")
def meeting_live(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    return _screen(request, meeting_in_scope(request, cycle, pk, "rembuk.change_meeting"), {})


def _screen(request: HttpRequest, meeting: Meeting, sent: Mapping[str, BaseForm]) -> HttpResponse:
    """The whole page; `sent` holds a form that was refused, by its part."""
    known = queries.known_people(meeting)
    context = _panel_context(request, meeting) | {
        "forms": all_forms(meeting, known, request.GET, sent),
        "known": [one.as_row for one in known],
        "now": timezone.now(),
    }
    return render(request, "rembuk/meeting_live.html", context)


def _panel_context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    return meeting_context(
        request,
        meeting,
        clock=queries.agenda_clock(meeting),
        blank=queries.blank_papers_of(meeting),
        people=queries.present_people(queries.attendees(meeting)),
        entries=meeting.entries.select_related("agenda_item"),
    )


@require_POST
@page("rembuk.change_meeting")
def live_save(request: HttpRequest, cycle: int, pk: int, part: str) -> HttpResponse:
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    kind, form = _bound(meeting, part, request)
    if form.is_valid():
        with refusals_on(form):
            kind.save(meeting, form, request.user)
    if form.errors:
        return _refused(request, meeting, part, form)
    return _saved(request, Meeting.objects.select_related("cycle__region").get(pk=pk), part, form)


def _bound(meeting: Meeting, part: str, request: HttpRequest) -> tuple[LivePart, Any]:
    name = part.partition("-")[0]
    if name not in PARTS:
        raise Http404("Bagian ini tidak ada.")
    return PARTS[name], PARTS[name].form(meeting, part, request.POST)


def _refused(request: HttpRequest, meeting: Meeting, part: str, form: Any) -> HttpResponse:
    """What is wrong: for the script as sentences, otherwise on the page with everything still in its fields."""
    if SCRIPT not in request.headers:
        return _screen(request, meeting, {part: form})
    sentences = [str(text) for errors in form.errors.values() for text in errors]
    fields = {form.add_prefix(name): [str(text) for text in errors] for name, errors in form.errors.items()}
    seen = form.data.get(form.add_prefix("dilihat"), "")
    return JsonResponse({"errors": sentences, "fields": fields, "dilihat": seen}, status=422)


def _saved(request: HttpRequest, meeting: Meeting, part: str, form: Any) -> HttpResponse:
    """The changed parts for the script (none while more rows wait to be sent), otherwise the page again."""
    name = part.partition("-")[0]
    if SCRIPT not in request.headers:
        messages.success(request, ADDED[name])
        carry = f"?rt={form.cleaned_data['rt_id']}" if name == "orang" and form.cleaned_data.get("rt_id") else ""
        address = reverse("rembuk:meeting-live", args=[meeting.cycle_id, meeting.pk])
        return redirect(f"{address}{carry}#{PARTS[name].anchor}")
    waiting = request.headers[SCRIPT]
    if waiting not in ("0", ALL):
        response = HttpResponse(status=204)
    else:
        panels = EVERY_PANEL if waiting == ALL else PANELS.get(name, ("end",))
        context = _panel_context(request, meeting) | {"panels": panels}
        response = render(request, "rembuk/_live_panels.html", context)
    if PARTS[name].stamp:
        response["X-Dilihat"] = PARTS[name].stamp(meeting, part)
    return response


@require_POST
@page("rembuk.change_meeting")
def live_remove(request: HttpRequest, cycle: int, pk: int, part: str, row: int) -> HttpResponse:
    """Take back a row that was typed by mistake."""
    meeting = meeting_in_scope(request, cycle, pk, "rembuk.change_meeting")
    if part not in REMOVED:
        raise Http404("Bagian ini tidak ada.")
    model, remove = REMOVED[part]
    found = get_in_scope(model, request.user, pk=row, meeting=meeting)
    try:
        remove(found, request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Baris itu dihapus; riwayatnya tetap ada.")
    address = reverse("rembuk:meeting-live", args=[cycle, pk])
    return redirect(f"{address}#{PARTS[part].anchor}")
