"""Writing down a transect, group by group."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.transect import PathForm, StretchFormSet, stored_path, stored_stretches
from planning.methods.models import MethodGroup
from planning.methods.queries.transect import path_of, transect_stamp
from planning.methods.services.transect import write_transect
from planning.methods.views.common import CHANGE, group_in_scope, next_group_url, session_context


@page(CHANGE)
def transect_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.TRANSEK, CHANGE)
    data = request.POST if request.method == "POST" else None
    form = PathForm(data, initial=stored_path(path_of(found), transect_stamp(found)))
    formset = StretchFormSet(data, initial=stored_stretches(list(found.stretches.all())), prefix="ruas")
    if data is not None and all([form.is_valid(), formset.is_valid()]) and _saved(request, found, form, formset):
        messages.success(request, f"Transek {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:transect-edit"))
    context = session_context(request, found.session, group=found, form=form, formset=formset)
    return render(request, "methods/transect_edit.html", context)


def _saved(request: HttpRequest, group: MethodGroup, form: PathForm, formset: Any) -> bool:
    try:
        write_transect(
            group=group,
            path=form.text,
            texts=[one.text for one in formset.kept()],
            by=request.user,
            seen=form.cleaned_data["dilihat"],
        )
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    return True
