"""Di mana kelurahan tertahan: every running cycle of a city or kecamatan by how long it waits, and by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kumuh.accounts.enums import role_names
from kumuh.core.formats import show_number
from planning.cycles.catalog import TRACKS, Step
from planning.cycles.queries import cycles_for
from planning.desk.figures import Figure
from planning.desk.queries.city import STUCK_DAYS
from planning.desk.queries.waits import Wait, track_order, waits

#: Rows on the start page.
MOST_FIRST = 8


@dataclass(frozen=True)
class StuckChoice:
    """What the person asked to see; empty filters nothing.

    `least` is a number of days of waiting; `overdue` keeps what is beyond the last day of its schedule.
    """

    track: str = ""
    turn: str = ""
    step: str = ""
    name: str = ""
    least: int = 0
    overdue: bool = False


@dataclass(frozen=True)
class StepLine:
    """One step of a programme and the cycles that stand there, the longest waiting first."""

    step: Step
    waits: tuple[Wait, ...]

    @property
    def longest(self) -> int:
        return max((wait.days for wait in self.waits), default=0)

    @property
    def stuck(self) -> bool:
        return self.longest > STUCK_DAYS


@dataclass(frozen=True)
class TrackLines:
    """A programme with all its steps; `finished` counts the cycles that are through."""

    title: str
    ends_with: str
    lines: tuple[StepLine, ...]
    finished: int

    @property
    def held(self) -> tuple[StepLine, ...]:
        """The steps at which some cycle stands, in the order of the programme."""
        return tuple(line for line in self.lines if line.waits)

    @property
    def running(self) -> int:
        return sum(len(line.waits) for line in self.lines)


@dataclass(frozen=True)
class Stuck:
    """The running cycles asked for in order of their age (`rows`), all of them (`everybody`), and per programme."""

    region: Any
    choice: StuckChoice
    rows: tuple[Wait, ...]
    everybody: tuple[Wait, ...]
    finished: tuple[Wait, ...]

    @property
    def tracks(self) -> tuple[TrackLines, ...]:
        """Programmes that have a cycle among the rows, each with the count and list of every step."""
        present = sorted({row.cycle.track for row in self.rows}, key=track_order)
        return tuple(_track_lines(track, self.rows, self.finished) for track in present)

    @property
    def first_rows(self) -> tuple[Wait, ...]:
        """The longest waiting, for the start page."""
        return self.rows[:MOST_FIRST]

    @property
    def late(self) -> tuple[Wait, ...]:
        return tuple(row for row in self.rows if row.days > STUCK_DAYS)

    @property
    def roles(self) -> frozenset[str]:
        """Roles for whom some cycle waits."""
        return frozenset(role for row in self.everybody for role in row.standing.roles)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Running cycles, those that wait too long, who keeps most of them, the longest wait."""
        keeper, kept = self._keeper()
        longest = self.rows[0] if self.rows else None
        return (
            Figure("Siklus berjalan", show_number(len(self.rows)), "", self._per_track()),
            Figure(
                "Tertahan",
                show_number(len(self.late)),
                "siklus",
                f"lebih dari {STUCK_DAYS} hari di satu langkah{self._beyond()}",
                "warn" if self.late else "good",
            ),
            Figure("Paling banyak menunggu", keeper or "–", "", f"{kept} siklus" if keeper else "tidak ada"),
            Figure(
                "Paling lama",
                show_number(longest.days) if longest else "–",
                "hari" if longest else "",
                f"{longest.cycle.region.name}, {longest.programme}" if longest else "",
            ),
        )

    def _beyond(self) -> str:
        """How many are beyond the last day of their schedule, in words."""
        count = sum(row.overdue > 0 for row in self.rows)
        return f"; {show_number(count)} lewat batas jadwal" if count else ""

    def _per_track(self) -> str:
        counts = [(TRACKS[track].track.label, track) for track in TRACKS]
        found = [(label, sum(row.cycle.track == track for row in self.rows)) for label, track in counts]
        return ", ".join(f"{label} {number}" for label, number in found if number)

    def _keeper(self) -> tuple[str, int]:
        """The role whose turn most cycles wait for, and how many."""
        counts: dict[str, int] = {}
        for row in self.rows:
            for role in row.standing.roles:
                counts[role] = counts.get(role, 0) + 1
        role = max(sorted(counts), key=lambda one: counts[one], default="")
        return (role_names([role]), counts[role]) if role else ("", 0)


def _track_lines(track: str, rows: Sequence[Wait], finished: Sequence[Wait]) -> TrackLines:
    info = TRACKS[track]
    lines = tuple(
        StepLine(
            step,
            tuple(row for row in rows if row.cycle.track == track and row.standing.step and row.standing.step == step),
        )
        for step in info.steps
    )
    return TrackLines(info.track.label, info.ends_with, lines, sum(row.cycle.track == track for row in finished))


def stuck(user: Any, region: Any, choice: StuckChoice) -> Stuck:
    """The cycles of a city or kecamatan, the city's own included. A fixed number of queries."""
    found = waits(user, cycles_for(user).in_area(region.code).order_by("pk"))
    running = sorted((row for row in found if not row.finished), key=lambda row: (-row.days, row.cycle.region.name))
    rows = tuple(row for row in running if _fits(row, choice))
    return Stuck(region, choice, rows, tuple(running), tuple(row for row in found if row.finished))


def _fits(row: Wait, choice: StuckChoice) -> bool:
    return (
        choice.track in ("", row.cycle.track)
        and (not choice.turn or choice.turn in row.standing.roles)
        and choice.step in ("", f"{row.cycle.track}-{row.standing.step.code}" if row.standing.step else "")
        and choice.name.lower() in row.cycle.region.name.lower()
        and row.days >= choice.least
        and (row.overdue > 0 or not choice.overdue)
    )
