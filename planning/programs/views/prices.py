"""Reference unit prices of a city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.programs import queries, services
from planning.programs.forms.works import UnitPriceForm
from planning.programs.models import UnitPrice


def _city(request: PersonRequest, code: str, right: str) -> Region:
    city = get_in_scope(Region, request.user, code=code, level=RegionLevel.CITY)
    require(request.user, right, city)
    return city


@page("programs.view_price")
def price_list(request: PersonRequest, code: str) -> HttpResponse:
    city = _city(request, code, "programs.view_price")
    context = {
        "city": city,
        "prices": queries.unit_prices(code),
        "may_change": may(request, "programs.change_price", city),
    }
    return render(request, "programs/price_list.html", context)


@page("programs.change_price")
def price_add(request: PersonRequest, code: str) -> HttpResponse:
    city = _city(request, code, "programs.change_price")
    return _price_form(request, city, UnitPrice(city=city))


@page("programs.change_price")
def price_edit(request: PersonRequest, code: str, pk: int) -> HttpResponse:
    city = _city(request, code, "programs.change_price")
    return _price_form(request, city, get_in_scope(UnitPrice, request.user, pk=pk, city=city))


def _price_form(request: PersonRequest, city: Region, row: UnitPrice) -> HttpResponse:
    form = UnitPriceForm(request.POST or None, instance=row, draft_key=f"harga-{city.code}-{row.pk or 'baru'}")
    if form.is_valid():
        with refusals_on(form):
            services.save_unit_price(
                city=city, row=row if row.pk else None, by=request.user, **_values(form.cleaned_data)
            )
            messages.success(request, "Harga satuan tersimpan.")
            return redirect("programs:price-list", city.code)
    return render(request, "programs/price_edit.html", {"city": city, "form": form, "row": row})


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("name", "unit", "price", "year", "source")}
