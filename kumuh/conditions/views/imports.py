"""Import of a baseline workbook: template, trial with its table of problems, apply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.conditions.exports import errors_workbook, template_workbook
from kumuh.conditions.forms import ConfirmForm, UploadForm
from kumuh.conditions.imports import apply_trial, try_workbook
from kumuh.conditions.models import ImportTrial
from kumuh.conditions.queries import default_ruleset, rulesets, version_of
from kumuh.conditions.views.common import FILE_TYPES, as_download, crumbs_of, person, region_here
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope

PAGE_SIZE = 50


@page("conditions.import_survey")
def import_new(request: HttpRequest, code: str) -> HttpResponse:
    """Send a workbook; it is tried at once and nothing is written to any survey."""
    region = region_here(request, code, "conditions.import_survey")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            trial = try_workbook(content=file.read(), filename=file.name, region=region, user=person(request))
            return redirect("conditions:import-trial", trial.pk)
    context = {
        "region": region,
        "form": form,
        "versions": rulesets().values(),
        "trials": ImportTrial.objects.filter(region=region).select_related("tried_by", "applied_by")[:8],
        "crumbs": crumbs_of(region, ("Impor", "")),
    }
    return render(request, "conditions/import_new.html", context)


@page("conditions.view_survey")
def template_download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The empty template of a regulation version, as xlsx or csv."""
    region = region_here(request, code, "conditions.view_survey")
    found = rulesets().get(request.GET.get("versi", "")) or default_ruleset()
    if kind not in FILE_TYPES or found is None:
        raise Http404("Templat ini tidak ada.")
    name, content = template_workbook(
        version=version_of(found),
        kelurahan_code=region.code if region.level == RegionLevel.KELURAHAN else "",
        year=timezone.localdate().year,
        kind=kind,  # type: ignore[arg-type]  # checked above
    )
    return as_download(name, content, kind)


def _trial(request: HttpRequest, pk: int) -> ImportTrial:
    trial: ImportTrial = get_in_scope(ImportTrial, request.user, pk=pk)
    require(request.user, "conditions.import_survey", trial.region_id)
    return trial


@page("conditions.import_survey")
def import_trial(request: HttpRequest, pk: int) -> HttpResponse:
    """What a tried file holds: its problems, or what applying it would change."""
    trial = _trial(request, pk)
    return render(request, "conditions/import_trial.html", _shown(request, trial, ConfirmForm()))


def _shown(request: HttpRequest, trial: ImportTrial, form: ConfirmForm) -> dict[str, Any]:
    report = trial.report
    rows = report["galat"] or report["perubahan"]
    region = Region.objects.get(pk=trial.region_id)
    back = ("Impor", f"/baseline/{region.code}/impor/")
    return {
        "trial": trial,
        "region": region,
        "report": report,
        "form": form,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "nothing": not report["galat"] and not report["perubahan"],
        "markable": any(item["baris"] for item in report["galat"]),
        "crumbs": crumbs_of(region, back, (trial.filename, "")),
    }


@require_POST
@page("conditions.import_survey")
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write exactly the tried file, all or nothing."""
    trial = _trial(request, pk)
    form = ConfirmForm(request.POST)
    with refusals_on(form):
        done = apply_trial(trial=trial, user=person(request), confirmed=form.is_valid() and form.cleaned_data["places"])
        counted = done.outcome
        messages.success(request, f"Tersimpan: {counted['baru']} RT baru, {counted['berubah']} RT berubah.")
        return redirect("conditions:survey-list", trial.region_id)
    return render(request, "conditions/import_trial.html", _shown(request, trial, form), status=422)


@page("conditions.import_survey")
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """The tried file in the template with its wrong cells marked."""
    trial = _trial(request, pk)
    try:
        content = errors_workbook(trial=trial)
    except ValueError as error:
        raise Http404(str(error)) from error
    return as_download(f"galat-{trial.pk}.xlsx", content, "xlsx")
