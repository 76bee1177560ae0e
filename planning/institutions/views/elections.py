"""An election: votes, who is elected, and giving the elected their position."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.core.forms import refusals_on
from kumuh.core.forms.rows import with_more_rows
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.institutions import queries, services
from planning.institutions.forms.elections import (
    BLANK_ROWS,
    SPARE_ROWS,
    ElectionForm,
    SeatForm,
    candidate_formset,
    first_election,
    stored_candidates,
)
from planning.institutions.forms.members import rt_choices
from planning.institutions.models import Election, Institution
from planning.institutions.queries.standing import counted
from planning.institutions.views.common import CHANGE, body_context, institution_in_scope
from planning.institutions.views.members import MORE_ROWS

PREFIX = "calon"


@page(CHANGE)
def election_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, CHANGE)
    blank = Election(institution=row)
    form = ElectionForm(request.POST or None, instance=blank, body=row.body, initial=first_election(row.body))
    return _page(request, row, form, _candidates(request, row, blank))


@page(CHANGE)
def election_edit(request: HttpRequest, pk: int, election: int) -> HttpResponse:
    row = institution_in_scope(request, pk, CHANGE)
    found = get_in_scope(Election, request.user, pk=election, institution=row)
    form = ElectionForm(request.POST or None, instance=found, body=row.body)
    return _page(request, row, form, _candidates(request, row, found), counted=counted(found))


def _page(request: HttpRequest, row: Institution, form: ElectionForm, rows: Any, **extra: Any) -> HttpResponse:
    """Save what was sent, or show the form (again)."""
    stored = form.instance if form.instance.pk else None
    if form.is_bound and "tambah" not in request.POST and all([form.is_valid(), rows.is_valid()]):
        candidates = [one.row for one in rows.kept()]
        with refusals_on(form):
            kept = services.record_election(
                institution=row, facts=form.facts, candidates=candidates, by=request.user, election=stored
            )
            messages.success(request, "Pemilihan tersimpan dan suaranya dihitung.")
            return redirect("institutions:election-edit", row.pk, kept.pk)
    context = body_context(request, row, form=form, rows=rows, election=stored, **extra)
    context["seat"] = SeatForm(initial={"since": timezone.localdate()})
    return render(request, "institutions/election_edit.html", context)


def _candidates(request: HttpRequest, row: Institution, election: Election) -> Any:
    options = {"rts": rt_choices(list(queries.rts_of(row.region, timezone.localdate())))}
    if request.method == "POST":
        return candidate_formset(0)(with_more_rows(request, PREFIX, MORE_ROWS), prefix=PREFIX, form_kwargs=options)
    stored = stored_candidates(election) if election.pk else []
    extra = SPARE_ROWS if stored else BLANK_ROWS
    return candidate_formset(extra)(initial=stored, prefix=PREFIX, form_kwargs=options)


@page(CHANGE)
def election_seat(request: HttpRequest, pk: int, election: int) -> HttpResponse:
    row = institution_in_scope(request, pk, CHANGE)
    found = get_in_scope(Election.objects.select_related("institution"), request.user, pk=election, institution=row)
    form = SeatForm(request.POST or None)
    if form.is_valid():
        try:
            seated = services.seat_elected(election=found, since=form.cleaned_data["since"], by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("institutions:election-edit", pk, election)
        messages.success(request, f"{len(seated)} orang terpilih menjadi {found.get_position_display().lower()}.")
        return redirect("institutions:institution-detail", pk)
    return redirect("institutions:election-edit", pk, election)
