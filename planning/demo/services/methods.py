"""Participatory methods of the demo city, typed through the verbs that people use. Every answer is an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from planning.cycles.models import Cycle
from planning.demo.catalog import day, read
from planning.demo.services.method_answers import ANSWERS, BEFORE
from planning.demo.services.method_choices import CHOICES, SET_UP
from planning.demo.services.method_places import PLACES
from planning.demo.services.method_survey import SURVEYS
from planning.demo.services.reviews import People
from planning.methods.enums import GroupKind, MethodKind
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.services import (
    Conclusion,
    GroupText,
    SessionText,
    add_group,
    agree_session,
    change_group,
    conclude_session,
    start_session,
)
from planning.methods.services.calendar import FactorText, SeasonText, set_seasons, write_calendar
from planning.methods.services.venn import BodyText, write_venn

GUIDE, SCRIBE = "Pemandu (contoh)", "Pencatat (contoh)"


def _calendar(group: MethodGroup, rows: Any, by: Any) -> None:
    texts = [
        FactorText(kind, levels, name, {int(at): words for at, words in notes.items()})
        for kind, name, levels, notes in rows
    ]
    write_calendar(group=group, texts=texts, by=by)


def _venn(group: MethodGroup, rows: Any, by: Any) -> None:
    texts = [
        BodyText(name, kind, size, closeness, women, poor, decides, partners=partners)
        for name, kind, size, closeness, women, poor, decides, partners in rows
    ]
    write_venn(group=group, texts=texts, by=by)


#: How the answers of a group are typed, by method.
WRITERS: Final[Mapping[str, Callable[[MethodGroup, Any, Any], None]]] = {
    MethodKind.KALENDER: _calendar,
    MethodKind.VENN: _venn,
    **ANSWERS,
    **PLACES,
    **SURVEYS,
    **CHOICES,
}
#: What a session is given before its groups answer, by method.
FIRST: Final[Mapping[str, Callable[[MethodSession, Mapping[str, Any], Any], None]]] = {
    **BEFORE,
    **SET_UP,
}
#: Where the sessions are told.
STORIES: Final = (
    "metode.json", "metode-warga.json", "metode-wilayah.json", "metode-survei.json", "metode-matriks.json"
)  # fmt: skip


def build_methods(*, people: People) -> int:
    """Type the sessions that are missing; how many were added. Cycles that are not there are passed over."""
    made = 0
    for told in (one for story in STORIES for one in read(story)):
        rows = Cycle.objects.filter(region=told["kelurahan"], track=told["program"], fiscal_year=told["tahun"])
        cycle = rows.first()
        if cycle is not None and not MethodSession.objects.filter(cycle=cycle, title=told["judul"]).exists():
            build_session(cycle=cycle, told=told, people=people)
            made += 1
    return made


@transaction.atomic
def build_session(*, cycle: Cycle, told: Mapping[str, Any], people: People) -> MethodSession:
    """One session as its file tells it, agreed where the file says so."""
    by = people["fasilitator"]
    text = SessionText(
        title=told["judul"], held_on=day(told["tanggal"]), place=told["tempat"], topic=told["topik"],
        aspect=told["indikator"], facilitator=GUIDE, recorder=SCRIBE,
    )  # fmt: skip
    session = start_session(cycle=cycle, kind=told["metode"], text=text, by=by, is_example=True)
    if told.get("musim"):
        set_seasons(session=session, texts=[SeasonText(*season) for season in told["musim"]], by=by)
    if told["metode"] in FIRST:
        FIRST[told["metode"]](session, told, by)
    for number, answered in enumerate(told["kelompok"]):
        WRITERS[told["metode"]](_group(session, number, answered, by), answered["isi"], by)
    words = Conclusion(told["kesimpulan"], told["tindak_lanjut"], told["catatan"], told["wakil"])
    session.refresh_from_db()
    session = conclude_session(session=session, text=words, by=by)
    return agree_session(session=session, by=by) if told["disepakati"] else session


def _group(session: MethodSession, number: int, answered: Mapping[str, Any], by: Any) -> MethodGroup:
    """The group that every session begins with, or a further one."""
    text = GroupText(GroupKind(answered["jenis"]), "", answered["laki"], answered["perempuan"])
    if number:
        return add_group(session=session, text=text, by=by)
    return change_group(group=session.groups.get(), text=text, by=by)
