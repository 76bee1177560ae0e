"""Reads of meetings. Names of attendees only through `attendees`, which asks for its own right."""

from planning.rembuk.queries.attendance import (
    ElementAttendance,
    RtAttendance,
    add_up,
    attendance_by_element,
    attendance_by_rt,
    attendees,
    participation,
    repeated_names,
    totals_of,
)
from planning.rembuk.queries.meetings import (
    closed_meetings,
    decisions,
    found_meetings,
    meeting_for_print,
    meetings,
    meetings_for,
    separate_group_meetings,
    stamp,
)
from planning.rembuk.queries.overview import Gap, Overview, Stage, overview, votes_cast

__all__ = [
    "ElementAttendance",
    "Gap",
    "Overview",
    "RtAttendance",
    "Stage",
    "add_up",
    "attendance_by_element",
    "attendance_by_rt",
    "attendees",
    "closed_meetings",
    "decisions",
    "found_meetings",
    "meeting_for_print",
    "meetings",
    "meetings_for",
    "overview",
    "participation",
    "repeated_names",
    "separate_group_meetings",
    "stamp",
    "totals_of",
    "votes_cast",
]
