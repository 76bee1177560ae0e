"""Classes, cards and piles of the welfare ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import CountField, SeenForm
from kumuh.core.forms.rows import RowForm, row_formset
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.methods.forms.grid import GridRow, each_row, unrepeated
from planning.methods.models import WelfareCard, WelfareClass, WelfareSort
from planning.methods.queries.welfare import USUAL
from planning.methods.services.welfare import MOST_CARDS, MOST_CLASSES, MOST_PILES, CardText, ClassText
from planning.methods.welfare import TOP, equal_cuts

NUMBER = {"class": "w-short", "autocomplete": "off"}


class ClassForm(RowForm):
    """One class."""

    lead = "name"
    lead_message = "Tulis nama kelasnya, atau kosongkan seluruh baris."
    name = forms.CharField(label="Kelas", max_length=40, required=False)
    traits = forms.CharField(label="Ciri menurut warga", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    upto = CountField(
        label="Nilai sampai", min_value=1, max_value=TOP, required=False, widget=forms.TextInput(attrs=NUMBER)
    )
    poor = forms.BooleanField(label="Dihitung sebagai keluarga miskin/MBR", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        each_row(self, "name", "upto")
        unrepeated(self, "upto")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and data.get("upto") is None and "upto" not in self.errors:
            self.add_error("upto", "Isi batas nilainya, 1 sampai 100.")
        return data

    @property
    def text(self) -> ClassText:
        data = self.cleaned_data
        return ClassText(data["name"], data["traits"], data["upto"], data["poor"], data.get("pk"))


_ClassRows: Any = row_formset(ClassForm, extra=1, most=MOST_CLASSES)


class ClassFormSet(_ClassRows):
    """Classes from the best off to the poorest."""

    def clean(self) -> None:
        """A cut that does not rise is said at its field."""
        before = 0
        for row in self.kept() if not any(self.errors) else ():
            upto = row.cleaned_data["upto"]
            if upto <= before:
                row.add_error("upto", f"Harus lebih dari {before}, batas kelas di atasnya.")
            before = max(upto, before)


def stored_classes(rows: Sequence[WelfareClass]) -> list[dict[str, Any]]:
    """What the list shows: what is stored, otherwise three classes with equal cuts."""
    if rows:
        return [
            {"pk": row.pk, "name": row.name, "traits": row.traits, "upto": row.upto, "poor": row.poor} for row in rows
        ]
    usual = zip(USUAL, equal_cuts(len(USUAL)), strict=True)
    return [{"name": name, "upto": upto, "poor": name == USUAL[-1]} for name, upto in usual]


class CardForm(GridRow):
    """One household; a row without a name is not there."""

    lead = "name"
    lead_message = "Tulis nama kepala keluarganya, atau kosongkan seluruh baris."
    number = CountField(label="Nomor", min_value=1, max_value=999, required=False, widget=forms.TextInput(attrs=NUMBER))
    name = forms.CharField(
        label="Nama kepala keluarga", max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    rt = forms.TypedChoiceField(label="RT", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, rts: Sequence[Neighbourhood], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rts = {rt.pk: rt for rt in rts}
        cast(forms.ChoiceField, self.fields["rt"]).choices = [("", "–"), *((rt.pk, str(rt)) for rt in rts)]
        self.dress()

    def other_content(self) -> bool:
        """Number and RT may be there from the start."""
        return False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and data.get("number") is None and "number" not in self.errors:
            self.add_error("number", "Isi nomor yang tertulis pada kartu.")
        return data

    @property
    def card(self) -> CardText:
        data = self.cleaned_data
        return CardText(data["number"], data["name"], self.rts.get(data["rt"]), data.get("pk"))


_CardRows: Any = row_formset(CardForm, extra=0, most=MOST_CARDS)


class CardFormSet(_CardRows):
    """Cards of a session."""

    def clean(self) -> None:
        """A number that stands on two cards is said at the second."""
        taken: set[int] = set()
        for row in self.kept() if not any(self.errors) else ():
            number = row.cleaned_data["number"]
            if number in taken:
                row.add_error("number", f"Nomor {number} sudah dipakai kartu lain.")
            taken.add(number)


#: Empty rows after the stored ones.
SPARE = 10


def stored_cards(rows: Sequence[WelfareCard]) -> list[dict[str, Any]]:
    """What the list shows: what is stored, then a few rows that are already numbered, in the RT of the last card."""
    held = [{"pk": row.pk, "number": row.number, "name": row.name, "rt": row.rt_id} for row in rows]
    last = max((row.number for row in rows), default=0)
    rt = rows[-1].rt_id if rows else None
    spare = min(SPARE, MOST_CARDS - len(held))
    return [*held, *({"number": last + at, "rt": rt} for at in range(1, spare + 1))]


def rts_of(cycle: Cycle) -> list[Neighbourhood]:
    """RT from which a card can be. One query."""
    return list(decree_rts(cycle))


class SortForm(SeenForm):
    """Into how many piles a group sorted, and the pile of every card."""

    piles = CountField(
        label="Banyaknya tumpukan", min_value=2, max_value=MOST_PILES, widget=forms.TextInput(attrs=NUMBER)
    )

    def __init__(
        self, *args: Any, cards: Sequence[WelfareCard], stored: Mapping[int, WelfareSort], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        unrepeated(self, "piles")
        self.cards = cards
        for card in cards:
            row = stored.get(card.pk)
            self.fields[f"k{card.pk}"] = CountField(
                label=f"Kartu {card.number}", required=False, min_value=1, max_value=MOST_PILES,
                initial=row.pile if row else None,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            )  # fmt: skip

    @property
    def cells(self) -> list[tuple[WelfareCard, forms.BoundField]]:
        """Cards with their field, by number."""
        return [(card, self[f"k{card.pk}"]) for card in self.cards]

    @property
    def places(self) -> dict[int, int]:
        data = self.cleaned_data
        return {card.pk: data[f"k{card.pk}"] for card in self.cards if data.get(f"k{card.pk}") is not None}
