"""Where the kelurahan of a city are held up, on a page and as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from kumuh.areas.enums import RegionLevel
from kumuh.areas.queries import regions_for
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.desk.exports import stuck_workbook
from planning.desk.forms import StuckForm, stuck_in_words
from planning.desk.queries import Stuck, stuck
from planning.desk.views.city import RIGHT, XLSX
from planning.desk.views.common import PersonRequest

PER_PAGE = 25


def _asked(request: PersonRequest, code: str) -> tuple[Stuck, StuckForm]:
    """The running cycles that the address asks for, in the person's area."""
    levels = (RegionLevel.CITY, RegionLevel.DISTRICT)
    region = get_in_scope(regions_for(request.user), request.user, code=code, level__in=levels)
    require(request.user, RIGHT, region)
    form = StuckForm(request.GET)
    return stuck(request.user, region, form.choice()), form


@page(RIGHT)
@require_GET
def stuck_detail(request: PersonRequest, code: str) -> HttpResponse:
    """Every running cycle by how long it waits, or by step."""
    found, form = _asked(request, code)
    by_step = request.GET.get("tampilan") == "langkah"
    context = {
        "stuck": found,
        "form": form,
        "by_step": by_step,
        "page_obj": Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(request, by_step),
        "chosen": stuck_in_words(found),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "crumbs": _crumbs(found),
    }
    return render(request, "desk/stuck_detail.html", context)


@page(RIGHT)
@require_GET
def stuck_export(request: PersonRequest, code: str) -> HttpResponse:
    """The rows of the page, all of them, as a workbook."""
    found, _form = _asked(request, code)
    day = timezone.localdate()
    return HttpResponse(
        stuck_workbook(found, stuck_in_words(found), day),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="tertahan-{slugify(found.region.name)}-{day}.xlsx"'},
    )


def _tabs(request: PersonRequest, by_step: bool) -> list[dict[str, Any]]:
    """The two faces of the page, with the filter that is set."""
    asked = request.GET.copy()
    for name in ("tampilan", "page"):
        asked.pop(name, None)
    listed, stepped = asked.copy(), asked.copy()
    stepped["tampilan"] = "langkah"
    return [
        {"label": "Paling lama menunggu", "url": f"?{listed.urlencode()}", "active": not by_step},
        {"label": "Menurut langkah", "url": f"?{stepped.urlencode()}", "active": by_step},
    ]


def _crumbs(found: Stuck) -> list[tuple[str, str]]:
    compared = reverse("desk:city-detail", args=[found.region.code])
    return [("Meja kerja", reverse("desk:start-page")), (found.region.title, compared), ("Tertahan", "")]
