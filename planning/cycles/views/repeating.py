"""The page that starts the next year's cycle from an old one: what comes along is told before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import refusals_on
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS
from planning.cycles.forms.cycles import RepeatForm
from planning.cycles.models import Cycle
from planning.cycles.registry import carried


@page("cycles.start_cycle")
def cycle_repeat(request: HttpRequest, pk: int) -> HttpResponse:
    old = get_in_scope(Cycle.objects.select_related("region"), request.user, pk=pk)
    require(request.user, "cycles.start_cycle", old)
    form = RepeatForm(request.POST or None, old=old)
    if form.is_valid():
        with refusals_on(form):
            new = services.repeat_cycle(previous=old, fiscal_year=form.cleaned_data["fiscal_year"], by=request.user)
            messages.success(request, f"Siklus {new.years} dimulai dari siklus {old.years}.")
            return redirect("cycles:cycle-detail", new.pk)
    context = {
        "cycle": old,
        "form": form,
        "track": TRACKS[old.track],
        "rows": carried(old, None, request.user),
        "refusal": queries.repeat_refusal(old),
    }
    return render(request, "cycles/cycle_repeat.html", context)
