"""Doors from the page of a region to what other apps know about it, and parts that they draw; they register."""

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


@dataclass(frozen=True)
class Section:
    """A part of the page of a region that an upper app draws: its template, which reads `part`."""

    template: str
    part: Any


SectionOf = Callable[[Any, Any], Section | None]
_SECTIONS: list[tuple[int, SectionOf]] = []


def register_section(section: SectionOf, *, order: int) -> None:
    """Add a function `(user, region) -> section or None`; lower `order` comes first, adding twice changes nothing."""
    if (order, section) not in _SECTIONS:
        _SECTIONS.append((order, section))
        _SECTIONS.sort(key=lambda entry: entry[0])


def sections_of(user: Any, region: Any) -> tuple[Section, ...]:
    """All parts that other apps add to the page of a region for a person, in order."""
    found = (section(user, region) for _, section in _SECTIONS)
    return tuple(section for section in found if section is not None)
