"""How principles were kept: the stages of a cycle, and the form of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.cycles import queries, services
from planning.cycles.forms.reflections import ReflectionForm
from planning.cycles.models import Cycle
from planning.cycles.queries.reflections import reflection_stamp
from planning.cycles.registry import occasions
from planning.cycles.views.record import CHANGE, cycle_of_step


@page("cycles.view_cycle")
def reflection_list(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = get_in_scope(queries.cycles_for(request.user), request.user, pk=pk)
    require(request.user, "cycles.view_cycle", cycle)
    stages, openings = queries.reflections(cycle), queries.openings(cycle)
    rows = [(stage, openings[stage.step.code].whole) for stage in stages]
    context = {"cycle": cycle, "rows": rows, "may_change": may(request, CHANGE, cycle)}
    return render(request, "cycles/reflection_list.html", context)


@page(CHANGE)
def reflection_edit(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    cycle = cycle_of_step(request, pk, step, CHANGE)
    stages = queries.reflections(cycle, step)
    if not stages:
        raise Http404("Langkah ini tidak mempunyai refleksi.")
    seen = {"dilihat": reflection_stamp(cycle, step)}
    form = ReflectionForm(request.POST or None, stage=stages[0], occasions=occasions(cycle), initial=seen)
    if form.is_valid() and _written(request, cycle, step, form):
        messages.success(request, "Refleksi tersimpan; ikut tercetak dalam rencananya.")
        return redirect("cycles:reflection-list", pk)
    locked = queries.opening(cycle, step).refusal
    context = {"cycle": cycle, "stage": stages[0], "form": form, "locked": locked}
    return render(request, "cycles/reflection_edit.html", context)


def _written(request: HttpRequest, cycle: Cycle, step: str, form: ReflectionForm) -> bool:
    with refusals_on(form):
        services.write_reflections(cycle=cycle, step=step, answers=form.answers, by=request.user, seen=form.seen)
        return True
    return False
