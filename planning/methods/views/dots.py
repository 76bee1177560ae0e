"""What a session votes about with dots, and counting the dots of a group."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.dots import BallotForm, DotForm, OptionFormSet, stored_options
from planning.methods.queries.dots import ballot_of, counts_of, dot_stamp, option_stamp, options_of
from planning.methods.services.dots import write_ballot, write_dots
from planning.methods.views.common import (
    CHANGE,
    first_group_url,
    group_in_scope,
    next_group_url,
    of_kind,
    session_context,
    session_in_scope,
    written,
)


@page(CHANGE)
def option_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = of_kind(session_in_scope(request, cycle, pk, CHANGE), MethodKind.DOT)
    ballot, data = ballot_of(session), request.POST if request.method == "POST" else None
    formset = OptionFormSet(data, initial=stored_options(options_of(session)), prefix="pilihan")
    first = {"subject": ballot.subject, "each": ballot.each, "dilihat": option_stamp(session)}
    form = BallotForm(data, initial=first)

    def save() -> None:
        values = {name: form.cleaned_data[name] for name in ("subject", "each")}
        options = [row.option for row in formset.kept()]
        write_ballot(session=session, **values, options=options, by=request.user, seen=form.seen)

    if written(form, formset, save):
        messages.success(request, "Daftar pilihan tersimpan.")
        return redirect(first_group_url(session, "methods:dot-edit"))
    return render(request, "methods/option_edit.html", session_context(request, session, form=form, formset=formset))


@page(CHANGE)
def dot_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.DOT, CHANGE)
    ballot, options = ballot_of(found.session), options_of(found.session)
    form = DotForm(
        request.POST if request.method == "POST" else None,
        initial={"dilihat": dot_stamp(found)},
        group=found,
        ballot=ballot,
        options=options,
        stored=counts_of(found.session)[found.pk],
    )
    if written(form, form, lambda: write_dots(group=found, counts=form.counts, by=request.user, seen=form.seen)):
        messages.success(request, f"Titik {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:dot-edit"))
    context = session_context(request, found.session, group=found, form=form, ballot=ballot, options=options)
    return render(request, "methods/dot_edit.html", context)
