"""Meetings that the gates of a programme ask for, each with the words of its type, closed and made known."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import bulan_romawi
from planning.cycles.catalog import Need
from planning.cycles.models import Cycle
from planning.demo.catalog import read
from planning.demo.pictures import paper_scan
from planning.demo.services.meetings import attendee_rows
from planning.rembuk.catalog import KINDS, MeetingKind, likely_subject
from planning.rembuk.enums import DecisionMethod, MeetingType, Subject
from planning.rembuk.models import Meeting
from planning.rembuk.services import (
    CountRow,
    DecisionText,
    EntryRow,
    MeetingPlan,
    Officers,
    PaperCheck,
    close_meeting,
    plan_meeting,
    record_attendance_counts,
    record_attendance_names,
    record_closing,
    record_decision,
    record_result,
    write_minutes,
)

STARTS, ENDS, NOON = time(19, 30), time(21, 45), time(14)
#: Men, women, and of them MBR and vulnerable: per RT, and from elsewhere.
PER_RT: Final = (3, 4, 3, 1)
WOMEN_PER_RT: Final = (0, 4, 2, 1)
#: Where a kelurahan has many RT, each sends one woman.
MANY_RTS: Final = 12
WOMEN_OF_MANY: Final = (0, 1, 1, 0)
GUESTS: Final = (4, 3, 0, 0)
CITY: Final = (22, 16, 0, 0)
#: Of ten people invited, some stay at home.
SPARE: Final = 4
#: The rembuk that adopts a Renta PIP agrees on its usulan first.
TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {Subject.RENTA_PIP: (Subject.USULAN, Subject.RENTA_PIP)}


@dataclass(frozen=True)
class Round:
    """One meeting to hold: its type, the RT that it is for (none in a meeting of the kota), what it decides on."""

    type: MeetingType
    rts: tuple[Neighbourhood, ...]
    about: tuple[str, ...] = ()

    @property
    def kind(self) -> MeetingKind:
        return KINDS[self.type]


def rounds_for(*, needs: Sequence[Need], step: str, rts: Sequence[Neighbourhood]) -> Iterator[Round]:
    """The meetings that the gate of a step wants, in an order in which they can be held.

    Subjects of one type are decided in one meeting; each RT or RW gets its own where the gate says so.
    """
    everywhere = tuple(rts)
    asked = [need for need in needs if need.check == "rembuk"]
    known = {need.options["jenis"] for need in asked}
    asked += [Need("rembuk", {"jenis": type_}) for type_ in _forums(needs) if type_ not in known]
    if any(need.check == "kelompok-terpisah" for need in needs):
        yield Round(MeetingType.KELOMPOK_PEREMPUAN, everywhere)
    if not asked and any(need.check == "jangkauan" for need in needs):
        yield Round(MeetingType.SOSIALISASI, everywhere)
    for type_ in dict.fromkeys(MeetingType(need.options["jenis"]) for need in asked):
        same = [need.options for need in asked if need.options["jenis"] == type_]
        usual = likely_subject(type_, step)
        named = (options.get("tentang") or usual for options in same)
        about = tuple(dict.fromkeys(one for subject in named for one in TOGETHER.get(subject, (subject,))))
        times = max(int(options.get("kali", 1)) for options in same)
        per = next((options["tiap"] for options in same if options.get("tiap")), "")
        for places in _places(per, everywhere) * times:
            yield Round(type_, places, about if KINDS[type_].decides else ())


def _forums(needs: Sequence[Need]) -> list[MeetingType]:
    """The Musrenbang that decide on items which a gate asks for."""
    types = {"KELURAHAN": MeetingType.MUSRENBANG_KEL, "KECAMATAN": MeetingType.MUSRENBANG_KEC}
    return [types[need.options["tingkat"]] for need in needs if need.check == "musrenbang"]


def _places(per: str, rts: tuple[Neighbourhood, ...]) -> list[tuple[Neighbourhood, ...]]:
    if per == "RT":
        return [(rt,) for rt in rts]
    if per == "RW":
        return [tuple(rt for rt in rts if rt.parent_id == ward) for ward in dict.fromkeys(rt.parent_id for rt in rts)]
    return [rts]


def hold_round(*, cycle: Cycle, step: str, held: Round, on: date, words: dict[str, str], by: User) -> Meeting:
    """Invite, count those who came, write minutes and decisions, close, keep the signed paper, make it known."""
    told = read("program/pertemuan.json")[held.type]
    where = " dan ".join(rt.label for rt in held.rts) if held.kind.per_rt else words["wilayah"]
    words = {**words, "tempat": where, "pokok": _matter(held)}
    meeting = _invite(cycle, step, held, on, words, told, by)
    _attend(meeting, held, by)
    _minutes(meeting, told, words, by)
    decisions = read("program/pertemuan.json")["keputusan"]
    for about in held.about:
        text = decisions[about].format(**words)
        record_decision(meeting=meeting, decision=DecisionText(text, DecisionMethod.CONSENSUS, about=about), by=by)
    _close(meeting, held, words, by)
    meeting.refresh_from_db()
    return meeting


def _invite(
    cycle: Cycle, step: str, held: Round, on: date, words: dict[str, str], told: dict[str, Any], by: User
) -> Meeting:
    number = cycle.meetings.count() + 1
    plan = MeetingPlan(
        type=held.type,
        step=step,
        title=told["judul"].format(**words),
        held_on=on,
        starts_at=NOON if held.kind.majority_of else STARTS,
        ends_at=None if held.kind.majority_of else ENDS,
        place=f"Balai warga {words['tempat']} (contoh)",
        inviter_office=held.kind.inviter,
        inviter_name=f"{held.kind.inviter} {words['kelurahan']} (contoh)",
        invitation_number=f"005/{number:03d}/{on.year} (contoh)",
        invited="\n".join(held.kind.invited),
        invited_count=sum(count.men + count.women for count in _counts(held)) + SPARE,
    )
    return plan_meeting(cycle=cycle, plan=plan, by=by, invited_rts=list(held.rts), is_example=True)


def _matter(held: Round) -> str:
    """What the meeting decides on, as a title says it (" tentang aturan bersama"); empty where its type tells."""
    if held.type != MeetingType.REMBUK_KELURAHAN or not held.about:
        return ""
    label = str(Subject(held.about[-1]).label)
    return f" tentang {label.lower() if label[1:].islower() else label}"


def _counts(held: Round) -> list[CountRow]:
    if not held.rts:
        return [CountRow(None, *CITY)]
    own = held.kind.majority_of
    women = WOMEN_OF_MANY if len(held.rts) > MANY_RTS else WOMEN_PER_RT
    per_rt = women if own else PER_RT
    guests = (0, 2, 0, 0) if own else GUESTS
    return [*(CountRow(rt.pk, *per_rt) for rt in held.rts), CountRow(None, *guests)]


def _attend(meeting: Meeting, held: Round, by: User) -> None:
    """Women's groups are small enough for names; other lists are typed as counts per RT."""
    counts = _counts(held)
    paper = PaperCheck(total=sum(row.men + row.women for row in counts))
    if held.kind.majority_of:
        record_attendance_names(meeting=meeting, rows=attendee_rows(counts=counts), by=by, paper=paper)
    else:
        record_attendance_counts(meeting=meeting, rows=counts, by=by, paper=paper)


def _minutes(meeting: Meeting, told: dict[str, Any], words: dict[str, str], by: User) -> None:
    """The longest line of the agenda holds what was discussed; the others went as planned."""
    agenda = list(meeting.agenda.order_by("order"))
    main = max(agenda, key=lambda item: item.minutes or 0)
    usual = read("program/pertemuan.json")["acara"]
    discussions = {
        item.pk: told["pembahasan"].format(**words) if item == main else usual.get(item.topic, usual["lain"])
        for item in agenda
    }
    entries = [
        EntryRow(
            text=row["usul"],
            raised_by=row["oleh"],
            answer=row["jawab"],
            follow_up=row.get("tindak", ""),
            follow_up_by=row.get("pelaksana", ""),
            follow_up_on=meeting.held_on + timedelta(days=7) if row.get("tindak") else None,
        )
        for row in told["notulen"]
    ]
    summary = told["kesimpulan"].format(**words)
    write_minutes(meeting=meeting, discussions=discussions, entries=entries, summary=summary, by=by)


def _close(meeting: Meeting, held: Round, words: dict[str, str], by: User) -> None:
    chair = "Ketua PKK" if held.kind.majority_of else held.kind.inviter
    on = meeting.held_on
    officers = Officers(
        chair_name=f"{chair} {words['kelurahan']} (contoh)",
        chair_office=chair,
        secretary_name="Notulis (contoh)",
        facilitator_name="Fasilitator Sosial (contoh)",
        berita_acara_number=f"{meeting.pk}/BA/{bulan_romawi(on.month)}/{on.year} (contoh)",
    )
    people = {slot.key: f"{slot.label} {words['kelurahan']} (contoh)" for slot in held.kind.signers.slots}
    record_closing(
        meeting=meeting,
        officers=officers,
        representatives=people,
        participation_note="",
        by=by,
    )
    close_meeting(meeting=meeting, by=by)
    record_result(
        meeting=meeting,
        by=by,
        scan=None if held.kind.majority_of else io.BytesIO(paper_scan("BERITA ACARA").content),
        published_on=on + timedelta(days=1),
        published_at="Papan pengumuman kelurahan (contoh)",
    )
