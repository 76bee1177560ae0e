"""Taking usulan of other cycles of the same kelurahan over into this one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kumuh.accounts.models import PersonRequest
from kumuh.core.rights import page
from kumuh.core.scope import get_in_scope
from planning.proposals import queries, services
from planning.proposals.models import Proposal
from planning.proposals.views.common import cycle_in_scope, page_context

ADD = "proposals.add_proposal"


@page(ADD)
@require_GET
def takeable_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, ADD)
    shown = Paginator(queries.takeable(found), 20).get_page(request.GET.get("halaman"))
    context = page_context(request, found, "usulan", ADD, page_obj=shown)
    return render(request, "proposals/takeable_list.html", context)


@page(ADD)
@require_POST
def proposal_take(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, ADD)
    rows = Proposal.objects.filter(cycle__region=found.region_id).exclude(cycle=found)
    source = get_in_scope(rows, request.user, pk=pk)
    try:
        taken = services.take_over_proposal(proposal=source, cycle=found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{taken.title}” diambil ke siklus ini, tanpa jawabannya.")
    return redirect("proposals:takeable-list", cycle)
