"""The bar above every page of a cycle: where am I, what is missing, whose turn."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from kumuh.core.rights import may_open
from planning.cycles import queries
from planning.cycles.models import Cycle

register = template.Library()


def step_mark(row: queries.StepProgress, here: queries.StepProgress | None) -> str:
    """State of a step for the drawing: done, open, waiting (under review) or blocked (not yet reached)."""
    if row.closed:
        return "done"
    if row is not here:
        return "blocked"
    return "waiting" if row.locked else "open"


@register.simple_tag
def step_state(row: queries.StepProgress, here: queries.StepProgress | None) -> str:
    """`{% step_state row here as mark %}`"""
    return step_mark(row, here)


@register.simple_tag(takes_context=True)
def openable(context: Any, address: str, cycle: Cycle) -> str:
    """`{% openable part.url cycle as url %}`: the address, or nothing where this person would be turned away."""
    return address if may_open(context["request"].user, address, cycle) else ""


@register.inclusion_tag("components/cycle_bar.html")
def cycle_bar(cycle: Cycle) -> dict[str, Any]:
    """`{% cycle_bar cycle %}` – asks only for the parts of the step the cycle stands at."""
    rows = queries.progress(cycle, parts_for_current_only=True)
    here = queries.current(rows)
    page = reverse("cycles:cycle-detail", args=[cycle.pk])
    steps = [{"title": row.step.name, "state": step_mark(row, here), "url": f"{page}#{row.step.code}"} for row in rows]
    current = here or rows[-1]
    return {
        "bar": {
            "name": str(cycle),
            "url": page,
            "steps": steps,
            "missing_count": len(here.missing) if here else 0,
            "missing_url": f"{page}#{current.step.code}",
            "turn": here.turn if here else "",
            "current_number": rows.index(current) + 1,
            "current_title": current.step.name,
        }
    }
