"""Carrying a result of a participatory method onward, with a question only about what the method does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import Form, show_refusal
from kumuh.core.rights import page
from planning.methods.models import MethodSession
from planning.methods.registry import Made, Result
from planning.proposals import services
from planning.proposals.enums import TakenAs
from planning.proposals.forms.results import AspectForm, CauseForm, SectorForm
from planning.proposals.queries.results import is_taken, result_named
from planning.proposals.views.common import cycle_in_scope

CHANGE = "proposals.change_problem"
#: What a form makes of a result, and the verb that does it.
VERBS: Final[Mapping[type[Form], tuple[str, Callable[..., Any]]]] = {
    AspectForm: (TakenAs.PROBLEM, services.take_as_problem),
    SectorForm: (TakenAs.FACT, services.take_as_fact),
    CauseForm: (TakenAs.CAUSE, services.take_as_cause),
}


@page(CHANGE)
def result_take(request: PersonRequest, cycle: int, session: int, code: str, key: str) -> HttpResponse:
    found = cycle_in_scope(request, cycle, CHANGE)
    named = result_named(found, f"{session}-{key}")
    if named is None or code.upper() not in TakenAs.values:
        raise Http404("Hasil metode ini tidak ada, atau belum disepakati.")
    taken_as, (row, result) = code.upper(), named
    if made := is_taken(row, key, taken_as):
        messages.info(request, "Hasil ini sudah diteruskan sebelumnya.")
        return redirect(made.url)
    if taken_as == TakenAs.PROPOSAL:
        return redirect(f"{reverse('proposals:proposal-add', args=[cycle])}?metode={session}-{key}")
    form = _form(request, row, result, taken_as)
    if form.is_valid() and (made := _made(request, row, key, form)):
        messages.success(request, "Hasil metode diteruskan.")
        return redirect(made.url)
    context = {"cycle": found, "session": row, "result": result, "form": form, "taken_as": TakenAs(taken_as)}
    return render(request, "proposals/result_take.html", context)


def _form(request: PersonRequest, session: MethodSession, result: Result, taken_as: str) -> Form:
    data = request.POST or None
    if taken_as == TakenAs.CAUSE:
        return CauseForm(data, initial={"aspect": result.aspect}, cycle=session.cycle)
    if taken_as == TakenAs.PROBLEM:
        return AspectForm(data, initial={"aspect": result.aspect or session.aspect})
    return SectorForm(data, initial={"place": result.fields.get("location", "")})


def _made(request: PersonRequest, session: MethodSession, key: str, form: Form) -> Made | None:
    """What the result became; None when the form says why not."""
    taken_as, verb = next(VERBS[kind] for kind in VERBS if isinstance(form, kind))
    try:
        verb(session=session, key=key, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
    return is_taken(session, key, taken_as)
