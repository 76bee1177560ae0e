"""Refusals of the verbs about works and money, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class ProgramRefused(ValidationError):
    """A work, a fund or a priority list cannot be changed like this; nothing was written.

    With a mapping of field names the sentences belong to the fields of the form.
    """


class CeilingPassed(ProgramRefused):
    """More money than the ceiling of the fund allows."""


class InvestmentRefused(ProgramRefused):
    """A finished work cannot be recorded like this."""


class ForumRefused(ProgramRefused):
    """Rows of a Musrenbang that cannot stand; fields are named `status-12` (column and key of the work)."""
