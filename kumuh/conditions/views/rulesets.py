"""Regulation versions, readable: parameters, bands, limits, and how sure each rule is."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.conditions.models import RuleSet
from kumuh.conditions.queries import version_of
from kumuh.conditions.services import set_default_ruleset
from kumuh.conditions.views.common import person
from kumuh.core.rights import SIGNED_IN, may, page, require


@page(SIGNED_IN)
def ruleset_list(request: HttpRequest) -> HttpResponse:
    """All regulation versions."""
    rows = [(row, version_of(row)) for row in RuleSet.objects.order_by("-is_default", "-code")]
    return render(request, "conditions/ruleset_list.html", {"rows": rows, "crumbs": [("Versi aturan", "")]})


@page(SIGNED_IN)
def ruleset_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One regulation version in full."""
    row = get_object_or_404(RuleSet, pk=code)
    version = version_of(row)
    context = {
        "row": row,
        "version": version,
        "aspects": [
            (aspect, [item for item in version.criteria if item.aspect == aspect.number]) for aspect in version.aspects
        ],
        "may_change": may(request, "conditions.change_ruleset", None),
        "crumbs": [("Versi aturan", reverse("conditions:ruleset-list")), (row.title, "")],
    }
    return render(request, "conditions/ruleset_detail.html", context)


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
