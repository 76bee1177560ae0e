"""Forms of the public pages."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import Form
from planning.documents.control import read_code

LARGEST = 20 * 1024 * 1024


class CodeForm(Form):
    """The control code, typed in any writing."""

    kode = forms.CharField(
        label="Kode kendali",
        max_length=40,
        help_text="Dua belas huruf dan angka di kaki setiap halaman, misalnya 7F3K-9Q2D-4XMC.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "w-medium"}),
    )

    def clean_kode(self) -> str:
        code = read_code(self.cleaned_data["kode"])
        if code is None:
            raise forms.ValidationError(
                "Kode ini tidak benar; mungkin ada huruf yang salah baca. Kode tidak memakai angka 0 dan 1 "
                "maupun huruf O, I dan L."
            )
        return code


class FileForm(Form):
    """The PDF at hand, for comparing it to the byte."""

    berkas = forms.FileField(label="Berkas PDF", widget=forms.FileInput(attrs={"accept": "application/pdf"}))

    def clean_berkas(self) -> Any:
        file = self.cleaned_data["berkas"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"Berkas lebih dari {LARGEST // 1024**2} MB, jadi bukan dokumen dari sini.")
        return file
