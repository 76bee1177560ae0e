"""Pages of what a city fixes for a programme, and of the order of one running cycle."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page, require, require_somewhere
from kumuh.core.scope import get_in_scope
from kumuh.core.versions import StaleRecord
from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS
from planning.cycles.forms.programmes import OrderForm, ProgrammeForm
from planning.cycles.models import Cycle, ProgrammeSetting
from planning.cycles.order import declared_order

PROGRAMME = "cycles.change_programme"


@page(PROGRAMME)
def programme_list(request: HttpRequest) -> HttpResponse:
    require_somewhere(request.user, PROGRAMME)
    return render(request, "cycles/programme_list.html", {"programmes": queries.programmes_for(request.user)})


@page(PROGRAMME)
def programme_edit(request: HttpRequest, city: str, track: str) -> HttpResponse:
    place = get_in_scope(Region.objects.filter(level=RegionLevel.CITY), request.user, pk=city)
    require(request.user, PROGRAMME, place.code)
    info, row = TRACKS.get(track), queries.programme_setting(track, place.code)
    if info is None:
        raise Http404("Program ini tidak ada.")
    order, values = queries.start_settings(track, place.code)
    known: dict[str, Any] = {"info": info, "order": order, "values": values}
    known["initial"] = {"version": row.version if row else 0}
    form = ProgrammeForm(request.POST or None, **known)
    pressed = form.after_press(request.POST) if form.is_bound else None
    if pressed is not None:
        form = ProgrammeForm(**known | {"initial": pressed})
    elif form.is_valid() and _programme_saved(request, form, place):
        messages.success(request, "Pengaturan program tersimpan; berlaku bagi siklus yang dimulai sesudah ini.")
        return redirect("cycles:programme-list")
    context = {"form": form, "city": place, "track": info, "setting": row, "default": declared_order(info)}
    return render(request, "cycles/programme_edit.html", context)


def _programme_saved(request: HttpRequest, form: ProgrammeForm, city: Region) -> ProgrammeSetting | None:
    data = form.cleaned_data
    try:
        return services.set_programme(
            track=form.info.track,
            city=city,
            order=data["order"],
            values=form.numbers,
            reason=data["reason"],
            by=request.user,
            expected_version=data["version"],
        )
    except StaleRecord as stale:
        form.add_error(None, str(stale))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None


@page("cycles.change_order")
def cycle_order(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = get_in_scope(Cycle.objects.prefetch_related("steps"), request.user, pk=pk)
    require(request.user, "cycles.change_order", cycle)
    known: dict[str, Any] = {"info": TRACKS[cycle.track], "order": [step.code for step in cycle.steps_in_order]}
    form = OrderForm(request.POST or None, **known)
    pressed = form.after_press(request.POST) if form.is_bound else None
    if pressed is not None:
        form = OrderForm(initial=pressed, **known)
    elif form.is_valid():
        with refusals_on(form):
            services.order_cycle(cycle=cycle, by=request.user, **form.cleaned_data)
            messages.success(request, "Urutan langkah siklus ini tersimpan.")
            return redirect("cycles:cycle-detail", pk)
    context = {"cycle": cycle, "form": form, "track": TRACKS[cycle.track]}
    return render(request, "cycles/cycle_order.html", context)
