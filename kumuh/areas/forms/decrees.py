"""Forms of the SK Kumuh register."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.areas.services import DecreeData
from kumuh.core.forms import DateField, Form, NumberField, ScanField

#: As decrees print them: up to six decimals.
HECTARES: dict[str, Any] = {"unit": "ha", "places": 6, "min_value": 0, "max_value": 999_999}


class DecreeForm(Form):
    """What is written on the paper of an SK Kumuh."""

    city = forms.ModelChoiceField(Region.objects.none(), label="Kota/kabupaten", empty_label="Pilih kota/kabupaten")
    number = forms.CharField(
        label="Nomor SK", max_length=80, help_text="Seperti tertulis, misalnya 430/1131 Tahun 2020."
    )
    title = forms.CharField(
        label="Tentang",
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Judul SK seperti tertulis.",
    )
    signed_on = DateField(label="Tanggal ditetapkan")
    signer_office = forms.CharField(
        label="Ditetapkan oleh", max_length=80, help_text="Jabatan, misalnya Wali Kota Pekalongan."
    )
    signer_name = forms.CharField(label="Nama penanda tangan", max_length=120, required=False)
    area_ha = NumberField(label="Luas kumuh menurut SK", required=False, **HECTARES)
    review_on = DateField(
        label="Ditinjau paling lambat", required=False, help_text="Kosong berarti lima tahun setelah ditetapkan."
    )
    scan = ScanField(
        label="Salinan SK",
        required=False,
        help_text="Pindaian PDF atau foto.",
    )
    source_note = forms.CharField(
        label="Sumber",
        max_length=Decree._meta.get_field("source_note").max_length,
        required=False,
        help_text="Dari mana salinan ini didapat, misalnya JDIH kota.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    replaces = forms.ModelChoiceField(
        Decree.objects.none(), label="Mencabut SK", required=False, empty_label="Tidak mencabut SK lain"
    )

    def __init__(self, *args: Any, cities: Any, older: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = cities.filter(level=RegionLevel.CITY)  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = older  # type: ignore[attr-defined]

    def data_of_paper(self) -> DecreeData:
        """The cleaned fields as the verbs take them."""
        names = ("number", "title", "signed_on", "signer_office", "signer_name", "area_ha", "review_on", "source_note")
        return DecreeData(**{name: self.cleaned_data[name] for name in names})


class DecreeChangeForm(DecreeForm):
    """Corrections; city and replaced SK stay as they were registered."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, decree: Decree, **kwargs: Any) -> None:
        names = ("number", "title", "signed_on", "signer_office", "signer_name", "area_ha", "review_on", "source_note")
        kwargs["initial"] = {name: getattr(decree, name) for name in (*names, "version")}
        super().__init__(*args, cities=Region.objects.none(), older=Decree.objects.none(), **kwargs)
        del self.fields["city"], self.fields["replaces"]


class DecreeRtForm(Form):
    """RT of one kelurahan in an SK: a tick and the hectares for each."""

    def __init__(
        self, *args: Any, rts: Iterable[Neighbourhood], listed: Iterable[DecreeNeighbourhood], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        written = {row.neighbourhood_id: row.area_ha for row in listed}
        self.rts = list(rts)
        for rt in self.rts:
            self.fields[f"rt-{rt.pk}"] = forms.BooleanField(label=rt.label, required=False, initial=rt.pk in written)
            self.fields[f"luas-{rt.pk}"] = NumberField(
                label=f"Luas {rt.label}", required=False, initial=written.get(rt.pk), **HECTARES
            )

    def rows(self) -> list[tuple[Neighbourhood, forms.BoundField, forms.BoundField]]:
        """RT with its tick and its hectares, for the table."""
        return [(rt, self[f"rt-{rt.pk}"], self[f"luas-{rt.pk}"]) for rt in self.rts]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for rt in self.rts:
            if cleaned.get(f"luas-{rt.pk}") is not None and not cleaned.get(f"rt-{rt.pk}"):
                self.add_error(f"rt-{rt.pk}", f"{rt.label} berisi luas tetapi tidak dicentang.")
        return cleaned

    def areas(self) -> dict[Neighbourhood, Decimal | None]:
        """Ticked RT with their hectares."""
        return {rt: self.cleaned_data[f"luas-{rt.pk}"] for rt in self.rts if self.cleaned_data[f"rt-{rt.pk}"]}


class RevokeForm(Form):
    """From which day and why an SK no longer counts."""

    on = DateField(label="Tidak berlaku mulai tanggal")
    reason = forms.CharField(label="Alasan", max_length=300, help_text="Misalnya: diganti SK Nomor … Tahun ….")
