"""Pages of what a step captures and leaves behind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.accounts.models import PersonRequest
from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.cycles import queries, services
from planning.cycles.catalog import Entry, EntryKind, find_step
from planning.cycles.forms.record import PaperForm, RecordForm, table_formset
from planning.cycles.models import Cycle, StepPaper, StepState
from planning.cycles.queries.offers import Offer, offers

CHANGE = "cycles.change_record"


def cycle_of_step(request: HttpRequest, pk: int, step: str, right: str) -> Cycle:
    """The cycle, if it has the step and the person may do this in its area."""
    cycle: Cycle = get_in_scope(StepState.objects.select_related("cycle"), request.user, cycle_id=pk, step=step).cycle
    require(request.user, right, cycle)
    prefetch_related_objects([cycle], "answers", "papers")
    return cycle


@page(CHANGE)
def record_edit(request: PersonRequest, pk: int, step: str) -> HttpResponse:
    cycle = cycle_of_step(request, pk, step, CHANGE)
    declared = find_step(cycle.track, step)
    if not declared.entries:
        raise Http404("Langkah ini tidak mempunyai catatan tersendiri.")
    data = request.POST if request.method == "POST" else None
    answers = queries.answers(cycle, step)
    form = RecordForm(data, step=declared, answers=answers, initial={"dilihat": queries.record_stamp(cycle, step)})
    listed = [entry for entry in declared.entries if entry.kind == EntryKind.TABLE]
    tables = [(entry, table_formset(entry, answers, data)) for entry in listed]
    if data is not None and all([form.is_valid(), *(rows.is_valid() for _, rows in tables)]):
        values = form.stored() | {entry.key: rows.stored() for entry, rows in tables}
        taken = _taken(cycle, listed, values, request)
        if _record_saved(cycle, step, values, form):
            messages.success(request, "Catatan langkah tersimpan.")
            if taken is None:
                return redirect("cycles:cycle-detail", pk)
            messages.info(request, f"{taken[1]} ditambahkan. Lengkapi kolom yang masih kosong.")
            return redirect(f"{reverse('cycles:record-edit', args=[pk, step])}#id_{taken[0].key}")
    offered = [(*one, offers(cycle, one[0], answers.get(one[0].key) or [], request.user)) for one in tables]
    context = {"cycle": cycle, "step": declared, "form": form, "tables": offered}
    return render(request, "cycles/record_edit.html", context | {"locked": queries.opening(cycle, step).refusal})


def _taken(
    cycle: Cycle, listed: list[Entry], values: dict[str, Any], request: PersonRequest
) -> tuple[Entry, Offer] | None:
    """The rows of another page that were asked for are put behind the typed ones; None when none were asked for."""
    for entry in listed:
        for offer in offers(cycle, entry, values[entry.key], request.user):
            if request.POST.get("ambil") == offer.code:
                values[entry.key] = [*values[entry.key], *offer.rows]
                return entry, offer
    return None


def _record_saved(cycle: Cycle, step: str, values: dict[str, Any], form: RecordForm) -> bool:
    with refusals_on(form):
        services.save_record(cycle=cycle, step=step, values=values, seen=form.seen)
        return True
    return False


@page(CHANGE)
def paper_edit(request: HttpRequest, pk: int, step: str, code: str) -> HttpResponse:
    cycle = cycle_of_step(request, pk, step, CHANGE)
    output = find_step(cycle.track, step).paper(code)
    if output is None:
        raise Http404("Langkah ini tidak mempunyai keluaran itu.")
    paper = queries.papers(cycle, step).get(code) or StepPaper(cycle=cycle, step=step, code=code)
    form = PaperForm(request.POST or None, request.FILES or None, instance=paper, output=output)
    if form.is_valid() and _paper_kept(cycle, step, code, form):
        messages.success(request, f"{output.title} tersimpan.")
        return redirect("cycles:cycle-detail", pk)
    context = {"cycle": cycle, "step": find_step(cycle.track, step), "output": output, "paper": paper, "form": form}
    return render(request, "cycles/paper_edit.html", context | {"locked": queries.opening(cycle, step).refusal})


def _paper_kept(cycle: Cycle, step: str, code: str, form: PaperForm) -> bool:
    with refusals_on(form):
        services.keep_paper(
            cycle=cycle,
            step=step,
            code=code,
            expected_version=form.expected_version or None,
            **form.cleaned_data,
        )
        return True
    return False


@page("cycles.view_paper")
def paper_file(request: HttpRequest, pk: int, step: str, code: str) -> FileResponse:
    cycle = cycle_of_step(request, pk, step, "cycles.view_paper")
    paper = get_in_scope(StepPaper, request.user, cycle=cycle, step=step, code=code)
    return stored_file(paper.file, code)
