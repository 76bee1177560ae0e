"""Screens that make and change RT, RW and kawasan of a kelurahan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.forms import MergeForm, NewNeighbourhoodForm, PartFormSet, RenameForm, SettlementForm
from kumuh.areas.forms.neighbourhoods import ChangeForm, current
from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code
from kumuh.areas.services import (
    Part,
    create_neighbourhoods,
    merge_neighbourhoods,
    place_in_settlement,
    rename_neighbourhood,
    settlement_named,
    split_neighbourhood,
)
from kumuh.areas.views.common import attempt, done, kelurahan_in_scope, person, region_crumbs
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope

RIGHT = "areas.change_neighbourhood"


def _kelurahan(request: HttpRequest, code: str) -> Region:
    kelurahan = kelurahan_in_scope(request, code)
    require(request.user, RIGHT, kelurahan)
    return kelurahan


def _current(request: HttpRequest, kelurahan: Region, pk: int) -> Neighbourhood:
    """An RT or RW of the kelurahan that has not ended, otherwise 404."""
    row: Neighbourhood = get_in_scope(Neighbourhood, request.user, pk=pk, kelurahan=kelurahan, valid_to=None)
    return row


@page(RIGHT)
def neighbourhood_new(request: HttpRequest, code: str) -> HttpResponse:
    """Add RT (with their RW) or RW."""
    kelurahan = _kelurahan(request, code)
    form = NewNeighbourhoodForm(request.POST or None, kelurahan=kelurahan)
    if form.is_valid():
        rows = attempt(form, lambda: create_neighbourhoods(kelurahan=kelurahan, **form.cleaned_data))
        if rows is not None:
            names = ", ".join(row.label for row in rows[:5])
            text = f"{len(rows)} ditambahkan: {names}{' …' if len(rows) > 5 else ''}."
            return done(request, text, "areas:region-detail", code)
    crumbs = region_crumbs(request, kelurahan, "Tambah RT atau RW")
    context = {"form": form, "region": kelurahan, "crumbs": crumbs}
    return render(request, "areas/neighbourhood_new.html", context)


@page(RIGHT)
def neighbourhood_rename(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Another number, name or RW."""
    kelurahan = _kelurahan(request, code)
    row = _current(request, kelurahan, pk)
    form = RenameForm(request.POST or None, neighbourhood=row)
    if form.is_valid():
        new = attempt(form, lambda: rename_neighbourhood(neighbourhood=row, by=person(request), **form.cleaned_data))
        if new is not None:
            return done(request, f"{row} sekarang {new}.", "areas:region-detail", code)
    crumbs = region_crumbs(request, kelurahan, f"Ubah {row}")
    context = {"form": form, "row": row, "region": kelurahan, "crumbs": crumbs}
    return render(request, "areas/neighbourhood_rename.html", context)


@page(RIGHT)
def neighbourhood_split(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One RT becomes several."""
    kelurahan = _kelurahan(request, code)
    row = _current(request, kelurahan, pk)
    form = ChangeForm(request.POST or None)
    rws = list(current(kelurahan, NeighbourhoodKind.RW))
    first: list[dict[str, Any]] = [{"number": row.number, "rw": row.parent_id}, {"rw": row.parent_id}]
    parts = PartFormSet(request.POST or None, initial=first, prefix="bagian", form_kwargs={"rws": rws})
    if form.is_valid() and parts.is_valid():
        into = [Part(**part.cleaned_data) for part in parts if part.cleaned_data.get("number")]
        verb = lambda: split_neighbourhood(neighbourhood=row, into=into, by=person(request), **form.cleaned_data)  # noqa: E731
        new = attempt(form, verb)
        if new is not None:
            return done(request, f"{row} dipecah menjadi {', '.join(map(str, new))}.", "areas:region-detail", code)
    context = {"form": form, "parts": parts, "row": row, "region": kelurahan}
    context["crumbs"] = region_crumbs(request, kelurahan, f"Pecah {row}")
    return render(request, "areas/neighbourhood_split.html", context)


@page(RIGHT)
def neighbourhood_merge(request: HttpRequest, code: str) -> HttpResponse:
    """Several RT, or several RW (`?jenis=RW`), become one."""
    kelurahan = _kelurahan(request, code)
    kind = NeighbourhoodKind.RW if request.GET.get("jenis") == "RW" else NeighbourhoodKind.RT
    form = MergeForm(request.POST or None, kelurahan=kelurahan, kind=kind)
    if form.is_valid():
        new = attempt(form, lambda: merge_neighbourhoods(by=person(request), **form.cleaned_data))
        if new is not None:
            return done(request, f"Digabung menjadi {new}.", "areas:region-detail", code)
    crumbs = region_crumbs(request, kelurahan, f"Gabung {kind}")
    context = {"form": form, "kind": kind, "region": kelurahan, "crumbs": crumbs}
    return render(request, "areas/neighbourhood_merge.html", context)


@page(RIGHT)
def settlement_assign(request: HttpRequest, code: str) -> HttpResponse:
    """Put RT into a kawasan, or take them out."""
    kelurahan = _kelurahan(request, code)
    city = Region.objects.get(pk=city_code(code))
    form = SettlementForm(request.POST or None, kelurahan=kelurahan)
    if form.is_valid():
        name, rts = form.cleaned_data["name"], form.cleaned_data["rts"]
        settlement = settlement_named(city=city, name=name) if name else None
        place_in_settlement(rts=rts, settlement=settlement)
        return done(request, f"{len(rts)} RT: {settlement or 'tanpa kawasan'}.", "areas:region-detail", code)
    context = {"form": form, "region": kelurahan, "names": Settlement.objects.filter(city=city)}
    context["crumbs"] = region_crumbs(request, kelurahan, "Atur kawasan")
    return render(request, "areas/settlement_assign.html", context)
