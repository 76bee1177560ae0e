"""Form fields and bases of every page: Indonesian numbers and dates, kept drafts, nobody's work lost."""

from kumuh.core.forms.bases import Form, LockedForm, LockedModelForm, ModelForm, SeenForm, indonesian_formfield
from kumuh.core.forms.conflicts import FieldConflict
from kumuh.core.forms.fields import (
    CountField,
    DateField,
    NumberField,
    ReasonField,
    RupiahField,
    ScanField,
    TimeField,
    YearField,
)
from kumuh.core.forms.refusals import refusals_on, show_refusal

__all__ = [
    "CountField",
    "DateField",
    "FieldConflict",
    "Form",
    "LockedForm",
    "LockedModelForm",
    "ModelForm",
    "NumberField",
    "ReasonField",
    "RupiahField",
    "ScanField",
    "SeenForm",
    "TimeField",
    "YearField",
    "indonesian_formfield",
    "refusals_on",
    "show_refusal",
]
