"""Filling the seasonal calendar of a group, and naming local seasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.calendar import FactorFormSet, SeasonFormSet, stored_factors, stored_seasons
from planning.methods.forms.sessions import StampForm
from planning.methods.models import MethodGroup
from planning.methods.queries.calendar import calendar_stamp, columns_of, season_stamp
from planning.methods.services.calendar import set_seasons, write_calendar
from planning.methods.views.common import CHANGE, group_in_scope, next_group_url, session_context, session_in_scope


@page(CHANGE)
def calendar_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.KALENDER, CHANGE)
    columns = columns_of(found.session)
    data = request.POST if request.method == "POST" else None
    formset = FactorFormSet(
        data,
        initial=stored_factors(list(found.factors.all()), columns),
        prefix="faktor",
        form_kwargs={"columns": columns},
    )
    stamp = StampForm(data, initial={"dilihat": calendar_stamp(found)})
    if data is not None and all([formset.is_valid(), stamp.is_valid()]) and _saved(request, found, formset, stamp):
        messages.success(request, f"Kalender {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:calendar-edit"))
    extra: dict[str, Any] = {"group": found, "columns": columns, "formset": formset, "stamp": stamp}
    return render(request, "methods/calendar_edit.html", session_context(request, found.session, **extra))


def _saved(request: HttpRequest, group: MethodGroup, formset: Any, stamp: StampForm) -> bool:
    try:
        write_calendar(
            group=group,
            texts=[form.text for form in formset.kept()],
            by=request.user,
            seen=stamp.cleaned_data["dilihat"],
        )
    except ValidationError as refusal:
        show_refusal(stamp, refusal)
        return False
    return True


@page(CHANGE)
def season_edit(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    if session.kind != MethodKind.KALENDER:
        raise Http404("Hasil ini bukan kalender musim.")
    data = request.POST if request.method == "POST" else None
    formset = SeasonFormSet(data, initial=stored_seasons(session), prefix="musim")
    stamp = StampForm(data, initial={"dilihat": season_stamp(session)})
    if data is not None and all([formset.is_valid(), stamp.is_valid()]):
        try:
            texts = [form.text for form in formset.kept()]
            set_seasons(session=session, texts=texts, by=request.user, seen=stamp.cleaned_data["dilihat"])
        except ValidationError as refusal:
            show_refusal(stamp, refusal)
        else:
            messages.success(request, "Kolom kalender tersimpan.")
            return redirect("methods:session-detail", cycle, pk)
    return render(request, "methods/season_edit.html", session_context(request, session, formset=formset, stamp=stamp))
