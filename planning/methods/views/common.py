"""What every page of a session fetches and shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.urls import reverse

from kumuh.core.forms import show_refusal
from kumuh.core.rights import holds, may, require
from kumuh.core.scope import get_in_scope
from planning.cycles.models import Cycle
from planning.cycles.queries import opening
from planning.methods import queries
from planning.methods.catalog import Method, method_by_slug, method_of
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.pins import session_row
from planning.methods.registry import TOOLS, Gap

VIEW, NAMES = "methods.view_session", "methods.view_names"
ADD, CHANGE, REOPEN = "methods.add_session", "methods.change_session", "methods.reopen_session"


def cycle_in_scope(request: HttpRequest, pk: int, right: str) -> Cycle:
    """The cycle inside the person's area (404), if they have the right on it (403)."""
    cycle = get_in_scope(Cycle.objects.select_related("region__parent"), request.user, pk=pk)
    require(request.user, right, cycle)
    return cycle


def session_in_scope(request: HttpRequest, cycle: int, pk: int, right: str) -> MethodSession:
    """The session of the cycle in the area of the person (404), if they have the right on it (403)."""
    session = get_in_scope(queries.session_for_page(request.user), request.user, pk=pk, cycle_id=cycle)
    require(request.user, right, session)
    return session


def group_in_scope(request: HttpRequest, cycle: int, pk: int, group: int, kind: str, right: str) -> MethodGroup:
    """A group of a session of this method, with its session; 404 and 403 as `session_in_scope`."""
    session = session_in_scope(request, cycle, pk, right)
    found = next((one for one in session.groups.all() if one.pk == group), None)
    if session.kind != kind or found is None:
        raise Http404("Kelompok ini tidak ada dalam hasil metode tersebut.")
    found.session = session
    return found


def of_kind(session: MethodSession, kind: str) -> MethodSession:
    """The session, if it is one of this method; 404 otherwise."""
    if session.kind != kind:
        raise Http404("Halaman ini milik metode lain.")
    return session


def covered(request: HttpRequest, session: MethodSession) -> Gap | None:
    """Why this person may not see the answers yet, and where to go first; None: may see them."""
    tool = TOOLS.get(session.kind)
    return tool.cover(session, request.user) if tool and tool.cover else None


def written(stamp: Any, rows: Any, save: Callable[[], object]) -> bool:
    """Whether both forms were sent, hold and `save` took them; otherwise the stamp says what was refused."""
    if not stamp.is_bound or not all([rows.is_valid(), stamp.is_valid()]):
        return False
    try:
        save()
    except ValidationError as refusal:
        show_refusal(stamp, refusal)
        return False
    return True


def method_or_404(slug: str) -> Method:
    """The method of an address."""
    method = method_by_slug(slug)
    if method is None:
        raise Http404("Metode ini tidak dikenal.")
    return method


def session_context(request: HttpRequest, session: MethodSession, **extra: Any) -> dict[str, Any]:
    """The session at a glance for its templates: its method, and what the person may do with it now."""
    locked = _step_refusal(session)
    group: MethodGroup | None = extra.get("group")
    return {
        "session": session,
        "cycle": session.cycle,
        "method": method_of(session.kind),
        "may_change": not locked and may(request, CHANGE, session),
        "may_reopen": not locked and may(request, REOPEN, session),
        "sees_names": holds(request.user, NAMES, session),
        "step_locked": locked if may(request, ADD, session) else "",
        "is_last_group": group is None or group.pk == [one.pk for one in session.groups.all()][-1],
    } | extra


def _step_refusal(session: MethodSession) -> str:
    """Why the step of its rembuk does not let it change; empty outside a rembuk."""
    if session.meeting is None:
        return ""
    return opening(session.cycle, queries.step_of(session)).refusal_for(session_row(session.pk))


def first_group_url(session: MethodSession, form: str) -> str:
    """The form of the first group, to which a saved page of the whole session leads on; the session without groups."""
    group = next(iter(session.groups.all()), None)
    place = [session.cycle_id, session.pk]
    return reverse(form, args=[*place, group.pk]) if group else reverse("methods:session-detail", args=place)


def next_group_url(request: HttpRequest, group: MethodGroup, form: str) -> str:
    """Where a saved form of one group leads: the form of the group after it with "lanjut", otherwise the session."""
    session = group.session
    keys = [one.pk for one in session.groups.all()]
    after = keys[keys.index(group.pk) + 1 :]
    if request.POST.get("lanjut") and after:
        return reverse(form, args=[session.cycle_id, session.pk, after[0]])
    return f"{reverse('methods:session-detail', args=[session.cycle_id, session.pk])}?kelompok={group.pk}#hasil"
