"""How far the programmes are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page
from kumuh.core.scope import get_in_scope
from planning.city import queries, services
from planning.city.forms import ProgressForm
from planning.city.models import AreaProgramme
from planning.city.queries import CITY_PROGRESS
from planning.city.views.common import VIEW, city_cycle, step_context

CHANGE = "city.change_programme"


@page(VIEW)
def progress_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    plan = queries.plan_of(found)
    told = [row for row in plan.rows if row.programme.progress_on]
    context = step_context(found, CITY_PROGRESS) | {
        "plan": plan,
        "told": len(told),
        "of_rows": f"dari {len(plan.rows)} program",
        "spent": sum(row.programme.spent or 0 for row in told),
        "may_change": may(request, CHANGE, found),
    }
    return render(request, "city/progress_list.html", context)


@page(CHANGE)
def progress_edit(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = city_cycle(request, cycle, CHANGE)
    programme = get_in_scope(AreaProgramme, request.user, pk=pk, cycle=found)
    first = {} if programme.progress_on else {"progress_on": timezone.localdate()}
    form = ProgressForm(
        request.POST or None, instance=programme, initial=first, draft_key=f"kemajuan-program-{programme.pk}"
    )
    if form.is_valid() and _recorded(request, programme, form):
        messages.success(request, f"Kemajuan “{programme}” tercatat.")
        return redirect("city:progress-list", cycle)
    row = queries.plan_of(found).row(programme.pk)
    context = step_context(found, CITY_PROGRESS) | {"form": form, "programme": programme, "row": row}
    return render(request, "city/progress_edit.html", context)


def _recorded(request: PersonRequest, programme: AreaProgramme, form: ProgressForm) -> bool:
    data = form.cleaned_data
    with refusals_on(form):
        services.record_progress(
            programme=programme,
            physical_percent=data["physical_percent"],
            spent=data["spent"],
            on=data["progress_on"],
            note=data["progress_note"],
            by=request.user,
            expected_version=form.expected_version,
        )
        return True
    return False
