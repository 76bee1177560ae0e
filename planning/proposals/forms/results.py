"""What has to be said when a result of a method is carried on: the indicator, or the sector."""

from __future__ import annotations

from django import forms

from kumuh.core.forms import Form
from planning.proposals.catalog import MATRIX_ROWS
from planning.proposals.enums import Sector


class AspectForm(Form):
    """The indicator to whose statement the result is added."""

    aspect = forms.TypedChoiceField(
        label="Masalah pada indikator", choices=[("", "–"), *MATRIX_ROWS.items()], coerce=int, empty_value=None
    )


class SectorForm(Form):
    """The sector of a potential or need, and where it is."""

    sector = forms.ChoiceField(label="Bidang", choices=Sector.choices, initial=Sector.SOCIAL)
    place = forms.CharField(label="Lokasi", max_length=120, required=False)
