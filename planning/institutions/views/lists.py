"""Bodies of a person's area, of one place, and from the menu of a cycle."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.cycles.models import Cycle
from planning.institutions import queries
from planning.institutions.composition import double_offices
from planning.institutions.views.common import CHANGE, VIEW, region_in_scope


@page(VIEW)
def area_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(queries.bodies_in_area(request.user), 40).get_page(request.GET.get("halaman"))
    return render(request, "institutions/area_list.html", {"page_obj": shown})


@page(VIEW)
def institution_list(request: HttpRequest, code: str) -> HttpResponse:
    region = region_in_scope(request, code, VIEW)
    return render(request, "institutions/institution_list.html", list_context(request, region))


@page(VIEW)
def cycle_institutions(request: HttpRequest, cycle: int) -> HttpResponse:
    row = get_in_scope(Cycle.objects.select_related("region__parent"), request.user, pk=cycle)
    require(request.user, VIEW, row)
    context = list_context(request, row.region, row)
    return render(request, "institutions/institution_list.html", context)


def list_context(request: HttpRequest, region: Region, cycle: Cycle | None = None) -> dict[str, Any]:
    """The kinds of bodies of a place with their bodies today, and people with two offices."""
    found, today = queries.in_region(region.pk), timezone.localdate()
    working = [row for row in found if row.dissolved_on is None]
    serving = [member for row in working for member in row.members.all() if member.serves_on(today)]
    names = {row.pk: row.name for row in working}
    doubled = [(one.name, [(row, names[row.institution_id]) for row in one.rows]) for one in double_offices(serving)]
    add_url = reverse("institutions:institution-add", args=[region.pk])
    return {
        "cycle": cycle,
        "region": region,
        "title": f"Lembaga {region.title}",
        "add_url": f"{add_url}?siklus={cycle.pk if cycle else ''}",
        "groups": queries.groups(region, found, today),
        "doubled": doubled,
        "empty": not found,
        "may_change": may(request, CHANGE, region),
    }
