"""Rights: the one door between a person, a verb and a row.

An app names its rights in its `rules.py` with `allow(...)`; a view wears `@page("app.verb")` and asks
`require(user, "app.verb", row)` after it fetched the row in the person's area. The table of
`docs/permissions.md` is generated from the same declarations, so a page without a right fails the build.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import rules
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

#: Marks of pages that need no right on a row.
PUBLIC = "publik"
SIGNED_IN = "masuk"

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Right:
    """One verb: who may (roles in the row's region), in which state, and the sentence when refused.

    `roles` empty means everybody whose area reaches the row. `when` gets the row (or None) and
    `when_text` says the same in words for the table.
    """

    name: str
    roles: frozenset[str]
    sentence: str
    when: Callable[[Any], bool] | None = None
    when_text: str = ""


RIGHTS: dict[str, Right] = {}


def allow(
    name: str,
    *,
    roles: Iterable[str],
    sentence: str,
    when: Callable[[Any], bool] | None = None,
    when_text: str = "",
) -> None:
    """Declare a right once; `sentence` tells in Indonesian who may, e.g. "Hanya fasilitator kelurahan ini …".

    Raises KeyError when the name is declared twice.
    """
    if name in RIGHTS:
        raise KeyError(f"right declared twice: {name}")
    right = Right(name, frozenset(roles), sentence, when, when_text)
    RIGHTS[name] = right
    rules.add_perm(name, rules.predicate(functools.partial(_holds, right), name=name))


def _holds(right: Right, user: Any, row: Any = None) -> bool:
    if not getattr(user, "is_authenticated", False):
        return False
    code = region_code(row)
    held = user.roles_in(code)
    if right.roles and held.isdisjoint(right.roles):
        return False
    return bool(held) and (right.when is None or right.when(row))


def region_code(row: Any) -> str:
    """Dotted region code of a row, by following its model's `scope_path`; a str is taken as the code itself."""
    if row is None or isinstance(row, str):
        return row or ""
    for part in row.scope_path.split("__"):
        row = getattr(row, part)
    return row or ""


def page(right: str) -> Callable[[View], View]:
    """Mark a view with the right it asks for; everybody but `PUBLIC` must be signed in."""

    def mark(view: View) -> View:
        wrapped = view if right == PUBLIC else login_required(view)
        wrapped.right = right  # type: ignore[attr-defined]  # read by the rights table
        return wrapped

    return mark


def methods_of(view: View) -> tuple[str, ...]:
    """HTTP methods a view answers, read from Django's own `require_POST` and its kin; else GET and POST."""
    layer: Any = view
    while layer is not None:
        if inspect.isfunction(layer):
            allowed = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
            if allowed:
                return tuple(allowed)
        layer = getattr(layer, "__wrapped__", None)
    return ("GET", "POST")


def holds(user: Any, right: str, row: Any) -> bool:
    """Whether `user` may do this to `row`. Asks the declared rule only: no account stands above the rules."""
    return bool(rules.has_perm(right, user, row))


def require(user: Any, right: str, row: Any) -> None:
    """Go on if `user` may do this to `row`; otherwise `PermissionDenied` with the sentence that failed (403)."""
    if not holds(user, right, row):
        raise PermissionDenied(RIGHTS[right].sentence)


def require_somewhere(user: Any, right: str) -> None:
    """For a page that is not yet about a row (choose a city first): the role must be held in some area of `user`.

    Otherwise `PermissionDenied`. What the form then names is asked with `require` as always.
    """
    if not holds_somewhere(user, right):
        raise PermissionDenied(RIGHTS[right].sentence)


def holds_somewhere(user: Any, right: str) -> bool:
    """Whether `user` holds a role of this right in some area."""
    roles = RIGHTS[right].roles
    return any(bool(user.roles_in(code) & roles) if roles else True for code in user.area_codes())


def may(request: HttpRequest, right: str, row: Any) -> bool:
    """Whether to show a button: the same question as `require`, without the refusal."""
    return holds(request.user, right, row)


def may_open(user: Any, address: str, row: Any) -> bool:
    """Whether to show a link: the page behind `address` asks for no right, or `user` holds a role of it for `row`.

    Only the roles are asked: what state the row of that page is in, the page itself says.
    """
    try:
        right = RIGHTS.get(getattr(resolve(urlsplit(address).path).func, "right", ""))
    except Resolver404:
        return True
    return right is None or not right.roles or not user.roles_in(region_code(row)).isdisjoint(right.roles)
