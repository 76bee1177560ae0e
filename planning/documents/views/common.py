"""What the pages of documents fetch: the subject in scope, refusals as one line."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kumuh.core.rights import require
from kumuh.core.scope import get_in_scope
from planning.cycles.queries import cycles_for
from planning.documents import queries
from planning.documents.models import Edition
from planning.documents.registry import kind_named


def right_to_read(kind: str) -> str:
    """Papers with names of residents ask for more than the others."""
    return kind_named(kind).right


def cycle_in_scope(request: HttpRequest, pk: int, right: str) -> Any:
    """The cycle inside the person's area (404), if they have the right on it (403)."""
    cycle = get_in_scope(cycles_for(request.user), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def subject_in_scope(request: HttpRequest, kind: str, subject_id: int, right: str) -> tuple[queries.Subject, Any]:
    """Subject and cycle of a paper inside the person's area (404), if they have the right on it (403)."""
    try:
        subject = queries.subject_of(kind, subject_id)
    except LookupError:
        raise Http404("Dokumen ini tidak ada di wilayah Anda.") from None
    cycle = cycle_in_scope(request, subject.facts.cycle_id, right)
    require(request.user, right_to_read(kind), cycle)
    return subject, cycle


def edition_in_scope(request: HttpRequest, pk: int, right: str) -> Edition:
    """The edition inside the person's area (404), if they may read its kind and have the right on it (403)."""
    edition: Edition = get_in_scope(queries.editions_for(request.user), request.user, pk=pk)
    require(request.user, right_to_read(edition.document.kind), edition)
    require(request.user, right, edition)
    return edition


def sentence(failure: Exception) -> str:
    """What a refusal or the print engine says, as one line."""
    return " ".join(getattr(failure, "messages", None) or [str(failure)])
