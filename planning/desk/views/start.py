"""The start page and the page about the data."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kumuh.core.rights import SIGNED_IN, page
from planning.desk.queries import data_sources, start
from planning.desk.views.common import PersonRequest


@page(SIGNED_IN)
@require_GET
def start_page(request: PersonRequest) -> HttpResponse:
    """What this person does next."""
    return render(request, "desk/start_page.html", {"start": start(request.user)})


@page(SIGNED_IN)
@require_GET
def source_list(request: PersonRequest) -> HttpResponse:
    """Where the figures in the person's area come from."""
    return render(request, "desk/source_list.html", {"sources": data_sources(request.user)})
