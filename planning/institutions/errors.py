"""Refusals of institutions, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class InstitutionRefused(ValidationError):
    """What was asked cannot be true of this body; the sentence says why and what to do."""
