"""The register of SK and verified area."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from kumuh.accounts.models import PersonRequest
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.city import queries
from planning.city.exports import register_workbook
from planning.city.views.common import workbook

RIGHT = "city.view_register"
LEVELS = (RegionLevel.CITY, RegionLevel.DISTRICT, RegionLevel.KELURAHAN)


def _region(request: PersonRequest, code: str) -> Region:
    region: Region = get_in_scope(Region.objects.select_related("parent"), request.user, pk=code)
    require(request.user, RIGHT, region)
    if region.level not in LEVELS:
        raise Http404("Daftar SK dan luas ada untuk kota, kecamatan dan kelurahan.")
    return region


@page(RIGHT)
@require_GET
def register_detail(request: PersonRequest, code: str) -> HttpResponse:
    """The register of a city or kecamatan, or one kelurahan of it RT by RT."""
    region = _region(request, code)
    found = queries.register(region)
    cycle = queries.newest_city_cycle(code)
    context: dict[str, Any] = {
        "register": found,
        "region": region,
        "revisions": queries.revisions(code),
        "crumbs": [(str(region.parent or ""), _upper(request, region)), (region.title, "")],
        "city_cycle": cycle if cycle and may(request, "city.view_plan", cycle) else None,
        "may_explain": bool(cycle) and may(request, "city.explain_area", cycle),
    }
    if region.level != RegionLevel.KELURAHAN:
        return render(request, "city/register_detail.html", context)
    row = next(iter(found.places), None)
    return render(request, "city/register_place.html", context | {"row": row})


def _upper(request: PersonRequest, region: Region) -> str:
    """The register one level up, where the person may read it."""
    above = region.parent
    if above is None or above.level not in LEVELS or not may(request, RIGHT, above):
        return reverse("areas:region-detail", args=[region.pk])
    return reverse("city:register-detail", args=[above.pk])


@page(RIGHT)
@require_GET
def register_export(request: PersonRequest, code: str) -> HttpResponse:
    """The same as a workbook."""
    region = _region(request, code)
    found = queries.register(region)
    return workbook(register_workbook(found, queries.revisions(code)), f"luas-kumuh-{slugify(region.name)}.xlsx")
