"""What can be reviewed and by whom: owners of subjects declare chains and how to describe a subject."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kumuh.reviews.pins import kind_of
from kumuh.reviews.rules import ADVISERS, DECIDERS, INFORMED, REOPENERS, SUBMITTERS

Checks = Callable[[int], list[str]]


def nothing_blocks(subject_id: int) -> list[str]:
    return []


def nothing_follows(subject_id: int) -> None:
    return None


@dataclass(frozen=True)
class Chain:
    """The order of deciders for one kind of subject.

    `approve_roles` has one set per signature that is needed, in any order; `consult_roles` one set per body that
    gives its opinion before anybody verifies. The sets of a kind do not overlap. `informed_roles` are told when it is
    approved and can acknowledge it; nothing waits for them.
    `on_*` return the Indonesian sentences that block the verb. `after_approve` and `after_reopen` get the
    subject's id inside the transaction of the last approval or of the reopening.
    """

    code: str
    title: str
    subject_type: str
    submit_roles: frozenset[str]
    verify_roles: frozenset[str]
    approve_roles: tuple[frozenset[str], ...]
    reopen_roles: frozenset[str] = field(default_factory=frozenset)
    consult_roles: tuple[frozenset[str], ...] = ()
    informed_roles: frozenset[str] = field(default_factory=frozenset)
    on_submit: Checks = nothing_blocks
    on_verify: Checks = nothing_blocks
    on_approve: Checks = nothing_blocks
    after_approve: Callable[[int], None] = nothing_follows
    after_reopen: Callable[[int], None] = nothing_follows

    @property
    def may_reopen(self) -> frozenset[str]:
        """Roles that may open an approved subject again; the verifiers when nothing else is declared."""
        return self.reopen_roles or self.verify_roles

    @property
    def approvers(self) -> frozenset[str]:
        return frozenset().union(*self.approve_roles)

    @property
    def advisers(self) -> frozenset[str]:
        """Everybody who may give an opinion, of every body."""
        return frozenset().union(*self.consult_roles)

    @property
    def deciders(self) -> frozenset[str]:
        return self.verify_roles | self.approvers


@dataclass(frozen=True)
class Subject:
    """How a subject is shown: its title, the address of its page and the name of its region."""

    title: str
    url: str
    region: str


Describe = Callable[[Iterable[int]], Mapping[int, Subject]]

CHAINS: dict[str, Chain] = {}
SUBJECTS: dict[str, Describe] = {}


def register_chain(chain: Chain) -> None:
    """Declare a chain once.

    Raises ValueError when it is incomplete, when two signatures or two opinions could be the same role, or when it
    gives a verb to a role that the rights table (`reviews.rules`) does not know for it.
    """
    if CHAINS.get(chain.code, chain) != chain:
        raise ValueError(f"chain declared twice: {chain.code}")
    if not (chain.submit_roles and chain.verify_roles and chain.approve_roles and all(chain.approve_roles)):
        raise ValueError(f"{chain.code}: every stage needs a role")
    if len(chain.approvers) != sum(len(part) for part in chain.approve_roles):
        raise ValueError(f"{chain.code}: one role cannot give two signatures")
    if not all(chain.consult_roles) or len(chain.advisers) != sum(len(body) for body in chain.consult_roles):
        raise ValueError(f"{chain.code}: every consulted body needs roles of its own")
    given = {
        "submit": (chain.submit_roles, SUBMITTERS),
        "verify": (chain.verify_roles, DECIDERS),
        "approve": (chain.approvers, DECIDERS),
        "reopen": (chain.may_reopen, REOPENERS),
        "consult": (chain.advisers, ADVISERS),
        "acknowledge": (chain.informed_roles, INFORMED),
    }
    for verb, (roles, known) in given.items():
        if not roles <= known:
            raise ValueError(f"{chain.code}: {sorted(roles - known)} may not {verb}")
    CHAINS[chain.code] = chain


def register_subject(subject_type: str, describe: Describe) -> None:
    """Tell how subjects of this type are shown; `describe(ids)` answers in one or two queries for all ids."""
    if SUBJECTS.get(subject_type, describe) is not describe:
        raise ValueError(f"subject type declared twice: {subject_type}")
    SUBJECTS[subject_type] = describe


#: Takes ids of one subject type; answers the last day on which each should be finished, without those that have none.
Deadlines = Callable[[Iterable[int]], Mapping[int, date]]
DEADLINES: dict[str, Deadlines] = {}


def register_deadline(subject_type: str, deadlines: Deadlines) -> None:
    """Tell until when subjects of this type should be finished; `deadlines(ids)` answers in one query for all ids."""
    if DEADLINES.get(subject_type, deadlines) is not deadlines:
        raise ValueError(f"deadline declared twice: {subject_type}")
    DEADLINES[subject_type] = deadlines


@dataclass(frozen=True)
class Workers:
    """Who worked on subjects of a type otherwise than by submitting or answering notes: they do not decide on them.

    `people(subject_id)` gives ids of users; `subjects(user)` the ids of subjects, as a query that stands in another.
    """

    people: Callable[[int], frozenset[int]]
    subjects: Callable[[Any], Any]


WORKERS: dict[str, Workers] = {}


def register_workers(subject_type: str, workers: Workers) -> None:
    """Tell who else worked on subjects of this type."""
    if WORKERS.get(subject_type, workers) != workers:
        raise ValueError(f"workers declared twice: {subject_type}")
    WORKERS[subject_type] = workers


@dataclass(frozen=True)
class Reminder:
    """One line below the inbox of a person: what, its page, the region, and what there is to know."""

    title: str
    url: str
    region: str
    words: str


#: Takes the person; answers the lines in the order in which they are shown, in one query.
Reminders = Callable[[Any], Iterable[Reminder]]
REMINDERS: dict[str, Reminders] = {}


def register_reminders(heading: str, reminders: Reminders) -> None:
    """Let an app add lines under a heading of its own to the inbox; a heading has one answer."""
    if REMINDERS.get(heading, reminders) is not reminders:
        raise ValueError(f"heading declared twice: {heading}")
    REMINDERS[heading] = reminders


@dataclass(frozen=True)
class PinPlace:
    """Where a pinned row is: the form that changes it, and the page on which everybody reads it."""

    form: str
    page: str


#: Takes the review and pins of one kind; answers where each of them is, without those that are gone.
PinPlaces = Callable[[Any, Collection[str]], Mapping[str, PinPlace]]
PIN_PLACES: dict[str, PinPlaces] = {}


def register_pin(kind: str, places: PinPlaces) -> None:
    """Tell where rows of a kind (`usulan` in `usulan:7/volume`) are changed and read, in one query for all pins."""
    if PIN_PLACES.get(kind, places) is not places:
        raise ValueError(f"pin declared twice: {kind}")
    PIN_PLACES[kind] = places


def pin_places(review: Any, pins: Iterable[str]) -> dict[str, PinPlace]:
    """Where the pins of a review are; those whose kind nobody registered and rows that are gone are left out."""
    by_kind: dict[str, set[str]] = {}
    for pin in pins:
        by_kind.setdefault(kind_of(pin), set()).add(pin)
    found: dict[str, PinPlace] = {}
    for kind, wanted in by_kind.items():
        found |= PIN_PLACES[kind](review, wanted) if kind in PIN_PLACES else {}
    return found


def pin_anchor(pin: str) -> str:
    """The id of the place on a page where notes of this pin stand (`letak-usulan-7-volume`)."""
    return "letak-" + "".join(letter if letter.isalnum() else "-" for letter in pin)
