"""What every method tells the common pages about itself, and who takes its results further up.

A method registers one `Tool`; pages, papers and verbs know methods only through it. Whatever a method says about a
session comes from one call of `Tool.read` in a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from planning.methods.drawing.kit import Drawing


@dataclass(frozen=True)
class Gap:
    """One thing that is missing before a result can be agreed: a sentence and the address of its form."""

    text: str
    url: str


@dataclass(frozen=True)
class Figure:
    """A drawing together with its table twin, the same on the page and on paper.

    `wide` is for a desk and for paper, `tall` for a phone where the wide one could not be read at 360 px (None: it
    can). `head` and `rows` say the same in words, first cell naming the row. `template` draws, reading `drawing`.
    `is_table`: the drawing is a table with every number in it, so paper does not print them again.
    """

    title: str
    wide: Drawing
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: Drawing | None = None
    note: str = ""
    template: str = "drawings/gambar.svg"
    is_table: bool = False


@dataclass(frozen=True)
class Link:
    """One more page of a method about a group or the session.

    `change`: only for those who may change the session; `while_open`: only until it is agreed.
    """

    label: str
    url: str
    icon: str = "arrow-right"
    change: bool = False
    while_open: bool = False


@dataclass(frozen=True)
class Panel:
    """What one group answered (or the whole session): pictures, and what was computed from them as label and words.

    `group_id` None is the whole session; `edit_url` leads to its form; `filled` tells whether anything was typed;
    `links` are further pages.
    """

    label: str
    group_id: int | None
    edit_url: str
    filled: bool
    figures: tuple[Figure, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Result:
    """Something a session passes on. `key` names its row for good (`faktor:12`), unique inside the session.

    `aspect` is the indicator it is about, where known; `fields` first values for the form of whoever takes it.
    """

    kind: str
    key: str
    text: str
    note: str = ""
    aspect: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """All that a method says about one session.

    `differences` are sentences about where groups disagree; `comparison` are pictures that show them side by side.
    `pages` are further pages about the whole session, offered to whoever may open them.
    `annex` are parts with a page of their own that only paper prints behind the panels.
    """

    panels: tuple[Panel, ...]
    gaps: tuple[Gap, ...] = ()
    comparison: tuple[Figure, ...] = ()
    differences: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    pages: tuple[Link, ...] = ()
    annex: tuple[Panel, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether any group answered anything."""
        return any(panel.filled for panel in self.panels)

    def without_answers(self) -> Reading:
        """The same for a person who may not see yet what others answered."""
        panels = tuple(replace(panel, figures=(), facts=()) for panel in self.panels)
        return replace(self, panels=panels, comparison=(), differences=(), results=())


@dataclass(frozen=True)
class BlankSheet:
    """One empty page to write on. The drawing fills the page, `hints` stand below. `landscape`: lies on its side."""

    title: str
    drawing: Drawing
    hints: tuple[str, ...] = ()
    landscape: bool = True
    template: str = "drawings/gambar.svg"


@dataclass(frozen=True)
class Tool:
    """One method that can be filled in.

    `per_group`: groups answer separately, so its form is asked for each (`edit` takes cycle, session, group), else
    once (cycle, session). `read` takes a session with its groups, cycle and meeting loaded (`queries.session_for_page`)
    and answers everything about it; `blank` gives the empty sheets for a group name and a paper (A4 or A3). `help` is
    the label and URL name (with the cycle) of a longer guide, where there is one. `blank_of` gives the empty sheets of
    one session for a group name and a paper, where they carry more than a group name. `cover` says why a person may
    not see the answers of a session yet and where to go instead (None: may); a method that covers prints no draft.
    """

    kind: str
    edit: str
    read: Callable[[Any], Reading]
    blank: Callable[[str, str], tuple[BlankSheet, ...]]
    per_group: bool = True
    papers: tuple[str, ...] = ("A4",)
    help: tuple[str, str] | None = None
    blank_of: Callable[[Any, str, str], tuple[BlankSheet, ...]] | None = None
    cover: Callable[[Any, Any], Gap | None] | None = None


TOOLS: dict[str, Tool] = {}


def register_tool(tool: Tool) -> None:
    """Add a method; ValueError when a kind is declared twice."""
    if TOOLS.get(tool.kind, tool) is not tool:
        raise ValueError(f"method declared twice: {tool.kind}")
    TOOLS[tool.kind] = tool


@dataclass(frozen=True)
class Offered:
    """One thing of the cycle that can be compared without typing it again.

    `households` and `cost` (rupiah) and the day of its decision feed the tie rule. `key` is unique in its source.
    """

    key: str
    text: str
    aspect: int | None = None
    households: int | None = None
    cost: int | None = None
    decided_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ChoiceSource:
    """A list of the cycle to take alternatives from; `offered` takes a session, in a fixed number of queries."""

    code: str
    label: str
    offered: Callable[[Any], Iterable[Offered]]


SOURCES: dict[str, ChoiceSource] = {}


def register_source(source: ChoiceSource) -> None:
    """Add a list to take from; ValueError when a code is declared twice."""
    if SOURCES.get(source.code, source) is not source:
        raise ValueError(f"source declared twice: {source.code}")
    SOURCES[source.code] = source


@dataclass(frozen=True)
class Made:
    """What a result became: words and address."""

    label: str
    url: str


@dataclass(frozen=True)
class Receiver:
    """Whoever takes results of some kinds ("Jadikan masalah").

    `address` takes a session and a result and answers the page that takes it. `made` takes a session and answers, for
    the keys it took, what became of them, in a fixed number of queries. `fits` says whether the programme of a session
    has a place for such results, `takes` whether this one is meant; neither asks a query.
    """

    code: str
    label: str
    kinds: Collection[str]
    address: Callable[[Any, Result], str]
    made: Callable[[Any], Mapping[str, Made]]
    fits: Callable[[Any], bool] = lambda session: True
    takes: Callable[[Result], bool] = lambda result: True


RECEIVERS: dict[str, Receiver] = {}


def register_receiver(receiver: Receiver) -> None:
    """Add a receiver; ValueError when a code is declared twice."""
    if RECEIVERS.get(receiver.code, receiver) is not receiver:
        raise ValueError(f"receiver declared twice: {receiver.code}")
    RECEIVERS[receiver.code] = receiver


def receivers_of(kind: str) -> tuple[Receiver, ...]:
    """Who takes results of this kind."""
    return tuple(one for one in RECEIVERS.values() if kind in one.kinds)


@dataclass(frozen=True)
class Way:
    """One way on from a result: what it became already, or None and the page of the receiver takes it."""

    receiver: Receiver
    made: Made | None


def ways_on(session: Any, results: Iterable[Result]) -> list[tuple[Result, tuple[Way, ...]]]:
    """Every result with its ways on; one that nobody takes has none. One `made` per receiver that is needed."""
    found = list(results)
    wanted = {one.kind for one in found}
    fitting = {code: one for code, one in RECEIVERS.items() if wanted & set(one.kinds) and one.fits(session)}
    made = {code: one.made(session) for code, one in fitting.items()}
    return [
        (
            one,
            tuple(
                Way(receiver, made[receiver.code].get(one.key))
                for receiver in receivers_of(one.kind)
                if receiver.code in fitting and receiver.takes(one)
            ),
        )
        for one in found
    ]
