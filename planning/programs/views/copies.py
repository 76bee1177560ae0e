"""Pages of the copy sheets: all of them with their lights, one to copy from, and the file of all."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kumuh.accounts.models import PersonRequest
from kumuh.core.rights import page, require
from kumuh.core.scope import get_in_scope
from planning.cycles.models import Cycle
from planning.programs import queries
from planning.programs.catalog import copy_order_source
from planning.programs.exports import copy_workbook
from planning.programs.queries import CopySheet
from planning.programs.views.common import cycle_in_scope, work_in_scope
from planning.proposals.enums import ProposalStatus
from planning.proposals.queries import proposals_for
from planning.proposals.readiness import Colour

VIEW: Final = "programs.view_work"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(VIEW)
def copy_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    sheets = queries.copy_sheets(found)
    counts = [(colour, sum(sheet.light.colour is colour for sheet in sheets)) for colour in reversed(Colour)]
    context = {"cycle": found, "sheets": sheets, "counts": counts, "order_source": copy_order_source()}
    return render(request, "programs/copy_list.html", context)


@page(VIEW)
def copy_work(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    work = work_in_scope(request, cycle, pk, VIEW)
    return _sheet(request, work.cycle, queries.copy_sheet_of_work(work))


@page(VIEW)
def copy_proposal(request: PersonRequest, cycle: int, pk: int) -> HttpResponse:
    row = get_in_scope(proposals_for(request.user), request.user, pk=pk, cycle_id=cycle)
    require(request.user, VIEW, row)
    if row.status in (ProposalStatus.MERGED, ProposalStatus.DECLINED):
        raise Http404("Usulan ini digabung atau tidak diterima, jadi tidak mempunyai lembar salin.")
    return _sheet(request, row.cycle, queries.copy_sheet_of_proposal(row))


def _sheet(request: PersonRequest, cycle: Cycle, sheet: CopySheet) -> HttpResponse:
    sheets = queries.copy_sheets(cycle)
    places = [one.url for one in sheets]
    at = places.index(sheet.url) if sheet.url in places else -1
    context = {
        "cycle": cycle,
        "sheet": sheet,
        "following": sheets[at + 1] if 0 <= at < len(sheets) - 1 else None,
        "order_source": copy_order_source(),
    }
    return render(request, "programs/copy_detail.html", context)


@page(VIEW)
def copy_export(request: PersonRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    name, content = copy_workbook(cycle=found)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
