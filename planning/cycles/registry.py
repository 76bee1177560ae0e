"""Where the apps say what a step still needs: each registers named parts, the gate counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, in one Indonesian sentence, and the address of the form that fixes it."""

    text: str
    url: str


@dataclass(frozen=True)
class Part:
    """One required part of a step: `done` of `required`; complete when nothing is missing.

    `url` leads to the page of this part, whether complete or not. `note` tells what was counted.
    """

    label: str
    url: str
    missing: tuple[Missing, ...] = ()
    note: str = ""

    @property
    def complete(self) -> bool:
        return not self.missing


PartsOf = Callable[[Any], Iterable[Part]]
_PARTS: dict[str, list[tuple[int, PartsOf]]] = {}


def register_parts(step: str, parts: PartsOf, *, order: int) -> None:
    """An app's `checks.py` function that yields the parts of `step` for a cycle; lower `order` comes first."""
    entries = _PARTS.setdefault(step, [])
    if (order, parts) not in entries:
        entries.append((order, parts))
        entries.sort(key=lambda entry: entry[0])


def parts_of(step: str, cycle: Any) -> tuple[Part, ...]:
    """All parts of the step for the cycle, in order."""
    return tuple(part for _, parts in _PARTS.get(step, []) for part in parts(cycle))


@dataclass(frozen=True)
class CyclePage:
    """A page of the cycle that an app offers in the cycle's menu; `url_name` takes the cycle's pk."""

    label: str
    url_name: str
    order: int


_PAGES: dict[str, CyclePage] = {}


def register_page(label: str, url_name: str, *, order: int) -> None:
    """Put a page into the menu of every cycle; lower `order` comes first."""
    _PAGES[url_name] = CyclePage(label, url_name, order)


def pages() -> tuple[CyclePage, ...]:
    return tuple(sorted(_PAGES.values(), key=lambda entry: entry.order))


#: Takes the cycle, the code of the step and who closed it; runs inside the transaction that closes the step.
AfterClose = Callable[[Any, str, Any], None]
_AFTER_CLOSE: list[AfterClose] = []


def register_after_close(follow: AfterClose) -> None:
    """Let an upper app do what follows when a step is closed (print its papers); once per function."""
    if follow not in _AFTER_CLOSE:
        _AFTER_CLOSE.append(follow)


def after_close(cycle: Any, step: str, by: Any) -> None:
    """Tell everybody who registered that a step was closed."""
    for follow in _AFTER_CLOSE:
        follow(cycle, step, by)
