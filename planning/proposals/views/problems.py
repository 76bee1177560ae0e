"""Pages of the problem matrix."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from planning.cycles.models import Cycle
from planning.cycles.queries import opening, step_asking
from planning.cycles.services import is_open
from planning.proposals import queries, services
from planning.proposals.catalog import MATRIX_ROWS, OPEN_SPACE
from planning.proposals.forms.problems import ProblemForm, SourceFormSet, initial_sources
from planning.proposals.pins import problem_row
from planning.proposals.queries import ProblemRow
from planning.proposals.views.common import (
    Item,
    cycle_in_scope,
    page_context,
    pinned_fields,
    review_context,
)

#: The check whose step these rows are worked on and locked in.
CHECK = "masalah"
VIEW, CHANGE = "proposals.view_problem", "proposals.change_problem"


#: (column, label, name inside the pin of a note)
LINES = (
    ("statement", "Masalah", "masalah"),
    ("cause", "Akar penyebab", "akar_penyebab"),
    ("effect", "Akibat", "akibat"),
    ("households", "KK terdampak", "kk_terdampak"),
    ("poor_households", "Di antaranya KK miskin/MBR", "kk_miskin"),
    ("women_households", "Di antaranya KK dikepalai perempuan", "kk_perempuan"),
    ("potential", "Potensi setempat", "potensi"),
    ("need", "Kebutuhan penanganan", "kebutuhan"),
)
GROUPS = {
    "problem": ("state", "statement", "cause", "effect"),
    "people": ("households", "poor_households", "women_households"),
    "need": ("potential", "need"),
}


def _pins(row: ProblemRow) -> dict[str, str]:
    """Where notes hang, by column; nothing before the row is stored."""
    key = row.problem.pk
    return {column: f"masalah:{key}/{name}" if key else "" for column, _, name in LINES}


def _row(cycle: Cycle, aspect: int) -> ProblemRow:
    if aspect not in MATRIX_ROWS:
        raise Http404("Indikatornya satu sampai tujuh, dan ruang terbuka publik sebagai tambahan.")
    return queries.problem_row(cycle, aspect)


def _neighbours(aspect: int) -> dict[str, Any]:
    return {"before": aspect - 1 or None, "after": aspect + 1 if aspect + 1 in MATRIX_ROWS else None}


@page(VIEW)
def problem_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    rows = queries.problem_matrix(found)
    context = page_context(
        request,
        found,
        CHECK,
        CHANGE,
        rows=rows,
        open_space=queries.open_space_row(found),
        done=sum(row.complete for row in rows),
        following=next((row for row in rows if not row.complete), None),
    )
    return render(request, "proposals/problem_list.html", context)


@page(VIEW)
def problem_detail(request: PersonRequest, cycle: int, aspect: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    row = _row(found, aspect)
    pins = _pins(row)
    context = page_context(
        request,
        found,
        CHECK,
        CHANGE,
        pins=[problem_row(row.problem.pk)],
        row=row,
        pin_row=row.name,
        items=[Item(label, getattr(row.problem, column), pins[column]) for column, label, _ in LINES],
        source_pin=f"masalah:{row.problem.pk}/sumber" if row.problem.pk else "",
        missing_text=f"Belum ada {', '.join(row.missing)}.",
        **_neighbours(aspect),
    )
    return render(request, "proposals/problem_detail.html", context | review_context(request, found, CHECK))


@page(CHANGE)
def problem_edit(request: PersonRequest, cycle: int, aspect: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    if is_open(cycle=found, step=step_asking(found, CHECK)):
        services.prepare_matrix(cycle=found, by=request.user, open_space=aspect == OPEN_SPACE)
    row = _row(found, aspect)
    causes = queries.causes_behind(found, aspect)
    form = ProblemForm(request.POST or None, cycle=found, row=row, causes=causes)
    sources = SourceFormSet(
        request.POST or None, initial=initial_sources(row), prefix="sumber", form_kwargs={"cycle": found}
    )
    if request.method == "POST" and _saved(request, row, form, sources):
        messages.success(request, f"{row.name} tersimpan.")
        following = aspect + 1 if request.POST.get("lanjut") and aspect + 1 in MATRIX_ROWS else None
        return (
            redirect("proposals:problem-edit", cycle, following)
            if following
            else redirect("proposals:problem-list", cycle)
        )
    groups = pinned_fields(form, GROUPS, _pins(row))
    parts = {"row": row, "pin_row": row.name, "form": form, "sources": sources, "groups": groups, "causes": causes}
    pins = [problem_row(row.problem.pk)]
    context = page_context(request, found, CHECK, CHANGE, pins=pins, **parts, **_neighbours(aspect))
    return render(request, "proposals/problem_edit.html", context | review_context(request, found, CHECK))


def _saved(request: PersonRequest, row: ProblemRow, form: ProblemForm, sources: Any) -> bool:
    """Whether both forms hold and the verb took them; otherwise the form says why not."""
    verdicts = [form.is_valid(), sources.is_valid()]
    if not all(verdicts):
        return False
    if row.problem.pk is None:
        form.add_error(None, opening(row.problem.cycle, step_asking(row.problem.cycle, CHECK)).refusal)
        return False
    with refusals_on(form):
        services.describe_problem(
            problem=row.problem,
            text=form.text,
            sources=sources.texts(),
            removed=sources.removed(),
            by=request.user,
            expected=form.expected_version,
        )
    return form.is_valid()
