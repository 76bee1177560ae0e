"""Choosing items of kelurahan plans and answering them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kumuh.core.forms import Form
from planning.city.enums import SHORT_ANSWERS, AnswerStatus
from planning.city.models import AreaProgramme
from planning.city.queries import OPEN, Choice, Item
from planning.city.services import Decision
from planning.proposals.catalog import ASPECTS

ALL = ("", "Semua")


class ItemFilter(Form):
    """Which items are in sight; everything may stay empty."""

    kelurahan = forms.ChoiceField(label="Kelurahan", required=False)
    kawasan = forms.TypedChoiceField(label="Kawasan", required=False, coerce=int, empty_value=None)
    indikator = forms.TypedChoiceField(
        label="Indikator", required=False, coerce=int, empty_value=None, choices=[ALL, *ASPECTS.items()]
    )
    jawaban = forms.ChoiceField(
        label="Jawaban", required=False, choices=[ALL, (OPEN, "Belum dijawab"), *AnswerStatus.choices]
    )

    def __init__(self, *args: Any, items: Iterable[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(items)
        places = {item.work.cycle.region_id: item.work.cycle.region.name for item in known}
        areas: dict[int, str] = {one.pk: one.name for item in known for one in item.settlements}
        self.fields["kelurahan"].choices = [ALL, *sorted(places.items(), key=lambda pair: pair[1])]  # type: ignore[attr-defined]  # choice fields
        self.fields["kawasan"].choices = [ALL, *sorted(areas.items(), key=lambda pair: pair[1])]  # type: ignore[attr-defined]  # as above

    def choice(self) -> Choice:
        """The valid part of what was chosen."""
        self.is_valid()
        data = self.cleaned_data
        return Choice(
            kelurahan=data.get("kelurahan", ""),
            settlement=data.get("kawasan"),
            aspect=data.get("indikator"),
            status=data.get("jawaban", ""),
        )


class AnswerForm(Form):
    """One answer for everything that is ticked."""

    status = forms.ChoiceField(
        label="Jawaban",
        choices=[(status.value, words) for status, words in SHORT_ANSWERS.items()],
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        required=False,
        help_text="Wajib bila ditunda atau ditolak; dibaca warga.",
    )
    programme = forms.ModelChoiceField(
        label="Digabung ke program",
        queryset=AreaProgramme.objects.none(),
        required=False,
        empty_label="— bila digabung —",
    )
    executor = forms.CharField(label="SKPD", max_length=160, required=False, help_text="Kosong: dari Musrenbang.")
    year = forms.TypedChoiceField(
        label="Tahun",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, programmes: Any, years: range, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # a model choice field
        self.fields["programme"].label_from_instance = _programme_label  # type: ignore[attr-defined]  # as above
        self.fields["year"].choices = [("", "sesuai rencana"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]  # a choice field

    @property
    def decision(self) -> Decision:
        return Decision(**{name: self.cleaned_data[name] for name in Decision.__dataclass_fields__})


def _programme_label(row: AreaProgramme) -> str:
    return f"{row.settlement or 'Lintas kawasan'}: {row.name} ({row.first_year}–{row.last_year})"
