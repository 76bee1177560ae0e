"""The list of members, typed as one grid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kumuh.core.forms import refusals_on
from kumuh.core.forms.rows import with_more_rows
from kumuh.core.rights import page
from planning.institutions import queries, services
from planning.institutions.forms.members import (
    BLANK_ROWS,
    SPARE_ROWS,
    ListForm,
    first_day,
    member_formset,
    rt_choices,
    stored_members,
)
from planning.institutions.models import Institution
from planning.institutions.views.common import CHANGE, body_context, institution_in_scope

MORE_ROWS = 5
PREFIX = "anggota"


@page(CHANGE)
def members_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = institution_in_scope(request, pk, CHANGE)
    sent = request.POST if request.method == "POST" else None
    seen = ListForm(sent, initial={"dilihat": queries.member_stamp(row)})
    rows = _rows(request, row)
    if sent is not None and "tambah" not in sent and all([seen.is_valid(), rows.is_valid()]):
        with refusals_on(seen):
            services.record_members(
                institution=row, rows=[one.row for one in rows.kept()], by=request.user, seen=seen.seen
            )
            messages.success(request, "Daftar anggota tersimpan.")
            return redirect("institutions:institution-detail", pk)
    context = body_context(request, row, seen=seen, rows=rows)
    return render(request, "institutions/members_edit.html", context)


def _rows(request: HttpRequest, row: Institution) -> Any:
    choices = rt_choices(list(queries.rts_of(row.region, timezone.localdate())))
    options = {"body": row.body, "rts": choices, "since": first_day(row)}
    if request.method == "POST":
        return member_formset(0)(with_more_rows(request, PREFIX, MORE_ROWS), prefix=PREFIX, form_kwargs=options)
    stored = stored_members(row)
    extra = SPARE_ROWS if stored else max(BLANK_ROWS, row.body.members)
    return member_formset(extra)(initial=stored, prefix=PREFIX, form_kwargs=options)
