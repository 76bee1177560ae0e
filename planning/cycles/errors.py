"""Refusals of the step machine, as sentences for people."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class StepLocked(ValidationError):
    """The step is closed or under review, so its content may not change."""


class GateShort(ValidationError):
    """A step cannot be closed yet; `missing` lists what is short."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(list(missing))


class CycleRefused(ValidationError):
    """A cycle cannot start here."""
