"""The agreement on a final list."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import LockedModelForm, ScanField
from kumuh.core.uploads import CleanFile
from planning.city.models import Agreement
from planning.city.services import AgreementFacts

FACTS = tuple(AgreementFacts.__dataclass_fields__)


class AgreementForm(LockedModelForm):
    """The berita acara, both sides, and the signed sheet."""

    pindaian = ScanField(
        label="Lembar bertanda tangan kedua pihak",
        required=False,
        help_text="PDF atau foto; boleh menyusul, tetapi daftar baru disepakati bila lembarnya ada.",
    )

    class Meta(LockedModelForm.Meta):
        model = Agreement
        fields = FACTS
        widgets = {"differences": forms.Textarea(attrs={"rows": 4})}  # Django reads it once
        help_texts = {  # Django reads it once
            "differences": "Butir yang ditunda atau ditolak: apa kata warga, apa kata kota, bagaimana diselesaikan.",
            "community_office": "Misalnya Koordinator BKM.",
            "city_office": "Misalnya Ketua Pokja PKP.",
        }

    @property
    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, hint, fields)."""
        return [
            ("Pertemuan", "", [self[name] for name in ("number", "agreed_on", "place", "differences")]),
            (
                "Kedua pihak",
                "Warga dan kota sama-sama menandatangani.",
                [self[name] for name in ("community_name", "community_office", "city_name", "city_office")],
            ),
            ("Lembar bertanda tangan", "", [self["pindaian"]]),
        ]

    @property
    def facts(self) -> AgreementFacts:
        return AgreementFacts(**{name: self.cleaned_data[name] for name in FACTS})

    @property
    def scan(self) -> CleanFile | None:
        found: CleanFile | None = self.cleaned_data.get("pindaian")
        return found


def first_agreement(officials: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with: the officials of both sides as far as they are on record."""
    return {
        "community_name": officials.get("BKM", ""),
        "community_office": "Koordinator BKM",
        "city_name": officials.get("POKJA", ""),
        "city_office": "Ketua Pokja PKP",
    }
