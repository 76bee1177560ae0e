"""Rows of the list of potentials and needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kumuh.core.forms.rows import RowForm, row_formset
from planning.proposals.enums import FactKind, Sector
from planning.proposals.models import LocalFact
from planning.proposals.services import FactText

MOST_FACTS = 200


class FactForm(RowForm):
    """One potential or need."""

    lead = "text"
    lead_message = "Tulis uraiannya, atau kosongkan seluruh baris."
    sector = forms.ChoiceField(label="Bidang", choices=Sector.choices)
    kind = forms.ChoiceField(label="Jenis", choices=FactKind.choices)
    text = forms.CharField(label="Uraian", max_length=300, required=False)
    place = forms.CharField(label="Lokasi", max_length=120, required=False)
    amount = forms.CharField(
        label="Jumlah", max_length=80, required=False, widget=forms.TextInput(attrs={"class": "w-medium"})
    )

    def other_content(self) -> bool:
        """The two choices are never empty, so they do not make a row."""
        return bool(self.cleaned_data.get("place") or self.cleaned_data.get("amount"))

    @property
    def value(self) -> FactText:
        data = self.cleaned_data
        return FactText(data["sector"], data["kind"], data["text"], data["place"], data["amount"], data["pk"])


FactFormSet: Any = row_formset(FactForm, extra=3, most=MOST_FACTS)


def initial_facts(rows: Iterable[LocalFact]) -> list[dict[str, Any]]:
    """Rows to start with: what is stored."""
    names = ("pk", "sector", "kind", "text", "place", "amount")
    return [{name: getattr(row, name) for name in names} for row in rows]


def removed_facts(formset: Any) -> list[int]:
    """Keys of stored rows that were ticked away or emptied; after `is_valid()`."""
    kept = {form.cleaned_data.get("pk") for form in formset.kept()}
    return [pk for form in formset.forms if (pk := form.cleaned_data.get("pk")) and pk not in kept]
