"""The page of a record's change history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kumuh.core.rights import holds, page, require
from planning.desk.catalog import ANYBODY
from planning.desk.queries import find_record, record_history
from planning.desk.views.common import PersonRequest

PER_PAGE = 50


@page(ANYBODY)
@require_GET
def history_detail(request: PersonRequest, kind: str, key: str) -> HttpResponse:
    """Who changed which field of the record and its rows, newest first."""
    known, record, deleted = find_record(request.user, kind, key)
    if hasattr(record, "scope_path"):
        require(request.user, known.right, record)
    names = not known.names_right or holds(request.user, known.names_right, record)
    found = record_history(known, record, deleted=deleted, names=names)
    saves = Paginator(found.saves, PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(found.title, found.url), ("Riwayat perubahan", "")]
    return render(request, "desk/history_detail.html", {"history": found, "page_obj": saves, "crumbs": crumbs})
