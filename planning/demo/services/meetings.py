"""Meetings of the example cycles, typed the way a facilitator types them."""

from __future__ import annotations

from datetime import time, timedelta

from kumuh.accounts.models import User
from kumuh.core.formats import bulan_romawi
from planning.cycles.models import Cycle
from planning.demo.catalog import read
from planning.demo.services.facts import Place
from planning.demo.stories import MeetingStory
from planning.rembuk.catalog import KINDS, REPRESENTATIVES
from planning.rembuk.enums import DecisionMethod, Element, MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.services import (
    AttendeeRow,
    CountRow,
    DecisionText,
    EntryRow,
    MeetingPlan,
    Officers,
    PaperCheck,
    accept_participation,
    close_meeting,
    plan_meeting,
    record_attendance_counts,
    record_attendance_names,
    record_closing,
    record_decision,
    write_minutes,
)

#: Elements of the names in a list, in turns.
ELEMENTS = (Element.PKK, Element.WARGA, Element.POSYANDU, Element.MBR, Element.WARGA, Element.LANSIA)


def hold_meeting(*, place: Place, told: MeetingStory, number: int, by: User, accepted_by: User) -> Meeting:
    """Plan a meeting and carry it as far as its story says; `number` counts the invitations of the cycle.

    A shortfall of women or MBR is explained by `by` and accepted by `accepted_by`.
    """
    meeting = _invite(place, told, number, by)
    if told.until == MeetingStatus.PLANNED:
        return meeting
    _attend(place, told, meeting, by)
    _minutes(place, told, meeting, by)
    for about in told.decides:
        text = read("siklus/pertemuan.json")["keputusan"][about].format(**place.words)
        decision = DecisionText(text=text, method=DecisionMethod.CONSENSUS, about=about)
        record_decision(meeting=meeting, decision=decision, by=by)
    if told.until == MeetingStatus.CLOSED:
        _close(place, told, meeting, by, accepted_by)
    meeting.refresh_from_db()
    return meeting


def _invite(place: Place, told: MeetingStory, number: int, by: User) -> Meeting:
    words = told.words
    starts, ends = (time.fromisoformat(text) for text in words["jam"])
    plan = MeetingPlan(
        type=words["jenis"],
        step=words["langkah"],
        title=words["judul"].format(**place.words),
        held_on=told.on,
        starts_at=starts,
        ends_at=ends,
        place=words["tempat"].format(**place.words),
        inviter_name=f"Lurah {place.words['kelurahan']} (contoh)",
        invitation_number=f"005/{number:03d}/{told.on.year} (contoh)",
        invited="\n".join(KINDS[words["jenis"]].invited),
        invited_count=told.invited,
    )
    cycle: Cycle = place.cycle
    return plan_meeting(cycle=cycle, plan=plan, by=by, invited_rts=list(place.rts.values()), is_example=True)


def _attend(place: Place, told: MeetingStory, meeting: Meeting, by: User) -> None:
    """Women's groups are small enough for names; other lists are typed as counts per RT."""
    counts = [CountRow(rt.pk, *told.attendance.of_rt(index)) for index, rt in enumerate(place.rts.values())] + [
        CountRow(None, *told.attendance.outside)
    ]
    paper = PaperCheck(total=sum(row.men + row.women for row in counts))
    if meeting.type == MeetingType.KELOMPOK_PEREMPUAN:
        record_attendance_names(meeting=meeting, rows=attendee_rows(counts=counts), by=by, paper=paper)
    else:
        record_attendance_counts(meeting=meeting, rows=counts, by=by, paper=paper)


def attendee_rows(*, counts: list[CountRow]) -> list[AttendeeRow]:
    """A list of example names that adds up to the counts."""
    rows: list[AttendeeRow] = []
    for count in counts:
        for person in range(count.men + count.women):
            number = len(rows) + 1
            outside = count.rt_id is None
            rows.append(
                AttendeeRow(
                    name=f"Peserta {number:02d} (contoh)",
                    sex="L" if person < count.men else "P",
                    rt_id=count.rt_id,
                    element=Element.APARAT if outside else ELEMENTS[number % len(ELEMENTS)],
                    poor=person < count.poor,
                    vulnerable=person >= count.men + count.women - count.vulnerable,
                    address="Kantor kelurahan" if outside else "",
                )
            )
    return rows


def _minutes(place: Place, told: MeetingStory, meeting: Meeting, by: User) -> None:
    agenda = list(meeting.agenda.order_by("order"))
    discussions = {
        item.pk: text.format(**place.words) for item, text in zip(agenda, told.words["pembahasan"], strict=True)
    }
    entries = [
        EntryRow(
            text=row["usul"],
            raised_by=row["oleh"],
            answer=row["jawab"],
            follow_up=row.get("tindak", ""),
            follow_up_by=row.get("pelaksana", ""),
            follow_up_on=told.on + timedelta(days=row["hari"]) if "hari" in row else None,
        )
        for row in told.words["notulen"]
    ]
    summary = told.words["kesimpulan"].format(**place.words)
    write_minutes(meeting=meeting, discussions=discussions, entries=entries, summary=summary, by=by)


def _close(place: Place, told: MeetingStory, meeting: Meeting, by: User, accepted_by: User) -> None:
    name = place.words["kelurahan"]
    women = meeting.type == MeetingType.KELOMPOK_PEREMPUAN
    officers = Officers(
        chair_name=f"Ketua PKK {name} (contoh)" if women else f"Koordinator BKM {name} (contoh)",
        chair_office="Ketua PKK" if women else "Koordinator BKM",
        secretary_name="Notulis (contoh)",
        facilitator_name="Fasilitator Sosial (contoh)",
        berita_acara_number=f"{told.on:%d}/BA/{bulan_romawi(told.on.month)}/{told.on.year} (contoh)",
    )
    people: dict[str, str] = {element: f"{Element(element).label} {name} (contoh)" for element in REPRESENTATIVES}
    record_closing(
        meeting=meeting,
        officers=officers,
        representatives=people if KINDS[meeting.type].decides else {},
        participation_note=told.participation_note,
        by=by,
    )
    if told.participation_note:
        accept_participation(meeting=meeting, by=accepted_by)
    close_meeting(meeting=meeting, by=by)
