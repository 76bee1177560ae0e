"""What every page of a body fetches and shows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kumuh.areas.models import Region
from kumuh.core.rights import may, require
from kumuh.core.scope import get_in_scope
from planning.institutions import queries
from planning.institutions.models import Institution

CHANGE = "institutions.change_institution"
VIEW = "institutions.view_institution"
DECREE = "institutions.record_decree"
PAPERS = "institutions.view_papers"


def institution_in_scope(request: HttpRequest, pk: int, right: str) -> Institution:
    """The body inside the person's area (404), if they have the right on it (403)."""
    row = get_in_scope(queries.institution_for_page(request.user), request.user, pk=pk)
    require(request.user, right, row)
    return row


def region_in_scope(request: HttpRequest, code: str, right: str) -> Region:
    """The kelurahan or kota inside the person's area (404), if they have the right there (403)."""
    region: Region = get_in_scope(Region.objects.select_related("parent"), request.user, pk=code)
    require(request.user, right, region)
    if not queries.groups(region, ()):
        raise Http404("Lembaga tercatat pada kelurahan atau kota.")
    return region


def body_context(request: HttpRequest, row: Institution, **extra: Any) -> dict[str, Any]:
    """The body at a glance for its templates."""
    return {
        "institution": row,
        "body": row.body,
        "cycle": row.cycle,
        "may_change": may(request, CHANGE, row) and row.dissolved_on is None,
        "may_edit": may(request, CHANGE, row),
        "may_decree": may(request, DECREE, row),
        "sees_papers": may(request, PAPERS, row),
    } | extra
