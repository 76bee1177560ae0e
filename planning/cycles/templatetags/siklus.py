"""The bar above every page of a cycle: where am I, what is missing, whose turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kumuh.core.acting import acting_person
from kumuh.core.formats import tanggal
from kumuh.core.rights import may_open
from kumuh.core.templatetags.tampilan import icon_svg
from planning.cycles import queries
from planning.cycles.catalog import find_step
from planning.cycles.models import Cycle
from planning.cycles.phases import Phase, phases
from planning.cycles.queries.causes import keep_progress

register = template.Library()
#: More steps than this do not fit side by side above a page.
MOST_MARKS = 6


def step_mark(row: queries.StepProgress, here: queries.StepProgress | None) -> str:
    """State of a step for the drawing: done, open, waiting (under review) or blocked (not yet reached).

    A step that runs through the whole cycle is open all the way.
    """
    if row.closed:
        return "done"
    if row is not here:
        return "open" if row.step.continuous else "blocked"
    return "waiting" if row.locked else "open"


@register.simple_tag
def step_state(row: queries.StepProgress, here: queries.StepProgress | None) -> str:
    """`{% step_state row here as mark %}`"""
    return step_mark(row, here)


@register.simple_tag
def sign(name: str) -> SafeString:
    """`{% sign "lock-fill" %}`: the strokes of an icon, inside a drawing that gives it place and size."""
    return mark_safe(icon_svg(name))  # our own library files only


@register.simple_tag
def closable(row: queries.StepProgress, held: frozenset[str]) -> bool:
    """`{% closable row held as can_close %}`: whether somebody with these roles closes the step himself."""
    return not row.step.closers.isdisjoint(held)


@register.simple_tag
def of_step(held: Mapping[str, Any], row: queries.StepProgress) -> Any:
    """`{% of_step keys row as key %}`: what a dictionary by step code holds for this step, or nothing."""
    return held.get(row.step.code, "")


@register.simple_tag
def unlockable(row: queries.StepProgress, held: frozenset[str]) -> bool:
    """`{% unlockable row held as can_unlock %}`: whether the step is locked and these roles give keys to it."""
    return row.locked and not queries.reopeners(row.step).isdisjoint(held)


@register.simple_tag(takes_context=True)
def openable(context: Any, address: str, cycle: Cycle) -> str:
    """`{% openable part.url cycle as url %}`: the address, or nothing where this person would be turned away."""
    return address if may_open(context.request.user, address, cycle) else ""


def _marks(
    cycle: Cycle, rows: Sequence[queries.StepProgress], here: queries.StepProgress | None
) -> list[dict[str, Any]]:
    """What stands along the bar: the steps, or the phases where there are too many steps to read."""
    if len(rows) <= MOST_MARKS:
        return [_mark(cycle, row.step.name, step_mark(row, here), row.step.code, here=row is here) for row in rows]
    return [_mark(cycle, phase.name, _phase_mark(phase), phase.first, here=phase.here) for phase in phases(rows)]


def _mark(cycle: Cycle, title: str, state: str, step: str, *, here: bool) -> dict[str, Any]:
    return {"title": title, "state": state, "url": queries.step_url(cycle, step), "here": here}


def _phase_mark(phase: Phase) -> str:
    if phase.closed:
        return "done"
    return "open" if phase.here else "blocked"


def _notes_url(here: queries.StepProgress | None) -> str:
    review = here.review if here else None
    return reverse("reviews:review-detail", args=[review.pk]) if review is not None else ""


@register.inclusion_tag("components/cycle_bar.html")
def cycle_bar(cycle: Cycle) -> dict[str, Any]:
    """`{% cycle_bar cycle %}` – asks only for the parts of the step the cycle stands at."""
    rows = queries.progress(cycle, counting=())
    here = queries.current(rows)
    keep_progress(here)
    current = here or rows[-1]
    return {
        "bar": {
            "name": str(cycle),
            "url": reverse("cycles:cycle-detail", args=[cycle.pk]),
            "steps": _marks(cycle, rows, here),
            "step_count": len(rows),
            "finished_on": cycle.finished_on if here is None else None,
            "missing_count": len(here.missing) if here else 0,
            "missing_url": queries.step_url(cycle, current.step.code),
            "notes_count": here.unanswered if here else 0,
            "notes_url": _notes_url(here),
            "turn": here.turn if here else "",
            "current_number": rows.index(current) + 1,
            "current_title": current.step.name,
            "keys": _key_words(cycle),
        }
    }


def _key_words(cycle: Cycle) -> list[str]:
    """Which locked step is open for whom, in words for the person who reads."""
    person = acting_person()
    return [
        f"{find_step(cycle.track, key.step).name} terbuka untuk "
        f"{'Anda' if person is not None and person.pk == key.person_id else key.person} sampai {tanggal(key.until)}"
        for key in queries.active_unlocks(cycle).values()
    ]
