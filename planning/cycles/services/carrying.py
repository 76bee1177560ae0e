"""What of a cycle itself goes into the next year's: its team is copied; SK, survey and lessons are referred to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kumuh.core.models import save_by
from planning.cycles import queries
from planning.cycles.models import Cycle, TeamMember
from planning.cycles.registry import Carried


def carry_team(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """The members of the planning team; an RT that is no longer in force is left empty."""
    members = list(old.team.select_related("rt"))
    for member in members if new else ():
        rt = member.rt if member.rt and member.rt.valid_to is None else None
        save_by(TeamMember(cycle=new, name=member.name, sex=member.sex, duty=member.duty, rt=rt), by)
    if members:
        yield Carried("Tim perencana", True, len(members), "Disalin; periksa siapa yang masih bertugas.")


def carry_references(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """SK in force, newest survey, and what the reflections of the old cycle wanted to improve."""
    decree = queries.active_decrees(old.region).first()
    if decree is not None:
        yield Carried("SK Kumuh", False, 1, f"Dirujuk: nomor {decree.number}, yang berlaku sekarang.")
    year = queries.newest_survey_of(old.region_id)
    if year:
        yield Carried("Data tujuh indikator", False, 1, f"Dirujuk: survei terbaru, tahun {year}, sebagai data dasar.")
    lessons = old.principles.exclude(improve="").count()
    if lessons:
        note = "Dirujuk: dibaca pada refleksi siklus lama (“yang diperbaiki”)."
        yield Carried("Pelajaran", False, lessons, note)
