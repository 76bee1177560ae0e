"""Opening a survey, and its kelurahan totals."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.conditions.inputs import MOST_COUNT, MOST_HECTARES
from kumuh.conditions.models import RuleSet
from kumuh.conditions.scoring.quality import FIRST_YEAR, LAST_YEAR
from kumuh.core.forms import CountField, Form, LockedForm, NumberField, YearField

TOTALS_HINT = "Angka sekelurahan, untuk mencocokkan jumlah semua RT. Boleh diisi kemudian."


class _Totals(forms.Form):
    source = forms.CharField(
        label="Sumber data",
        max_length=300,
        required=False,
        help_text="Misalnya pendataan RT oleh relawan, Maret 2025. Tercetak di bawah tabel.",
    )
    total_area_ha = NumberField(
        label="Luas kelurahan yang disurvei", unit="ha", places=6, min_value=0, max_value=MOST_HECTARES, required=False
    )
    total_buildings = CountField(label="Jumlah bangunan", unit="unit", max_value=MOST_COUNT, required=False)
    total_people = CountField(label="Jumlah penduduk", unit="jiwa", max_value=MOST_COUNT, required=False)
    total_households = CountField(label="Jumlah KK", unit="KK", max_value=MOST_COUNT, required=False)


class SurveyForm(Form, _Totals):
    """A new survey: year, regulation version, source, totals of the kelurahan."""

    year = YearField(label="Tahun data", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    ruleset = forms.ModelChoiceField(
        label="Versi aturan",
        queryset=RuleSet.objects.all(),
        help_text="Pakai versi bawaan, kecuali untuk data lama yang dikumpulkan dengan aturan lain.",
    )
    field_order = ["year", "ruleset"]

    def __init__(self, *args: Any, **options: Any) -> None:
        default = RuleSet.objects.filter(is_default=True).first()
        options["initial"] = {"ruleset": default.pk if default else None} | (options.get("initial") or {})
        super().__init__(*args, **options)


class SurveyEditForm(LockedForm, _Totals):
    """Source and kelurahan totals of a survey; year and version stay."""
