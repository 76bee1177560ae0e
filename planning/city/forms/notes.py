"""Why areas differ."""

from __future__ import annotations

from django import forms

from kumuh.core.forms import LockedForm


class ExplainForm(LockedForm):
    """The explanation of one kelurahan."""

    text = forms.CharField(
        label="Penjelasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mengapa berbeda, angka mana yang dipakai, dan apa yang akan diperbaiki: siapa dan kapan.",
    )
