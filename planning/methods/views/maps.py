"""Drawing the social map of a group, its ground, its table, files from outside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kumuh.areas.queries import expected_place
from kumuh.core.forms import show_refusal
from kumuh.core.rights import page
from planning.methods.enums import MethodKind
from planning.methods.forms.maps import (
    PER_PAGE,
    BaseForm,
    MapDataForm,
    MapFileForm,
    ObjectFormSet,
    script_object,
    script_text,
    stored_base,
    stored_objects,
)
from planning.methods.forms.sessions import StampForm
from planning.methods.imports.maps import ReadObjects, read_objects
from planning.methods.legend import KINDS
from planning.methods.models import MapObject, MethodGroup
from planning.methods.queries.map_canvas import canvas_of, grounds, key, signs
from planning.methods.queries.maps import (
    base_of,
    base_stamp,
    ground_of,
    map_stamp,
    rts_of,
    surroundings_of,
)
from planning.methods.services.maps import ObjectText, set_base, write_objects
from planning.methods.views.common import CHANGE, group_in_scope, next_group_url, session_context, session_in_scope

KIND = MethodKind.PETA


@page(CHANGE)
def map_edit(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    found = group_in_scope(request, cycle, pk, group, KIND, CHANGE)
    data = request.POST if request.method == "POST" else None
    form = MapDataForm(data, initial={"objek": _as_json(found.map_objects.all())})
    stamp = StampForm(data, initial={"dilihat": map_stamp(found)})
    typed = data is not None and all([form.is_valid(), stamp.is_valid()])
    if typed and _saved(request, found, stamp, form.cleaned_data["objek"]):
        messages.success(request, f"Peta {found.label} tersimpan.")
        return redirect(next_group_url(request, found, "methods:map-edit"))
    return render(request, "methods/map_edit.html", _editor(request, found, form, stamp))


def _as_json(rows: Any) -> str:
    return json.dumps([script_object(row) for row in rows], ensure_ascii=False)


def _editor(
    request: HttpRequest, group: MethodGroup, form: MapDataForm, stamp: StampForm, **more: Any
) -> dict[str, Any]:
    """What the page of the drawing shows."""
    base = base_of(group.session)
    around = surroundings_of(group.session, base)
    canvas = canvas_of(group.session, base, around)
    return session_context(
        request, group.session, group=group, form=form, stamp=stamp, canvas=canvas, signs=signs(), grounds=grounds(),
        key=key(levels={rt.level for rt in around.rts if rt.official}),
        base=base, kinds=KINDS.values(), **more,
    )  # fmt: skip


def _saved(
    request: HttpRequest,
    group: MethodGroup,
    stamp: StampForm,
    texts: Sequence[ObjectText],
    removed: Sequence[int] | None = None,
) -> bool:
    try:
        write_objects(group=group, texts=texts, by=request.user, seen=stamp.cleaned_data["dilihat"], removed=removed)
    except ValidationError as refusal:
        show_refusal(stamp, refusal)
        return False
    return True


@page(CHANGE)
def map_table(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """The same objects as rows, for whoever draws on paper or has no script."""
    found = group_in_scope(request, cycle, pk, group, KIND, CHANGE)
    shown = Paginator(list(found.map_objects.all()), PER_PAGE).get_page(request.GET.get("hal"))
    ground, held = ground_of(base_of(found.session)), list(shown.object_list)
    data = request.POST if request.method == "POST" else None
    rts = [(rt.pk, rt.label) for rt in rts_of(found.session)]
    formset = ObjectFormSet(
        data,
        initial=stored_objects(held, ground),
        prefix="objek",
        form_kwargs={"ground": ground, "rts": rts},
    )
    stamp = StampForm(data, initial={"dilihat": map_stamp(found)})
    typed = data is not None and all([formset.is_valid(), stamp.is_valid()])
    if typed and _rows_saved(request, found, stamp, formset, held):
        messages.success(request, "Objek tersimpan.")
        return redirect(f"{request.path}?hal={shown.number}")
    context = session_context(request, found.session, group=found, formset=formset, stamp=stamp, page_obj=shown)
    return render(request, "methods/map_table.html", context)


def _rows_saved(
    request: HttpRequest, group: MethodGroup, stamp: StampForm, formset: Any, shown: Sequence[MapObject]
) -> bool:
    """Rows that were ticked away or emptied are taken away; objects of other pages stay."""
    texts = [form.text for form in formset.kept()]
    kept = {text.pk for text in texts}
    return _saved(request, group, stamp, texts, [row.pk for row in shown if row.pk not in kept])


@page(CHANGE)
def map_base(request: HttpRequest, cycle: int, pk: int) -> HttpResponse:
    session = session_in_scope(request, cycle, pk, CHANGE)
    if session.kind != KIND:
        raise Http404("Hasil ini bukan peta sosial.")
    row = base_of(session)
    form = BaseForm(request.POST or None, request.FILES or None, initial=stored_base(row, base_stamp(session)))
    if form.is_valid():
        try:
            set_base(session=session, text=form.text, by=request.user, seen=form.cleaned_data["dilihat"])
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Dasar peta tersimpan.")
            return redirect("methods:session-detail", cycle, pk)
    return render(request, "methods/map_base.html", session_context(request, session, form=form, base=row))


@page(CHANGE)
def map_import(request: HttpRequest, cycle: int, pk: int, group: int) -> HttpResponse:
    """Step 1 of 2: what the file holds is shown in the drawing page, and only saved from there."""
    found = group_in_scope(request, cycle, pk, group, KIND, CHANGE)
    form = MapFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            read = _read(found, form)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return _preview(request, found, form, read)
    return render(request, "methods/map_import.html", session_context(request, found.session, group=found, form=form))


def _read(group: MethodGroup, form: MapFileForm) -> ReadObjects:
    file = form.cleaned_data["file"]
    return read_objects(
        file.read(),
        file.name,
        ground=ground_of(base_of(group.session)),
        rts={rt.pk: rt.label for rt in rts_of(group.session)},
        near=expected_place(group.session.cycle.region),
        usual=form.usual,
    )


def _preview(request: HttpRequest, group: MethodGroup, form: MapFileForm, read: ReadObjects) -> HttpResponse:
    held = [] if form.cleaned_data["replace"] else [script_object(row) for row in group.map_objects.all()]
    objects = json.dumps([*held, *(script_text(text) for text in read.texts)], ensure_ascii=False)
    data_form = MapDataForm(initial={"objek": objects})
    stamp = StampForm(initial={"dilihat": map_stamp(group)})
    save_url = reverse("methods:map-edit", args=[group.session.cycle_id, group.session_id, group.pk])
    context = _editor(request, group, data_form, stamp, read=read, save_url=save_url)
    return render(request, "methods/map_edit.html", context)
