"""One edition: what it is, its file, what changed, revoking it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from planning.documents import queries, services
from planning.documents.comparison import differences
from planning.documents.forms import RevokeForm
from planning.documents.kinds.drafts import Draft
from planning.documents.models import Edition
from planning.documents.registry import kind_named
from planning.documents.views.common import cycle_in_scope, edition_in_scope


def edition_context(request: HttpRequest, edition: Edition, now: Draft | None = None, **extra: Any) -> dict[str, Any]:
    """What every page of an edition shows; `now` is the same document read anew, where the page compares."""
    document = edition.document
    facts = now.facts if now else queries.subject_of(document.kind, document.subject_id).facts
    return {
        "edition": edition,
        "document": document,
        "kind": kind_named(document.kind),
        "cycle": cycle_in_scope(request, facts.cycle_id, "documents.view_document"),
    } | extra


@page("documents.view_document")
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, "documents.view_document")
    now = queries.draft_now(edition)
    context = edition_context(
        request,
        edition,
        now,
        places=queries.signature_places(edition),
        signed=queries.signature_state(edition),
        changes=queries.changes_since(edition, now),
        newer=queries.newer_edition(edition),
        earlier=queries.earlier_edition(edition),
        may_sign=may(request, "documents.sign_document", edition),
        may_see_scans=may(request, "documents.view_names", edition),
        may_revoke=may(request, "documents.revoke_edition", edition),
    )
    return render(request, "documents/edition_detail.html", context)


@page("documents.view_document")
def edition_file(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF of the edition, the same bytes for ever."""
    edition = edition_in_scope(request, pk, "documents.view_document")
    return stored_file(
        edition.file,
        PurePosixPath(str(edition.file.name)).stem,
        gone="Berkas edisi ini tidak ada lagi di tempat penyimpanan.",
        download="unduh" in request.GET,
    )


@page("documents.view_document")
def edition_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What this edition says differently from the one before it, and from what would be printed now."""
    edition = edition_in_scope(request, pk, "documents.view_document")
    earlier, now = queries.earlier_edition(edition), queries.draft_now(edition)
    context = edition_context(
        request,
        edition,
        now,
        earlier=earlier,
        earlier_label=str(earlier.sequence) if earlier else "",
        edition_label=str(edition.sequence),
        since_earlier=differences(earlier.content, edition.content) if earlier else (),
        until_now=differences(edition.content, now.content) if now else (),
    )
    return render(request, "documents/edition_compare.html", context)


@page("documents.revoke_edition")
def edition_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, "documents.revoke_edition")
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.revoke_edition(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"Edisi {edition.sequence} dicabut. Halaman cek sekarang mengatakannya.")
            return redirect("documents:edition-detail", edition.pk)
    return render(request, "documents/edition_revoke.html", edition_context(request, edition, form=form))
