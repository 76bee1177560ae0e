"""Forms of places."""

from kumuh.areas.forms.boundaries import BoundaryChoiceForm, BoundaryFileForm
from kumuh.areas.forms.decrees import DecreeChangeForm, DecreeForm, DecreeRtForm, RevokeForm
from kumuh.areas.forms.neighbourhoods import (
    MergeForm,
    NewNeighbourhoodForm,
    PartFormSet,
    RenameForm,
    SettlementForm,
)

__all__ = [
    "BoundaryChoiceForm",
    "BoundaryFileForm",
    "DecreeChangeForm",
    "DecreeForm",
    "DecreeRtForm",
    "MergeForm",
    "NewNeighbourhoodForm",
    "PartFormSet",
    "RenameForm",
    "RevokeForm",
    "SettlementForm",
]
