"""A city side by side, one kelurahan of it explained, and the same as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from kumuh.areas.enums import RegionLevel
from kumuh.areas.queries import regions_for
from kumuh.conditions.queries import survey_years
from kumuh.core.formats import hectares, rupiah, show_number
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.desk.exports import city_workbook
from planning.desk.forms import CityForm, in_words
from planning.desk.queries import ORDERS, City, CityRow, city
from planning.desk.views.common import PersonRequest
from planning.programs.enums import SourceOfMoney
from planning.programs.queries import fiscal_years

RIGHT = "desk.view_city"
PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _chosen(request: PersonRequest, code: str) -> tuple[City, CityForm]:
    """The comparison that the address asks for, in the person's area."""
    region = get_in_scope(
        regions_for(request.user), request.user, code=code, level__in=(RegionLevel.CITY, RegionLevel.DISTRICT)
    )
    require(request.user, RIGHT, region)
    years = {"years": survey_years(code), "fiscal_years": fiscal_years(code)}
    form = CityForm(request.GET, **years)
    found = city(request.user, region, form.choice())
    shown = {"tahun": found.year, "anggaran": found.fiscal_year, "urut": found.choice.order}
    return found, CityForm({**request.GET.dict(), **shown}, **years)


@page(RIGHT)
@require_GET
def city_detail(request: PersonRequest, code: str) -> HttpResponse:
    """Kelurahan side by side with filter and order."""
    found, form = _chosen(request, code)
    rows = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"city": found, "page_obj": rows, "form": form, "chosen": in_words(found), "crumbs": _crumbs(found)}
    context["query"] = f"?{request.GET.urlencode()}" if request.GET else ""
    return render(request, "desk/city_detail.html", context)


@page(RIGHT)
@require_GET
def city_export(request: PersonRequest, code: str) -> HttpResponse:
    """The rows of the page, all of them, as a workbook."""
    found, _form = _chosen(request, code)
    name = f"perbandingan-{slugify(found.region.name)}-{found.year or 'tanpa-data'}.xlsx"
    return HttpResponse(
        city_workbook(found, in_words(found)),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page(RIGHT)
@require_GET
def city_place(request: PersonRequest, code: str, place: str) -> HttpResponse:
    """Why one kelurahan stands where it stands."""
    found, _form = _chosen(request, code)
    row = next((row for row in found.everybody if row.region.code == place), None)
    if row is None:
        raise Http404("Kelurahan ini belum mempunyai data atau siklus.")
    places = [(item.label, item.rule, found.place_of(row, key)) for key, item in ORDERS.items() if key != "nama"]
    crumbs = [*_crumbs(found, here=False), (row.region.title, "")]
    context = {"city": found, "row": row, "places": places, "reason": found.reason(row), "crumbs": crumbs}
    context["facts"] = _facts(row)
    return render(request, "desk/city_place.html", context)


def _facts(row: CityRow) -> list[tuple[str, Any]]:
    """Step, turn, forecast and money of one kelurahan as label and value."""
    stand, forecast = row.standing, row.forecast
    if stand is None:
        return []
    facts: list[tuple[str, Any]] = [
        ("Langkah", stand.step.name if stand.step else "Semua langkah selesai"),
        ("Giliran", stand.turn or "tidak ada"),
        ("Menunggu", f"{show_number(row.days)} hari" if stand.since else "tidak"),
        ("Biaya rencana", rupiah(row.cost)),
        *(
            (str(source.label), rupiah(row.money[source.value]))
            for source in SourceOfMoney
            if source.value in row.money
        ),
    ]
    if forecast:
        change = f"{hectares(forecast.now_ha)} menjadi {hectares(forecast.after_ha)}"
        facts.append((f"Luas kumuh sesudah rencana (data {forecast.year})", change))
    return facts


def _crumbs(found: City, *, here: bool = True) -> list[Any]:
    url = "" if here else reverse("desk:city-detail", args=[found.region.code])
    return [("Meja kerja", reverse("desk:start-page")), (f"Perbandingan {found.region.title}", url)]
