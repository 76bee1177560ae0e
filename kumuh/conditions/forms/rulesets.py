"""Sending the file of a new regulation version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.conditions.models import RuleSet
from kumuh.core.forms import Form

MOST_KILOBYTES = 512


class RuleSetFileForm(Form):
    """The file to try and the version it is compared with."""

    file = forms.FileField(
        label="Berkas versi aturan",
        help_text=f"Berkas .json seperti yang diunduh dari halaman versi lain; paling besar {MOST_KILOBYTES} KB.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    against = forms.ModelChoiceField(
        label="Dibandingkan dengan", queryset=RuleSet.objects.order_by("-is_default", "-code"), empty_label=None
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any regulation version before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_KILOBYTES * 1024:
            raise ValidationError(f"Berkas lebih besar dari {MOST_KILOBYTES} KB.")
        return file
