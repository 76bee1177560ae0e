"""Refusals of the city's plan, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class CityRefused(ValidationError):
    """What was asked cannot stand in the plan of the city; the sentence says why and what to do."""


class AnswerChanged(ValidationError):
    """Somebody else answered one of these items since the page was opened; nothing was written."""
