"""Sending the signed sheet of an edition, and handing it out."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.documents import queries, services
from planning.documents.forms import SignatureForm
from planning.documents.models import Signature
from planning.documents.views.common import edition_in_scope
from planning.documents.views.editions import edition_context


@page("documents.sign_document")
def signature_add(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, "documents.sign_document")
    places = [place for place in queries.signature_places(edition) if place.signature is None]
    form = SignatureForm(request.POST or None, request.FILES or None, places=places, edition=edition)
    if form.is_valid():
        with refusals_on(form):
            rows = services.record_signature(
                edition=edition,
                signers=form.signers,
                signed_on=form.cleaned_data["signed_on"],
                scan=form.cleaned_data["scan"],
                by=request.user,
            )
            messages.success(request, f"{rows[0].get_kind_display()}: {len(rows)} tanda tangan tercatat.")
            return redirect("documents:edition-detail", edition.pk)
    return render(request, "documents/signature_add.html", edition_context(request, edition, form=form, places=places))


@page("documents.view_names")
def signature_file(request: HttpRequest, pk: int) -> FileResponse:
    """The signed sheet itself; scans of papers may show residents, so they ask for the right on names."""
    row = get_in_scope(Signature, request.user, pk=pk)
    edition = edition_in_scope(request, row.edition_id, "documents.view_names")
    return stored_file(row.scan, f"lembar-bertanda-tangan-{edition.pk}-{row.pk}")
