"""How a form shows what a verb refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from kumuh.core.forms.bases import SeenForm
from kumuh.core.forms.conflicts import LockMixin
from kumuh.core.versions import ChangedMeanwhile, StaleRecord


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


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Run a verb for a valid form: what it refuses is shown on the form, and the block ends.

    A record that somebody else saved in the same moment is told by forms that know their version (`StaleRecord`);
    with any other form it is an error of the view and goes on.
    """
    try:
        yield
    except ValidationError as refusal:
        show_refusal(form, refusal)
    except StaleRecord:
        if not isinstance(form, LockMixin):
            raise
        form.refuse_stale()
