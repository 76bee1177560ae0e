"""List of what was done in a cycle, the choice of a method, its guide, its blank sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kumuh.core.rights import may, page
from planning.methods import queries
from planning.methods.catalog import METHODS
from planning.methods.registry import TOOLS, Tool
from planning.methods.sheets import blank_pdf
from planning.methods.views.common import ADD, VIEW, cycle_in_scope, method_or_404


@page(VIEW)
def session_list(request: HttpRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    cards = queries.method_cards(found)
    context = {
        "cycle": found,
        "used": [card for card in cards if card.sessions],
        "unused": [card for card in cards if not card.sessions],
        "may_add": may(request, ADD, found),
    }
    return render(request, "methods/session_list.html", context)


@page(ADD)
def method_choose(request: HttpRequest, cycle: int) -> HttpResponse:
    found = cycle_in_scope(request, cycle, ADD)
    context = {
        "cycle": found,
        "methods": [method for kind, method in METHODS.items() if kind in TOOLS],
        "meeting": _asked_meeting(request, found),
    }
    return render(request, "methods/method_choose.html", context)


def _asked_meeting(request: HttpRequest, cycle: Any) -> Any:
    """The rembuk named in the address, if it is one of the cycle."""
    asked = request.GET.get("rembuk", "")
    rows = queries.meetings_to_use(cycle)
    return rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None


@page(VIEW)
def method_guide(request: HttpRequest, cycle: int, method: str) -> HttpResponse:
    found = cycle_in_scope(request, cycle, VIEW)
    shown = method_or_404(method)
    tool = TOOLS.get(shown.kind)
    context = {
        "cycle": found,
        "method": shown,
        "meeting": _asked_meeting(request, found),
        "papers": tool.papers if tool else (),
        "usable": tool is not None,
        "may_add": tool is not None and may(request, ADD, found),
    } | _longer_guide(tool, found)
    return render(request, "methods/method_guide.html", context)


def _longer_guide(tool: Tool | None, cycle: Any) -> dict[str, str]:
    """Label and address of the longer guide of a method, where it has one."""
    if tool is None or tool.help is None:
        return {}
    label, name = tool.help
    return {"help_label": label, "help_url": reverse(name, args=[cycle.pk])}


@page(VIEW)
def blank_file(request: HttpRequest, cycle: int, method: str, paper: str) -> HttpResponse:
    """The empty sheet to write on, as PDF; it belongs to no session yet."""
    found = cycle_in_scope(request, cycle, VIEW)
    shown = method_or_404(method)
    tool = TOOLS.get(shown.kind)
    if tool is None or paper.upper() not in tool.papers:
        raise Http404("Lembar kosong ini tidak ada.")
    name = f"lembar-kosong-{shown.slug}-{paper.lower()}.pdf"
    answer = HttpResponse(blank_pdf(shown, tool, paper.upper(), found.region.title), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
