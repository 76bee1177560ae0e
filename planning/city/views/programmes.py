"""The register of programmes per kawasan: list, one programme, form, workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from kumuh.accounts.models import PersonRequest
from kumuh.core.charts import YearValue, area_chart
from kumuh.core.formats import hectares
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from kumuh.core.scope import get_in_scope
from kumuh.core.versions import StaleRecord
from planning.city import queries, services
from planning.city.exports import plan_workbook
from planning.city.forms import ProgrammeForm, cost_formset
from planning.city.models import AreaProgramme
from planning.city.queries import CITY_ANSWERS
from planning.city.queries.path import Path
from planning.city.services.guard import years_of
from planning.city.views.common import VIEW, city_cycle, settlements, step_context, workbook
from planning.cycles.models import Cycle
from planning.proposals.catalog import MATRIX_ROWS

CHANGE = "city.change_programme"


@page(VIEW)
def programme_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    plan = queries.plan_of(found)
    path = queries.path_of(plan, queries.register(found.region))
    context = step_context(found, CITY_ANSWERS) | {
        "plan": plan,
        "path": path,
        "aspects": MATRIX_ROWS,
        "may_change": may(request, CHANGE, found),
        **path_context(path),
    }
    return render(request, "city/programme_list.html", context)


def path_context(path: Path) -> dict[str, Any]:
    """Chart and table twin of the path to 0 ha."""
    values = [YearValue(one.year, one.slum_ha, forecast=not one.measured) for one in path.years]
    chart = area_chart(values, ident="jalan-nol", title="Luas kumuh kota per tahun", forecast_label="menurut rencana")
    twin = [
        (
            str(one.year),
            "hasil pendataan" if one.measured else "menurut rencana",
            hectares(one.slum_ha, 4),
            "–" if one.measured else hectares(one.items_ha, 4),
            "–" if one.measured else hectares(one.city_ha, 4),
        )
        for one in path.years
    ]
    head = ("Tahun", "Sumber", "Luas kumuh", "Berkurang karena butir kelurahan", "Perkiraan bagian kota")
    return {"chart": chart, "chart_head": head, "chart_rows": twin}


@page(VIEW)
@require_GET
def programme_export(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    plan = queries.plan_of(found)
    path = queries.path_of(plan, queries.register(found.region))
    return workbook(plan_workbook(plan, path), f"rp2kpkp-{slugify(found.region.name)}-{found.fiscal_year}.xlsx")


@page(VIEW)
def programme_detail(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    programme = get_in_scope(AreaProgramme, request.user, pk=pk, cycle=found)
    row = queries.plan_of(found).row(programme.pk)
    context = step_context(found, CITY_ANSWERS) | {
        "row": row,
        "programme": programme,
        "aspects": MATRIX_ROWS,
        "may_change": may(request, CHANGE, found),
    }
    return render(request, "city/programme_detail.html", context)


@page(CHANGE)
def programme_add(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle, CHANGE)
    years = years_of(cycle=found)
    blank = AreaProgramme(cycle=found, first_year=years[0], last_year=years[-1])
    return _edited(request, found, blank)


@page(CHANGE)
def programme_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = city_cycle(request, cycle, CHANGE)
    return _edited(request, found, get_in_scope(AreaProgramme, request.user, pk=pk, cycle=found))


def _edited(request: PersonRequest, cycle: Cycle, programme: AreaProgramme) -> HttpResponse:
    years = years_of(cycle=cycle)
    form = ProgrammeForm(
        request.POST or None,
        instance=programme,
        years=years,
        settlements=settlements(cycle),
        draft_key=f"program-kawasan-{cycle.pk}-{programme.pk or 'baru'}",
    )
    rows = cost_formset(programme, years, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        saved = _saved(request, cycle, programme, form, rows)
        if saved is not None:
            messages.success(request, f"Program “{saved}” tersimpan.")
            return redirect("city:programme-detail", cycle.pk, saved.pk)
    context = step_context(cycle, CITY_ANSWERS) | {"form": form, "rows": rows, "programme": programme}
    return render(request, "city/programme_edit.html", context)


def _saved(
    request: PersonRequest, cycle: Cycle, programme: AreaProgramme, form: ProgrammeForm, rows: Any
) -> AreaProgramme | None:
    costs = [row.cost for row in rows.kept()]
    with refusals_on(form):
        if programme.pk is None:
            return services.add_programme(cycle=cycle, facts=form.facts, costs=costs, by=request.user)
        return services.change_programme(
            programme=programme,
            facts=form.facts,
            costs=costs,
            by=request.user,
            expected_version=form.expected_version,
        )
    return None


@page(CHANGE)
def programme_remove(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = city_cycle(request, cycle, CHANGE)
    programme = get_in_scope(AreaProgramme, request.user, pk=pk, cycle=found)
    if request.method == "POST":
        version = request.POST.get("versi", "")
        expected = int(version) if version.isdigit() and len(version) < 10 else 0
        try:
            services.remove_programme(programme=programme, by=request.user, expected_version=expected)
        except (ValidationError, StaleRecord) as refusal:
            words = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            messages.error(request, " ".join(words))
            return redirect("city:programme-detail", cycle, pk)
        messages.success(request, f"Program “{programme}” dihapus; riwayatnya tetap tersimpan.")
        return redirect("city:programme-list", cycle)
    return render(request, "city/programme_remove.html", step_context(found, CITY_ANSWERS) | {"programme": programme})
