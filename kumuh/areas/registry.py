"""Doors from a kelurahan page to what other apps know about it; the upper app registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Door:
    """One link on the page of a kelurahan: what is there, its state in a few words, its address."""

    label: str
    url: str
    note: str = ""


DoorsOf = Callable[[Any, Any], Iterable[Door]]
_DOORS: list[tuple[int, DoorsOf]] = []


def register_doors(doors: DoorsOf, *, order: int) -> None:
    """Add a function `(user, kelurahan) -> doors`; lower `order` comes first, adding twice changes nothing."""
    if (order, doors) not in _DOORS:
        _DOORS.append((order, doors))
        _DOORS.sort(key=lambda entry: entry[0])


def doors_of(user: Any, kelurahan: Any) -> tuple[Door, ...]:
    """All doors of a kelurahan for a person, in order."""
    return tuple(door for _, doors in _DOORS for door in doors(user, kelurahan))
