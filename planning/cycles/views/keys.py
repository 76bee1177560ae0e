"""Pages of keys to locked steps: giving one to a person, ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kumuh.accounts.enums import role_names
from kumuh.core.forms import refusals_on
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.cycles import queries, services
from planning.cycles.catalog import find_step
from planning.cycles.forms.keys import UnlockForm
from planning.cycles.models import StepState, StepUnlock

UNLOCK = "cycles.unlock_step"


def state_to_unlock(request: HttpRequest, pk: int, step: str) -> StepState:
    """The step, if it lies in the person's area and one of their roles there may open it again."""
    state: StepState = get_in_scope(StepState.objects.select_related("cycle"), request.user, cycle_id=pk, step=step)
    require(request.user, UNLOCK, state.cycle)
    roles = queries.reopeners(find_step(state.cycle.track, step))
    if roles.isdisjoint(queries.roles_here(request.user, state.cycle)):
        raise PermissionDenied(f"Kunci langkah ini diberikan oleh {role_names(roles)}.")
    return state


@page(UNLOCK)
def step_unlock(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    state = state_to_unlock(request, pk, step)
    form = UnlockForm(request.POST or None, state=state, giver=request.user)
    if form.is_valid():
        with refusals_on(form):
            key = services.unlock_step(cycle=state.cycle, step=step, by=request.user, **form.cleaned_data)
            messages.success(request, f"Kunci diberikan kepada {key.person}. Pengesahan tetap.")
            return redirect("cycles:cycle-detail", pk)
    context = {
        "cycle": state.cycle,
        "step": find_step(state.cycle.track, step),
        "form": form,
        "key": queries.active_unlocks(state.cycle).get(step),
        "locked": queries.is_locked_step(state, queries.review_of_step(state)),
    }
    return render(request, "cycles/step_unlock.html", context)


@require_POST
@page(UNLOCK)
def unlock_end(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    state = state_to_unlock(request, pk, step)
    key = queries.active_unlocks(state.cycle).get(step)
    found = get_in_scope(StepUnlock, request.user, pk=key.pk if key else 0)
    try:
        services.end_unlock(unlock=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Kunci {found.person} diakhiri.")
    return redirect("cycles:cycle-detail", pk)
