"""Where the apps show that a duty of a body was done: each registers what it has recorded, the checklist asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class EvidenceLink:
    """One record that shows a duty was done: words, address, and the day it belongs to."""

    label: str
    url: str
    on: date | None = None


@dataclass(frozen=True)
class DutyScope:
    """For whom evidence is asked: the kelurahan or kota, and its cycles (newest first, steps loaded)."""

    region: Any
    cycles: tuple[Any, ...]


#: Takes the scope; gives what was recorded, in one or two queries however much there is.
Evidence = Callable[[DutyScope], Iterable[EvidenceLink]]
_EVIDENCE: dict[str, list[Evidence]] = {}


def register_evidence(duty_code: str, evidence: Evidence) -> None:
    """Let an app show evidence for a duty (`S1-16c`); several apps may, each function counts once."""
    asked = _EVIDENCE.setdefault(duty_code, [])
    if evidence not in asked:
        asked.append(evidence)


def evidence_for(duty_code: str, scope: DutyScope) -> tuple[EvidenceLink, ...]:
    """Everything that was registered for a duty, newest first; what has no day stands last."""
    found = [link for evidence in _EVIDENCE.get(duty_code, ()) for link in evidence(scope)]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda link: link.on or date.min, reverse=True))


def known_duties() -> frozenset[str]:
    """Codes for which some app can show evidence."""
    return frozenset(_EVIDENCE)


@dataclass(frozen=True)
class Person:
    """Somebody who is written down somewhere and can be chosen instead of typed again.

    `key` names the record (`anggota:7`), `group` the list they stand in; `rt` a row with `pk` and `label` or None.
    """

    key: str
    name: str
    sex: str
    group: str
    rt: Any = None
    element: str = "WARGA"
    institution_id: int | None = None
    origin: str = ""

    @property
    def rt_id(self) -> int | None:
        return self.rt.pk if self.rt else None


#: Takes a kelurahan or kota; gives people who are written down there, in a fixed number of queries.
People = Callable[[Any], Iterable[Person]]
_PEOPLE: list[People] = []


def register_people(source: People) -> None:
    """Let an upper app offer people it knows by name (attendees of a rembuk); once per function."""
    if source not in _PEOPLE:
        _PEOPLE.append(source)


def people_of(region: Any) -> tuple[Person, ...]:
    """Everybody whom the apps above know in a place."""
    return tuple(person for source in _PEOPLE for person in source(region))
