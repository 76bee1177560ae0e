"""All papers of a cycle on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kumuh.core.rights import may, page
from planning.documents import queries
from planning.documents.views.common import cycle_in_scope


@page("documents.view_document")
def cycle_documents(request: HttpRequest, cycle: int) -> HttpResponse:
    row = cycle_in_scope(request, cycle, "documents.view_document")
    context = {
        "cycle": row,
        "papers": queries.papers_of_cycle(row),
        "sheets": queries.papers_of_steps(row) if may(request, "documents.view_record", row) else (),
        "decrees": queries.papers_of_decrees(row),
        "trainings": queries.papers_of_trainings(row),
        "methods": queries.papers_of_methods(row),
        "meetings": queries.papers_of_meetings(row),
        "may_print": may(request, "documents.print_document", row),
        "may_sign": may(request, "documents.sign_document", row),
        "may_set_letterhead": may(request, "documents.change_letterhead", row),
        "may_set_satker": may(request, "documents.change_satker_letterhead", row),
        "satker_head": queries.letterhead(row.region_id, "SATKER"),
        "sees_records": may(request, "documents.view_record", row),
        "sees_names": may(request, "documents.view_names", row),
        "heads": [(body, queries.letterhead(row.region_id, body)) for body in queries.heads_of(row)],
    }
    return render(request, "documents/cycle_documents.html", context)
