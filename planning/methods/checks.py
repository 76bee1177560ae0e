"""Where notes on a session lead, its place in the sheet of its step, and sessions as evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.urls import reverse

from kumuh.core.formats import tanggal
from kumuh.reviews.pins import key_of, keys_of
from kumuh.reviews.registry import PinPlace, register_pin
from planning.cycles.catalog import Step
from planning.cycles.registry import Occasion, register_occasions, register_rows, register_step_links
from planning.methods.enums import SessionState
from planning.methods.models import MethodSession
from planning.methods.pins import SESSION
from planning.rembuk.models import Meeting
from planning.rembuk.queries import of_cycle


def session_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned sessions are changed and read. One query."""
    rows = MethodSession.objects.filter(pk__in=keys_of(pins)).order_by().values_list("pk", "cycle_id")
    known = {pk: reverse("methods:session-detail", args=[cycle, pk]) for pk, cycle in rows}
    found = {pin: known[key] for pin in pins if (key := key_of(pin)) is not None and key in known}
    return {pin: PinPlace(url, url) for pin, url in found.items()}


def occasions_of(cycle: Any) -> Iterable[Occasion]:
    """Agreed sessions of the cycle as evidence, newest first. One query."""
    rows = MethodSession.objects.filter(cycle=cycle, state=SessionState.AGREED).select_related("meeting")
    for row in rows.order_by("-agreed_on", "-pk"):
        url = reverse("methods:session-detail", args=[row.cycle_id, row.pk])
        yield Occasion(f"{SESSION}:{row.pk}", f"{row.get_kind_display()} “{row.title}”, {tanggal(row.day)}", url)


def rows_of(cycle: Any, step: Step) -> Mapping[str, Any] | None:
    """Sessions inside a rembuk are data of the step for which the cycle holds or uses that rembuk."""
    return {"cycle": cycle, "meeting__in": Meeting.objects.filter(of_cycle(cycle, step.code))}


#: Checks of gates whose step methods help with: what residents see, why it is so, what they want.
HELPED: Final = frozenset({"masalah", "sebab", "usulan"})


def links_of(cycle: Any, step: Step) -> Iterable[tuple[str, str]]:
    """At a step that works out problems, causes or usulan: the way to the methods. Asks no query."""
    if any(one.check in HELPED for one in step.needs):
        yield "Gali bersama warga dengan metode partisipatif", reverse("methods:session-list", args=[cycle.pk])


def register() -> None:
    """Tell the step machine; called once when the app is ready."""
    register_pin(SESSION, session_places)
    register_occasions(occasions_of)
    register_rows("methods.methodsession", rows_of)
    register_step_links(links_of)
