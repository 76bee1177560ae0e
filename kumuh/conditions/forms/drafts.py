"""Checking a draft that was converted from an old positive baseline, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries.drafts import DraftLine, DraftSheet
from kumuh.core.forms import LockedForm, NumberField

PERCENT, CHECKED = "p_", "c_"
UNCHECKED = "Beri tanda bahwa angka ini sudah diperiksa, atau kosongkan bila belum diukur."
NOTHING = "Belum ada satu angka pun yang dipastikan."


@dataclass(frozen=True)
class DraftRow:
    """One parameter on the page: where it came from, its fields."""

    line: DraftLine
    percent: forms.BoundField
    checked: forms.BoundField


class DraftForm(LockedForm):
    """Slum percents with a tick each. Use `draft_form(...)`, which adds the fields of the sheet."""

    sheet: DraftSheet

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for line in self.sheet.lines:
            name = line.criterion.key
            if cleaned.get(f"{PERCENT}{name}") is not None and not cleaned.get(f"{CHECKED}{name}"):
                self.add_error(f"{CHECKED}{name}", UNCHECKED)
        if not self.errors and not any(value is not None for value in self.percents.values()):
            self.add_error(None, NOTHING)
        return cleaned

    @property
    def percents(self) -> Mapping[str, Decimal | None]:
        """The percents that were checked; None is "belum diukur"."""
        keys = [line.criterion.key for line in self.sheet.lines]
        return {key: self.cleaned_data.get(f"{PERCENT}{key}") for key in keys}

    @property
    def rows(self) -> list[DraftRow]:
        """The parameters in the order of the regulation."""
        return [
            DraftRow(line, self[f"{PERCENT}{line.criterion.key}"], self[f"{CHECKED}{line.criterion.key}"])
            for line in self.sheet.lines
        ]


def draft_form(sheet: DraftSheet, record: RtRecord, data: Any, draft_key: str) -> DraftForm:
    """The form of one RT, filled with what was confirmed before, else with what the conversion proposes."""
    fields: dict[str, Any] = {}
    initial: dict[str, Any] = {}
    for line in sheet.lines:
        key, title = line.criterion.key, f"{line.criterion.code} {line.criterion.label}"
        fields[f"{PERCENT}{key}"] = NumberField(
            label=f"{title}: persen yang tidak beres", unit="%", places=2, min_value=0, max_value=100, required=False
        )
        fields[f"{CHECKED}{key}"] = forms.BooleanField(label="Sudah diperiksa", required=False)
        initial[f"{PERCENT}{key}"] = line.proposed if line.kept is None else line.kept
        initial[f"{CHECKED}{key}"] = line.kept is not None
    kind = type("DraftForm", (DraftForm,), {"sheet": sheet, **fields})
    return kind(data, instance=record, initial=initial, draft_key=draft_key)
