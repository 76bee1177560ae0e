"""Who sits in a body: counts, what is missing, and who holds two offices. Reads objects, asks no table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planning.institutions.catalog import Body
from planning.institutions.catalog.bodies import WOMEN_PERCENT
from planning.institutions.enums import AccountRole, MemberElement, Position, Sex, Team


def person_key(member: Any) -> tuple[str, str]:
    """One person by name and sex, whatever the spaces, case and titles with dots around them."""
    words = str(member.name).lower().replace(".", " ").replace(",", " ").split()
    return " ".join(words), member.sex


def people(members: Iterable[Any]) -> list[Any]:
    """One row per person: somebody with two pokja counts once."""
    return list({person_key(member): member for member in reversed(list(members))}.values())[::-1]


@dataclass(frozen=True)
class Composition:
    """A body on one day: people by sex, and what of its positions, teams and elements nobody fills."""

    men: int
    women: int
    positions: tuple[Position, ...]
    teams: tuple[Team, ...]
    elements: tuple[MemberElement, ...]
    signatories: tuple[AccountRole, ...]

    @property
    def total(self) -> int:
        return self.men + self.women

    @property
    def women_percent(self) -> int | None:
        """Share of women in whole percent, rounded down; None without members."""
        return self.women * 100 // self.total if self.total else None

    @property
    def few_women(self) -> bool:
        """No woman, or a smaller share than the page speaks of. Shown, never forbidden."""
        return bool(self.total) and self.women * 100 < WOMEN_PERCENT * self.total


def composition(body: Body, members: Sequence[Any]) -> Composition:
    """What the members of one day make of the body; `positions`, `teams`, `elements`, `signatories` are the missing."""
    everybody = people(members)
    women = sum(one.sex == Sex.FEMALE for one in everybody)
    return Composition(
        men=len(everybody) - women,
        women=women,
        positions=_without(body.needed, (one.position for one in members)),
        teams=_without(body.staffed, (one.team for one in members)),
        elements=_without(body.wanted, (one.element for one in members)) if members else (),
        signatories=_without(tuple(AccountRole) if body.account else (), (one.account_role for one in members)),
    )


def _without(wanted: Iterable[Any], held: Iterable[str]) -> tuple[Any, ...]:
    known = set(held)
    return tuple(one for one in wanted if one not in known)


@dataclass(frozen=True)
class DoubleOffice:
    """One person who holds more than one position: the rows, first the earliest."""

    name: str
    rows: tuple[Any, ...]


def double_offices(members: Iterable[Any]) -> tuple[DoubleOffice, ...]:
    """People with two positions or in two bodies; the same name in two different RT is taken as two people.

    Two pokja within one position of one body are one office.
    """
    by_person: dict[tuple[str, str], list[Any]] = {}
    for member in members:
        by_person.setdefault(person_key(member), []).append(member)
    found = []
    for rows in by_person.values():
        for group in _same_rt(rows):
            offices = {(row.institution_id, row.position): row for row in reversed(group)}
            if len(offices) > 1:
                found.append(DoubleOffice(group[0].name, tuple(sorted(offices.values(), key=lambda row: row.since))))
    return tuple(found)


def _same_rt(rows: list[Any]) -> list[list[Any]]:
    """Rows of one name apart by RT; a row without RT goes with the only RT there is, else with nobody."""
    known = {row.rt_id for row in rows if row.rt_id is not None}
    if len(known) <= 1:
        return [rows]
    return [[row for row in rows if row.rt_id == rt] for rt in sorted(known)]
