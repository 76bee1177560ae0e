"""Forms of the boundary import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kumuh.areas.geometry import UTM_ZONES
from kumuh.areas.geometry.shapes import MAX_FILE_BYTES
from kumuh.areas.imports import ENDINGS, Preview
from kumuh.core.forms import Form, ReasonField

LEFT_OUT = "Jangan simpan"


class BoundaryFileForm(Form):
    """The file and, only where it is needed, its UTM zone."""

    file = forms.FileField(
        label="Berkas batas",
        help_text="GeoJSON, KML/KMZ (Google Earth), Shapefile dalam satu .zip, atau GeoPackage. Paling besar 20 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    zone = forms.ChoiceField(
        label="Zona UTM",
        required=False,
        choices=[("", "Dikenali sendiri"), *((zone, f"UTM {zone}") for zone in UTM_ZONES)],
        help_text="Isi hanya bila diminta. Jawa Tengah memakai 49S.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(f"Berkas lebih besar dari {MAX_FILE_BYTES // 1024 // 1024} MB.")
        return file


class BoundaryDeleteForm(Form):
    """Why a boundary is taken away."""

    reason = ReasonField(
        label="Alasan batas dihapus",
        max_length=300,
        help_text="Misalnya: garisnya dari peta lama dan melewati sungai, menunggu pengukuran ulang.",
    )


class BoundaryChoiceForm(Form):
    """For every shape of a preview the place it belongs to, and where the lines come from."""

    source = forms.CharField(
        label="Sumber batas",
        max_length=200,
        help_text="Siapa membuatnya dan kapan, misalnya Survei GPS tim TIPP, Mei 2025.",
    )

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        choices = [("", LEFT_OUT), *((key, str(owner)) for key, owner in preview.owners.items())]
        for row in preview.rows:
            label = f"Tempat untuk {row.shape.name}"
            self.fields[row.field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=row.owner_key,
                widget=forms.Select(attrs={"class": "form-select select-place", "aria-label": label}),
            )

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Preview rows with their field, for the table."""
        return [(row, self[row.field]) for row in self.preview.rows]
