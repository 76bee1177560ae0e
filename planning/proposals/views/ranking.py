"""Pages of the ranking: result, criteria, scores, the reasons behind one place, departures, adoption."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import refusals_on, show_refusal
from kumuh.core.rights import may, page
from kumuh.core.versions import StaleRecord
from planning.cycles.models import Cycle
from planning.cycles.opening import Opening
from planning.proposals import queries, services
from planning.proposals.catalog import SCALE_MAX, SCALE_MIN, default_criteria
from planning.proposals.forms.ranking import (
    AdoptForm,
    CriterionFormSet,
    OverrideForm,
    VersionForm,
    initial_criteria,
)
from planning.proposals.forms.scores import ScoresForm
from planning.proposals.models import Ranking
from planning.proposals.pins import PROPOSAL, proposal_row, ranking_row
from planning.proposals.queries import RankedList, RankedRow
from planning.proposals.views.common import cycle_in_scope, page_context, review_context

#: The check whose step these rows are worked on and locked in.
CHECK = "usulan"
VIEW, CHANGE = "proposals.view_ranking", "proposals.change_ranking"


@page(VIEW)
def ranking_detail(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    listed, meetings = queries.ranked(found), queries.meeting_ranks(found)
    context = page_context(
        request,
        found,
        CHECK,
        CHANGE,
        pins=[ranking_row(found.pk)],
        pin=f"{ranking_row(found.pk)}/urutan",
        listed=listed,
        heat=[(*line, meetings.get(line.row.proposal.pk, ())) for line in queries.heat_table(listed)],
        chart=queries.bar_chart(listed),
        shifts=queries.shifts(listed),
        source=default_criteria()["sumber"],
        adopt=AdoptForm(ranking=listed.ranking) if listed.ranking else None,
        scale=(SCALE_MIN, SCALE_MAX),
    )
    context["may_adopt"] = context["may_write"] or _adoptable_again(request, found, listed, context["opening"])
    context["may_score"] = context["may_write"] or bool(_marked(request, found, context["opening"]))
    return render(request, "proposals/ranking_detail.html", context | review_context(request, found, CHECK))


def _marked(request: PersonRequest, cycle: Cycle, found: Opening) -> tuple[str, ...]:
    """The usulan that a partial return opened, for who may write."""
    return found.marked(PROPOSAL) if may(request, CHANGE, cycle) else ()


def _adoptable_again(request: PersonRequest, cycle: Cycle, listed: RankedList, found: Opening) -> bool:
    """Whether the ranking may be adopted anew because a marked usulan changed and the former decision fell."""
    fell = listed.ranking is not None and listed.ranking.decision_id is None
    return fell and bool(_marked(request, cycle, found))


@require_POST
@page(CHANGE)
def ranking_start(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    try:
        services.start_ranking(cycle=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("proposals:ranking-detail", cycle)
    messages.success(request, "Peringkat dimulai dengan kriteria bawaan. Isi nilai setiap usulan.")
    return redirect("proposals:scores-edit", cycle)


@require_POST
@page(CHANGE)
def ranking_adopt(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    ranking = _ranking(found)
    form = AdoptForm(request.POST, ranking=ranking)
    try:
        if form.is_valid():
            services.adopt_ranking(ranking=ranking, decision=form.cleaned_data["decision"], by=request.user)
            messages.success(request, "Peringkat ditetapkan. Perubahan sesudah ini membatalkan penetapannya.")
        else:
            messages.error(request, "Pilih keputusan rembuk yang menetapkan peringkat ini.")
    except (StaleRecord, ValidationError) as refusal:
        messages.error(request, _words(refusal))
    return redirect("proposals:ranking-detail", cycle)


@page(CHANGE)
def criteria_edit(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    ranking = _ranking(found)
    rows = list(ranking.criteria.all())
    version = VersionForm(request.POST or None, initial={"version": ranking.version})
    formset: Any = CriterionFormSet(request.POST or None, initial=initial_criteria(rows), prefix="kriteria")
    if request.method == "POST" and version.is_valid() and formset.is_valid():
        try:
            services.save_criteria(
                ranking=ranking, rows=formset.texts(), by=request.user, expected=version.cleaned_data["version"]
            )
        except (StaleRecord, ValidationError) as refusal:
            version.add_error(None, _words(refusal))
        else:
            messages.success(request, "Kriteria tersimpan.")
            return redirect("proposals:ranking-detail", cycle)
    pins = [ranking_row(found.pk)]
    context = page_context(request, found, CHECK, CHANGE, pins=pins, version=version, formset=formset)
    return render(request, "proposals/criteria_edit.html", context)


@page(CHANGE)
def scores_edit(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    ranking, listed = _ranking(found), queries.ranked(found)
    rows = sorted(listed.rows, key=lambda row: (row.proposal.title.lower(), row.proposal.pk))
    form = _scores_form(request, listed, rows)
    if form.is_valid() and _scores_saved(request, ranking, form):
        return redirect("proposals:ranking-detail", cycle)
    pins = [ranking_row(found.pk), *(proposal_row(row.proposal.pk) for row in rows)]
    context = page_context(request, found, CHECK, CHANGE, pins=pins, listed=listed, form=form)
    return render(request, "proposals/scores_edit.html", context)


@page(VIEW)
def rank_detail(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    listed = queries.ranked(found)
    row = _row(listed, pk)
    suggestions = queries.proposed_scores(found, [other.proposal for other in listed.rows])
    form = ScoresForm(rows=[row], criteria=listed.criteria, suggestions=suggestions, with_reasons=True)
    heat = queries.heat_row(listed, row)
    extra = {
        "listed": listed,
        "row": row,
        "heat": heat,
        "explained": [(cell, heat.cell(cell.criterion.code)) for cell in form.cells(row)],
        "near": queries.comparison(listed, row),
        "meetings": queries.meeting_ranks(found).get(row.proposal.pk, ()),
        "question": f"Mengapa peringkat {row.standing.roman}?" if row.place else "Peringkat",
    }
    context = page_context(request, found, CHECK, CHANGE, pins=_pins(row), **extra)
    return render(request, "proposals/rank_detail.html", context | review_context(request, found, CHECK))


@page(CHANGE)
def score_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    ranking, listed = _ranking(found), queries.ranked(found)
    row = _row(listed, pk)
    form = _scores_form(request, listed, [row], with_reasons=True)
    if form.is_valid() and _scores_saved(request, ranking, form):
        return redirect("proposals:rank-detail", cycle, pk)
    extra = {"listed": listed, "row": row, "form": form, "cells": form.cells(row)}
    context = page_context(request, found, CHECK, CHANGE, pins=_pins(row), **extra)
    return render(request, "proposals/score_edit.html", context)


@page(CHANGE)
def override_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    ranking, listed = _ranking(found), queries.ranked(found)
    row = _row(listed, pk)
    initial = {"position": row.override.position, "reason": row.override.reason} if row.override else {}
    form = OverrideForm(request.POST or None, initial=initial, draft_key=f"urutan/{pk}")
    if form.is_valid():
        try:
            services.override_rank(ranking=ranking, proposal=row.proposal, by=request.user, **form.cleaned_data)
        except StaleRecord as stale:
            form.add_error(None, str(stale))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Urutan “{row.proposal.title}” diubah.")
            return redirect("proposals:ranking-detail", cycle)
    context = page_context(request, found, CHECK, CHANGE, pins=_pins(row), listed=listed, row=row, form=form)
    return render(request, "proposals/override_edit.html", context)


@require_POST
@page(CHANGE)
def override_delete(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    row = _row(queries.ranked(found), pk)
    try:
        services.withdraw_override(ranking=_ranking(found), proposal=row.proposal, by=request.user)
    except (StaleRecord, ValidationError) as refusal:
        messages.error(request, _words(refusal))
    else:
        messages.success(request, "Urutan hasil hitungan berlaku lagi.")
    return redirect("proposals:ranking-detail", cycle)


def _ranking(cycle: Cycle) -> Ranking:
    found = queries.ranking_of(cycle)
    if found is None:
        raise Http404("Peringkat siklus ini belum dimulai.")
    return found


def _row(listed: RankedList, pk: int) -> RankedRow:
    row = listed.row_of(pk)
    if row is None:
        raise Http404("Hanya usulan yang disepakati yang mempunyai peringkat.")
    return row


def _pins(row: RankedRow) -> list[str]:
    return [ranking_row(row.proposal.cycle_id), proposal_row(row.proposal.pk)]


def _scores_form(
    request: PersonRequest, listed: RankedList, rows: list[RankedRow], *, with_reasons: bool = False
) -> ScoresForm:
    proposals = [row.proposal for row in listed.rows]
    suggestions = queries.proposed_scores(listed.cycle, proposals)
    options: dict[str, Any] = {"rows": rows, "criteria": listed.criteria, "suggestions": suggestions}
    return ScoresForm(request.POST or None, with_reasons=with_reasons, **options)


def _scores_saved(request: PersonRequest, ranking: Ranking, form: ScoresForm) -> bool:
    with refusals_on(form):
        changed = services.save_scores(ranking=ranking, scores=form.changed, by=request.user)
        messages.success(request, f"{changed} nilai tersimpan." if changed else "Tidak ada nilai yang berubah.")
        return True
    return False


def _words(refusal: StaleRecord | ValidationError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
