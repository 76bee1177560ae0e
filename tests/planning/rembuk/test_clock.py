"""The agenda clock: what is now, what runs over, when it will be over; by the clock or typed from paper."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from planning.rembuk.clock import clock_of, is_going_on, minutes_between


@dataclass
class Line:
    pk: int
    topic: str
    minutes: int | None
    began_at: time | None = None


def agenda(*began):
    lines = [Line(1, "Pembukaan", 5), Line(2, "Potensi", 30), Line(3, "Usulan", 45), Line(4, "Penutup", 10)]
    for line, moment in zip(lines, began, strict=False):
        line.began_at = moment
    return lines


def states(clock):
    return [point.state for point in clock.points]


def test_before_it_begins_the_first_point_is_next_and_nobody_is_late():
    clock = clock_of(agenda(), finished=None, now=time(19, 30))
    assert states(clock) == ["berikut", "nanti", "nanti", "nanti"]
    assert (clock.planned, clock.began, clock.expected_end, clock.now) == (90, None, None, None)


def test_the_point_that_began_last_is_now_and_the_one_after_it_next():
    clock = clock_of(agenda(time(19, 30), time(19, 37)), finished=None, now=time(20, 0))
    assert states(clock) == ["selesai", "sekarang", "berikut", "nanti"]
    assert [point.spent for point in clock.points] == [7, 23, None, None]
    assert [point.over for point in clock.points] == [2, 0, 0, 0]
    assert clock.expected_end == time(21, 2)


def test_a_point_that_runs_over_pushes_the_end():
    clock = clock_of(agenda(time(19, 30), time(19, 37)), finished=None, now=time(20, 20))
    assert (clock.now.over, clock.now.left) == (13, -13)
    assert clock.expected_end == time(21, 15)


def test_a_point_that_was_jumped_over_is_told_and_its_minutes_are_not_waited_for():
    clock = clock_of(agenda(time(19, 30), None, time(19, 40)), finished=None, now=time(19, 50))
    assert states(clock) == ["selesai", "dilewati", "sekarang", "berikut"]
    assert clock.expected_end == time(20, 35)


def test_a_meeting_of_the_evening_goes_on_after_midnight():
    assert minutes_between(time(23, 50), time(0, 10)) == 20
    clock = clock_of(agenda(time(22, 0), time(22, 10), time(23, 30)), finished=None, now=time(0, 20))
    assert (clock.now.spent, clock.now.over, clock.expected_end) == (50, 5, time(0, 30))


def test_hours_typed_from_paper_give_the_same_picture_without_a_running_clock():
    clock = clock_of(agenda(time(9, 0), time(9, 5), time(9, 40), time(10, 30)), finished=time(10, 45), now=None)
    assert states(clock) == ["selesai"] * 4
    assert [point.spent for point in clock.points] == [5, 35, 50, 15]
    assert [point.over for point in clock.points] == [0, 5, 5, 5]
    assert not clock.running


@pytest.mark.parametrize(
    ("day", "hour", "going_on"),
    [(14, 8, True), (14, 23, True), (15, 1, True), (15, 9, False), (13, 19, False)],
)
def test_the_clock_runs_on_the_day_of_the_meeting_and_until_early_morning(day, hour, going_on):
    moment = datetime(2026, 2, day, hour, 30, tzinfo=UTC)
    assert is_going_on(date(2026, 2, 14), moment) is going_on
