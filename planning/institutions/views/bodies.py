"""The body itself: its page, registering, changing, its articles."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page
from planning.cycles.models import Cycle
from planning.institutions import queries, services
from planning.institutions.catalog import bodies_at
from planning.institutions.composition import double_offices
from planning.institutions.enums import InstitutionKind
from planning.institutions.forms.bodies import InstitutionForm
from planning.institutions.models import Institution
from planning.institutions.queries.lists import level_of
from planning.institutions.views.common import (
    CHANGE,
    PAPERS,
    VIEW,
    body_context,
    institution_in_scope,
    region_in_scope,
)


@page(VIEW)
def institution_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, VIEW)
    now = queries.standing(row, timezone.localdate())
    duties = queries.duty_rows(row)
    context = body_context(
        request,
        row,
        now=now,
        elections=queries.election_rows(row),
        decrees=row.decrees.all(),
        doubled=_doubled(row),
        duties=duties,
        done=sum(one.done for one in duties),
    )
    return render(request, "institutions/institution_detail.html", context)


def _doubled(row: Institution) -> list[tuple[str, list[tuple[object, str]]]]:
    """People of this body who hold another office here or in another body of the place."""
    today = timezone.localdate()
    found = [one for one in queries.in_region(row.region_id) if one.dissolved_on is None]
    names = {one.pk: one.name for one in found}
    serving = [member for one in found for member in one.members.all() if member.serves_on(today)]
    return [
        (one.name, [(held, names[held.institution_id]) for held in one.rows])
        for one in double_offices(serving)
        if any(held.institution_id == row.pk for held in one.rows)
    ]


@page(CHANGE)
def institution_add(request: HttpRequest, code: str) -> HttpResponse:
    region = region_in_scope(request, code, CHANGE)
    kind = request.GET.get("jenis", "")
    if kind not in InstitutionKind.values:
        context = {
            "region": region,
            "bodies": bodies_at(level_of(region)),
            "cycle": _cycle(request, region),
            "name": request.GET.get("nama", ""),
        }
        return render(request, "institutions/institution_choose.html", context)
    name = request.GET.get("nama", "").strip()[:120]
    blank = Institution(region=region, kind=kind, cycle=_cycle(request, region), name=name)
    form = InstitutionForm(request.POST or None, request.FILES or None, instance=blank, region=region)
    if form.is_valid():
        with refusals_on(form):
            row = services.register_institution(
                region=region, kind=kind, facts=form.facts, by=request.user, articles=form.articles
            )
            messages.success(request, f"{row.name} tercatat. Sekarang isi anggotanya.")
            return redirect("institutions:members-edit", row.pk)
    context = {"region": region, "form": form, "body": blank.body, "cycle": blank.cycle}
    return render(request, "institutions/institution_add.html", context)


def _cycle(request: HttpRequest, region: Region) -> Cycle | None:
    """The cycle that was asked for, otherwise the newest of the place."""
    rows = Cycle.objects.for_user(request.user).filter(region=region)
    asked = request.GET.get("siklus", "")
    found: Cycle | None = rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    return found or rows.order_by("-fiscal_year", "-pk").first()


@page(CHANGE)
def institution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, CHANGE)
    form = InstitutionForm(request.POST or None, request.FILES or None, instance=row, region=row.region)
    if form.is_valid() and _changed(request, row, form):
        messages.success(request, f"{row.name} tersimpan.")
        return redirect("institutions:institution-detail", pk)
    return render(request, "institutions/institution_edit.html", body_context(request, row, form=form))


def _changed(request: HttpRequest, row: Institution, form: InstitutionForm) -> bool:
    with refusals_on(form):
        services.change_institution(
            institution=row,
            facts=form.facts,
            by=request.user,
            articles=form.articles,
            expected_version=form.expected_version,
        )
        return True
    return False


@page(PAPERS)
def articles_file(request: HttpRequest, pk: int) -> FileResponse:
    row = institution_in_scope(request, pk, PAPERS)
    return stored_file(row.articles, f"adart-{pk}")
