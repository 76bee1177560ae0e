"""Refusals of the verbs about places, as sentences for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class RegionListRefused(ValidationError):
    """A list of regions is damaged or incomplete; nothing was written."""


class NeighbourhoodRefused(ValidationError):
    """An RT or RW cannot be made or changed like this."""


class DecreeRefused(ValidationError):
    """An SK Kumuh cannot be registered or changed like this."""


class BoundaryRefused(ValidationError):
    """A boundary cannot be saved for this place."""
