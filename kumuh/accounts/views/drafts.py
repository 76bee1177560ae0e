"""Isian belum dikirim: the store behind autosave and the list of what waits."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kumuh.accounts import queries, services
from kumuh.accounts.models import PersonRequest
from kumuh.accounts.typed import MAX_BYTES
from kumuh.core.rights import SIGNED_IN, page


@page(SIGNED_IN)
@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: PersonRequest, key: str) -> HttpResponse:
    """The person's own draft under a key as JSON (the contract of `static/js/draf.js`)."""
    if request.method == "GET":
        found = queries.draft_of(request.user, key)
        if found is None:
            return HttpResponse(status=204)
        saved = {"fields": found.fields, "version": found.base_version, "saved_at": found.saved_at}
        return JsonResponse(saved)
    if request.method == "DELETE":
        services.drop_draft(user=request.user, key=key)
        return HttpResponse(status=204)
    try:
        kept = services.keep_draft(user=request.user, key=key, **_posted(request))
    except services.NewerDraft as newer:
        return JsonResponse({"saved_at": newer.draft.saved_at}, status=409)
    except services.NotKept as refusal:
        return JsonResponse({"galat": str(refusal)}, status=400)
    return JsonResponse({"saved_at": kept.saved_at})


def _posted(request: PersonRequest) -> dict[str, Any]:
    """Fields, page, title and version of a draft. Raises NotKept for anything that is not of that shape."""
    if len(request.body) > 2 * MAX_BYTES:
        raise services.NotKept("Isian terlalu besar untuk disimpan sementara.")
    try:
        sent = json.loads(request.body)
    except ValueError:
        raise services.NotKept("Bentuk isian tidak dikenal.") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        raise services.NotKept("Bentuk isian tidak dikenal.")
    version = sent.get("version")
    return {
        "fields": sent["fields"],
        "page": str(sent.get("page") or ""),
        "title": str(sent.get("title") or "").removesuffix(" – Kumuh"),
        "version": version if isinstance(version, int) and 0 <= version < 2**31 else None,
    }


@page(SIGNED_IN)
@require_GET
def draft_list(request: PersonRequest) -> HttpResponse:
    return render(request, "accounts/draft_list.html", {"drafts": queries.unsent_drafts(request.user)})


@page(SIGNED_IN)
@require_GET
def draft_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """What was typed, as text: also readable when the form itself is gone."""
    found = queries.unsent_drafts(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404("Isian ini tidak ada atau bukan milik Anda.")
    typed = [(name, ", ".join(value for value in values if value)) for name, values in found.fields.items()]
    context = {"draft": found, "typed": [(name, text) for name, text in typed if text]}
    return render(request, "accounts/draft_detail.html", context)


@page(SIGNED_IN)
@require_POST
def draft_drop(request: PersonRequest, pk: int) -> HttpResponse:
    found = queries.unsent_drafts(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404("Isian ini tidak ada atau bukan milik Anda.")
    services.drop_draft(user=request.user, key=found.key)
    messages.success(request, "Isian itu sudah dibuang.")
    return redirect("accounts:draft-list")
