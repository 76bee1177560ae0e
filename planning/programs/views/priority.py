"""Pages of the priority list and of the fund in a city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.formats import rupiah
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.programs import queries, services
from planning.programs.enums import FundScope
from planning.programs.forms.funds import FundTermsForm, PriorityForm
from planning.programs.forms.works import ReasonForm
from planning.programs.models import Fund, FundSetting, PriorityList
from planning.programs.pins import list_row
from planning.programs.views.common import cycle_in_scope, review_context, work_in_scope
from planning.rembuk.queries import decisions

#: The check whose step these rows are worked on and locked in.
CHECK = "prioritas-1m"


def _fund(code: str = queries.CHANNELING) -> Fund:
    fund = queries.fund_of(code)
    if fund is None:
        raise Http404("Dana belum dimuat. Minta admin aplikasi memuat data acuan.")
    return fund


@page("programs.view_work")
def priority_detail(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.view_work")
    listed = queries.priority(found, _fund())
    context = {
        "cycle": found,
        "priority": listed,
        "selected_note": f"{len(listed.selected)} dari {len(listed.lines)} kegiatan" if listed else "",
        "rules": _rules(listed) if listed else [],
        "pin": f"{list_row(found.pk)}/daftar",
        "pin_label": "Daftar prioritas",
        "may_change": may(request, "programs.change_priority", found),
        **review_context(request, found, CHECK, list_row(found.pk)),
    }
    return render(request, "programs/priority_detail.html", context)


def _rules(listed: queries.Priority) -> list[tuple[str, str]]:
    """The rules of the list as they are printed with it."""
    decision = listed.row.decision if listed.row else None
    return [
        ("Dana", f"{listed.fund.name}, {listed.terms.scope_label.lower()}"),
        ("Dasar pagu", listed.terms.basis),
        ("Aturan potong", listed.rule.label),
        ("Aturan seri", listed.tie_rule),
        (
            "Pelaksana",
            "Hanya masyarakat" if listed.fund.community_only else "Semua pelaksana",
        ),
        ("Keputusan rembuk", f"{decision.meeting.title}, keputusan {decision.number}" if decision else ""),
    ]


@page("programs.change_priority")
def priority_edit(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, "programs.change_priority")
    terms = queries.terms_of(_fund(), found.region_id)
    left = queries.ceiling_left(found, terms)
    row = PriorityList.objects.filter(cycle=found, fund=terms.fund).first()
    form = PriorityForm(
        request.POST or None,
        instance=row or PriorityList(cycle=found, fund=terms.fund, ceiling=left or terms.ceiling),
        decisions=decisions(found, "PRIORITAS"),
        limit=f"Paling banyak {rupiah(left)}: {terms.fund.name}, {terms.scope_label.lower()}.",
        draft_key=f"prioritas-{found.pk}",
    )
    if form.is_valid() and _saved(request, found, terms.fund, form):
        messages.success(request, "Aturan dan pagu daftar prioritas tersimpan.")
        return redirect("programs:priority-detail", cycle)
    context = {"cycle": found, "form": form, "terms": terms} | review_context(request, found, CHECK, list_row(found.pk))
    return render(request, "programs/priority_edit.html", context)


def _saved(request: PersonRequest, cycle: Any, fund: Fund, form: PriorityForm) -> bool:
    data = form.cleaned_data
    with refusals_on(form):
        services.set_priority_rule(
            cycle=cycle,
            fund=fund,
            rule=data["rule"],
            ceiling=data["ceiling"],
            decision=data["decision"],
            by=request.user,
            expected_version=form.expected_version or None,
        )
        return True
    return False


@page("programs.change_priority")
def priority_exclude(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_priority")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.exclude_work(
                cycle=work.cycle, fund=_fund(), work=work, reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(request, f"“{work.name}” tidak ikut dipilih; alasannya dicetak pada daftar.")
            return redirect("programs:priority-detail", cycle)
    context = {
        "cycle": work.cycle,
        "work": work,
        "form": form,
        "question": "Keluarkan dari daftar prioritas?",
        "consequence": "Kegiatan tetap dalam rencana dan tetap tertulis pada daftar, dengan alasannya.",
        "label": "Keluarkan dari daftar",
    }
    return render(request, "programs/work_reason.html", context)


@require_POST
@page("programs.change_priority")
def priority_include(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, "programs.change_priority")
    try:
        services.include_work(cycle=work.cycle, fund=_fund(), work=work, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{work.name}” kembali ikut dipilih.")
    return redirect("programs:priority-detail", cycle)


def _city(request: PersonRequest, code: str, right: str) -> Region:
    city = get_in_scope(Region, request.user, code=code, level=RegionLevel.CITY)
    require(request.user, right, city)
    return city


@page("programs.view_fund")
def fund_detail(request: PersonRequest, code: str) -> HttpResponse:
    city = _city(request, code, "programs.view_fund")
    years = queries.fiscal_years(code)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked[:4]) in years else None
    chosen = year or (years[0] if years else timezone.localdate().year)
    fund = _fund()
    context = {
        "city": city,
        "found": queries.city_fund(city, fund, chosen),
        "others": [queries.terms_of(other, code) for other in queries.funds().exclude(pk=fund.pk)],
        "years": years,
        "may_change": may(request, "programs.change_fund", city),
    }
    return render(request, "programs/fund_detail.html", context)


@page("programs.change_fund")
def fund_edit(request: PersonRequest, code: str) -> HttpResponse:
    city = _city(request, code, "programs.change_fund")
    terms = queries.terms_of(_fund(request.GET.get("dana") or queries.CHANNELING), code)
    row = terms.setting or FundSetting(fund=terms.fund, city=city, ceiling=terms.ceiling, scope=terms.scope)
    form = FundTermsForm(request.POST or None, instance=row, draft_key=f"dana-{code}-{terms.fund.code}")
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            services.set_fund_terms(
                fund=terms.fund,
                city=city,
                ceiling=data["ceiling"],
                scope=FundScope(data["scope"]),
                basis=data["basis"],
                by=request.user,
            )
            messages.success(request, f"Pengaturan {terms.fund.name} untuk {city.name} tersimpan.")
            return redirect("programs:fund-detail", code)
    return render(request, "programs/fund_edit.html", {"city": city, "form": form, "terms": terms})
