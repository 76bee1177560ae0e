"""Pages of the causes per RW, and of the list of potentials and needs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from planning.cycles.models import Cycle
from planning.proposals import queries, services
from planning.proposals.catalog import ASPECTS
from planning.proposals.forms.causes import CausesForm
from planning.proposals.forms.local import FactFormSet, initial_facts, removed_facts
from planning.proposals.views.common import cycle_in_scope, page_context

#: The check whose step these rows are worked on and locked in.
CHECK = "sebab"
VIEW, CHANGE = "proposals.view_problem", "proposals.change_problem"


@page(VIEW)
def cause_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    rows = queries.cause_matrix(found)
    extra: dict[str, Any] = {
        "rows": rows,
        "aspects": ASPECTS.values(),
        "done": sum(row.said for row in rows),
        "asked": len(rows) * len(ASPECTS),
        "following": next((row.place for row in rows if row.missing), None),
    }
    return render(request, "proposals/cause_list.html", page_context(request, found, CHECK, CHANGE, **extra))


def _place(cycle: Cycle, pk: int) -> tuple[Neighbourhood, Neighbourhood | None]:
    """The RW of the cycle, and the one after it."""
    places = queries.slum_places(cycle)
    for number, place in enumerate(places):
        if place.pk == pk:
            return place, places[number + 1] if number + 1 < len(places) else None
    raise Http404("RW ini tidak termasuk wilayah siklus ini.")


@page(CHANGE)
def cause_edit(request: PersonRequest, cycle: int, place: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    rw, following = _place(found, place)
    kept = queries.causes_in(found, rw)
    form = CausesForm(
        request.POST or None,
        cycle=found,
        kept=kept,
        stamp=queries.causes_stamp(kept.values()),
        draft_key=f"sebab/{found.pk}/{rw.pk}",
    )
    if form.is_valid() and _saved(request, found, rw, form):
        messages.success(request, f"Sebab menurut warga {rw.label} tersimpan.")
        if request.POST.get("lanjut") and following:
            return redirect("proposals:cause-edit", cycle, following.pk)
        return redirect("proposals:cause-list", cycle)
    extra: dict[str, Any] = {"place": rw, "following": following, "form": form}
    return render(request, "proposals/cause_edit.html", page_context(request, found, CHECK, CHANGE, **extra))


def _saved(request: PersonRequest, cycle: Cycle, rw: Neighbourhood, form: CausesForm) -> bool:
    with refusals_on(form):
        services.save_causes(
            cycle=cycle,
            place=rw,
            texts=form.texts,
            meeting=form.cleaned_data["meeting"],
            by=request.user,
            seen=form.seen,
        )
        return True
    return False


@page(VIEW)
def fact_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    context = {
        "cycle": found,
        "sectors": queries.potentials_and_needs(found),
        "may_write": may(request, CHANGE, found),
        "step_locked": "",
    }
    return render(request, "proposals/fact_list.html", context)


@page(CHANGE)
def fact_edit(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    formset = FactFormSet(request.POST or None, initial=initial_facts(queries.local_facts(found)), prefix="baris")
    if request.method == "POST" and formset.is_valid():
        texts = [form.value for form in formset.kept()]
        try:
            services.save_facts(cycle=found, texts=texts, removed=removed_facts(formset), by=request.user)
        except ValidationError as refusal:
            formset.forms[0].add_error(None, refusal)
        else:
            messages.success(request, "Daftar potensi dan kebutuhan tersimpan.")
            return redirect("proposals:fact-list", cycle)
    return render(request, "proposals/fact_edit.html", {"cycle": found, "formset": formset, "step_locked": ""})
