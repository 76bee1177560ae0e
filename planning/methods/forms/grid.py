"""Rows that are typed in a table: their fields carry the dress and the spoken name that a label gives elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms.rows import RowForm

#: What a field of a row says about itself that every row has, though an empty row is left out.
EACH = "wajib per baris"


def each_row(form: forms.Form, *names: str) -> None:
    """These fields say that a row needs them."""
    for name in names:
        form.fields[name].need = EACH  # type: ignore[attr-defined]  # read by the pages


def unrepeated(form: forms.Form, *names: str) -> None:
    """Small numbers that are not said again below their field."""
    for name in names:
        form.fields[name].widget.attrs.pop("data-angka", None)


class GridRow(RowForm):
    """A row of a formset inside a table; call `dress()` once all fields are there."""

    def dress(self) -> None:
        """Give every visible field its class and, for who hears the page, its name."""
        for field in self.fields.values():
            if field.widget.is_hidden or isinstance(field, forms.BooleanField):
                continue
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs |= {"class": kind, "aria-label": str(field.label)}

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"aria-invalid": "true"}

    def shown(self) -> list[Any]:
        """The visible fields without the mark of deletion."""
        return [field for field in self.visible_fields() if field.name != "DELETE"]
