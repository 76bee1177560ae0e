"""The consolidated profile of the city, and why areas differ."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.areas.models import Region
from kumuh.core.charts import IndicatorValue, indicator_chart
from kumuh.core.formats import percent
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from kumuh.core.scope import get_in_scope
from planning.city import queries, services
from planning.city.forms import ExplainForm
from planning.city.models import AreaNote
from planning.city.queries import CITY_PROFILE
from planning.city.views.common import VIEW, city_cycle, step_context
from planning.cycles.models import Cycle

EXPLAIN = "city.explain_area"


@page(VIEW)
def profile_detail(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    profile = queries.city_profile(found.region, found=queries.register(found.region, notes_of=found))
    chart = indicator_chart(
        [IndicatorValue(row.aspect.name, row.mean) for row in profile.aspects],
        ident="profil-kota",
        title="Rata-rata persen setiap indikator di kelurahan yang profilnya disahkan",
        before_label="Belum memenuhi syarat",
    )
    twin = [
        (row.aspect.name, "belum dapat dijumlahkan" if row.mean is None else percent(row.mean))
        for row in profile.aspects
    ]
    context = step_context(found, CITY_PROFILE) | {
        "profile": profile,
        "register": profile.register,
        "chart": chart,
        "chart_head": ("Indikator", "Rata-rata persen"),
        "chart_rows": twin,
        "may_explain": may(request, EXPLAIN, found),
    }
    return render(request, "city/profile_detail.html", context)


def _said(mean: Any) -> str:
    return "belum dapat dijumlahkan" if mean is None else percent(mean)


@page(EXPLAIN)
def area_explain(request: PersonRequest, cycle: int, place: str) -> HttpResponse:
    found = city_cycle(request, cycle, EXPLAIN)
    region = get_in_scope(Region, request.user, pk=place)
    row = next((one for one in queries.register(region).places if one.region == region), None)
    if row is None:
        raise Http404("Kelurahan ini belum ada dalam SK dan belum disurvei.")
    note = AreaNote.objects.filter(cycle=found, kelurahan=region).first()
    form = ExplainForm(
        request.POST or None,
        instance=note or AreaNote(cycle=found, kelurahan=region),
        draft_key=f"luas-{found.pk}-{region.pk}",
    )
    if form.is_valid() and _explained(request, found, region, form):
        messages.success(request, f"Penjelasan luas {region.name} tersimpan.")
        return redirect("city:profile-detail", cycle)
    context = step_context(found, CITY_PROFILE) | {"row": row, "region": region, "form": form, "note": note}
    return render(request, "city/area_explain.html", context)


def _explained(request: PersonRequest, cycle: Cycle, region: Region, form: ExplainForm) -> bool:
    expected = form.expected_version if form.locked else None
    text = form.cleaned_data["text"]
    with refusals_on(form):
        services.explain_area(cycle=cycle, kelurahan=region, text=text, by=request.user, expected_version=expected)
        return True
    return False
