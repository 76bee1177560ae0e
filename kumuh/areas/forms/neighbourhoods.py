"""Forms of RT, RW and kawasan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code, normal_number, number_list
from kumuh.areas.queries import neighbourhoods_on
from kumuh.core.forms import DateField, Form


class RtNumberField(forms.CharField):
    """Number of one RT or RW; cleans `RT 3` to `003`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "w-short", "autocomplete": "off"}))
        super().__init__(max_length=12, **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return normal_number(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error


class RwChoice(forms.TypedChoiceField):
    """One of the RW in force; cleans to the row, or None. The RW are read once for all forms of a page."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "RW")
        super().__init__(required=False, empty_value=None, **options)

    def of(self, rws: Iterable[Neighbourhood]) -> None:
        rows = {str(rw.pk): rw for rw in rws}
        self.choices = [("", "Tanpa RW"), *((pk, str(rw)) for pk, rw in rows.items())]
        self.coerce = rows.__getitem__


def current(kelurahan: Region, kind: str) -> Any:
    """RT or RW of a kelurahan that have not ended."""
    return neighbourhoods_on(kelurahan, timezone.localdate(), kind).filter(valid_to=None)


class NewNeighbourhoodForm(Form):
    """Several RT of one RW, or several RW, at once."""

    kind = forms.ChoiceField(
        label="Yang ditambahkan",
        choices=[("RT", "RT"), ("RW", "RW saja, tanpa RT")],
        initial="RT",
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    numbers = forms.CharField(
        label="Nomor",
        max_length=200,
        help_text="Boleh beberapa sekaligus, misalnya 1-8 atau 1, 2, 5.",
        widget=forms.TextInput(attrs={"class": "w-medium", "autocomplete": "off"}),
    )
    rw_number = RtNumberField(
        label="Berada di RW nomor",
        required=False,
        help_text="RW yang belum ada dibuat sekaligus. Kosongkan bila di sini tidak ada RW.",
    )
    settlement = forms.ModelChoiceField(
        Settlement.objects.none(), label="Kawasan", required=False, empty_label="Belum masuk kawasan"
    )
    valid_from = DateField(label="Berlaku sejak", required=False, help_text="Kosongkan bila sudah ada sejak dahulu.")

    def __init__(self, *args: Any, kelurahan: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        city = city_code(kelurahan.pk)
        self.fields["settlement"].queryset = Settlement.objects.filter(city_id=city)  # type: ignore[attr-defined]

    def clean_numbers(self) -> list[str]:
        try:
            return number_list(self.cleaned_data["numbers"])
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ChangeForm(Form):
    """The day and the reason of a change; every form of a change begins with it."""

    on = DateField(label="Berlaku mulai tanggal", initial=timezone.localdate)
    reason = forms.CharField(
        label="Alasan dan dasar perubahan", max_length=300, help_text="Misalnya: SK Lurah Nomor 5 Tahun 2025."
    )

    field_order = ("neighbourhoods", "number", "rw", "name", "on", "reason")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("Perubahan dicatat setelah berlaku; tanggal ini belum terjadi.")
        return on


class RenameForm(ChangeForm):
    """Another number, name or RW."""

    number = RtNumberField(label="Nomor baru")
    rw = RwChoice()
    name = forms.CharField(label="Nama setempat", max_length=80, required=False)

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "number": neighbourhood.number,
            "rw": neighbourhood.parent_id,
            "name": neighbourhood.name,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if neighbourhood.kind == NeighbourhoodKind.RW:
            del self.fields["rw"]
        else:
            self.fields["rw"].of(current(neighbourhood.kelurahan, NeighbourhoodKind.RW))  # type: ignore[attr-defined]


class MergeForm(ChangeForm):
    """Which RT (or RW) become one, and what that one is called."""

    neighbourhoods = forms.ModelMultipleChoiceField(
        Neighbourhood.objects.none(),
        label="Yang digabung",
        widget=forms.CheckboxSelectMultiple(attrs={"data-boxes": "1"}),
    )
    number = RtNumberField(label="Nomor setelah digabung")
    rw = RwChoice(label="RW setelah digabung")
    name = forms.CharField(label="Nama setempat", max_length=80, required=False)

    def __init__(self, *args: Any, kelurahan: Region, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["neighbourhoods"].queryset = current(kelurahan, kind)  # type: ignore[attr-defined]
        if kind == NeighbourhoodKind.RW:
            del self.fields["rw"]
        else:
            self.fields["rw"].of(current(kelurahan, NeighbourhoodKind.RW))  # type: ignore[attr-defined]


class PartForm(Form):
    """One RT that comes out of a split."""

    number = RtNumberField(label="Nomor")
    rw = RwChoice()
    name = forms.CharField(label="Nama setempat", max_length=80, required=False)

    def __init__(self, *args: Any, rws: Iterable[Neighbourhood], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rw"].of(rws)  # type: ignore[attr-defined]
        self.fields["number"].required = not self.empty_permitted

    def has_changed(self) -> bool:
        """A row counts once its number is filled in; a chosen RW alone is no RT."""
        return bool(self["number"].data) or not self.empty_permitted


PartFormSet = formset_factory(PartForm, extra=2, min_num=2, max_num=6, validate_min=True, validate_max=True)


class SettlementForm(Form):
    """Which RT belong to which kawasan."""

    name = forms.CharField(
        label="Nama kawasan",
        max_length=120,
        required=False,
        help_text="Nama yang belum ada dibuat baru. Kosongkan untuk mengeluarkan RT dari kawasannya.",
        widget=forms.TextInput(attrs={"list": "kawasan-kota", "autocomplete": "off"}),
    )
    rts = forms.ModelMultipleChoiceField(
        Neighbourhood.objects.none(), label="RT", widget=forms.CheckboxSelectMultiple(attrs={"data-boxes": "1"})
    )

    def __init__(self, *args: Any, kelurahan: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rts"]
        field.queryset = current(kelurahan, NeighbourhoodKind.RT)  # type: ignore[attr-defined]
        field.label_from_instance = _with_settlement  # type: ignore[attr-defined]


def _with_settlement(rt: Neighbourhood) -> str:
    return f"{rt.label} ({rt.settlement})" if rt.settlement else rt.label
