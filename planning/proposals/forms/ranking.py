"""Forms of the ranking: criteria, departures, adoption. The scores are in `forms/scores.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from kumuh.core.forms import CountField, Form, ReasonField
from planning.proposals.catalog import LEVELS, MOST_CRITERIA
from planning.proposals.models import Ranking, RankingCriterion
from planning.proposals.queries import adopting
from planning.proposals.services import CriterionText
from planning.rembuk.models import Decision


class CriterionForm(Form):
    """One criterion: its weight, its direction and what 5, 3 and 1 mean."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    name = forms.CharField(label="Kriteria", max_length=120)
    weight = CountField(label="Bobot", min_value=1, max_value=100, unit="dari 100")
    direction = forms.TypedChoiceField(
        label="Arah", coerce=int, choices=[(1, "nilai besar lebih utama"), (-1, "nilai kecil lebih utama")], initial=1
    )
    explanation = forms.CharField(label="Yang dinilai", max_length=300, required=False)
    level5 = forms.CharField(label="Arti nilai 5", max_length=200, required=False)
    level3 = forms.CharField(label="Arti nilai 3", max_length=200, required=False)
    level1 = forms.CharField(label="Arti nilai 1", max_length=200, required=False)

    @property
    def text(self) -> CriterionText:
        data = self.cleaned_data
        return CriterionText(
            name=data["name"],
            weight=data["weight"],
            code=data["code"],
            explanation=data["explanation"],
            direction=data["direction"],
            definitions={level: data[f"level{level}"] for level in LEVELS},
        )


class BaseCriterionFormSet(BaseFormSet):
    """Criteria in their order. An added row that stayed empty is not there."""

    def texts(self) -> list[CriterionText]:
        return [form.text for form in self.forms if form.cleaned_data and not self._gone(form)]

    def _gone(self, form: forms.Form) -> bool:
        return bool(self._should_delete_form(form))  # type: ignore[attr-defined]  # Django's own


CriterionFormSet = formset_factory(
    CriterionForm,
    formset=BaseCriterionFormSet,
    extra=0,
    max_num=MOST_CRITERIA,
    absolute_max=MOST_CRITERIA,
    can_delete=True,
    can_delete_extra=True,
)


def initial_criteria(criteria: Sequence[RankingCriterion]) -> list[dict[str, Any]]:
    """Rows of the formset for stored criteria."""
    names = ("code", "name", "weight", "direction", "explanation")
    return [
        {name: getattr(row, name) for name in names}
        | {f"level{level}": row.definitions.get(level, "") for level in LEVELS}
        for row in criteria
    ]


class VersionForm(Form):
    """The version of the ranking that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OverrideForm(Form):
    """Another place than computed, with the reason that is printed beside it."""

    position = CountField(label="Urutan yang disepakati", min_value=1)
    reason = ReasonField(label="Alasan tertulis", max_length=1000, help_text="Dicetak di samping peringkatnya.")


class AdoptForm(Form):
    """The decision that adopts the ranking."""

    decision = forms.ModelChoiceField(
        label="Ditetapkan dengan keputusan", queryset=Decision.objects.none(), empty_label="— pilih keputusan rembuk —"
    )

    def __init__(self, *args: Any, ranking: Ranking, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["decision"]).queryset = adopting(ranking.cycle)
        self.initial.setdefault("decision", ranking.decision_id)
