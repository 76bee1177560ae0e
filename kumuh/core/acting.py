"""Who acts now: the person whose request this is, the same one under whose name the change history is written.

Verbs are told who acts (`by=`); this is for the few questions that are asked far below a verb, such as whether a
lock has a key for this person. Without a request (commands, background work) nobody acts, and no key fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from simple_history.models import HistoricalRecords


def acting_person() -> Any | None:
    """The signed-in person of this request, or the one of `acting`; None when nobody acts."""
    request = getattr(HistoricalRecords.context, "request", None)
    person = getattr(request, "user", None)
    return person if getattr(person, "is_authenticated", False) else None


@contextmanager
def acting(person: Any) -> Iterator[None]:
    """Let `person` act where no request does (a command, a test); what acted before comes back afterwards."""
    context = HistoricalRecords.context
    before = getattr(context, "request", None)
    context.request = SimpleNamespace(user=person)
    try:
        yield
    finally:
        if before is None:
            del context.request
        else:
            context.request = before
