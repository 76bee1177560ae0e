"""Regulation versions, readable: parameters, bands, limits, and how sure each rule is."""

from __future__ import annotations

import json
from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.conditions.forms import RuleSetFileForm
from kumuh.conditions.imports.rulesets import apply_ruleset, try_ruleset
from kumuh.conditions.models import RuleSet
from kumuh.conditions.queries import version_of
from kumuh.conditions.ruleset import Provenance
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.services import set_default_ruleset
from kumuh.conditions.views.common import person
from kumuh.core.rights import SIGNED_IN, may, page, require


@page(SIGNED_IN)
def ruleset_list(request: HttpRequest) -> HttpResponse:
    """All regulation versions."""
    rows = [(row, version_of(row)) for row in RuleSet.objects.order_by("-is_default", "-code")]
    context = {
        "rows": rows,
        "may_change": may(request, "conditions.change_ruleset", None),
        "crumbs": [("Versi aturan", "")],
    }
    return render(request, "conditions/ruleset_list.html", context)


@page(SIGNED_IN)
def ruleset_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One regulation version in full."""
    row = get_object_or_404(RuleSet, pk=code)
    version = version_of(row)
    usual = _usual_source(version)
    context = {
        "row": row,
        "version": version,
        "aspects": [
            (aspect, [item for item in version.criteria if item.aspect == aspect.number]) for aspect in version.aspects
        ],
        "usual": usual,
        "differing": any(item.provenance != usual for item in version.criteria),
        "may_change": may(request, "conditions.change_ruleset", None),
        "crumbs": [("Versi aturan", reverse("conditions:ruleset-list")), (row.title, "")],
    }
    return render(request, "conditions/ruleset_detail.html", context)


def _usual_source(version: Version) -> Provenance | None:
    """Where most parameters were read, so that it is printed once; None where every one has a source of its own."""
    found = Counter(item.provenance for item in version.criteria).most_common(1)
    return found[0][0] if found and found[0][1] > 1 else None


@require_POST
@page("conditions.change_ruleset")
def ruleset_default(request: HttpRequest) -> HttpResponse:
    """Let new surveys use the version that is sent."""
    require(request.user, "conditions.change_ruleset", None)
    code = get_object_or_404(RuleSet, pk=request.POST.get("versi", "")).code
    try:
        row = set_default_ruleset(code=code, by=person(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Survei baru memakai {row.title}. Survei yang sudah ada tetap dengan versinya.")
    return redirect("conditions:ruleset-detail", code)


@page(SIGNED_IN)
def ruleset_download(request: HttpRequest, code: str) -> HttpResponse:
    """A regulation version as the file that a new version is written from."""
    row = get_object_or_404(RuleSet, pk=code)
    text = json.dumps(row.data, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="aturan-{row.code}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page("conditions.change_ruleset")
def ruleset_add(request: HttpRequest) -> HttpResponse:
    """Send the file of a new version; it is compared at once and nothing is written."""
    require(request.user, "conditions.change_ruleset", None)
    form = RuleSetFileForm(request.POST or None, request.FILES or None)
    crumbs = [("Versi aturan", reverse("conditions:ruleset-list")), ("Tambah versi", "")]
    if form.is_valid():
        content, against = form.cleaned_data["file"].read(), form.cleaned_data["against"]
        try:
            trial = try_ruleset(content=content, against=against, by=person(request))
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return render(request, "conditions/ruleset_trial.html", {"trial": trial, "crumbs": crumbs})
    return render(request, "conditions/ruleset_add.html", {"form": form, "crumbs": crumbs})


@require_POST
@page("conditions.change_ruleset")
def ruleset_apply(request: HttpRequest) -> HttpResponse:
    """Add exactly the version that was tried."""
    require(request.user, "conditions.change_ruleset", None)
    try:
        row = apply_ruleset(token=request.POST.get("berkas", ""), by=person(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("conditions:ruleset-add")
    messages.success(request, f"{row.title} ditambahkan. Survei baru memakainya setelah dijadikan bawaan.")
    return redirect("conditions:ruleset-detail", row.code)
