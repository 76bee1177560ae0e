"""Final lists that city and community agreed on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.accounts.enums import Office
from kumuh.accounts.models import PersonRequest
from kumuh.accounts.queries import officials_on
from kumuh.areas.naming import city_code
from kumuh.core.files import stored_file
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.city import queries, services
from planning.city.forms import AgreementForm
from planning.city.forms.agreements import first_agreement
from planning.city.models import Agreement
from planning.city.queries import CITY_ANSWERS, PlanAnswers
from planning.city.views.common import VIEW, city_cycle, step_context
from planning.cycles.models import Cycle

CHANGE = "city.record_agreement"


@page(VIEW)
def agreement_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    lists = queries.plan_answers(found)
    context = step_context(found, CITY_ANSWERS) | {
        "lists": lists,
        "settled": sum(row.settled for row in lists),
        "unratified": list(queries.open_plans(found)),
        "may_change": may(request, CHANGE, found),
    }
    return render(request, "city/agreement_list.html", context)


@page(CHANGE)
def agreement_edit(request: PersonRequest, cycle: int, plan: int) -> HttpResponse:
    found = city_cycle(request, cycle, CHANGE)
    row = _plan(found, plan)
    agreement = row.agreement or Agreement(cycle=found, plan=row.plan.cycle)
    form = AgreementForm(
        request.POST or None,
        request.FILES or None,
        instance=agreement,
        initial=None if agreement.pk else first_agreement(_officials(row.plan.cycle)),
        draft_key=f"kesepakatan-{found.pk}-{plan}",
    )
    if form.is_valid() and _recorded(request, found, row.plan.cycle, form):
        messages.success(request, f"Kesepakatan {row.plan.cycle.region.name} tersimpan.")
        return redirect("city:agreement-list", cycle)
    context = step_context(found, CITY_ANSWERS) | {"row": row, "form": form, "agreement": row.agreement}
    return render(request, "city/agreement_edit.html", context)


def _plan(cycle: Cycle, pk: int) -> PlanAnswers:
    plan = next((one for one in queries.ratified_plans(cycle) if one.cycle.pk == pk), None)
    if plan is None:
        raise Http404("Rencana kelurahan ini belum disahkan atau di luar masa rencana kota.")
    return queries.plan_answers_of(cycle, plan)


def _officials(plan: Cycle) -> dict[str, Any]:
    """Names of the two sides as far as they are on record today."""
    city = city_code(plan.region_id)
    known = officials_on([plan.region_id, city], timezone.localdate())
    wanted = {"BKM": (plan.region_id, Office.BKM), "POKJA": (city, Office.POKJA)}
    return {name: known[key].name for name, key in wanted.items() if key in known}


def _recorded(request: PersonRequest, cycle: Cycle, plan: Cycle, form: AgreementForm) -> bool:
    expected = form.expected_version if form.locked else None
    with refusals_on(form):
        services.record_agreement(
            cycle=cycle, plan=plan, facts=form.facts, scan=form.scan, by=request.user, expected_version=expected
        )
        return True
    return False


@page("city.view_papers")
def agreement_file(request: PersonRequest, cycle: int, plan: int) -> FileResponse:
    row = get_in_scope(Agreement.objects.select_related("plan"), request.user, cycle_id=cycle, plan_id=plan)
    require(request.user, "city.view_papers", row)
    return stored_file(row.scan, f"kesepakatan-{plan}")
