"""Printing outside the request: large documents, and the papers of a step when it is approved."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks import task

from kumuh.core.pdf import PdfError
from planning.cycles.registry import register_after_close
from planning.documents import services
from planning.documents.kinds.builders import BUILDERS
from planning.documents.queries import SHEET, sheet_of, unnumbered_meetings
from planning.documents.registry import kinds_after

AUTOMATIC = "Langkah disahkan; dicetak sendiri oleh aplikasi."


@task()
def print_in_background(kind: str, subject_id: int, user_id: int | None, reason: str) -> dict[str, Any]:
    """Print one document; the result names the edition, or says in a sentence why there is none."""
    by = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    try:
        edition = services.print_document(kind=kind, subject_id=subject_id, by=by, reason=reason)
    except ValidationError as refusal:
        return {"refusal": " ".join(refusal.messages)}
    except (LookupError, PdfError) as failure:
        return {"refusal": str(failure.args[0])}
    return {"edition": edition.pk}


def print_step(cycle: Any, step: str, by: Any) -> None:
    """Queue the papers that the approval of a step makes final, once the approval is stored.

    The berita acara of closed meetings come first, so that the plans name them by their number; the sheet of the step
    comes last.
    """
    user_id = by.pk if by is not None else None
    kinds = [kind.code for kind in kinds_after(step) if kind.code in BUILDERS]
    sheet = sheet_of(cycle, step)

    def enqueue() -> None:
        for meeting in unnumbered_meetings(cycle) if kinds or sheet else ():
            print_in_background.enqueue("berita-acara", meeting, user_id, AUTOMATIC)
        for kind in kinds:
            print_in_background.enqueue(kind, cycle.pk, user_id, AUTOMATIC)
        if sheet:
            print_in_background.enqueue(SHEET, sheet, user_id, AUTOMATIC)

    transaction.on_commit(enqueue)


def register() -> None:
    """Called once when the app is ready."""
    register_after_close(print_step)
