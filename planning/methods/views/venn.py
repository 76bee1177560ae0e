"""Filling the Venn diagram of a group."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.sessions import StampForm
from planning.methods.forms.venn import BodyFormSet, first_bodies
from planning.methods.models import MethodGroup
from planning.methods.queries.venn import known_bodies, partners_of, venn_stamp
from planning.methods.services.venn import write_venn
from planning.methods.views.common import CHANGE, group_in_scope, next_group_url, session_context


@page(CHANGE)
def venn_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, MethodKind.VENN, CHANGE)
    known = known_bodies(found.session)
    data = request.POST if request.method == "POST" else None
    formset = BodyFormSet(
        data,
        initial=first_bodies(list(found.bodies.all()), partners_of(found.session), known),
        prefix="lembaga",
        form_kwargs={"offered": [one.name for one in known]},
    )
    stamp = StampForm(data, initial={"dilihat": venn_stamp(found)})
    if data is not None and all([formset.is_valid(), stamp.is_valid()]) and _saved(request, found, formset, stamp):
        messages.success(request, f"Diagram {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:venn-edit"))
    extra: dict[str, Any] = {"group": found, "formset": formset, "stamp": stamp, "known": known}
    return render(request, "methods/venn_edit.html", session_context(request, found.session, **extra))


def _saved(request: HttpRequest, group: MethodGroup, formset: Any, stamp: StampForm) -> bool:
    try:
        write_venn(group=group, texts=formset.texts, by=request.user, seen=stamp.cleaned_data["dilihat"])
    except ValidationError as refusal:
        show_refusal(stamp, refusal)
        return False
    return True
