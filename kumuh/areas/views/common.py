"""What the screens of places share: crumbs, and trying a verb from a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kumuh.areas.enums import RegionLevel
from kumuh.areas.geometry import GeoJSON, draw
from kumuh.areas.models import Region
from kumuh.areas.queries import regions_above
from kumuh.core.forms import refusals_on
from kumuh.core.scope import get_in_scope

Result = TypeVar("Result")
Crumbs = list[tuple[str, str]]


def attempt(form: forms.BaseForm, verb: Callable[[], Result]) -> Result | None:
    """Run a verb after a valid form; a refusal becomes an error of the form and the answer is None."""
    with refusals_on(form):
        return verb()
    return None


def person(request: HttpRequest) -> Any:
    """The signed-in person; the page decorator has asked."""
    return request.user


def done(request: HttpRequest, text: str, address: str, *args: Any) -> HttpResponse:
    """Say what was done and go to a page."""
    messages.success(request, text)
    return redirect(address, *args)


def kelurahan_in_scope(request: HttpRequest, code: str) -> Region:
    """The kelurahan or desa with this code inside the person's area, otherwise 404."""
    region: Region = get_in_scope(Region, request.user, code=code, level=RegionLevel.KELURAHAN)
    return region


def region_crumbs(request: HttpRequest, region: Region, *more: str) -> Crumbs:
    """The way down to a region; regions above the person's area are named without a link."""
    own = person(request).area_codes()
    crumbs = [("Wilayah", reverse("areas:region-list"))]
    for row in [*regions_above(region), region]:
        inside = any(code == "" or row.code == code or row.code.startswith(f"{code}.") for code in own)
        crumbs.append((row.title, reverse("areas:region-detail", args=[row.code]) if inside else ""))
    if not more:
        crumbs[-1] = (region.title, "")
    return [*crumbs, *((label, "") for label in more)]


def drawing_context(areas: list[tuple[str, str, GeoJSON]]) -> dict[str, Any]:
    """The drawing for pages without script: `size` of the picture, `drawing` of (kind, name, path)."""
    size = draw([geometry for _, _, geometry in areas])
    return {
        "size": size,
        "drawing": [(kind, name, path) for (kind, name, _), path in zip(areas, size.paths, strict=True)],
    }
