"""The page of the search box."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kumuh.core.rights import SIGNED_IN, page
from planning.desk.phrases import understand
from planning.desk.queries import search
from planning.desk.views.common import PersonRequest


@page(SIGNED_IN)
@require_GET
def search_results(request: PersonRequest) -> HttpResponse:
    """Hits inside the person's area, in groups; `bagian` shows more of one group."""
    phrase = understand(request.GET.get("q", ""))
    only = request.GET.get("bagian", "")
    groups = search(request.user, phrase, only)
    context = {"phrase": phrase, "groups": groups, "only": only, "count": sum(len(group.hits) for group in groups)}
    return render(request, "desk/search_results.html", context)
