"""Pages of finished works: list with year-end states, one row, import in two steps, template and export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Region
from kumuh.areas.queries import neighbourhoods_on
from kumuh.conditions.queries import default_ruleset, version_of
from kumuh.conditions.ruleset import RuleSet
from kumuh.core.charts import YearValue, area_chart
from kumuh.core.formats import hectares
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.programs import exports, queries, services
from planning.programs.forms.investments import ImportForm, InvestmentForm
from planning.programs.imports import apply_investments, try_investments
from planning.programs.models import InvestmentTrial
from planning.programs.services import InvestmentValues

SHEET_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _region(request: PersonRequest, code: str, right: str) -> Region:
    region = get_in_scope(Region, request.user, code=code)
    require(request.user, right, region)
    return region


def _ruleset() -> RuleSet | None:
    row = default_ruleset()
    return version_of(row) if row else None


@page("programs.view_investment")
def investment_list(request: PersonRequest, code: str) -> HttpResponse:
    region = _region(request, code, "programs.view_investment")
    rows = queries.investments(region)
    ends = queries.trajectory(region) if region.level == RegionLevel.KELURAHAN else ()
    ruleset = _ruleset()
    without = queries.investments_without_place(region).count()
    context = {
        "region": region,
        "page_obj": Paginator(rows, 50).get_page(request.GET.get("halaman")),
        "total": rows.count(),
        "without_place": without,
        "without_sentence": f"{without} baris tanpa RT atau tanpa parameter disimpan, tetapi tidak masuk nilai RT.",
        "is_kelurahan": region.level == RegionLevel.KELURAHAN,
        "criteria": {item.key: item for item in ruleset.criteria} if ruleset else {},
        "may_record": may(request, "programs.record_investment", region),
        **_trajectory_context(ends),
    }
    return render(request, "programs/investment_list.html", context)


def _trajectory_context(ends: tuple[queries.YearEnd, ...]) -> dict[str, Any]:
    values = [YearValue(end.year, end.slum_ha, forecast=not end.measured) for end in ends]
    chart = area_chart(values, ident="luas", title="Luas kumuh pada akhir tahun", forecast_label="hitungan")
    return {
        "ends": ends,
        "rt_years": queries.rt_years(ends),
        "chart": chart,
        "chart_head": ("Tahun", "Luas kumuh", "Asal angka"),
        "chart_rows": [
            (
                str(end.year),
                hectares(end.slum_ha),
                "survei" if end.measured else f"survei {end.survey_year} dan kegiatan",
            )
            for end in ends
        ],
    }


@page("programs.record_investment")
def investment_add(request: PersonRequest, code: str) -> HttpResponse:
    region = _region(request, code, "programs.record_investment")
    ruleset = _ruleset()
    form = InvestmentForm(
        request.POST or None,
        rts=neighbourhoods_on(region, timezone.localdate(), NeighbourhoodKind.RT).order_by("label"),
        criteria=[(item.key, f"{item.code} {item.label} ({item.unit})") for item in ruleset.criteria]
        if ruleset
        else [],
        draft_key=f"penanganan-{code}",
    )
    if form.is_valid():
        unit = ruleset.criterion_by_key[form.cleaned_data["criterion_key"]].unit if ruleset else ""
        with refusals_on(form):
            services.record_investment(
                values=InvestmentValues(kelurahan=region, unit=unit, **form.cleaned_data), by=request.user
            )
            messages.success(request, "Penanganan terlaksana tercatat.")
            return redirect("programs:investment-list", code)
    return render(request, "programs/investment_add.html", {"region": region, "form": form})


def _kind(request: PersonRequest) -> exports.Kind:
    return "csv" if request.GET.get("jenis") == "csv" else "xlsx"


def _download(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=SHEET_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page("programs.view_investment")
def investment_template(request: PersonRequest, code: str) -> HttpResponse:
    region = _region(request, code, "programs.view_investment")
    return _download(*exports.template_workbook(region=region, kind=_kind(request)))


@page("programs.view_investment")
def investment_export(request: PersonRequest, code: str) -> HttpResponse:
    region = _region(request, code, "programs.view_investment")
    return _download(*exports.export_workbook(region=region, kind=_kind(request)))


@page("programs.record_investment")
def investment_import(request: PersonRequest, code: str) -> HttpResponse:
    region = _region(request, code, "programs.record_investment")
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            trial = try_investments(content=file.read(), filename=str(file.name), region=region, user=request.user)
            return redirect("programs:trial-detail", code, trial.pk)
    return render(request, "programs/investment_import.html", {"region": region, "form": form})


def _trial(request: PersonRequest, code: str, pk: int) -> InvestmentTrial:
    region = _region(request, code, "programs.record_investment")
    trial: InvestmentTrial = get_in_scope(InvestmentTrial, request.user, pk=pk, region=region)
    return trial


@page("programs.record_investment")
def trial_detail(request: PersonRequest, code: str, pk: int) -> HttpResponse:
    trial = _trial(request, code, pk)
    if "galat" in request.GET:
        try:
            return _download("penanganan-galat.xlsx", exports.errors_workbook(trial=trial))
        except ValueError as problem:
            messages.error(request, str(problem))
    shown = trial.report["galat"] or trial.report["baris"]
    context = {
        "region": trial.region,
        "trial": trial,
        "page_obj": Paginator(shown, 50).get_page(request.GET.get("halaman")),
    }
    return render(request, "programs/trial_detail.html", context)


@require_POST
@page("programs.record_investment")
def trial_apply(request: PersonRequest, code: str, pk: int) -> HttpResponse:
    trial = _trial(request, code, pk)
    try:
        made = apply_investments(trial=trial, user=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("programs:trial-detail", code, pk)
    messages.success(request, f"{made} penanganan tercatat." if made else "Tidak ada perubahan: semua sudah tercatat.")
    return redirect("programs:investment-list", code)
