"""The five meanings of integrated planning on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from kumuh.accounts.models import PersonRequest
from kumuh.core.rights import page
from planning.city import queries
from planning.city.enums import LightState
from planning.city.queries import CITY_ANSWERS
from planning.city.views.common import VIEW, city_cycle, step_context


@page(VIEW)
def light_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle)
    rows = queries.lights(queries.whole_of(found))
    green = sum(row.state == LightState.GREEN for row in rows)
    context = step_context(found, CITY_ANSWERS) | {"lights": rows, "green": green}
    return render(request, "city/light_list.html", context)
