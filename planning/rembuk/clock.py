"""The agenda clock of a meeting: which point is now, how long it has taken, when the meeting will be over. Pure.

Times are hours of the local day; a meeting that begins in the evening may end after midnight, so a difference is
always taken forward (0 to 1439 minutes).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

DAY: Final = 24 * 60
#: Until this hour of the next day a meeting of the evening is still going on.
LATEST: Final = time(5, 0)


class Planned(Protocol):
    """A line of the agenda."""

    @property
    def pk(self) -> int: ...
    @property
    def topic(self) -> str: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def began_at(self) -> time | None: ...


@dataclass(frozen=True)
class Point:
    """One point of the agenda. `state`: "selesai", "sekarang", "berikut", "nanti" or "dilewati".

    `spent` is minutes so far, None before it began or while nobody watches the clock.
    """

    pk: int
    number: int
    topic: str
    minutes: int | None
    began: time | None
    state: str
    spent: int | None

    @property
    def over(self) -> int:
        """Minutes above the plan; 0 within it or without a plan."""
        return max(0, self.spent - self.minutes) if self.spent is not None and self.minutes else 0

    @property
    def left(self) -> int | None:
        """Minutes left of the plan, negative when it runs over; None without a plan or before it began."""
        return None if self.spent is None or not self.minutes else self.minutes - self.spent


@dataclass(frozen=True)
class Clock:
    """The whole agenda. `running`: somebody can start points now by the clock of the server."""

    points: tuple[Point, ...]
    running: bool
    finished: time | None
    expected_end: time | None

    @property
    def began(self) -> time | None:
        """When the first point began."""
        return min((point for point in self.points if point.began), key=_order, default=_NOBODY).began

    @property
    def now(self) -> Point | None:
        return self._first("sekarang")

    @property
    def next(self) -> Point | None:
        return self._first("berikut")

    @property
    def planned(self) -> int:
        """Minutes of the plan altogether."""
        return sum(point.minutes or 0 for point in self.points)

    def _first(self, state: str) -> Point | None:
        return next((point for point in self.points if point.state == state), None)


_NOBODY: Final = Point(0, 0, "", None, None, "nanti", None)


def _order(point: Point) -> int:
    return point.number


def minutes_between(earlier: time, later: time) -> int:
    """Whole minutes from one hour of the day forward to the other (23.50 to 00.10 is 20)."""
    return (later.hour * 60 + later.minute - earlier.hour * 60 - earlier.minute) % DAY


def is_going_on(held_on: date, moment: datetime) -> bool:
    """Whether a meeting of that day can be going on at this local moment."""
    night = held_on + timedelta(days=1) == moment.date() and moment.time() < LATEST
    return held_on == moment.date() or night


def clock_of(agenda: Iterable[Planned], *, finished: time | None, now: time | None) -> Clock:
    """The clock of an agenda; `now` None when the meeting is not going on (its times are typed from paper)."""
    lines = list(agenda)
    current = max((number for number, line in enumerate(lines) if line.began_at), default=-1)
    points = tuple(
        Point(
            pk=line.pk,
            number=number + 1,
            topic=line.topic,
            minutes=line.minutes,
            began=line.began_at,
            state=_state(number, line, current, finished),
            spent=_spent(number, lines, finished or now),
        )
        for number, line in enumerate(lines)
    )
    running = now is not None and finished is None
    return Clock(points, running, finished, _expected_end(points, now) if running else None)


def _state(number: int, line: Planned, current: int, finished: time | None) -> str:
    if line.began_at is None:
        if number < current or finished:
            return "dilewati"
        return "berikut" if number == current + 1 else "nanti"
    return "sekarang" if number == current and not finished else "selesai"


def _spent(number: int, lines: Sequence[Planned], until: time | None) -> int | None:
    """Minutes of a line until the next one that began, or until the end."""
    began = lines[number].began_at
    after = next((line.began_at for line in lines[number + 1 :] if line.began_at), until)
    return None if began is None or after is None else minutes_between(began, after)


def _expected_end(points: Sequence[Point], now: time | None) -> time | None:
    """When the meeting is over if every point still to come takes what was planned."""
    if now is None or not any(point.state == "sekarang" for point in points):
        return None
    rest = sum(point.minutes or 0 for point in points if point.state in ("berikut", "nanti"))
    rest += sum(max(0, point.left or 0) for point in points if point.state == "sekarang")
    total = (now.hour * 60 + now.minute + rest) % DAY
    return time(total // 60, total % 60)
