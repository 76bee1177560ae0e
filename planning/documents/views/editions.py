"""One edition: what it is, its file, what changed, revoking it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from kumuh.core.rights import may, page
from planning.documents import queries, services
from planning.documents.forms import RevokeForm
from planning.documents.models import Edition
from planning.documents.registry import kind_named
from planning.documents.views.common import cycle_in_scope, edition_in_scope, private_file


def edition_context(request: HttpRequest, edition: Edition, **extra: Any) -> dict[str, Any]:
    """What every page of an edition shows."""
    document = edition.document
    facts = queries.facts_of(document.kind, document.subject_id)
    return {
        "edition": edition,
        "document": document,
        "kind": kind_named(document.kind),
        "cycle": cycle_in_scope(request, facts.cycle_id, "documents.view_document"),
    } | extra


@page("documents.view_document")
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, "documents.view_document")
    context = edition_context(
        request,
        edition,
        places=queries.signature_places(edition),
        signed=queries.signature_state(edition),
        changes=queries.changes_since(edition),
        newer=queries.newer_edition(edition),
        earlier=queries.earlier_edition(edition),
        may_sign=may(request, "documents.sign_document", edition),
        may_revoke=may(request, "documents.revoke_edition", edition),
    )
    return render(request, "documents/edition_detail.html", context)


@page("documents.view_document")
def edition_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF of the edition, the same bytes for ever."""
    edition = edition_in_scope(request, pk, "documents.view_document")
    name = edition.file.name.rpartition("/")[2]
    try:
        return private_file(edition.file.open("rb"), name, download="unduh" in request.GET)
    except FileNotFoundError:
        raise Http404("Berkas edisi ini tidak ada lagi di tempat penyimpanan.") from None


@page("documents.view_document")
def edition_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What this edition says differently from the one before it, and from what would be printed now."""
    edition = edition_in_scope(request, pk, "documents.view_document")
    earlier = queries.earlier_edition(edition)
    context = edition_context(
        request,
        edition,
        earlier=earlier,
        earlier_label=str(earlier.sequence) if earlier else "",
        edition_label=str(edition.sequence),
        since_earlier=queries.differences(earlier.content, edition.content) if earlier else (),
        until_now=queries.differences_now(edition),
    )
    return render(request, "documents/edition_compare.html", context)


@page("documents.revoke_edition")
def edition_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, "documents.revoke_edition")
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        try:
            services.revoke_edition(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"Edisi {edition.sequence} dicabut. Halaman cek sekarang mengatakannya.")
            return redirect("documents:edition-detail", edition.pk)
    return render(request, "documents/edition_revoke.html", edition_context(request, edition, form=form))
