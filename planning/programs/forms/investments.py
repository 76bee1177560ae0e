"""Forms of finished works."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import Form, YearField
from planning.programs.forms.works import VolumeField
from planning.programs.sheets import FIRST_YEAR, MOST_VOLUME

MOST_BYTES = 10 * 1024 * 1024


class InvestmentForm(Form):
    """One finished work on one parameter in one RT."""

    neighbourhood = forms.ModelChoiceField(
        label="RT", queryset=Neighbourhood.objects.none(), required=False, empty_label="— RT tidak diketahui —"
    )
    place_note = forms.CharField(
        label="Tempat menurut sumber",
        max_length=80,
        required=False,
        help_text="Hanya bila RT tidak diketahui. Baris tanpa RT tidak ikut dihitung.",
    )
    year = YearField(label="Tahun selesai", min_value=FIRST_YEAR)
    criterion_key = forms.ChoiceField(label="Parameter yang tertangani")
    activity = forms.CharField(label="Kegiatan", max_length=200)
    volume = VolumeField(
        label="Volume yang tertangani",
        places=6,
        min_value=Decimal(0),
        max_value=MOST_VOLUME,
        help_text="Dalam satuan parameternya.",
    )
    source = forms.CharField(label="Sumber data", max_length=300, help_text="Misalnya laporan dinas dan tahunnya.")

    def __init__(
        self, *args: Any, rts: QuerySet[Neighbourhood], criteria: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["neighbourhood"].queryset = rts  # type: ignore[attr-defined]  # a model choice field
        self.fields["criterion_key"].choices = [("", "— pilih parameter —"), *criteria]  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year


class ImportForm(Form):
    """A file to be tried."""

    file = forms.FileField(
        label="Berkas penanganan terlaksana",
        help_text="xlsx, ods atau csv menurut templat, paling besar 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("Berkas lebih dari 10 MB. Pecah menjadi beberapa berkas.")
        return file
