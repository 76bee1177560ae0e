"""Where the apps answer what a gate asks for: each registers named checks, the catalogue says which step needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planning.cycles.catalog import DEFAULT_THRESHOLDS, TRACKS, Step, need
from planning.cycles.catalog.words import settled
from planning.cycles.enums import Track


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


#: Takes the cycle, the step that asks and the settings of its need; yields the parts that it looked at.
Check = Callable[[Any, Step, Mapping[str, Any]], Iterable[Part]]
CHECKS: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Answer every `need(name, …)` of the catalogue; a name has one answer."""
    if CHECKS.get(name, check) is not check:
        raise ValueError(f"check declared twice: {name}")
    CHECKS[name] = check


def parts_of(step: Step, cycle: Any) -> tuple[Part, ...]:
    """What the gate of the step asks of the cycle, in the order of the catalogue.

    The record and the papers of the step are part of every gate that declares them (generic gate rule). Numbers that
    the programme sets are those of the cycle.
    """
    step = settled(step, {**DEFAULT_THRESHOLDS, **cycle.thresholds})
    needs = [*step.needs]
    if step.entries:
        needs.insert(0, need("catatan"))
    if step.papers:
        needs.append(need("berkas"))
    return tuple(part for one in needs for part in CHECKS[one.check](cycle, step, one.options))


@dataclass(frozen=True)
class CyclePage:
    """A page of the cycle that an app offers in the cycle's menu; `url_name` takes the cycle's pk.

    `tracks` are the programmes that have the page.
    """

    label: str
    url_name: str
    order: int
    tracks: frozenset[str]


_PAGES: dict[str, CyclePage] = {}
KELURAHAN_TRACKS = frozenset({Track.P2KP, Track.KOTAKU, Track.SPBM, Track.PLPBK})


def register_page(label: str, url_name: str, *, order: int, tracks: Iterable[str] = KELURAHAN_TRACKS) -> None:
    """Put a page into the menu of the cycles of these programmes; lower `order` comes first."""
    _PAGES[url_name] = CyclePage(label, url_name, order, frozenset(tracks))


def pages(track: str) -> tuple[CyclePage, ...]:
    """Pages in the menu of a cycle of this programme."""
    return tuple(sorted((page for page in _PAGES.values() if track in page.tracks), key=lambda page: page.order))


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


@dataclass(frozen=True)
class Occasion:
    """Something dated that happened in a cycle and can stand as evidence: a held meeting. `key` like `rembuk:7`."""

    key: str
    label: str
    url: str


#: Takes the cycle; gives what happened in it, newest first, in a fixed number of queries.
Occasions = Callable[[Any], Iterable[Occasion]]
_OCCASIONS: list[Occasions] = []


def register_occasions(source: Occasions) -> None:
    """Let an upper app offer its dated events as evidence; once per function."""
    if source not in _OCCASIONS:
        _OCCASIONS.append(source)


def occasions(cycle: Any) -> tuple[Occasion, ...]:
    """Everything that can be named as evidence in this cycle."""
    return tuple(one for source in _OCCASIONS for one in source(cycle))


@dataclass(frozen=True)
class RowSource:
    """Rows that another page holds already, offered where the record of a step asks for them.

    `entry` is the key of the table; `label` ends "… dari"; `right` is needed to see the rows. `rows` takes the cycle
    and gives rows as they are stored, by key of the column, in a fixed number of queries. A row whose columns `same`
    hold the same words (whatever the case) is in the table already.
    """

    code: str
    entry: str
    label: str
    right: str
    rows: Callable[[Any], Iterable[Mapping[str, str]]]
    same: tuple[str, ...]


_ROW_SOURCES: dict[str, RowSource] = {}


def register_row_source(source: RowSource) -> None:
    """Offer rows to a table of a step's record; ValueError when a code is declared twice."""
    if _ROW_SOURCES.get(source.code, source) is not source:
        raise ValueError(f"row source declared twice: {source.code}")
    _ROW_SOURCES[source.code] = source


def row_sources(entry: str) -> tuple[RowSource, ...]:
    """Who offers rows to the table with this key."""
    return tuple(source for source in _ROW_SOURCES.values() if source.entry == entry)


#: Takes the cycle and the code of a step; answers the lookup for the history of a table, None when none of its rows
#: is data of that step.
RowsOf = Callable[[Any, Step], Mapping[str, Any] | None]
_ROWS: dict[str, RowsOf] = {}


def register_rows(table: str, rows: RowsOf) -> None:
    """Tell which rows of a table (`proposals.problem`) are data of a step; once per table."""
    _ROWS[table] = rows


def of_check(check: str, via: str) -> RowsOf:
    """Rows that are worked on in the step that asks for `check`; `via` leads from them to the cycle."""

    def rows(cycle: Any, step: Step) -> Mapping[str, Any] | None:
        asking = TRACKS[cycle.track].step_asking(check)
        return {via: cycle} if asking is not None and asking.code == step.code else None

    return rows


def of_own_step(via: str = "") -> RowsOf:
    """Rows that name their step themselves; `via` leads to the row that does, empty when they do it themselves."""
    path = f"{via}__" if via else ""
    return lambda cycle, step: {f"{path}cycle": cycle, f"{path}step": step.code}


def rows_of_step(cycle: Any, step: Step) -> list[tuple[str, Mapping[str, Any]]]:
    """The tables that hold data of the step, each with the lookup for its history."""
    found = ((table, rows(cycle, step)) for table, rows in sorted(_ROWS.items()))
    return [(table, lookup) for table, lookup in found if lookup is not None]


@dataclass(frozen=True)
class Carried:
    """One kind of thing that a repeated cycle takes along: `copied`, or only referred to. `note` says how and why."""

    label: str
    copied: bool
    count: int
    note: str


#: Takes `old`, `new` (None: only tell what would come along) and `by` (who repeats) by name; runs inside the
#: transaction of `services.repeat_cycle`.
Carry = Callable[..., Iterable[Carried]]
_CARRIERS: dict[int, Carry] = {}


def register_carrier(order: int, carry: Carry) -> None:
    """Let an app take its part of a cycle into the next year's; lower `order` comes first and stands first."""
    if _CARRIERS.get(order, carry) is not carry:
        raise ValueError(f"carrier declared twice: {order}")
    _CARRIERS[order] = carry


def carried(old: Any, new: Any, by: Any) -> list[Carried]:
    """What comes along from the old cycle; with a new cycle it is carried over, without one only told."""
    return [one for order in sorted(_CARRIERS) for one in _CARRIERS[order](old=old, new=new, by=by)]


#: Takes the cycle and the step where it stands; answers further ways to what its gate asks for, with few queries.
StepLinks = Callable[[Any, Step], Iterable[tuple[str, str]]]
_STEP_LINKS: list[StepLinks] = []


def register_step_links(links: StepLinks) -> None:
    """Let an app offer a way (words, address) at the step where a cycle stands; once per function."""
    if links not in _STEP_LINKS:
        _STEP_LINKS.append(links)


def step_links(cycle: Any, step: Step) -> list[tuple[str, str]]:
    """Everything that is offered at this step."""
    return [link for links in _STEP_LINKS for link in links(cycle, step)]
