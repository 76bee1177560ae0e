"""The only shapes that leave the public reads: plain values, no rows of tables, no column that holds a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DONE, HERE, WAITING = "SELESAI", "DISUSUN", "MENUNGGU"


@dataclass(frozen=True)
class PublicStep:
    """A step of the cycle in plain words. `state`: SELESAI (ratified), DISUSUN (now), MENUNGGU.

    `reopened_on`: when it was last opened again after it had been ratified; `changed_on`: when a single person last
    changed something in it since, with a key.
    """

    code: str
    number: int
    name: str
    purpose: str
    state: str
    closed_on: date | None
    reopened_on: date | None = None
    changed_on: date | None = None


@dataclass(frozen=True)
class PublicYear:
    """Slum hectares of one survey year; `reduction` since the year before (negative: it grew), None for the first."""

    year: int
    slum_ha: Decimal
    slum_rt: int
    rt: int
    reduction: Decimal | None


@dataclass(frozen=True)
class PublicRt:
    """One RT: level code (empty = belum dinilai), score, verified area in ha (None = belum diukur)."""

    label: str
    level: str
    total: int | None
    area_ha: Decimal | None


@dataclass(frozen=True)
class PublicProblem:
    """One of the seven indicators. `percent`: mean percent that is not in order, None = belum diukur."""

    number: int
    name: str
    state: str
    statement: str
    need: str
    households: int | None
    rts: int
    percent: Decimal | None


@dataclass(frozen=True)
class PublicProposal:
    """What somebody asked for and what became of it. `asked_by` is a group, never a person."""

    title: str
    kind: str
    indicator: str
    place: str
    asked_by: str
    status: str
    answer: str
    rank: int | None


@dataclass(frozen=True)
class PublicWork:
    """A work of the plan. `sources` are (words, rupiah); `rank` is that of its usulan in the agreed order."""

    rank: int | None
    name: str
    place: str
    volume: Decimal
    unit: str
    cost: int
    sources: tuple[tuple[str, int], ...]
    executor: str
    quarter: str
    households: int


@dataclass(frozen=True)
class PublicSetAside:
    """A work that was postponed or declined, with the reason."""

    name: str
    status: str
    reason: str


@dataclass(frozen=True)
class PriorityRow:
    """A line of the priority list: rupiah asked and given, what became of it and why."""

    order: int
    name: str
    place: str
    asked: int
    given: int
    verdict: str
    reason: str

    @property
    def selected(self) -> bool:
        return self.verdict == "TERPILIH"


@dataclass(frozen=True)
class PublicPriority:
    """The list of the channeling fund, cut at its ceiling (rupiah)."""

    fund: str
    rule: str
    tie_rule: str
    ceiling: int
    total: int
    remaining: int
    rows: tuple[PriorityRow, ...]


@dataclass(frozen=True)
class PublicForum:
    """What one level of Musrenbang, or the city, decided on the works of a programme, in counts.

    `cost` is that of the accepted works, in rupiah; `held_on` the day of the meeting (None: by letter).
    """

    programme: str
    years: str
    is_example: bool
    level: str
    held_on: date | None
    asked: int
    accepted: int
    postponed: int
    declined: int
    merged: int
    cost: int


@dataclass(frozen=True)
class PublicDecision:
    """A decision: text, how it was taken, votes (None by mufakat); `dissent`: an objection stands in the minutes."""

    number: int
    about: str
    text: str
    by_vote: bool
    agree: int | None
    against: int | None
    abstain: int | None
    dissent: bool


@dataclass(frozen=True)
class PublicMeeting:
    """A closed meeting in counts, with its decisions."""

    title: str
    kind: str
    held_on: date
    people: int
    women: int
    decisions: tuple[PublicDecision, ...]


@dataclass(frozen=True)
class PublicPaper:
    """A ratified edition with the code it can be checked by."""

    title: str
    about: str
    edition: int
    printed_on: date
    code: str


@dataclass(frozen=True)
class PublicDecree:
    """The SK Kumuh in force."""

    number: str
    signed_on: date
    signer: str
