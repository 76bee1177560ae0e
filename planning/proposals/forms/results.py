"""What has to be said when a result of a method is carried on: the indicator, or the sector."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import Form
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS, MATRIX_ROWS
from planning.proposals.enums import Sector
from planning.proposals.queries.causes import slum_places


class AspectForm(Form):
    """The indicator to whose statement the result is added."""

    aspect = forms.TypedChoiceField(
        label="Masalah pada indikator", choices=[("", "–"), *MATRIX_ROWS.items()], coerce=int, empty_value=None
    )


class SectorForm(Form):
    """The sector of a potential or need, and where it is."""

    sector = forms.ChoiceField(label="Bidang", choices=Sector.choices, initial=Sector.SOCIAL)
    place = forms.CharField(label="Lokasi", max_length=120, required=False)


class CauseForm(Form):
    """The indicator behind which a root cause stands, and the RW whose residents named it."""

    aspect = forms.TypedChoiceField(
        label="Sebab pada indikator", choices=[("", "–"), *ASPECTS.items()], coerce=int, empty_value=None
    )
    places: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="Menurut warga RW",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [place.pk for place in slum_places(cycle)]
        rows = Neighbourhood.objects.filter(pk__in=keys).order_by("label")
        cast(forms.ModelMultipleChoiceField, self.fields["places"]).queryset = rows
