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
from planning.rembuk.enums import DecisionMethod, Subject
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import Decision, Meeting, MinuteEntry
from planning.rembuk.queries.attendance import totals_of
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


def _write_entries(meeting: Meeting, entries: Sequence[EntryRow], agenda: set[int], by: Any) -> None:
    existing = {entry.pk: entry for entry in meeting.entries.all()}
    for order, row in enumerate((row for row in entries if row.text.strip()), 1):
        if row.agenda_item_id is not None and row.agenda_item_id not in agenda:
            raise MeetingRefused("Ada acara yang bukan bagian pertemuan ini. Muat ulang halaman.")
        if row.follow_up.strip() and not row.follow_up_by.strip():
            raise MeetingRefused(f"Tindak lanjut “{row.follow_up.strip()[:60]}” belum ada pelaksananya.")
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
def record_decision(*, meeting: Meeting, decision: DecisionText, by: Any, existing: Decision | None = None) -> Decision:
    """Record a decision (or change `existing`) and give a new one the next number of the meeting.

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
    row = existing or Decision(meeting=current, number=_next_number(current))
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
