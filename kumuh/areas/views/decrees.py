"""Screens of the SK Kumuh register."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.forms import DecreeChangeForm, DecreeForm, DecreeRtForm, RevokeForm
from kumuh.areas.models import Decree, Neighbourhood, Region
from kumuh.areas.queries import (
    decree_register,
    decree_state,
    listed_by_kelurahan,
    needs_review,
    valid_on,
)
from kumuh.areas.services import change_decree, list_in_decree, register_decree, revoke_decree
from kumuh.areas.views.common import attempt, done, person
from kumuh.core.files import stored_file
from kumuh.core.rights import may, page, require, require_somewhere
from kumuh.core.scope import get_in_scope

RIGHT = "areas.change_decree"


def _changeable(request: HttpRequest, pk: int) -> Decree:
    decree: Decree = get_in_scope(Decree, request.user, pk=pk)
    require(request.user, RIGHT, decree)
    return decree


def _crumbs(decree: Decree | None, *more: str) -> list[tuple[str, str]]:
    crumbs = [("SK Kumuh", reverse("areas:decree-list"))]
    if decree is not None:
        crumbs.append((str(decree), reverse("areas:decree-detail", args=[decree.pk]) if more else ""))
    return [*crumbs, *((label, "") for label in more)]


def _file(scan: Any) -> Any:
    return scan.as_file() if scan else None


@page("areas.view_decree")
def decree_list(request: HttpRequest) -> HttpResponse:
    """SK of the person's cities with their state; those past their review date first."""
    today = timezone.localdate()
    rows = list(decree_register(Decree.objects.for_user(request.user)))
    rows.sort(key=lambda row: (not needs_review(row, today), row.revoked_on is not None))
    own = Region.objects.for_user(request.user).filter(level=RegionLevel.CITY)
    context = {
        "rows": [(row, decree_state(row, today)) for row in rows],
        "due": sum(needs_review(row, today) for row in rows),
        "may_add": any(may(request, RIGHT, code) for code in _codes(request)),
        "cities": own.count(),
        "crumbs": [("SK Kumuh", "")],
    }
    return render(request, "areas/decree_list.html", context)


def _codes(request: HttpRequest) -> tuple[str, ...]:
    codes: tuple[str, ...] = person(request).area_codes()
    return codes


@page("areas.view_decree")
def decree_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One SK with its RT list."""
    decree = get_in_scope(decree_register(Decree.objects.all()), request.user, pk=pk)
    changing = may(request, RIGHT, decree)
    children = Region.objects.filter(level=RegionLevel.KELURAHAN, code__startswith=f"{decree.city_id}.", active=True)
    context = {
        "decree": decree,
        "state": decree_state(decree, timezone.localdate()),
        "groups": listed_by_kelurahan(decree),
        "may_change": changing,
        "kelurahan": children.order_by("name") if changing else (),
        "crumbs": _crumbs(decree),
    }
    return render(request, "areas/decree_detail.html", context)


@page(RIGHT)
def decree_new(request: HttpRequest) -> HttpResponse:
    """Enter an SK."""
    require_somewhere(request.user, RIGHT)
    cities = Region.objects.for_user(request.user).filter(level=RegionLevel.CITY)
    older = Decree.objects.for_user(request.user).filter(revoked_on=None)
    initial = {"city": cities[0].pk} if cities.count() == 1 else {}
    form = DecreeForm(request.POST or None, request.FILES or None, cities=cities, older=older, initial=initial)
    if form.is_valid():
        city, replaces = form.cleaned_data["city"], form.cleaned_data["replaces"]
        require(request.user, RIGHT, city)
        data, scan = form.data_of_paper(), _file(form.cleaned_data["scan"])
        decree = attempt(form, lambda: register_decree(city=city, data=data, scan=scan, replaces=replaces))
        if decree is not None:
            return done(request, f"{decree} terdaftar. Isi daftar RT-nya.", "areas:decree-detail", decree.pk)
    context = {"form": form, "crumbs": _crumbs(None, "Daftarkan SK")}
    return render(request, "areas/decree_form.html", context)


@page(RIGHT)
def decree_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was typed."""
    decree = _changeable(request, pk)
    form = DecreeChangeForm(request.POST or None, request.FILES or None, decree=decree)
    if form.is_valid():
        data, scan = form.data_of_paper(), _file(form.cleaned_data["scan"])
        version = form.cleaned_data["version"]
        saved = attempt(form, lambda: change_decree(decree=decree, data=data, scan=scan, version=version))
        if saved is not None:
            return done(request, f"{saved} tersimpan.", "areas:decree-detail", pk)
    context = {"form": form, "decree": decree, "crumbs": _crumbs(decree, "Ubah")}
    return render(request, "areas/decree_form.html", context)


@page(RIGHT)
def decree_rts(request: HttpRequest, pk: int) -> HttpResponse:
    """The RT of one kelurahan (`?kelurahan=`) in an SK."""
    decree = _changeable(request, pk)
    inside = Region.objects.in_areas([decree.city_id])
    kelurahan = get_in_scope(inside, request.user, code=request.GET.get("kelurahan"), level=RegionLevel.KELURAHAN)
    listed = decree.listed.filter(neighbourhood__kelurahan=kelurahan)
    rts = Neighbourhood.objects.filter(kelurahan=kelurahan, kind=NeighbourhoodKind.RT)
    shown = rts.filter(valid_on(timezone.localdate())) | rts.filter(decrees__decree=decree)
    form = DecreeRtForm(request.POST or None, rts=shown.distinct().order_by("label"), listed=listed)
    if form.is_valid():
        rows = attempt(form, lambda: list_in_decree(decree=decree, kelurahan=kelurahan, areas=form.areas()))
        if rows is not None:
            return done(request, f"{kelurahan.title}: {len(rows)} RT dalam SK.", "areas:decree-detail", pk)
    context = {"form": form, "decree": decree, "region": kelurahan}
    context["crumbs"] = _crumbs(decree, f"RT {kelurahan.name}")
    return render(request, "areas/decree_rts.html", context)


@page(RIGHT)
def decree_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an SK no longer counts."""
    decree = _changeable(request, pk)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        saved = attempt(form, lambda: revoke_decree(decree=decree, **form.cleaned_data))
        if saved is not None:
            return done(request, f"{saved} dicatat dicabut.", "areas:decree-detail", pk)
    context = {"form": form, "decree": decree, "crumbs": _crumbs(decree, "Cabut")}
    return render(request, "areas/decree_revoke.html", context)


@page("areas.view_decree")
def decree_scan(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of the paper."""
    decree = get_in_scope(Decree, request.user, pk=pk)
    number = "".join(letter if letter.isalnum() else "-" for letter in decree.number)
    return stored_file(decree.scan, f"SK-Kumuh-{number}", absent="Salinan SK ini belum diunggah.")
