"""The SK of a body."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import LockedModelForm, ScanField
from kumuh.core.uploads import CleanFile
from planning.institutions.catalog import Body
from planning.institutions.models import FormationDecree, Institution
from planning.institutions.services import DecreeFacts

CONTENT = ("issuer", "about", "ends_on", "funding", "copies")
REGISTER = ("sequence", "dated_on", "number", "signer_name")


class DecreeForm(LockedModelForm):
    """What the SK says, then its number and day once the office gave them, then the signed paper."""

    pindaian = ScanField(
        label="SK yang sudah ditandatangani",
        required=False,
        help_text="PDF atau foto setiap halamannya dalam satu berkas PDF.",
    )

    class Meta(LockedModelForm.Meta):
        model = FormationDecree
        fields = (*CONTENT, *REGISTER)
        widgets = {"copies": forms.Textarea(attrs={"rows": 4})}  # Django reads it once
        help_texts = {  # Django reads it once
            "about": "Melengkapi “Keputusan … tentang …”.",
            "ends_on": "Kosongkan bila berlaku sampai diganti.",
            "funding": "Misalnya APBD Kota, dana kelurahan, atau swadaya.",
            "copies": "Satu penerima tembusan per baris.",
            "number": "Kosongkan untuk memakai bentuk “12 Tahun 2026”.",
            "signer_name": "Kosongkan bila pejabatnya sudah tercatat sebagai penanda tangan.",
        }

    def __init__(self, *args: Any, body: Body, proposed: int, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.value, one.label) for one in body.issuers]
        self.fields["issuer"] = forms.ChoiceField(label="Ditetapkan oleh", choices=choices)
        self.fields[
            "sequence"
        ].help_text = (
            f"Nomor berikutnya menurut catatan di sini: {proposed}. Sesuaikan bila kantor sudah memakai nomor itu."
        )

    @property
    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, hint, fields)."""
        return [
            ("Isi SK", "Cukup ini untuk mencetak rancangannya.", [self[name] for name in CONTENT]),
            ("Nomor dan tanggal", "Diisi sesudah pejabat menetapkan.", [self[name] for name in REGISTER]),
            ("Lembar bertanda tangan", "", [self["pindaian"]]),
        ]

    @property
    def facts(self) -> DecreeFacts:
        return DecreeFacts(**{name: self.cleaned_data[name] for name in DecreeFacts.__dataclass_fields__})

    @property
    def scan(self) -> CleanFile | None:
        return self.cleaned_data.get("pindaian")


def first_decree(institution: Institution) -> dict[str, Any]:
    """What the form of a new SK begins with: its office, its subject, the usual copies."""
    body = institution.body
    return {
        "issuer": body.issuers[0].value,
        "about": f"{body.charge} {institution.name.removeprefix(body.short).strip()}".strip(),
        "copies": "Camat\nBKM/LKM\nYang bersangkutan",
    }
