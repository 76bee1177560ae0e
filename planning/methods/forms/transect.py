"""The way of a group and its stretches."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from kumuh.core.forms import Form, NumberField
from kumuh.core.forms.rows import RowForm, row_formset
from planning.methods.catalog import INDICATORS
from planning.methods.enums.transect import Cover, PathKind, WalkTheme, WalkTopic
from planning.methods.models import TransectPath, TransectStretch
from planning.methods.services.transect import LONGEST, MOST_LETTERS, MOST_STRETCHES, PathText, StretchText

HIGHEST = 5000
#: What is asked first on every stretch; the other topics fold.
FIRST = (WalkTopic.MASALAH, WalkTopic.POTENSI, WalkTopic.USULAN)


class PathForm(Form):
    """The way as a whole."""

    dilihat = forms.CharField(widget=forms.HiddenInput, required=False)
    start = forms.CharField(label="Mulai dari", max_length=120, required=False, help_text="Misalnya: gapura barat.")
    finish = forms.CharField(label="Berakhir di", max_length=120, required=False)
    kind = forms.ChoiceField(label="Jalurnya", choices=PathKind.choices)
    theme = forms.ChoiceField(label="Yang dilihat", choices=WalkTheme.choices)
    start_height = NumberField(
        label="Tinggi titik awal", unit="m", min_value=0, max_value=HIGHEST, required=False,
        help_text="Boleh kosong. Dari GPS atau peta; dipakai untuk kemiringan.",
    )  # fmt: skip

    @property
    def text(self) -> PathText:
        return PathText(**{name: self.cleaned_data[name] for name in PathText.__dataclass_fields__})


class StretchForm(RowForm):
    """One stretch with its notes."""

    lead = "name"
    lead_message = "Tulis nama ruasnya, atau kosongkan seluruh baris."
    name = forms.CharField(label="Nama ruas", max_length=80, required=False)
    metres = NumberField(label="Jarak", unit="m", places=1, max_value=LONGEST, required=False)
    height = NumberField(label="Tinggi di ujung ruas", unit="m", min_value=0, max_value=HIGHEST, required=False)
    cover = forms.ChoiceField(label="Penutup lahan", choices=[("", "–"), *Cover.choices], required=False)
    aspect = forms.TypedChoiceField(
        label="Masalahnya tentang",
        choices=[("", "–"), *INDICATORS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for topic in WalkTopic:
            self.fields[f"t_{topic}"] = forms.CharField(
                label=topic.label, max_length=MOST_LETTERS, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and "metres" not in self.errors:
            if data.get("metres") is None:
                self.add_error("metres", "Isi jarak ruas ini dalam meter.")
            elif data["metres"] <= 0:
                self.add_error("metres", "Jaraknya harus lebih dari 0 m.")
        return data

    @property
    def first_topics(self) -> list[forms.BoundField]:
        """What is asked first."""
        return [self[f"t_{topic}"] for topic in FIRST]

    @property
    def other_topics(self) -> list[forms.BoundField]:
        """What folds."""
        return [self[f"t_{topic}"] for topic in WalkTopic if topic not in FIRST]

    @property
    def text(self) -> StretchText:
        data = self.cleaned_data
        texts = {str(topic): data[f"t_{topic}"] for topic in WalkTopic if data[f"t_{topic}"]}
        metres = Decimal(data["metres"]).quantize(Decimal("0.1"))
        return StretchText(data["name"], metres, data["height"], data["cover"], texts, data["aspect"], data["pk"])


StretchFormSet: Any = row_formset(StretchForm, extra=2, most=MOST_STRETCHES)


def stored_path(row: TransectPath | None, stamp: str) -> dict[str, Any]:
    """What the form of the way shows."""
    if row is None:
        return {"dilihat": stamp}
    return {name: getattr(row, name) for name in PathText.__dataclass_fields__} | {"dilihat": stamp}


def stored_stretches(rows: Sequence[TransectStretch]) -> list[dict[str, Any]]:
    """What the list of stretches shows."""
    return [
        {
            "pk": row.pk, "name": row.name, "metres": row.metres, "height": row.height, "cover": row.cover,
            "aspect": row.aspect,
        }
        | {f"t_{topic}": words for topic, words in row.texts.items()}
        for row in rows
    ]  # fmt: skip
