"""How a form shows what a verb refused."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from kumuh.core.forms.bases import SeenForm
from kumuh.core.versions import ChangedMeanwhile


def show_refusal(form: BaseForm, refusal: ValidationError) -> None:
    """Put what a verb refused onto the form, at its field where it names one; nothing typed is lost.

    After `ChangedMeanwhile` the form carries the mark of what is stored now, so that saving again is a choice.
    """
    if isinstance(refusal, ChangedMeanwhile) and isinstance(form, SeenForm):
        form.show_again(refusal.stamp)
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
