"""The words in which a programme is declared: steps, what their gates need, what is typed and handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from planning.cycles.enums import Track


class EntryKind(StrEnum):
    """How one entry of a step's record is typed."""

    TEXT = "TEKS"
    LONG = "URAIAN"
    DATE = "TANGGAL"
    COUNT = "BILANGAN"
    DECIMAL = "DESIMAL"
    MONEY = "RUPIAH"
    YES = "YA"
    CHOICE = "PILIHAN"
    TABLE = "TABEL"


@dataclass(frozen=True)
class Entry:
    """One thing that is captured in a step and has no page of its own.

    `choices` are (code, words) of a PILIHAN; `columns` the entries of one row of a TABEL (no table within a table),
    of which at least `rows` are wanted. `unit` stands behind a number (ha, m, orang). A YA must be ticked.
    `least` and `most` bound a number (rupiah for money).
    `quota` says how many rows of a table at least hold each choice of its column `counted`.
    """

    key: str
    label: str
    kind: EntryKind = EntryKind.LONG
    help: str = ""
    required: bool = True
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Entry, ...] = ()
    rows: int = 1
    least: int | None = None
    most: int | None = None
    counted: str = ""
    quota: tuple[tuple[str, int], ...] = ()

    def column(self, key: str) -> Entry:
        """The column of a table with this key; KeyError when it has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.key} has no column {key}")


@dataclass(frozen=True)
class Output:
    """A paper or file that a step leaves behind: kept with number, date and scan.

    `numbered`: the paper has a number (SK, berita acara). `published`: it is not done before it was made known,
    with the date and the place where it hangs. `form` names a printed kind that the application makes itself.
    `later_than` is the code of a paper of the same step that must bear an earlier date.
    """

    code: str
    title: str
    numbered: bool = False
    published: bool = False
    required: bool = True
    form: str = ""
    help: str = ""
    later_than: str = ""


@dataclass(frozen=True)
class FromSetting:
    """Stands in the options of a need for the number that a setting of the programme (`catalog.settings`) gives."""

    key: str


@dataclass(frozen=True)
class Need:
    """One named check of a gate with its settings; the app that knows the answer registers the check."""

    check: str
    options: Mapping[str, Any] = field(default_factory=dict)


def need(check: str, **options: Any) -> Need:
    """`need("rembuk", jenis="REMBUK_RTRW_1", tiap="RW")`."""
    return Need(check, options)


@dataclass(frozen=True)
class Approval:
    """Who decides on a step, as codes of roles (`accounts.enums.Role`).

    Every set of `consulted` gives its opinion before anybody verifies; every set of `signed_by` gives one signature,
    in any order; `informed` are told when it is approved and can acknowledge it.
    """

    drafted_by: frozenset[str]
    verified_by: frozenset[str]
    signed_by: tuple[frozenset[str], ...]
    consulted: tuple[frozenset[str], ...] = ()
    informed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """One step: what it is for, who does it, what it leaves behind and what must be true before the next.

    `chain` names the review chain of `approval`; without one the step is closed by `closers`. `needs` is the gate.
    `movable`: its place in the order is a proposal (INF) that a programme's admin may change; a step of a seed
    stays. `after` names the steps that must come before it in any order. `continuous` runs through the whole cycle:
    open from the start, never in the way of another step, closed last. `minimum_days` is the shortest sensible
    duration in the quick schedule (INF, only a proposal).
    """

    code: str
    name: str
    purpose: str
    facilitated_by: str
    attended_by: str
    captured: str
    outputs: str
    gate: str
    approved_by: str
    source: str
    phase: str = ""
    chain: str = ""
    approval: Approval | None = None
    closers: frozenset[str] = frozenset()
    needs: tuple[Need, ...] = ()
    entries: tuple[Entry, ...] = ()
    papers: tuple[Output, ...] = ()
    minimum_days: int = 7
    movable: bool = False
    after: tuple[str, ...] = ()
    continuous: bool = False

    def paper(self, code: str) -> Output | None:
        """The declared paper with this code."""
        return next((output for output in self.papers if output.code == code), None)


def settled(step: Step, values: Mapping[str, int]) -> Step:
    """The step with the numbers of its settings in place of the options of its needs that name one."""
    needs = tuple(
        Need(one.check, {key: _settled(option, values) for key, option in one.options.items()}) for one in step.needs
    )
    return replace(step, needs=needs)


def _settled(option: Any, values: Mapping[str, int]) -> Any:
    return values[option.key] if isinstance(option, FromSetting) else option


@dataclass(frozen=True)
class TrackInfo:
    """A programme as people know it, with its steps in order.

    `level`: of what region a cycle is, a kelurahan or a whole kota. `years`: how many fiscal years one cycle covers.
    `repeat_after`: the step that must be closed before the next year's cycle may start from this one (a proposal).
    """

    track: Track
    short: str
    ends_with: str
    steps: tuple[Step, ...]
    needs_decree: bool = True
    level: str = "kelurahan"
    years: int = 1
    basis: str = ""
    repeat_after: str = ""

    def step(self, code: str) -> Step:
        """The declared step; KeyError when the programme has no such step."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(f"{self.track} has no step {code}")

    def step_asking(self, check: str) -> Step | None:
        """The first step whose gate asks for this named check: where its subject is worked on and locked."""
        return next((step for step in self.steps if any(one.check == check for one in step.needs)), None)
