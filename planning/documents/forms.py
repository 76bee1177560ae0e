"""Forms of printed documents: why print, why revoke, who signed, how letters look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone

from kumuh.core.forms import DateField, Form, LockedForm, ReasonField
from kumuh.core.uploads import ACCEPTED, ACCEPTED_PHOTOS
from planning.documents.enums import Paper
from planning.documents.models import Edition, Letterhead
from planning.documents.numbering import DEFAULT_PATTERN, PatternRefused, check_pattern, example_number
from planning.documents.queries import SignaturePlace
from planning.documents.services import SignedBy

BODIES: Final = {"KELURAHAN": "kelurahan", "BKM": "BKM", "KSM": "KSM"}


class PrintForm(Form):
    """Every edition says why it was printed."""

    reason = forms.CharField(
        label="Dicetak untuk apa",
        max_length=200,
        help_text="Misalnya: dibahas dalam rembuk, dikirim ke Pokja PKP, arsip kelurahan.",
    )


class RevokeForm(Form):
    """An edition is withdrawn with a reason that the public check page shows."""

    reason = ReasonField(
        label="Alasan mencabut",
        max_length=300,
        help_text="Terbaca oleh siapa pun yang mencocokkan lembar ini. Jangan menyebut nama warga.",
    )


class SignatureForm(Form):
    """The signed sheet: whose signatures are on it, since when, and the file.

    One tick per place on the sheet; where the paper had no name the name is asked.
    """

    signed_on = DateField(label="Tanggal tanda tangan")
    scan = forms.FileField(
        label="Lembar bertanda tangan",
        help_text="Foto atau pindaian lembar kertas, atau PDF edisi ini yang sudah ditandatangani secara elektronik.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, places: Sequence[SignaturePlace], edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = list(places)
        today = timezone.localdate()
        self.fields["signed_on"] = DateField(
            label="Tanggal tanda tangan",
            min_value=timezone.localdate(edition.printed_at),
            max_value=today,
            initial=today,
        )
        for number, place in enumerate(self.places):
            label = " – ".join(part for part in (place.name, place.office or place.role) if part)
            self.fields[f"ada_{number}"] = forms.BooleanField(label=label, required=False)
            if not place.name:
                self.fields[f"nama_{number}"] = forms.CharField(
                    label=f"Nama {place.office or place.role}", max_length=120, required=False
                )
        self.order_fields([*(name for name in self.fields if name[:4] in ("ada_", "nama")), "signed_on", "scan"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number, place in enumerate(self.places):
            ticked = data.get(f"ada_{number}")
            if ticked and not place.name and not (data.get(f"nama_{number}") or "").strip():
                self.add_error(f"nama_{number}", "Tuliskan nama yang tertera di bawah tanda tangan.")
        return data

    @property
    def signers(self) -> list[SignedBy]:
        """The places that were ticked."""
        return [
            SignedBy(place.role, place.office, place.name or self.cleaned_data[f"nama_{number}"].strip())
            for number, place in enumerate(self.places)
            if self.cleaned_data.get(f"ada_{number}")
        ]


class LetterheadForm(LockedForm):
    """Lines, address, logo, letter numbers and paper of one office."""

    lines = forms.CharField(
        label="Baris kop",
        help_text="Satu baris tulisan per baris; baris terakhir adalah nama lembaga dan dicetak paling besar.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    address = forms.CharField(label="Alamat", max_length=255, required=False)
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="Foto atau gambar.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED_PHOTOS}),
    )
    number_pattern = forms.CharField(
        label="Pola nomor surat",
        max_length=120,
        initial=DEFAULT_PATTERN,
        help_text="{urut:03d} nomor urut tiga angka, {kode} jenis surat, {lembaga}, {bulan_romawi}, {tahun}; "
        "tulisan lain dicetak apa adanya.",
    )
    paper = forms.ChoiceField(label="Kertas", choices=Paper.choices, widget=forms.RadioSelect)
    instance: Letterhead

    def clean_number_pattern(self) -> str:
        try:
            return check_pattern(self.cleaned_data["number_pattern"].strip())
        except PatternRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None

    @property
    def example_number(self) -> str:
        """The number of a berita acara today by the pattern on the screen; empty for one that cannot be filled."""
        pattern = str(self["number_pattern"].value() or "")
        return example_number(pattern, body=self.instance.body, on=timezone.localdate())

    @property
    def verb_values(self) -> dict[str, Any]:
        """What the verb `save_letterhead` takes from this form."""
        names = ("lines", "address", "logo", "number_pattern", "paper")
        expected = self.expected_version if self.locked else None
        return {name: self.cleaned_data[name] for name in names} | {"expected_version": expected}
