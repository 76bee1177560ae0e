"""Verb of Musrenbang: what one level decided on the works of a plan, all rows of a meeting at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.models import Cycle
from planning.cycles.services import require_open
from planning.programs import queries
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.errors import ForumRefused
from planning.programs.models import ForumAnswer
from planning.programs.queries import ForumItem
from planning.rembuk.models import Meeting
from planning.rembuk.queries import serves

FIRST_YEAR, LAST_YEAR = 2000, 2100
#: Columns of an answer that are typed row by row.
COLUMNS: Final = ("status", "reason", "merged_into_id", "reference", "department", "code", "year", "rank")


@dataclass(frozen=True, kw_only=True)
class ForumText:
    """The answer to one work as it was typed. Without a status nothing is answered yet; `year` is a fiscal year."""

    work: int
    status: str = ""
    reason: str = ""
    merged_into_id: int | None = None
    reference: str = ""
    department: str = ""
    code: str = ""
    year: int | None = None
    rank: int | None = None


@transaction.atomic
def save_forum(
    *,
    cycle: Cycle,
    level: str,
    texts: Sequence[ForumText],
    by: Any,
    meeting: Meeting | None = None,
    seen: str = "",
) -> list[ForumAnswer]:
    """Keep what one level decided: all rows or none. A row without a status is taken back, its history stays.

    Rules: each item has one status, with a reason unless it is accepted (gates of S3.5, S3.6 and K2.6); a level only
    takes what the level before accepted, and an answer on which a later level rests stays accepted; the two Musrenbang
    name their meeting; places in a list are used once; merged items name an accepted one of the same level.
    `seen` is `queries.forum_stamp` of when the form was opened. Raises `StepLocked`, `ChangedMeanwhile`, or
    `ForumRefused` with a sentence per field and work.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=queries.step_of_level(cycle, level))
    found = queries.forum_items(cycle)
    now = queries.forum_stamp(found, level)
    if seen and seen != now:
        raise ChangedMeanwhile(now, what=f"hasil {ForumLevel(level).label}")
    items = {item.work.pk: item for item in queries.items_at(found, level)}
    _refuse_meeting(cycle, level, meeting, texts)
    _refuse_rows(level, texts, items)
    kept = [_put(items[text.work], level, text, meeting, by) for text in texts]
    return [row for row in kept if row is not None]


def _refuse_meeting(cycle: Cycle, level: str, meeting: Meeting | None, texts: Sequence[ForumText]) -> None:
    wanted = queries.MEETING_TYPES.get(level)
    if wanted is None:
        if meeting is not None:
            raise ForumRefused({"meeting": "Jawaban perangkat daerah tidak memakai pertemuan."})
    elif meeting is None:
        if any(text.status for text in texts):
            raise ForumRefused({"meeting": f"Pilih {wanted.label} yang memutuskan."})
    elif not serves(meeting, cycle) or meeting.type != wanted or meeting.status not in queries.TOOK_PLACE:
        raise ForumRefused({"meeting": f"“{meeting.title}” bukan {wanted.label} siklus ini yang sudah berlangsung."})


def _refuse_rows(level: str, texts: Sequence[ForumText], items: Mapping[int, ForumItem]) -> None:
    accepted = _accepted_after(level, texts, items)
    ranks: dict[int, int] = {}
    problems: dict[str, str] = {}
    for text in texts:
        item = items.get(text.work)
        if item is None:
            raise ForumRefused("Ada baris yang tidak dibahas pada tingkat ini. Muat ulang halamannya.")
        for field, sentence in _problems(level, text, item, accepted).items():
            problems[f"{field}-{text.work}"] = sentence
        if text.rank is not None and text.status == ForumStatus.ACCEPTED:
            if text.rank in ranks:
                problems[f"rank-{text.work}"] = f"Urutan {text.rank} sudah dipakai."
            ranks[text.rank] = text.work
    if problems:
        raise ForumRefused(problems)


def _accepted_after(level: str, texts: Sequence[ForumText], items: Mapping[int, ForumItem]) -> set[int]:
    """Works that are accepted at the level once these rows are kept."""
    now = {pk: row.status for pk, item in items.items() if (row := item.answer(level)) is not None}
    now |= {text.work: text.status for text in texts}
    return {pk for pk, status in now.items() if status == ForumStatus.ACCEPTED}


def _problems(level: str, text: ForumText, item: ForumItem, accepted: set[int]) -> dict[str, str]:
    """What is wrong with one row, by field."""
    found: dict[str, str] = {}
    later = queries.level_after(level)
    rests = later is not None and item.answer(later) is not None
    if rests and text.status != ForumStatus.ACCEPTED:
        found["status"] = f"{later.label if later else ''} sudah menjawab butir ini; kosongkan jawabannya dahulu."
    elif text.status and text.status not in ForumStatus.values:
        found["status"] = "Pilih keadaan dari daftar."
    if text.status in (ForumStatus.POSTPONED, ForumStatus.DECLINED) and not text.reason.strip():
        found["reason"] = "Tulis alasannya; pengusul berhak mengetahuinya."
    if text.status == ForumStatus.MERGED and text.merged_into_id not in accepted - {text.work}:
        found["merged_into_id"] = "Pilih butir lain yang diterima pada tingkat ini."
    if text.rank is not None and text.rank < 1:
        found["rank"] = "Urutan dimulai dari 1."
    if text.year is not None and not FIRST_YEAR <= text.year <= LAST_YEAR:
        found["year"] = "Tulis tahun dengan empat angka."
    if level == ForumLevel.CITY and text.status == ForumStatus.ACCEPTED:
        if not text.department.strip():
            found["department"] = "Tulis SKPD yang melaksanakan."
        if text.year is None:
            found["year"] = "Tulis tahun pelaksanaannya."
    return found


def _put(item: ForumItem, level: str, text: ForumText, meeting: Meeting | None, by: Any) -> ForumAnswer | None:
    row = item.answer(level)
    if not text.status:
        if row is not None:
            delete_by(row, by)
        return None
    wanted = {name: _clean(getattr(text, name)) for name in COLUMNS} | {"meeting_id": meeting.pk if meeting else None}
    if text.status != ForumStatus.MERGED:
        wanted["merged_into_id"] = None
    if text.status != ForumStatus.ACCEPTED:
        wanted["rank"] = None
    if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    row = row or ForumAnswer(work=item.work, level=level)
    row.version += 1 if row.pk else 0
    for name, value in wanted.items():
        setattr(row, name, value)
    save_by(row, by)
    return row


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
