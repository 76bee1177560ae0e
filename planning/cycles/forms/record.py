"""The record of a step and its papers: forms that the catalogue's entries and outputs describe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone

from kumuh.core.forms import CountField, DateField, Form, LockedModelForm, NumberField, RupiahField, ScanField, SeenForm
from kumuh.core.forms.bases import SEEN
from planning.cycles.catalog import Entry, EntryKind, Output, Step
from planning.cycles.models import StepPaper

LONGEST = 4000
SPARE_ROWS = 2
MOST_ROWS = 200


#: What a field that the gate asks for says: it may be saved empty and has to be filled before the step is closed.
LATER = "boleh menyusul"
#: What a column says: a row that is begun needs it.
PER_ROW = "wajib per baris"


def field_of(entry: Entry, need: str = LATER) -> forms.Field:
    """The form field of an entry that is not a table. Nothing is compulsory while typing; the gate counts."""
    field = _bare_field(entry)
    if entry.required:
        field.need = need  # type: ignore[attr-defined]  # read by the layout of fields
    return field


def _bare_field(entry: Entry) -> forms.Field:
    common: dict[str, Any] = {"label": entry.label, "help_text": entry.help, "required": False}
    if entry.kind == EntryKind.DATE:
        return DateField(**common)
    if entry.kind == EntryKind.COUNT:
        return CountField(unit=entry.unit, **common)
    if entry.kind == EntryKind.DECIMAL:
        return NumberField(unit=entry.unit, places=None, min_value=0, **common)
    if entry.kind == EntryKind.MONEY:
        return RupiahField(**common)
    if entry.kind == EntryKind.YES:
        return forms.BooleanField(**common)
    if entry.kind == EntryKind.CHOICE:
        return forms.ChoiceField(choices=[("", "— pilih —"), *entry.choices], **common)
    if entry.kind == EntryKind.LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, **common)
    return forms.CharField(max_length=300, **common)


def to_stored(value: Any) -> Any:
    """A cleaned value as the table keeps it: words, true, or nothing."""
    if value is True:
        return True
    if value is None or value is False:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def from_stored(entry: Entry, value: Any) -> Any:
    """The value that a field starts with."""
    if entry.kind == EntryKind.DATE and value:
        return date.fromisoformat(value)
    if entry.kind in (EntryKind.COUNT, EntryKind.DECIMAL, EntryKind.MONEY) and value:
        return Decimal(value)
    return value


class RecordForm(SeenForm):
    """The entries of a step that are not tables."""

    def __init__(self, *args: Any, step: Step, answers: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        for entry in step.entries:
            if entry.kind != EntryKind.TABLE:
                self.fields[entry.key] = field_of(entry)
                self.fields[entry.key].initial = from_stored(entry, answers.get(entry.key))

    def stored(self) -> dict[str, Any]:
        return {key: to_stored(value) for key, value in self.cleaned_data.items() if key != SEEN}


class RowForm(Form):
    """One row of a table; a row is empty when nothing in it was typed, incomplete when a required column is.

    A stored row that nobody touched is not refused: rows taken over from another page are completed one by one, and
    the gate says which are not yet.
    """

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        for column in entry.columns:
            self.fields[column.key] = field_of(column, PER_ROW)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.has_changed():
            return data
        typed = {key for key, value in data.items() if key != "DELETE" and to_stored(value) != ""}
        for column in self.entry.columns:
            if typed and column.required and column.key not in typed and column.key not in self.errors:
                self.add_error(column.key, ValidationError("Isi juga kolom ini, atau kosongkan seluruh barisnya."))
        return data


class RowFormSet(BaseFormSet[RowForm]):
    """The rows of one table entry."""

    def stored(self) -> list[dict[str, Any]]:
        kept = []
        for form in self.forms:
            data = {key: to_stored(value) for key, value in form.cleaned_data.items() if key != "DELETE"}
            if any(data.values()) and not form.cleaned_data.get("DELETE"):
                kept.append(data)
        return kept


def table_formset(entry: Entry, answers: Mapping[str, Any], data: Any = None) -> RowFormSet:
    """The rows of a table with spare ones, prefixed by the key of its entry."""
    rows = answers.get(entry.key) or []
    columns = {column.key: column for column in entry.columns}
    initial = [{key: from_stored(columns[key], value) for key, value in row.items() if key in columns} for row in rows]
    kind = formset_factory(RowForm, formset=RowFormSet, extra=SPARE_ROWS, max_num=MOST_ROWS, can_delete=True)
    return kind(data, initial=initial, prefix=entry.key, form_kwargs={"entry": entry})  # type: ignore[return-value]  # made of RowFormSet


class PaperForm(LockedModelForm):
    """A paper that a step leaves behind: number, day, scan, and where it was made known."""

    scan = ScanField(
        label="Berkas pindaian",
        required=False,
        help_text="PDF atau foto lembar yang sudah ditandatangani.",
    )

    class Meta(LockedModelForm.Meta):
        model = StepPaper
        fields = ["number", "dated_on", "published_on", "published_at"]

    def __init__(self, *args: Any, output: Output, **options: Any) -> None:
        super().__init__(*args, **options)
        if not output.numbered:
            del self.fields["number"]
        if not output.published:
            del self.fields["published_on"], self.fields["published_at"]
        if output.help:
            self.fields["scan"].help_text = output.help

    def clean_dated_on(self) -> date | None:
        day: date | None = self.cleaned_data["dated_on"]
        if day and day > timezone.localdate():
            raise ValidationError("Tanggalnya belum tiba. Tulis tanggal pada lembarnya.")
        return day
