"""Fields that problems, usulan and ranking use more than once."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import CountField, Form, ReasonField
from planning.cycles.models import Cycle
from planning.methods.queries.welfare import poor_counts
from planning.methods.welfare import poor_words
from planning.proposals.coordinates import parse_coordinates

MOST_HOUSEHOLDS = 100_000


def household_field(label: str, **options: Any) -> CountField:
    """A count of families; empty means not known."""
    options.setdefault("required", False)
    return CountField(label=label, max_value=MOST_HOUSEHOLDS, unit="KK", **options)


def told_poor(cycle: Cycle) -> str:
    """How many families are poor by the agreed welfare rankings of the cycle; empty without. At most six queries."""
    found = poor_counts(cycle)
    return f"Menurut peringkat kesejahteraan warga: {poor_words(found)}." if found else ""


def long_text(label: str, rows: int = 3, **options: Any) -> forms.CharField:
    """Several lines of text."""
    options.setdefault("required", False)
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CoordinatesField(forms.CharField):
    """Latitude and longitude in one line, as a map gives them; cleaned to `-6.8886, 109.6753`, or empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def clean(self, value: Any) -> str:
        try:
            point = parse_coordinates(str(super().clean(value)))
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None
        return str(point) if point else ""


class ReasonForm(Form):
    """A reason in words; blanks are refused."""

    reason = ReasonField(max_length=1000)
