"""Boundary import in two steps, and taking a boundary away."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kumuh.areas.forms import BoundaryChoiceForm, BoundaryDeleteForm, BoundaryFileForm
from kumuh.areas.geometry import BoundaryError
from kumuh.areas.imports import Preview, forget_file, keep_file, kept_file, preview_boundaries
from kumuh.areas.models import Boundary, Region
from kumuh.areas.queries import boundaries_of, boundary_name
from kumuh.areas.services import delete_boundary, import_boundaries
from kumuh.areas.views.common import attempt, done, drawing_context, kelurahan_in_scope, person, region_crumbs
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope

RIGHT = "areas.import_boundary"
DELETE = "areas.delete_boundary"


def _kelurahan(request: HttpRequest, code: str) -> Region:
    kelurahan = kelurahan_in_scope(request, code)
    require(request.user, RIGHT, kelurahan)
    return kelurahan


def _preview(request: HttpRequest, kelurahan: Region, content: bytes, name: str, zone: str) -> Preview:
    """Read the file for the kelurahan; any refusal becomes one kind of error."""
    try:
        today = timezone.localdate()
        return preview_boundaries(kelurahan=kelurahan, content=content, filename=name, day=today, zone=zone or None)
    except BoundaryError as error:
        raise ValidationError({"zone" if error.zone_choices else "file": error.message}) from error


@page(RIGHT)
def boundary_import(request: HttpRequest, code: str) -> HttpResponse:
    """Step one: the file is read; nothing is written yet."""
    kelurahan = _kelurahan(request, code)
    form = BoundaryFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, zone = form.cleaned_data["file"], form.cleaned_data["zone"]
        content = file.read()
        if attempt(form, lambda: _preview(request, kelurahan, content, file.name, zone)):
            key = keep_file(person=person(request).pk, content=content, filename=file.name)
            query = QueryDict(mutable=True)
            query.update({"nama": file.name, "zona": zone})
            address = reverse("areas:boundary-check", args=[code, key])
            return redirect(f"{address}?{query.urlencode()}")
    context = {"form": form, "region": kelurahan}
    context["crumbs"] = region_crumbs(request, kelurahan, "Masukkan batas")
    return render(request, "areas/boundary_import.html", context)


@page(RIGHT)
def boundary_check(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Step two: the same file on a map and in a table; what is shown is what is saved."""
    kelurahan = _kelurahan(request, code)
    name, zone = request.GET.get("nama", key), request.GET.get("zona", "")
    try:
        preview = _preview(request, kelurahan, kept_file(person=person(request).pk, key=key), key, zone)
    except ValidationError as refusal:
        return render(request, "areas/boundary_gone.html", {"region": kelurahan, "text": " ".join(refusal.messages)})
    form = BoundaryChoiceForm(request.POST or None, preview=preview, initial={"source": name})
    if form.is_valid():
        rows = attempt(form, lambda: _save(request, preview, form.cleaned_data))
        if rows is not None:
            forget_file(person=person(request).pk, key=key)
            return done(request, f"{len(rows)} batas tersimpan.", "areas:region-detail", code)
    context: dict[str, Any] = {"form": form, "preview": preview, "name": name, "region": kelurahan}
    context |= drawing_context([("RT", row.shape.name, row.shape.geometry) for row in preview.rows])
    context["crumbs"] = region_crumbs(request, kelurahan, "Periksa batas")
    return render(request, "areas/boundary_check.html", context)


def _save(request: HttpRequest, preview: Preview, answers: dict[str, Any]) -> list[Boundary]:
    return import_boundaries(boundaries=preview.chosen(answers), source=answers["source"], by=person(request))


@page(DELETE)
def boundary_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one boundary of a kelurahan, an RT/RW in it or a kawasan of its city away, with a reason."""
    kelurahan = kelurahan_in_scope(request, code)
    boundary = get_in_scope(boundaries_of(kelurahan), request.user, pk=pk)
    require(request.user, DELETE, boundary)
    form = BoundaryDeleteForm(request.POST or None)
    if form.is_valid():
        name, reason = boundary_name(boundary), form.cleaned_data["reason"]
        verb = partial(delete_boundary, boundary=boundary, reason=reason, by=person(request))
        attempt(form, verb)
        if not form.errors:
            return done(request, f"Batas {name} dihapus.", "areas:region-detail", code)
    context = {"boundary": boundary, "name": boundary_name(boundary), "region": kelurahan, "form": form}
    return render(request, "areas/boundary_delete.html", context)
