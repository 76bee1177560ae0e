"""The list of institutions of one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.formats import plain
from kumuh.core.forms.rows import RowFormSet, row_formset
from planning.methods.enums.venn import Access, BodyKind
from planning.methods.forms.grid import GridRow
from planning.methods.models import VennBody
from planning.methods.queries.venn import KnownBody, as_bodies
from planning.methods.relations import LEAST, MOST, MOST_BODIES
from planning.methods.services.venn import BodyText

SCALE = [("", "–"), *((number, str(number)) for number in range(LEAST, MOST + 1))]
ACCESS = [("", "–"), *Access.choices]


class BodyForm(GridRow):
    """One institution. A row that was only offered and not rated is left out."""

    lead = "name"
    lead_message = "Tulis nama lembaganya, atau hapus baris ini."
    name = forms.CharField(
        label="Lembaga", max_length=120, required=False, widget=forms.TextInput(attrs={"list": "lembaga-dikenal"})
    )
    kind = forms.ChoiceField(label="Jenis", choices=BodyKind.choices, initial=BodyKind.LOKAL, required=False)
    size = forms.TypedChoiceField(label="Besar", choices=SCALE, coerce=int, empty_value=None, required=False)
    closeness = forms.TypedChoiceField(label="Dekat", choices=SCALE, coerce=int, empty_value=None, required=False)
    women = forms.ChoiceField(label="Perempuan", choices=ACCESS, required=False)
    poor = forms.ChoiceField(label="Warga miskin", choices=ACCESS, required=False)
    partners = forms.CharField(
        label="Bersama nomor",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2, 5", "autocomplete": "off"}),
    )
    decides = forms.CharField(label="Yang memutuskan", max_length=120, required=False)
    note = forms.CharField(label="Catatan", max_length=200, required=False)

    def __init__(self, *args: Any, offered: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decides"].widget.attrs["placeholder"] = "Jabatan yang memutuskan"
        self.fields["note"].widget.attrs["placeholder"] = "Catatan"
        self.offered = {name.lower() for name in offered}
        self.dress()

    def other_content(self) -> bool:
        """The kind is chosen from the start, so it does not make a row."""
        data = self.cleaned_data
        return any(data.get(name) for name in ("size", "closeness", "women", "poor", "partners", "decides", "note"))

    def has_content(self) -> bool:
        name = plain(str(self.cleaned_data.get("name") or ""))
        return bool(name) and (self.other_content() or name.lower() not in self.offered)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("size", "closeness") if self.has_content() else ():
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, f"Pilih {LEAST} sampai {MOST}.")
        return data

    def clean_partners(self) -> list[int]:
        """Numbers of other rows, separated by commas or spaces."""
        parts = str(self.cleaned_data["partners"]).replace(",", " ").replace(";", " ").split()
        wrong = [part for part in parts if not (part.isascii() and part.isdecimal() and 1 <= int(part) <= MOST_BODIES)]
        if wrong:
            raise ValidationError(f"“{wrong[0]}” bukan nomor baris. Tulis nomornya, dipisah koma, misalnya 2, 5.")
        return sorted({int(part) for part in parts})


class BodyRows(RowFormSet):
    """Partners are numbers of the rows as they stand on the page; the verb gets those of the rows that count."""

    def clean(self) -> None:
        super().clean()
        kept = {number for number, form in enumerate(self.forms, 1) if form in self.kept()}
        for number, form in enumerate(self.forms, 1):
            missing = [other for other in self._partners(form) if other not in kept or other == number]
            if number in kept and missing:
                listed = ", ".join(map(str, missing))
                form.add_error("partners", f"Nomor {listed} bukan lembaga lain yang diisi dalam daftar ini.")

    @property
    def texts(self) -> list[BodyText]:
        """What the verb takes; after `is_valid()`."""
        kept = self.kept()
        numbers = {at: place for place, at in enumerate((n for n, form in enumerate(self.forms, 1) if form in kept), 1)}
        names = ("name", "kind", "size", "closeness", "women", "poor", "decides", "note")
        return [
            BodyText(
                **{name: form.cleaned_data[name] for name in names},
                partners=[numbers[other] for other in self._partners(form)],
            )
            for form in kept
        ]

    @staticmethod
    def _partners(form: forms.Form) -> list[int]:
        found = form.cleaned_data.get("partners") if hasattr(form, "cleaned_data") else None
        return found if isinstance(found, list) else []


BodyFormSet: Any = type("BodyFormSet", (BodyRows, row_formset(BodyForm, extra=2, most=MOST_BODIES)), {})


def first_bodies(
    rows: Sequence[VennBody], partners: dict[int, set[int]], known: Sequence[KnownBody]
) -> list[dict[str, Any]]:
    """What the list shows: what is stored, otherwise the institutions that are known, still without numbers."""
    if not rows:
        return [{"name": one.name, "kind": one.kind} for one in known[:MOST_BODIES]]
    found = []
    for row, body in zip(rows, as_bodies(rows, partners), strict=True):
        found.append(
            {
                "pk": row.pk, "name": row.name, "kind": row.kind, "size": row.size, "closeness": row.closeness,
                "women": row.women, "poor": row.poor, "decides": row.decides, "note": row.note,
                "partners": ", ".join(map(str, body.partners)),
            }
        )  # fmt: skip
    return found
