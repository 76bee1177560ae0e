"""The checklist of duties of a body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kumuh.core.rights import page
from planning.institutions import queries
from planning.institutions.views.common import VIEW, body_context, institution_in_scope


@page(VIEW)
def duty_list(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, VIEW)
    rows = queries.duty_rows(row)
    context = body_context(request, row, duties=rows, done=sum(one.done for one in rows))
    return render(request, "institutions/duty_list.html", context)
