"""Notulen and keputusan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from kumuh.core.models import delete_by
from kumuh.core.versions import ChangedMeanwhile
from planning.rembuk.enums import DecisionMethod, MeetingStatus, Subject
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import AgendaItem, Decision, Meeting, MinuteEntry
from planning.rembuk.queries.attendance import totals_of
from planning.rembuk.queries.meetings import text_stamp
from planning.rembuk.services.guard import keep, refuse_future, touch, writable
from planning.rembuk.voting import vote_faults


@dataclass(frozen=True)
class EntryRow:
    """One usulan or pendapat of the minutes: who raised it, the answer, and who follows it up until when."""

    text: str
    raised_by: str = ""
    answer: str = ""
    follow_up: str = ""
    follow_up_by: str = ""
    follow_up_on: date | None = None
    agenda_item_id: int | None = None
    pk: int | None = None


@dataclass(frozen=True)
class DecisionText:
    """A decision as taken. Vote counts are people; they stay empty for mufakat."""

    text: str
    method: str
    about: str = Subject.LAIN
    agree: int | None = None
    against: int | None = None
    abstain: int | None = None
    dissent: str = ""


@transaction.atomic
def write_minutes(
    *,
    meeting: Meeting,
    discussions: Mapping[int, str],
    entries: Sequence[EntryRow],
    summary: str,
    by: Any,
    seen: str = "",
) -> Meeting:
    """Write the minutes: what was discussed per agenda line (pk → text), entries in their order, conclusion.

    Entries that are left out are removed. Refuses (MeetingRefused) a meeting in the future, an entry of an agenda
    line of another meeting, and a follow-up without anybody who does it.
    """
    current = writable(meeting=meeting, page="notulen", seen=seen)
    refuse_future(meeting=current)
    agenda = {item.pk: item for item in current.agenda.all()}
    for pk, text in discussions.items():
        if pk not in agenda:
            raise MeetingRefused("Ada acara yang bukan bagian pertemuan ini. Muat ulang halaman.")
        if agenda[pk].discussion != text.strip():
            agenda[pk].discussion = text.strip()
            keep(row=agenda[pk], by=by)
    _write_entries(current, entries, set(agenda), by)
    current.summary = summary.strip()
    touch(meeting=current, by=by)
    return current


@transaction.atomic
def write_discussion(*, meeting: Meeting, point: int, text: str, by: Any, seen: str = "") -> AgendaItem:
    """Write what was discussed under one point of the agenda (its key) while the meeting goes on.

    `seen` is the `text_stamp` of the words that were on the screen. Raises MeetingRefused for a point that is gone,
    ChangedMeanwhile when somebody else wrote there in between.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    item = current.agenda.filter(pk=point).first()
    if item is None:
        raise MeetingRefused("Acara ini sudah tidak ada dalam susunan acara. Muat ulang halaman.")
    if _is_new(item.discussion, text, seen):
        item.discussion = text.strip()
        keep(row=item, by=by)
        _begin(current, by)
    return item


@transaction.atomic
def write_summary(*, meeting: Meeting, text: str, by: Any, seen: str = "") -> Meeting:
    """Write the conclusion of the minutes; `seen` as in `write_discussion`. Raises ChangedMeanwhile."""
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    if _is_new(current.summary, text, seen):
        current.summary = text.strip()
        touch(meeting=current, by=by)
    return current


def _is_new(kept: str, text: str, seen: str) -> bool:
    """Whether the words differ from those kept. Raises ChangedMeanwhile when those are not the ones seen."""
    if kept == text.strip():
        return False
    if seen and seen != text_stamp(kept):
        raise ChangedMeanwhile(text_stamp(kept), what=f"catatan ini (sekarang tersimpan: “{kept}”)")
    return True


def _begin(meeting: Meeting, by: Any) -> None:
    """With the first result a meeting is no longer only planned."""
    if meeting.status == MeetingStatus.PLANNED:
        touch(meeting=meeting, by=by)


@transaction.atomic
def save_entry(*, meeting: Meeting, row: EntryRow, by: Any, key: str = "") -> MinuteEntry:
    """Add one usulan or pendapat to the minutes, or change the one with `row.pk`, while the meeting goes on.

    `key` was made where the row was typed: the same row sent twice is one entry. Refuses as `write_minutes`.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    if not row.text.strip():
        raise MeetingRefused("Tulis usulan atau pendapatnya.")
    _check_entry(row, set(current.agenda.values_list("pk", flat=True)))
    entries = current.entries
    found = entries.filter(pk=row.pk).first() if row.pk else entries.filter(key=key).first() if key else None
    if row.pk and found is None:
        raise MeetingRefused("Usulan ini sudah dihapus orang lain. Ketik lagi bila tetap diperlukan.")
    entry = found or MinuteEntry(meeting=current, key=key, order=_next_order(current))
    for name, value in asdict(row).items():
        if name != "pk":
            setattr(entry, name, value.strip() if isinstance(value, str) else value)
    keep(row=entry, by=by)
    _begin(current, by)
    return entry


def _next_order(meeting: Meeting) -> int:
    return (meeting.entries.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def remove_entry(*, entry: MinuteEntry, by: Any) -> None:
    """Take back an entry typed by mistake; the history keeps it."""
    writable(meeting=entry.meeting)
    delete_by(entry, by)


def _check_entry(row: EntryRow, agenda: set[int]) -> None:
    if row.agenda_item_id is not None and row.agenda_item_id not in agenda:
        raise MeetingRefused("Ada acara yang bukan bagian pertemuan ini. Muat ulang halaman.")
    if row.follow_up.strip() and not row.follow_up_by.strip():
        raise MeetingRefused(f"Tindak lanjut “{row.follow_up.strip()[:60]}” belum ada pelaksananya.")


def _write_entries(meeting: Meeting, entries: Sequence[EntryRow], agenda: set[int], by: Any) -> None:
    existing = {entry.pk: entry for entry in meeting.entries.all()}
    for order, row in enumerate((row for row in entries if row.text.strip()), 1):
        _check_entry(row, agenda)
        values = {name: value for name, value in asdict(row).items() if name != "pk"} | {"order": order}
        entry = existing.pop(row.pk, None) if row.pk else None
        if entry is not None and all(getattr(entry, name) == value for name, value in values.items()):
            continue
        entry = entry or MinuteEntry(meeting=meeting)
        for name, value in values.items():
            setattr(entry, name, value)
        keep(row=entry, by=by)
    for entry in existing.values():
        delete_by(entry, by)


@transaction.atomic
def record_decision(
    *, meeting: Meeting, decision: DecisionText, by: Any, existing: Decision | None = None, key: str = ""
) -> Decision:
    """Record a decision (or change `existing`) and give a new one the next number of the meeting.

    `key` was made where it was typed: the same decision sent twice is one.

    Raises ValidationError by field when it does not stand (see `voting.vote_faults`): mufakat with an open
    objection, votes over those present, agree not above against. Dissent of a vote is kept.
    """
    current = writable(meeting=meeting)
    refuse_future(meeting=current)
    if not decision.text.strip():
        raise ValidationError({"text": "Tulis bunyi keputusannya."})
    if decision.about not in Subject.values:
        raise ValidationError({"about": "Pilih pokok keputusan ini."})
    if decision.method not in DecisionMethod.values:
        raise ValidationError({"method": "Pilih cara memutuskan."})
    faults = vote_faults(
        consensus=decision.method == DecisionMethod.CONSENSUS,
        present=totals_of([current])[current.pk].total,
        agree=decision.agree,
        against=decision.against,
        abstain=decision.abstain,
        dissent=decision.dissent,
    )
    if faults:
        raise ValidationError(faults)
    if existing is not None and existing.meeting_id != current.pk:
        raise MeetingRefused("Keputusan ini milik pertemuan lain.")
    sent = current.decisions.filter(key=key).first() if key else None
    row = existing or sent or Decision(meeting=current, number=_next_number(current), key=key)
    for name, value in asdict(decision).items():
        setattr(row, name, value)
    row.text, row.dissent = decision.text.strip(), decision.dissent.strip()
    if row.method == DecisionMethod.VOTE:
        row.abstain = row.abstain or 0
    else:
        row.agree = row.against = row.abstain = None
    keep(row=row, by=by)
    touch(meeting=current, by=by)
    return row


def _next_number(meeting: Meeting) -> int:
    return (meeting.decisions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def remove_decision(*, decision: Decision, by: Any) -> None:
    """Take back a decision typed by mistake. Refuses (MeetingRefused) one that usulan or lists already rest on."""
    current = writable(meeting=decision.meeting)
    try:
        delete_by(decision, by)
    except ProtectedError:
        raise MeetingRefused(
            f"Keputusan {decision.number} sudah menjadi dasar usulan, peringkat atau daftar prioritas, "
            "jadi tidak dapat dihapus. Perbaiki bunyinya saja."
        ) from None
    keep(row=current, by=by)
