"""What is typed about people, assignments and offices. No form holds a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db.models import QuerySet
from django.utils import timezone

from kumuh.accounts.enums import Mandate, Office, Role
from kumuh.accounts.models import Official, User
from kumuh.accounts.rules import OFFICE_LEVELS
from kumuh.accounts.services import Deputy, NewPerson, Signer
from kumuh.areas.models import Region


class DayField(forms.DateField):
    """A day from the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-medium"})
        super().__init__(widget=widget, **kwargs)


class RegionField(forms.ModelChoiceField):
    """A region named with its level, so that a kecamatan and a kelurahan of one name differ."""

    def label_from_instance(self, region: Any) -> str:
        return f"{region.title} ({region.code})"


class AssignmentForm(forms.Form):
    """Role, region and period. `regions` are those the administrator may choose from; None allows the whole country."""

    role = forms.ChoiceField(label="Peran", choices=Role.choices)
    region = RegionField(queryset=Region.objects.none(), label="Wilayah")
    valid_from = DayField(label="Sejak", initial=timezone.localdate)
    valid_to = DayField(label="Sampai", required=False, help_text="Kosongkan bila belum diketahui.")
    mandate = forms.ChoiceField(
        label="Dasar kewenangan",
        choices=Mandate.choices,
        required=False,
        help_text="Plt., Plh. atau a.n. memerlukan surat mandat; tercatat pada setiap tindakannya.",
    )
    letter_number = forms.CharField(label="Nomor surat mandat", max_length=80, required=False)
    letter_date = DayField(label="Tanggal surat mandat", required=False)
    on_behalf_of = forms.CharField(
        label="Atas nama", max_length=120, required=False, help_text="Jabatan yang diwakili, misalnya Lurah Krapyak."
    )

    def __init__(self, *args: Any, regions: QuerySet[Region], national: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        field.queryset = regions  # type: ignore[attr-defined]  # a RegionField
        field.required = not national
        if national:
            field.empty_label = "Seluruh Indonesia"  # type: ignore[attr-defined]  # a RegionField

    def assignment(self) -> dict[str, Any]:
        """The arguments of `services.assign` beside the person."""
        data = self.cleaned_data
        deputy = Deputy(data["mandate"], data["letter_number"], data["letter_date"], data["on_behalf_of"])
        return {name: data[name] for name in ("role", "region", "valid_from", "valid_to")} | {"deputy": deputy}


class PersonForm(AssignmentForm):
    """A new account with its first assignment."""

    field_order = ("name", "username", "email", "phone", "role", "region", "valid_from", "valid_to")

    name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.CharField(
        label="Nama akun",
        max_length=150,
        validators=[ASCIIUsernameValidator()],
        help_text="Dipakai untuk masuk. Huruf, angka, titik, garis.",
    )
    email = forms.EmailField(label="Email", required=False, help_text="Tautan kata sandi dikirim ke alamat ini.")
    phone = forms.CharField(label="Nomor HP", max_length=20, required=False)

    def person(self) -> NewPerson:
        data = self.cleaned_data
        return NewPerson(data["username"], data["name"], data["email"], data["phone"])


class ProfileForm(forms.ModelForm):
    """One's own name and how to be reached."""

    class Meta:
        model = User
        fields = ("name", "email", "phone")


class OfficialForm(forms.ModelForm):
    """A signer; the office of an existing one and its first day stay as they are."""

    office = forms.ChoiceField(label="Jabatan", choices=Office.choices)
    valid_from = DayField(label="Sejak", initial=timezone.localdate)
    valid_to = DayField(label="Sampai", required=False, help_text="Kosongkan bila belum diketahui.")

    class Meta:
        model = Official
        fields = ("office", "name", "nip", "mandate", "mandate_note", "valid_from", "valid_to")

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(office.value, office.label) for office in Office if OFFICE_LEVELS[office] == level]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["nip"].help_text = "18 angka; kosongkan untuk BKM dan fasilitator."
        if self.instance.pk:
            self.fields["office"].disabled = self.fields["valid_from"].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, last = data.get("valid_from"), data.get("valid_to")
        if since and last and last < since:
            self.add_error("valid_to", "Tanggal akhir lebih awal daripada tanggal mulai.")
        return data

    def signer(self) -> Signer:
        data = self.cleaned_data
        return Signer(data["name"], data["nip"], data["mandate"], data["mandate_note"])
