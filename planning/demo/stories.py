"""The example cycles as data: meetings, problems, usulan, works and reviews around the real numbers of the city.

One file per kelurahan in `fixtures/demo/siklus/` says how far its cycle stands and what is special there; the words of
meetings, problems and preparation that all cycles share are in files beside them. Everything is an example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from planning.demo.catalog import day, read

#: Kelurahan with a cycle, by file; those where most is left to do are built last, so that they come first on lists.
STORIES: Final = ("sapuro-kebulen", "buaran-kradenan", "sokoduwet", "banyurip", "jenggot")
FINISHED: Final = "SELESAI"
STEPS: Final = ("P1", "P2", "P3", "P4", FINISHED)


@dataclass(frozen=True)
class Attendance:
    """People per RT and from elsewhere; each a tuple of men, women, and of them MBR and vulnerable."""

    per_rt: tuple[int, int, int, int]
    outside: tuple[int, int, int, int]

    def of_rt(self, place: int) -> tuple[int, int, int, int]:
        """The counts of the RT at this place of the list; they differ a little from RT to RT."""
        men, women, poor, vulnerable = self.per_rt
        return (men + (place % 3 == 1 and men > 0), women + (place % 2 == 0), poor, vulnerable)


@dataclass(frozen=True)
class MeetingStory:
    """One meeting: its words (`pertemuan.json`), day, invitations, who came, what was decided, how far it is."""

    script: str
    on: date
    invited: int
    attendance: Attendance
    until: str
    decides: tuple[str, ...]
    participation_note: str

    @property
    def words(self) -> Mapping[str, Any]:
        """Type, step, title, discussions, minutes and conclusion."""
        words: Mapping[str, Any] = read("siklus/pertemuan.json")[self.script]
        return words


@dataclass(frozen=True)
class Story:
    """The cycle of one kelurahan; `stands_at` is the step that is open, or `FINISHED`."""

    code: str
    starts_on: date
    stands_at: str
    team: int
    sources: int
    principles: bool
    meetings: tuple[MeetingStory, ...]
    problems: tuple[int, ...]
    proposals: tuple[Mapping[str, Any], ...]
    priority: Mapping[str, Any]
    reviews: Mapping[str, Mapping[str, Any]]

    def passed(self, step: str) -> bool:
        """Whether the step is behind: closed or approved."""
        return STEPS.index(step) < STEPS.index(self.stands_at)


def story(name: str) -> Story:
    """The story in this file."""
    data = read(f"siklus/{name}.json")
    return Story(
        code=data["kode"],
        starts_on=day(data["mulai"]),
        stands_at=data["sampai"],
        team=data["tim"],
        sources=data["data_awal"],
        principles=data["prinsip"],
        meetings=tuple(_meeting(row) for row in data["pertemuan"]),
        problems=tuple(data["masalah"]),
        proposals=tuple(data["usulan"]),
        priority=data.get("prioritas", {}),
        reviews=data.get("pemeriksaan", {}),
    )


def _meeting(row: Mapping[str, Any]) -> MeetingStory:
    return MeetingStory(
        script=row["naskah"],
        on=day(row["tanggal"]),
        invited=row["undangan"],
        attendance=Attendance(tuple(row["per_rt"]), tuple(row["luar"])),
        until=row["sampai"],
        decides=tuple(row.get("keputusan", ())),
        participation_note=row.get("catatan_keikutsertaan", ""),
    )


def part_of(volume: Decimal, share: float, *, whole: bool) -> Decimal:
    """A share of a volume; `whole` for what is only counted in whole units (buildings, KK)."""
    found = volume * Decimal(str(share))
    return found.quantize(Decimal(1) if whole else Decimal("0.000001"), ROUND_HALF_UP)
