"""Fields that meetings use more than once."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import CountField, Form, ReasonField
from kumuh.core.forms.rows import RowForm, RowFormSet, row_formset

__all__ = ["ReasonForm", "RowForm", "RowFormSet", "long_text", "people_field", "row_formset"]

MOST = 100_000


def people_field(label: str, **kwargs: Any) -> CountField:
    """A count of people; whole, not negative."""
    return CountField(label=label, max_value=MOST, **kwargs)


def long_text(label: str, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ReasonForm(Form):
    """A reason in words; blanks are refused."""

    alasan = ReasonField(max_length=300)
