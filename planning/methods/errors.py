"""Refusals of methods, as sentences for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError


class MethodRefused(ValidationError):
    """A verb cannot be done in the present state; the sentence says why and what to do."""


class SessionLocked(ValidationError):
    """The result was agreed, so nothing of it may change before somebody opens it again with a reason."""


class SessionIncomplete(ValidationError):
    """A result cannot be agreed yet; `gaps` are what is short, each with the address of the form that fixes it."""

    def __init__(self, gaps: Sequence[Any]) -> None:
        self.gaps = tuple(gaps)
        super().__init__([gap.text for gap in gaps])
