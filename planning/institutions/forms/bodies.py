"""The form of a body itself."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from kumuh.areas.models import Region
from kumuh.core.forms import LockedModelForm, ScanField
from kumuh.core.uploads import CleanFile
from planning.cycles.models import Cycle
from planning.institutions.catalog import body_of
from planning.institutions.models import Institution
from planning.institutions.queries import parents_for
from planning.institutions.services import BodyFacts

IDENTITY = ("name", "parent", "cycle", "address")
FORMATION = ("formed_on", "formation_number", "formation_place")
ARTICLES = ("articles_on", "naskah")
ACCOUNT = ("bank", "account_number", "account_name", "account_opened_on", "opening_balance")
ENDING = ("dissolved_on", "dissolved_reason")


class InstitutionForm(LockedModelForm):
    """What is known of a body; sections that its kind does not have are not asked."""

    naskah = ScanField(
        label="Naskah AD/ART",
        required=False,
        help_text="PDF atau foto naskah yang sudah ditandatangani.",
    )

    class Meta(LockedModelForm.Meta):
        model = Institution
        fields = (*IDENTITY, *FORMATION, "articles_on", *ACCOUNT, *ENDING)
        help_texts = {  # Django reads it once
            "name": "Seperti tertulis dalam SK, misalnya KSM Mawar.",
            "cycle": "SK dapat dicetak bila siklusnya diketahui.",
            "opening_balance": "Setoran calon pengguna saat rekening dibuka, paling sedikit Rp 500.000.",
            "dissolved_on": "Kosongkan selama lembaga masih bekerja. Sesudah diisi, anggotanya hanya dapat dibaca.",
        }

    def __init__(self, *args: Any, region: Region, **options: Any) -> None:
        super().__init__(*args, **options)
        self.body = body = body_of(self.instance.kind)
        cycles = Cycle.objects.filter(region=region).select_related("region").order_by("-fiscal_year", "-pk")
        cast(forms.ModelChoiceField, self.fields["cycle"]).queryset = cycles
        cast(forms.ModelChoiceField, self.fields["parent"]).queryset = parents_for(region.pk, body.kind)
        hidden = [] if body.below else ["parent"]
        hidden += [] if body.articles else ARTICLES
        hidden += [] if body.account else ACCOUNT
        hidden += [] if self.instance.pk else ENDING
        for name in hidden:
            del self.fields[name]

    @property
    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, hint, fields) of what this kind of body is asked."""
        parts = (
            ("Lembaga", "", IDENTITY),
            ("Rapat pembentukan", "Nomor dan tanggal menurut berita acaranya.", FORMATION),
            ("AD/ART", "", ARTICLES),
            (
                "Rekening",
                "Tiga penanda tangan (ketua, satu pengurus, satu calon pengguna) dipilih pada daftar anggota.",
                ACCOUNT,
            ),
            ("Bila sudah bubar", "", ENDING),
        )
        found = [(title, hint, [self[name] for name in names if name in self.fields]) for title, hint, names in parts]
        return [part for part in found if part[2]]

    @property
    def facts(self) -> BodyFacts:
        """Everything the verb takes; what was not asked stays as it is stored."""
        known = {name: getattr(self.instance, name) for name in BodyFacts.__dataclass_fields__}
        return BodyFacts(**known | {name: self.cleaned_data[name] for name in known if name in self.cleaned_data})

    @property
    def articles(self) -> CleanFile | None:
        return self.cleaned_data.get("naskah")
