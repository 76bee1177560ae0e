"""What the pages of the city's plan fetch and share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from kumuh.accounts.models import PersonRequest
from kumuh.areas.models import Settlement
from kumuh.core.rights import require
from kumuh.core.scope import get_in_scope
from planning.city import queries
from planning.cycles.models import Cycle
from planning.cycles.queries import opening

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VIEW = "city.view_plan"


def city_cycle(request: PersonRequest, pk: int, right: str = VIEW) -> Cycle:
    """The city cycle inside the person's area (404), if they have the right on it (403)."""
    cycle: Cycle = get_in_scope(queries.city_cycles(request.user), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def step_context(cycle: Cycle, check: str) -> dict[str, Any]:
    """`open`: whether what the step of this check holds may change now; `locked` says why not."""
    found = opening(cycle, queries.step_of(cycle, check))
    return {"cycle": cycle, "open": not found.refusal, "locked": found.refusal}


def settlements(cycle: Cycle) -> Any:
    """Kawasan of the city, by name."""
    return Settlement.objects.filter(city_id=cycle.region_id).order_by("name")


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
