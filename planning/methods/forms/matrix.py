"""How a session compares, its criteria, what is compared, and what is taken from a list of the cycle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kumuh.core.forms import CountField, RupiahField, SeenForm
from kumuh.core.forms.rows import RowForm, row_formset
from planning.methods.catalog import INDICATORS
from planning.methods.catalog.matrix import levels
from planning.methods.enums.matrix import MatrixMethod, MatrixSubject, RaterWord
from planning.methods.models import MatrixAlternative, MatrixCriterion, MatrixSetup
from planning.methods.registry import Offered
from planning.methods.services.matrix import (
    HIGHEST,
    MOST_ALTERNATIVES,
    MOST_CRITERIA,
    MOST_WEIGHT,
    AlternativeText,
    CriterionText,
    RulesText,
)

DIRECTIONS = ((1, "nilai besar lebih utama (+)"), (-1, "nilai kecil lebih utama (–)"))
MOST_HOUSEHOLDS = 100_000


class RulesForm(SeenForm):
    """How a session compares; it carries the stamp of the page."""

    method = forms.ChoiceField(
        label="Cara membandingkan", choices=MatrixMethod.choices, widget=forms.RadioSelect(attrs={"data-boxes": "1"})
    )
    subject = forms.ChoiceField(label="Yang dibandingkan", choices=MatrixSubject.choices)
    rater_rule = forms.ChoiceField(
        label="Bila penilainya beberapa orang",
        choices=RaterWord.choices,
        help_text="Nilai tengah tidak terseret satu orang yang sangat murah atau sangat pelit nilai.",
    )
    low = CountField(
        label="Nilai terendah", min_value=1, max_value=HIGHEST, widget=forms.TextInput(attrs={"class": "w-short"})
    )
    high = CountField(
        label="Nilai tertinggi", min_value=2, max_value=HIGHEST, widget=forms.TextInput(attrs={"class": "w-short"})
    )
    hundred = forms.TypedChoiceField(
        label="Bobot",
        choices=[("1", "jumlah bobot harus 100"), ("", "bobot bebas")],
        coerce=bool,
        required=False,
        help_text="Hanya untuk cara berbobot.",
    )

    @property
    def text(self) -> RulesText:
        data = self.cleaned_data
        return RulesText(
            **{name: data[name] for name in RulesText.__dataclass_fields__} | {"hundred": bool(data["hundred"])}
        )


def stored_rules(setup: MatrixSetup) -> dict[str, Any]:
    """What the form of the rules shows."""
    found = {name: getattr(setup, name) for name in RulesText.__dataclass_fields__}
    return found | {"hundred": "1" if setup.hundred else ""}


class CriterionForm(RowForm):
    """One criterion: weight, direction, what the scores mean. Weights only where the method weighs."""

    lead = "name"
    lead_message = "Tulis kriterianya, atau hapus barisnya."
    name = forms.CharField(label="Kriteria", max_length=80, required=False)
    weight = CountField(label="Bobot", min_value=1, max_value=MOST_WEIGHT, required=False)
    direction = forms.TypedChoiceField(label="Arah", coerce=int, choices=DIRECTIONS, initial=1)
    tie_first = forms.BooleanField(label="Memutus nilai sama lebih dahulu", required=False)

    def __init__(self, *args: Any, setup: MatrixSetup, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scores = levels(setup.low, setup.high)
        for score in self.scores:
            self.fields[f"level{score}"] = forms.CharField(label=f"Arti nilai {score}", max_length=160, required=False)
        if setup.method != MatrixMethod.BOBOT:
            del self.fields["weight"]
        if setup.method == MatrixMethod.REINKE:
            del self.fields["direction"]

    def other_content(self) -> bool:
        """The direction is chosen from the start, so only words and weight make a row."""
        return any(self.cleaned_data.get(name) for name in ("weight", *(f"level{score}" for score in self.scores)))

    @property
    def levels(self) -> list[forms.BoundField]:
        return [self[f"level{score}"] for score in self.scores]

    @property
    def text(self) -> CriterionText:
        data = self.cleaned_data
        return CriterionText(
            name=data["name"],
            weight=data.get("weight") or (0 if "weight" in self.fields else 1),
            direction=data.get("direction") or 1,
            definitions={str(score): data[f"level{score}"] for score in self.scores},
            tie_first=data["tie_first"],
            pk=data.get("pk"),
        )


CriterionFormSet: Any = row_formset(CriterionForm, extra=0, most=MOST_CRITERIA)


def stored_criteria(rows: Sequence[MatrixCriterion]) -> list[dict[str, Any]]:
    """What the list of criteria shows."""
    names = ("pk", "name", "weight", "direction", "tie_first")
    return [
        {name: getattr(row, name) for name in names}
        | {f"level{score}": words for score, words in row.definitions.items()}
        for row in rows
    ]


class AlternativeForm(RowForm):
    """One thing that is compared; KK and cost only break ties."""

    lead = "text"
    lead_message = "Tulis pilihannya, atau hapus barisnya."
    text = forms.CharField(label="Pilihan", max_length=200, required=False)
    aspect = forms.TypedChoiceField(
        label="Indikator",
        choices=[("", "Tidak satu indikator"), *INDICATORS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    households = CountField(label="Jumlah KK", max_value=MOST_HOUSEHOLDS, required=False)
    cost = RupiahField(label="Biaya", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.note = (self.initial or {}).get("note", "")

    def other_content(self) -> bool:
        """The indicator may be chosen from the start, so only words and numbers make a row."""
        return any(self.cleaned_data.get(name) for name in ("households", "cost"))

    @property
    def row_text(self) -> AlternativeText:
        data = self.cleaned_data
        return AlternativeText(data["text"], data["aspect"], data.get("households"), data.get("cost"), data.get("pk"))


AlternativeFormSet: Any = row_formset(AlternativeForm, extra=3, most=MOST_ALTERNATIVES)


def stored_alternatives(rows: Sequence[MatrixAlternative], sources: dict[str, str]) -> list[dict[str, Any]]:
    """What the list of alternatives shows; `note` tells from which list one was taken."""
    names = ("pk", "text", "aspect", "households", "cost")
    return [
        {name: getattr(row, name) for name in names}
        | {"note": f"diambil dari {sources.get(row.source, row.source)}" if row.source else ""}
        for row in rows
    ]


class TakeForm(SeenForm):
    """Things of one list of the cycle that are not compared yet."""

    keys = forms.MultipleChoiceField(
        label="Yang dibandingkan", widget=forms.CheckboxSelectMultiple(attrs={"data-boxes": "1"}), required=False
    )

    def __init__(self, *args: Any, offered: Sequence[Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keys"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.key, f"{one.text} ({one.note})" if one.note else one.text) for one in offered
        ]

    def clean_keys(self) -> list[str]:
        keys: list[str] = self.cleaned_data["keys"]
        if not keys:
            raise forms.ValidationError("Pilih paling sedikit satu.")
        return keys
