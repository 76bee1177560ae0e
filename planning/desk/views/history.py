"""The page of a record's change history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kumuh.core.rights import holds, page, require
from kumuh.core.scope import get_in_scope
from planning.cycles.catalog import find_step
from planning.cycles.queries import unlocks_for
from planning.desk.catalog import ANYBODY
from planning.desk.queries import changes_with_key, find_record, record_history
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


@page(ANYBODY)
@require_GET
def late_change_list(request: PersonRequest, pk: int) -> HttpResponse:
    """What was changed in a locked step with a key, newest first."""
    key = get_in_scope(unlocks_for(request.user), request.user, pk=pk)
    require(request.user, ANYBODY, key)
    found = changes_with_key(key, names=holds(request.user, "rembuk.view_names", key))
    saves = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"key": key, "cycle": key.cycle, "step": find_step(key.cycle.track, key.step), "page_obj": saves}
    return render(request, "desk/late_change_list.html", context)
