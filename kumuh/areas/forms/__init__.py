"""Forms of places."""

from kumuh.areas.forms.boundaries import BoundaryChoiceForm, BoundaryDeleteForm, BoundaryFileForm
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
    "BoundaryDeleteForm",
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
