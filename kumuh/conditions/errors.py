"""Refusals of the verbs about surveys, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class ConditionsRefused(ValidationError):
    """A survey or the data of an RT cannot be made or changed like this."""


class SurveyLocked(ConditionsRefused):
    """The survey is used by something that is under review or approved; nothing was changed."""


class ImportRefused(ConditionsRefused):
    """The tried file cannot be applied (any more); nothing was changed."""


class RuleSetRefused(ConditionsRefused):
    """A regulation version cannot be added or replaced like this."""
