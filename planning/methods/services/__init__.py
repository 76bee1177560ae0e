"""Verbs of methods; nothing else changes the state of a session."""

from planning.methods.services.groups import GroupText, add_group, change_group, drop_group, save_groups
from planning.methods.services.photos import add_photo, drop_photo
from planning.methods.services.sessions import (
    Conclusion,
    SessionText,
    agree_session,
    change_session,
    conclude_session,
    drop_session,
    reopen_session,
    start_session,
)

__all__ = [
    "Conclusion",
    "GroupText",
    "SessionText",
    "add_group",
    "add_photo",
    "agree_session",
    "change_group",
    "change_session",
    "conclude_session",
    "drop_group",
    "drop_photo",
    "drop_session",
    "reopen_session",
    "save_groups",
    "start_session",
]
