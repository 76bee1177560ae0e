"""Legality of the land, other considerations and handling pattern of one RT."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.conditions.enums import Handling
from kumuh.core.forms import LockedForm, ReasonField

UNKNOWN = [("", "Belum diketahui"), ("ya", "Ya, untuk seluruh lokasi"), ("tidak", "Tidak, atau hanya sebagian")]
OPEN = [("", "Belum diketahui"), ("ya", "Ya"), ("tidak", "Tidak")]
LEGAL = [("", "Menurut dua butir di atas"), ("ya", "Legal"), ("tidak", "Tidak legal")]


class AnswerField(forms.TypedChoiceField):
    """Yes, no or not known; gives True, False or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("choices", OPEN)
        widget = forms.RadioSelect(attrs={"data-boxes": "1"})
        super().__init__(coerce=lambda text: text == "ya", empty_value=None, required=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: "tidak", None: ""}.get(value, value) if not isinstance(value, str) else value


class StatusForm(LockedForm):
    """What people decide beside the score; a decision against the table needs a reason."""

    land_status_clear = AnswerField(label="Status penguasaan lahan jelas?", choices=UNKNOWN)
    plan_conform = AnswerField(label="Sesuai rencana tata ruang?", choices=UNKNOWN)
    legal_override = AnswerField(label="Legalitas lahan", choices=LEGAL)
    legal_reason = ReasonField(label="Alasan bila berbeda dari dua butir itu", required=False, max_length=300)
    strategic_location = AnswerField(label="Lokasi berada pada fungsi strategis kota?")
    social_potential = AnswerField(label="Masyarakat berpotensi ikut serta dalam penanganan?")
    handling_override = forms.ChoiceField(
        label="Pola penanganan",
        required=False,
        choices=[("", "Menurut usulan tabel"), *Handling.choices()],
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    handling_reason = ReasonField(label="Alasan bila berbeda dari usulan", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("legal_override") is not None and not cleaned.get("legal_reason"):
            self.add_error("legal_reason", "Tulis alasan legalitas yang ditetapkan sendiri.")
        if cleaned.get("handling_override") and not cleaned.get("handling_reason"):
            self.add_error("handling_reason", "Tulis alasan memilih pola lain.")
        return cleaned
