"""Sending a workbook, and confirming what it would add."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.core.forms import Form
from kumuh.core.spreadsheets import Limits

MOST_BYTES = Limits().megabytes * 1024 * 1024
ENDINGS = ".xlsx,.xls,.ods,.csv"


class UploadForm(Form):
    """The workbook to try."""

    file = forms.FileField(
        label="Berkas baseline",
        help_text=f"Excel (.xlsx, .xls), LibreOffice (.ods), atau CSV; paling besar {Limits().megabytes} MB.",
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any baseline before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"Berkas lebih besar dari {Limits().megabytes} MB.")
        return file


class ConfirmForm(Form):
    """Agreeing to the RW, RT and kawasan that the file would add."""

    places = forms.BooleanField(label="Saya sudah memeriksa daftar di atas; tambahkan semuanya.", required=False)
