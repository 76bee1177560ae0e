"""What every page of a meeting fetches and shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from kumuh.core.rights import may, require
from kumuh.core.scope import get_in_scope
from kumuh.reviews.queries import notes_by_pin
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, review_in
from planning.rembuk import queries
from planning.rembuk.catalog import is_city
from planning.rembuk.clock import is_going_on
from planning.rembuk.models import Meeting
from planning.rembuk.pins import PARTS, meeting_row
from planning.rembuk.queries.overview import ATTEND, CLOSE, DECIDE, EVIDENCE, MINUTES

#: Stage of a meeting (address name) → part that its notes are pinned to.
PAGE_PARTS = {ATTEND: "hadir", EVIDENCE: "hadir", MINUTES: "notulen", DECIDE: "keputusan", CLOSE: "penutup"}


def cycle_in_scope(request: HttpRequest, pk: int, right: str) -> Cycle:
    """The cycle inside the person's area (404), if they have the right on it (403)."""
    cycle = get_in_scope(Cycle.objects.select_related("region__parent"), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def meeting_in_scope(request: HttpRequest, cycle: int, pk: int, right: str) -> Meeting:
    """The meeting of the cycle, or one it uses of another, in the area of the person (404) who has the right (403)."""
    rows = queries.meetings_for(request.user).filter(queries.of_cycle_with(cycle))
    meeting = get_in_scope(rows, request.user, pk=pk)
    require(request.user, right, meeting)
    return meeting


def meeting_context(request: HttpRequest, meeting: Meeting, page: str = "", **extra: Any) -> dict[str, Any]:
    """The meeting at a glance for its templates; `page` is the address name of the stage on the screen."""
    names = may(request, "rembuk.view_names", meeting)
    return (
        {
            "meeting": meeting,
            "cycle": meeting.cycle,
            "overview": queries.overview(meeting),
            "page": page,
            "city": is_city(meeting.cycle.track),
            "going_on": is_going_on(meeting.held_on, timezone.localtime()),
            "sees_names": names,
            "documents": queries.documents_of(meeting, names=names),
        }
        | _rights(request, meeting)
        | _notes(request, meeting, page)
        | extra
    )


def _rights(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What the person may do with the meeting while its step stands as it does."""
    row = meeting_row(meeting.pk)
    found = opening(meeting.cycle, meeting.step)
    is_open = found.allows(row)
    return {
        "step_locked": found.refusal_for(row) if may(request, "rembuk.add_meeting", meeting) else "",
        "opening": found,
        "may_change": is_open and may(request, "rembuk.change_meeting", meeting),
        "may_reopen": is_open and may(request, "rembuk.reopen_meeting", meeting),
        "may_record": is_open and may(request, "rembuk.record_result", meeting),
        "may_accept": is_open and may(request, "rembuk.accept_participation", meeting),
    }


def _notes(request: HttpRequest, meeting: Meeting, page: str) -> dict[str, Any]:
    """The review of the meeting's step, its notes, and where notes on each part and on this page are pinned."""
    review = review_in(meeting.cycle, meeting.step)
    row = meeting_row(meeting.pk)
    pins = {part: (f"{row}/{part}", f"{words} “{meeting.title}”") for part, words in PARTS.items()}
    person: Any = request.user
    return {
        "review": review,
        "notes": notes_by_pin(review, person),
        "pins": pins,
        "page_pin": pins.get(PAGE_PARTS.get(page, "")),
    }
