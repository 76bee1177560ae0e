"""Refusals of meetings, as sentences for people."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class MeetingLocked(ValidationError):
    """The meeting is closed or cancelled, so nothing of it may change."""


class MeetingRefused(ValidationError):
    """A verb cannot be done in the present state; the sentence says why and what to do."""


class MeetingIncomplete(ValidationError):
    """A meeting cannot be closed yet; `missing` lists what is short."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(list(missing))
