"""The grid of the seasonal calendar of one group, and the local seasons of a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.forms.rows import RowForm, row_formset
from planning.methods.enums.calendar import FactorKind, Month
from planning.methods.forms.grid import GridRow
from planning.methods.models import CalendarFactor, MethodSession
from planning.methods.queries.calendar import USUAL, row_of
from planning.methods.seasons import STRONGEST, Column
from planning.methods.services.calendar import MOST_FACTORS, MOST_SEASONS, FactorText, SeasonText

LEVEL_WIDGET = {
    "inputmode": "numeric",
    "maxlength": "1",
    "pattern": "[0-3]",
    "autocomplete": "off",
    "data-tekan": str(STRONGEST),
}


class LevelField(forms.CharField):
    """One cell: 0, 1, 2 or 3 (also +, ++, +++), or nothing where nobody said anything."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=LEVEL_WIDGET), **options)

    def clean(self, value: Any) -> int | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        if set(text) == {"+"} and len(text) <= STRONGEST:
            return len(text)
        if not (text.isascii() and text.isdecimal() and int(text) <= STRONGEST):
            raise ValidationError(f"{self.label}: isi 0, 1, 2 atau 3.", code="invalid")
        return int(text)


class FactorForm(GridRow):
    """One factor of a group; a row without a level or a word is not there."""

    lead = "kind"
    lead_message = "Isi paling sedikit satu kolom, atau hapus baris ini."
    kind = forms.ChoiceField(label="Faktor", choices=FactorKind.choices)
    name = forms.CharField(label="Sebutan warga", max_length=80, required=False)
    notes = forms.CharField(
        label="Keterangan bulan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu baris satu bulan: nama bulan atau musim, titik dua, lalu keterangannya.",
    )

    def __init__(self, *args: Any, columns: Sequence[Column], **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = columns
        for at, column in enumerate(columns):
            self.fields[f"c{at}"] = LevelField(label=column.name)
        self.fields["name"].widget.attrs["placeholder"] = "Sebutan warga"
        self.fields["notes"].widget.attrs["placeholder"] = f"{columns[0].name}: gang 3 selutut"
        self.dress()
        self.order_fields(["pk", "kind", "name", *(f"c{at}" for at in range(len(columns))), "notes"])

    @property
    def cells(self) -> list[tuple[Column, forms.BoundField]]:
        """The cells in the order of the columns."""
        return [(column, self[f"c{at}"]) for at, column in enumerate(self.columns)]

    def has_content(self) -> bool:
        return self.other_content()

    def other_content(self) -> bool:
        """The factor is chosen from the start, so only what was typed makes a row."""
        data = self.cleaned_data
        levels = (data.get(f"c{at}") for at in range(len(self.columns)))
        return any(level is not None for level in levels) or bool(data.get("name") or data.get("notes"))

    def clean_notes(self) -> dict[int, str]:
        """Words by number of the column; a line that names no column is refused at the field."""
        found: dict[int, str] = {}
        for line in str(self.cleaned_data["notes"]).splitlines():
            if not line.strip():
                continue
            name, colon, words = line.partition(":")
            at = self._column(name.strip().lower()) if colon else None
            if at is None:
                known = ", ".join(column.name for column in self.columns)
                raise ValidationError(f"“{line.strip()}”: mulai dengan salah satu dari {known}, lalu titik dua.")
            found[at] = f"{found[at]}; {words.strip()}" if at in found else words.strip()
        return found

    def _column(self, name: str) -> int | None:
        """The column that a line begins with; three letters are enough where only one fits."""
        names = [column.name.lower() for column in self.columns]
        if name in names:
            return names.index(name)
        begun = [at for at, known in enumerate(names) if len(name) >= 3 and known.startswith(name)]
        return begun[0] if len(begun) == 1 else None

    @property
    def text(self) -> FactorText:
        data = self.cleaned_data
        levels = [data.get(f"c{at}") for at in range(len(self.columns))]
        return FactorText(data["kind"], levels, data["name"], data["notes"])


FactorFormSet: Any = row_formset(FactorForm, extra=1, most=MOST_FACTORS)


def stored_factors(factors: Sequence[CalendarFactor], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """What the grid shows: what is stored, otherwise the usual factors with empty cells."""
    if not factors:
        return [{"kind": kind} for kind in USUAL]
    return [_values(factor, columns) for factor in factors]


def _values(factor: CalendarFactor, columns: Sequence[Column]) -> dict[str, Any]:
    row = row_of(factor)
    notes = "\n".join(f"{columns[at].name}: {text}" for at, text in sorted(row.notes.items()))
    levels = {f"c{at}": level for at, level in enumerate(row.levels)}
    return {"pk": factor.pk, "kind": factor.kind, "name": factor.name, "notes": notes} | levels


class SeasonForm(RowForm):
    """One local season."""

    lead = "name"
    lead_message = "Tulis nama musimnya, atau hapus baris ini."
    name = forms.CharField(label="Nama musim", max_length=40, required=False)
    first = forms.TypedChoiceField(
        label="Dari bulan", choices=[("", "–"), *Month.choices], coerce=int, empty_value=None, required=False
    )
    last = forms.TypedChoiceField(
        label="Sampai bulan", choices=[("", "–"), *Month.choices], coerce=int, empty_value=None, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("first", "last") if self.has_content() else ():
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, "Pilih bulannya.")
        return data

    @property
    def text(self) -> SeasonText:
        return SeasonText(self.cleaned_data["name"], self.cleaned_data["first"], self.cleaned_data["last"])


SeasonFormSet: Any = row_formset(SeasonForm, extra=3, most=MOST_SEASONS)


def stored_seasons(session: MethodSession) -> list[dict[str, Any]]:
    """What the list of seasons shows: what is stored."""
    return [dict(row) for row in session.seasons.values("pk", "name", "first", "last")]
