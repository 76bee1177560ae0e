"""Words for the tables of works."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from kumuh.conditions.ruleset import Criterion

register = template.Library()


@register.filter
def aspect_name(number: int, aspects: Mapping[int, str]) -> str:
    """Name of an indicator by its number."""
    return aspects.get(number, f"Indikator {number}")


@register.filter
def criterion_name(key: str, criteria: Mapping[str, Criterion]) -> str:
    """`2b Kualitas Permukaan Jalan Lingkungan` for a parameter key; the key itself where it is unknown."""
    found = criteria.get(key)
    return f"{found.code} {found.label}" if found else key
