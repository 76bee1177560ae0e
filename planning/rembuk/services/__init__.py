"""Verbs of meetings; the only place that changes them."""

from planning.rembuk.services.attendance import (
    AttendeeRow,
    CountRow,
    PaperCheck,
    record_attendance_counts,
    record_attendance_names,
)
from planning.rembuk.services.closing import (
    Officers,
    accept_participation,
    close_meeting,
    record_closing,
    reopen_meeting,
)
from planning.rembuk.services.evidence import add_evidence, record_result, remove_evidence
from planning.rembuk.services.minutes import DecisionText, EntryRow, record_decision, remove_decision, write_minutes
from planning.rembuk.services.planning import AgendaRow, MeetingPlan, cancel_meeting, plan_meeting, update_meeting
from planning.rembuk.services.sharing import release_meeting, use_meeting

__all__ = [
    "AgendaRow",
    "AttendeeRow",
    "CountRow",
    "DecisionText",
    "EntryRow",
    "MeetingPlan",
    "Officers",
    "PaperCheck",
    "accept_participation",
    "add_evidence",
    "cancel_meeting",
    "close_meeting",
    "plan_meeting",
    "record_attendance_counts",
    "record_attendance_names",
    "record_closing",
    "record_decision",
    "record_result",
    "release_meeting",
    "remove_decision",
    "remove_evidence",
    "reopen_meeting",
    "update_meeting",
    "use_meeting",
    "write_minutes",
]
