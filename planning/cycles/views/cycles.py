"""Pages of cycles: list, start, the cycle itself, preparation, thresholds, closing and reopening a step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kumuh.accounts.enums import role_names
from kumuh.core.forms import refusals_on
from kumuh.core.rights import holds_somewhere, may, may_open, page, require, require_somewhere
from kumuh.core.scope import get_in_scope
from planning.cycles import queries, services
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.forms.cycles import (
    CycleStartForm,
    ReasonForm,
    ScheduleFormSet,
    SourceFormSet,
    TeamFormSet,
    ThresholdForm,
)
from planning.cycles.models import Cycle, StepState
from planning.cycles.phases import phases
from planning.cycles.queries.causes import keep_progress
from planning.cycles.queries.maps import step_map
from planning.cycles.registry import pages, step_links
from planning.cycles.stepmap.layout import strip, wide


def cycle_context(request: HttpRequest, cycle: Cycle) -> dict[str, Any]:
    """What the page of a cycle shows: where am I, what is missing, whose turn, what this person can do next."""
    person: Any = request.user
    keys = queries.active_unlocks(cycle)
    wanted = request.GET.get("tahap", "") or _standing_step(cycle)
    rows = queries.progress(cycle, counting=queries.steps_beside(cycle, wanted) | set(keys))
    here = queries.current(rows)
    keep_progress(here)
    shown = step_map(cycle, rows, keys)
    return {
        "cycle": cycle,
        "crumbs": [(cycle.region.title, reverse("areas:region-detail", args=[cycle.region_id])), (str(cycle), "")],
        "keys": keys,
        "map": shown,
        "sheets": (wide(shown), strip(shown)),
        "track": TRACKS[cycle.track],
        "steps": rows,
        "phases": phases(rows, unfolded=wanted),
        "here": here,
        "ways": step_links(cycle, here.step) if here else [],
        "running": [row for row in rows if row.step.continuous and not row.closed and row is not here],
        "here_number": rows.index(here) + 1 if here else len(rows),
        "next_action": queries.next_action(cycle, rows, held=queries.roles_here(person, cycle)),
    }


def _standing_step(cycle: Cycle) -> str:
    """The first step that is not closed; in a finished cycle the last one."""
    states = list(cycle.steps.all())
    return next((one.step for one in states if one.status != StepStatus.CLOSED), states[-1].step)


@page("cycles.view_cycle")
def cycle_list(request: HttpRequest) -> HttpResponse:
    cycles = queries.cycles_for(request.user)
    context = {
        "page": Paginator(cycles, 30).get_page(request.GET.get("halaman")),
        "can_set": holds_somewhere(request.user, "cycles.change_programme"),
        "can_start": holds_somewhere(request.user, "cycles.start_cycle") and queries.may_start_somewhere(request.user),
    }
    return render(request, "cycles/cycle_list.html", context)


@page("cycles.start_cycle")
def cycle_start(request: HttpRequest) -> HttpResponse:
    require_somewhere(request.user, "cycles.start_cycle")
    info = TRACKS.get(request.GET.get("program", ""))
    if info is None:
        return render(request, "cycles/track_list.html", {"tracks": TRACKS.values()})
    form = CycleStartForm(request.POST or None, user=request.user, info=info)
    if form.is_valid():
        data = form.cleaned_data
        require(request.user, "cycles.start_cycle", data["region"])
        with refusals_on(form):
            cycle = services.start_cycle(
                track=info.track,
                region=data["region"],
                decree=queries.active_decrees(data["region"]).first(),
                fiscal_year=data["fiscal_year"],
                survey_year=data.get("survey_year"),
                by=request.user,
            )
            messages.success(request, f"Siklus dimulai. Langkah pertama: {info.steps[0].name}.")
            return redirect("cycles:cycle-detail", cycle.pk)
    return render(request, "cycles/cycle_start.html", {"form": form, "track": info})


@page("cycles.view_cycle")
def cycle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = queries.cycles_for(request.user).select_related("previous")
    wanted = wanted.prefetch_related("answers", "papers", "principles", "carried_over", "steps")
    cycle = get_in_scope(wanted, request.user, pk=pk)
    require(request.user, "cycles.view_cycle", cycle)
    context = cycle_context(request, cycle) | {
        "links": _page_links(request, cycle),
        "held": queries.roles_here(request.user, cycle),
        "late": queries.late_changes(cycle),
        "can_reopen": may(request, "cycles.reopen_step", cycle),
        "carried": cycle.carried_over.all(),
        "can_repeat": _may_repeat(request, cycle),
        "can_order": _may_order(request, cycle),
        "can_thresholds": cycle.finished_on is None and may(request, "cycles.change_thresholds", cycle),
    }
    return render(request, "cycles/cycle_detail.html", context)


def _may_repeat(request: HttpRequest, cycle: Cycle) -> bool:
    """Whether the next year's cycle can start from this one by this person."""
    return may(request, "cycles.start_cycle", cycle) and not queries.repeat_refusal(cycle)


def _may_order(request: HttpRequest, cycle: Cycle) -> bool:
    """Whether there is an order to change: the programme has movable steps and the cycle still runs."""
    movable = any(step.movable for step in TRACKS[cycle.track].steps)
    return movable and cycle.finished_on is None and may(request, "cycles.change_order", cycle)


def _page_links(request: HttpRequest, cycle: Cycle) -> list[dict[str, str]]:
    """Pages of the apps about this cycle that the person may open."""
    links = [{"label": entry.label, "url": reverse(entry.url_name, args=[cycle.pk])} for entry in pages(cycle.track)]
    return [link for link in links if may_open(request.user, link["url"], cycle)]


@page("cycles.change_preparation")
def preparation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = get_in_scope(Cycle, request.user, pk=pk)
    require(request.user, "cycles.change_preparation", cycle)
    formsets = _preparation_formsets(request, cycle)
    verdicts = [formset.is_valid() for formset in formsets.values()] if request.method == "POST" else [False]
    if all(verdicts):
        try:
            services.save_preparation(cycle=cycle, formsets=tuple(formsets.values()))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "Persiapan tersimpan.")
            return redirect("cycles:cycle-detail", cycle.pk)
    locked = queries.opening(cycle, queries.step_asking(cycle, "persiapan")).refusal
    context = {"cycle": cycle, "formsets": formsets, "open": not locked, "locked": locked}
    return render(request, "cycles/preparation_edit.html", context)


def _preparation_formsets(request: HttpRequest, cycle: Cycle) -> dict[str, Any]:
    kinds: dict[str, Any] = {"tim": TeamFormSet, "jadwal": ScheduleFormSet, "data": SourceFormSet}
    data = request.POST if request.method == "POST" else None
    return {name: kind(data, instance=cycle, prefix=name, form_kwargs={"cycle": cycle}) for name, kind in kinds.items()}


@require_POST
@page("cycles.change_preparation")
def schedule_propose(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = get_in_scope(Cycle, request.user, pk=pk)
    require(request.user, "cycles.change_preparation", cycle)
    try:
        services.propose_schedule(cycle=cycle)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("cycles:preparation-edit", cycle.pk)


@page("cycles.change_thresholds")
def thresholds_edit(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = get_in_scope(Cycle, request.user, pk=pk)
    require(request.user, "cycles.change_thresholds", cycle)
    form = ThresholdForm(request.POST or None, cycle=cycle)
    if form.is_valid():
        with refusals_on(form):
            services.set_thresholds(cycle=cycle, values=form.cleaned_data)
            messages.success(request, "Ambang siklus tersimpan.")
            return redirect("cycles:cycle-detail", cycle.pk)
    context = {"cycle": cycle, "form": form, "open": cycle.finished_on is None}
    return render(request, "cycles/thresholds_edit.html", context)


@require_POST
@page("cycles.close_step")
def step_close(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    cycle = get_in_scope(StepState, request.user, cycle_id=pk, step=step).cycle
    require(request.user, "cycles.close_step", cycle)
    closers = find_step(cycle.track, step).closers
    if closers and closers.isdisjoint(queries.roles_here(request.user, cycle)):
        raise PermissionDenied(f"Langkah ini ditutup oleh {role_names(closers)}.")
    try:
        services.close_step(cycle=cycle, step=step, by=request.user)
    except ValidationError as refusal:
        messages.error(request, "Langkah belum dapat ditutup. " + " ".join(refusal.messages))
    else:
        messages.success(request, f"Langkah {find_step(cycle.track, step).name} selesai.")
    return redirect("cycles:cycle-detail", cycle.pk)


@page("cycles.reopen_step")
def step_reopen(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    cycle = get_in_scope(StepState, request.user, cycle_id=pk, step=step).cycle
    require(request.user, "cycles.reopen_step", cycle)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.reopen_step(cycle=cycle, step=step, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Langkah dibuka kembali; pengesahan sesudahnya gugur dan tetap tercatat.")
            return redirect("cycles:cycle-detail", cycle.pk)
    context = {"cycle": cycle, "form": form, "step": find_step(cycle.track, step)}
    return render(request, "cycles/step_reopen.html", context)
