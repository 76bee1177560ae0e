"""Answering items of kelurahan plans, and what the kelurahan reads of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kumuh.accounts.models import PersonRequest
from kumuh.core.forms import refusals_on
from kumuh.core.rights import may, page, require
from kumuh.core.scope import get_in_scope
from planning.city import queries, services
from planning.city.forms import AnswerForm, ItemFilter
from planning.city.queries import CITY_ANSWERS, Item
from planning.city.services.guard import years_of
from planning.city.views.common import VIEW, city_cycle, step_context
from planning.cycles.models import Cycle
from planning.proposals.catalog import MATRIX_ROWS

ANSWER = "city.answer_item"
PER_PAGE = 100
#: Ticks every item that the filter leaves, also those on other pages.
EVERYTHING = "semua_saringan"


@page(VIEW)
def item_list(request: PersonRequest, cycle: int) -> HttpResponse:
    found = city_cycle(request, cycle, ANSWER if request.method == "POST" else VIEW)
    known = queries.items(found)
    chosen = ItemFilter(request.GET, items=known)
    rows = [item for item in known if chosen.choice().fits(item)]
    form = AnswerForm(
        request.POST or None,
        programmes=queries.programmes_of(found),
        years=years_of(cycle=found),
        initial={"status": "DITERIMA"},
    )
    ticked = _ticked(request.POST, rows)
    if form.is_valid() and _answered(request, found, ticked, form):
        return redirect(request.get_full_path())
    context = step_context(found, CITY_ANSWERS) | {
        "filter": chosen,
        "form": form,
        "progress": queries.progress_of(known),
        "rows": rows,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "ticked": set(ticked),
        "aspects": MATRIX_ROWS,
        "may_answer": may(request, ANSWER, found),
    }
    return render(request, "city/item_list.html", context)


def _ticked(data: QueryDict, rows: Sequence[Item]) -> list[int]:
    """What was ticked; with "all of the filter" everything in sight of it."""
    if data.get(EVERYTHING):
        return [item.work.pk for item in rows]
    return [int(text) for text in data.getlist("butir") if text.isascii() and text.isdigit() and len(text) < 16]


def _seen(data: QueryDict) -> dict[int, int]:
    """Versions of the answers when the page was opened: `7:0,8:2`."""
    pairs = (part.split(":") for part in data.get("dilihat", "").split(",") if part.count(":") == 1)
    return {int(work): int(version) for work, version in pairs if work.isdigit() and version.isdigit()}


def _answered(request: PersonRequest, cycle: Cycle, ticked: Sequence[int], form: AnswerForm) -> bool:
    with refusals_on(form):
        number = services.answer_items(
            cycle=cycle, works=ticked, decision=form.decision, by=request.user, seen=_seen(request.POST)
        )
        messages.success(request, f"{number} butir dijawab. BKM membacanya pada siklus kelurahannya.")
        return True
    return False


@page("city.view_answers")
def place_answers(request: PersonRequest, cycle: int) -> HttpResponse:
    """What the city answered to the plan of one kelurahan, for the people of the kelurahan."""
    rows = Cycle.objects.select_related("region__parent").prefetch_related("steps")
    plan = get_in_scope(rows, request.user, pk=cycle)
    require(request.user, "city.view_answers", plan)
    context: dict[str, Any] = {
        "cycle": plan,
        "answers": queries.answers_to(plan),
        "aspects": MATRIX_ROWS,
        "may_see_paper": may(request, "city.view_papers", plan),
    }
    return render(request, "city/place_answers.html", context)
