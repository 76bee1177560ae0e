"""What the screen of a meeting shows while it goes on: the clock, who came, and who may come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from planning.rembuk.clock import Clock, clock_of, is_going_on
from planning.rembuk.models import Attendee, Meeting

#: How many people of earlier meetings a phone is given to choose from.
MOST_KNOWN: Final = 1000


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who came to an earlier meeting of the place."""

    name: str
    sex: str
    rt_id: int | None
    element: str
    poor: bool
    vulnerable: bool
    address: str

    @property
    def as_row(self) -> list[object]:
        """As the script of the screen reads it."""
        rt = self.rt_id or 0
        return [self.name, self.sex, rt, self.element, int(self.poor), int(self.vulnerable), self.address]


@dataclass(frozen=True)
class PresentPerson:
    """Somebody on the list; `number` is the line, `again` whether the same name stands there for the same RT."""

    number: int
    person: Attendee
    again: bool


def known_people(meeting: Meeting) -> list[KnownPerson]:
    """People of other meetings of the same kelurahan or kota, the latest word on each first. One query.

    Names: ask for the right `rembuk.view_names` before showing them to anybody.
    """
    fields = ("name", "sex", "rt_id", "element", "poor", "vulnerable", "address")
    rows = (
        Attendee.objects.filter(meeting__cycle__region_id=meeting.cycle.region_id)
        .exclude(meeting=meeting)
        .order_by("-meeting__held_on", "-pk")
        .values_list(*fields)
    )
    found: dict[tuple[str, int | None, str], KnownPerson] = {}
    for row in rows.iterator(chunk_size=2000):
        one = KnownPerson(*row)
        found.setdefault((one.name.lower(), one.rt_id, one.address.lower()), one)
        if len(found) >= MOST_KNOWN:
            break
    return list(found.values())


def present_people(people: Iterable[Attendee]) -> list[PresentPerson]:
    """The list with its line numbers, the latest on top; repeated names of an RT are marked."""
    rows = list(people)
    times = Counter(_same(person) for person in rows)
    numbered = [PresentPerson(number, person, times[_same(person)] > 1) for number, person in enumerate(rows, 1)]
    return numbered[::-1]


def _same(person: Attendee) -> tuple[str, int | None, str]:
    return (" ".join(person.name.lower().split()), person.rt_id, person.address.lower())


def agenda_clock(meeting: Meeting, moment: datetime | None = None) -> Clock:
    """The clock of the agenda at a moment (now), by the time of the server. One query."""
    here = timezone.localtime(moment)
    now = here.time().replace(second=0, microsecond=0) if is_going_on(meeting.held_on, here) else None
    return clock_of(meeting.agenda.all(), finished=meeting.finished_at, now=now)
