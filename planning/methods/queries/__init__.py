"""Reads of methods."""

from planning.methods.queries.sessions import (
    MethodCard,
    agreed_sessions,
    gaps_of,
    group_stamp,
    meetings_to_use,
    method_cards,
    photos_shown,
    reading_of,
    result_of,
    session_for_page,
    session_for_print,
    sessions_for,
    sessions_of,
    sessions_of_meeting,
    step_of,
)

__all__ = [
    "MethodCard",
    "agreed_sessions",
    "gaps_of",
    "group_stamp",
    "meetings_to_use",
    "method_cards",
    "photos_shown",
    "reading_of",
    "result_of",
    "session_for_page",
    "session_for_print",
    "sessions_for",
    "sessions_of",
    "sessions_of_meeting",
    "step_of",
]
