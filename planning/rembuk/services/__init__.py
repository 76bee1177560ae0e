"""Verbs of meetings; the only place that changes them."""

from planning.rembuk.services.attendance import (
    AttendeeRow,
    CountRow,
    PaperCheck,
    check_paper,
    record_attendance_counts,
    record_attendance_names,
    remove_attendee,
    save_attendee,
)
from planning.rembuk.services.clock import finish_agenda, start_point, write_times
from planning.rembuk.services.closing import (
    Officers,
    accept_participation,
    close_meeting,
    record_closing,
    reopen_meeting,
)
from planning.rembuk.services.evidence import add_evidence, record_result, remove_evidence
from planning.rembuk.services.minutes import (
    DecisionText,
    EntryRow,
    record_decision,
    remove_decision,
    remove_entry,
    save_entry,
    write_discussion,
    write_minutes,
    write_summary,
)
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
    "check_paper",
    "close_meeting",
    "finish_agenda",
    "plan_meeting",
    "record_attendance_counts",
    "record_attendance_names",
    "record_closing",
    "record_decision",
    "record_result",
    "release_meeting",
    "remove_attendee",
    "remove_decision",
    "remove_entry",
    "remove_evidence",
    "reopen_meeting",
    "save_attendee",
    "save_entry",
    "start_point",
    "update_meeting",
    "use_meeting",
    "write_discussion",
    "write_minutes",
    "write_summary",
    "write_times",
]
