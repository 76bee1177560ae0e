"""Forms of funds and priority lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kumuh.core.forms import LockedForm, RupiahField
from planning.programs.enums import CutRule, FundScope
from planning.programs.models import FundSetting, PriorityList
from planning.rembuk.models import Decision


class PriorityForm(LockedForm):
    """How the list is cut, its ceiling, and the decision that adopted it."""

    rule = forms.ChoiceField(
        label="Aturan potong",
        choices=CutRule.choices,
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
        help_text="Aturan yang dipilih dicetak pada daftar.",
    )
    ceiling = RupiahField(label="Pagu kelurahan ini", min_value=1)
    decision = forms.ModelChoiceField(
        label="Keputusan rembuk yang menetapkan daftar ini",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="— belum diputuskan —",
        help_text="Hanya keputusan tentang daftar prioritas dari rembuk yang sudah ditutup.",
    )

    def __init__(
        self, *args: Any, instance: PriorityList, decisions: QuerySet[Decision], limit: str, **options: Any
    ) -> None:
        super().__init__(*args, instance=instance, **options)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]  # a model choice field
        self.fields["ceiling"].help_text = limit


class FundTermsForm(LockedForm):
    """How a city reads a fund."""

    ceiling = RupiahField(label="Pagu", min_value=1)
    scope = forms.ChoiceField(
        label="Pagu berlaku", choices=FundScope.choices, widget=forms.RadioSelect(attrs={"data-boxes": "1"})
    )
    basis = forms.CharField(
        label="Dasar keputusan", max_length=300, help_text="Misalnya nomor surat atau berita acara rapat Pokja PKP."
    )

    def __init__(self, *args: Any, instance: FundSetting, **options: Any) -> None:
        super().__init__(*args, instance=instance, **options)
