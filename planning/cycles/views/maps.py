"""The step map of a cycle on a page of its own, and why the cycle does not move, for a row of a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.cycles import queries
from planning.cycles.queries.causes import count_cause
from planning.cycles.queries.maps import step_map
from planning.cycles.stepmap.layout import tall, wide


@page("cycles.view_cycle")
@require_GET
def map_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The map alone, to be shown to a meeting or printed, with its table."""
    cycle = get_in_scope(queries.cycles_for(request.user), request.user, pk=pk)
    require(request.user, "cycles.view_cycle", cycle)
    rows = queries.progress(cycle, counting=())
    shown = step_map(cycle, rows, queries.active_unlocks(cycle))
    crumbs = [
        (cycle.region.title, reverse("areas:region-detail", args=[cycle.region_id])),
        (str(cycle), reverse("cycles:cycle-detail", args=[cycle.pk])),
        ("Peta langkah", ""),
    ]
    context = {"cycle": cycle, "map": shown, "sheets": (wide(shown), tall(shown)), "crumbs": crumbs}
    context["today"] = timezone.localdate()
    return render(request, "cycles/map_detail.html", context)


@page("cycles.view_cycle")
@require_GET
def cause_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Why the cycle does not move, counted now: the part that a list asks for when the row comes into sight."""
    wanted = queries.cycles_for(request.user).prefetch_related("answers", "papers")
    cycle = get_in_scope(wanted, request.user, pk=pk)
    require(request.user, "cycles.view_cycle", cycle)
    return render(request, "cycles/_cause.html", {"cause": count_cause(cycle), "cycle": cycle})
