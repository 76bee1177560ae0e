"""How the five papers of a meeting are built: invitation, blank and filled list, minutes, berita acara."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from kumuh.accounts.queries import officials_on
from kumuh.areas.naming import region_title
from kumuh.core.formats import with_unit
from planning.documents.kinds import frame
from planning.documents.kinds.attendance_list import AttendanceList, AttendanceRow, BlankAttendanceList, OriginCount
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import (
    DocumentMeta,
    Gap,
    MeetingFacts,
    Representative,
    SignatureBlock,
    Signer,
)
from planning.documents.kinds.invitation import Invitation
from planning.documents.kinds.minutes import FollowUp, Minutes, MinutesItem, Opinion
from planning.documents.kinds.official_report import Decided, OfficialReport, Response
from planning.documents.registry import SignerRole, kind_named
from planning.rembuk.catalog import is_city, kind_of
from planning.rembuk.enums import AttendanceMode, DecisionMethod, Element, MeetingStatus, MeetingType
from planning.rembuk.queries import (
    add_up,
    attendance_by_rt,
    meeting_for_print,
    participation,
    representatives_by_slot,
)

#: Meetings that examine a draft, with the heading of what was said there.
EXAMINING: Final = {
    MeetingType.UJI_PUBLIK: "Tanggapan dan jawaban",
    MeetingType.KONSULTASI: "Saran dan perbaikan",
}
#: Elements that only sit at the table of a kota.
CITY_ONLY: Final = frozenset({Element.PEMDA, Element.DPRD, Element.KONSULTAN, Element.PEDULI})
FEWEST_LINES, MOST_LINES, USUAL_LINES = 25, 100, 30
#: Papers of the preparation: they are signed before the meeting, so they need no closing.
BEFORE: Final = frozenset({"undangan", "daftar-hadir-kosong", "lembar-rembuk", "usulan-rw"})
TYPED: Final = frozenset({MeetingStatus.HELD, MeetingStatus.CLOSED})


def read_meeting(pk: int) -> Any:
    """The meeting with everything its papers print; LookupError with a sentence when there is none."""
    try:
        return meeting_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada pertemuan dengan nomor {pk}.") from None


def facts_of(code: str, meeting: Any) -> SubjectFacts:
    """Facts of one paper of a meeting."""
    kind = kind_named(code)
    region = meeting.cycle.region
    numbers = {"undangan": meeting.invitation_number, "berita-acara": meeting.berita_acara_number}
    return SubjectFacts(
        region_code=region.code,
        body=body_of(meeting),
        title=f"{kind.title.removesuffix(' Rembuk')} {meeting.title}",
        final=code in BEFORE or meeting.status == MeetingStatus.CLOSED,
        file_stem=frame.file_stem(code, region.name, meeting.held_on, meeting.pk),
        cycle_id=meeting.cycle_id,
        own_number=numbers.get(code, ""),
        refusal=_refusal(code, meeting),
    )


def body_of(meeting: Any) -> str:
    """Whose letterhead the papers of a meeting carry: that of the inviting office; in a kota that of the Pokja PKP."""
    if is_city(meeting.cycle.track):
        return frame.POKJA
    return frame.KELURAHAN if meeting.inviter_office.lower().startswith(("lurah", "kepala", "camat")) else frame.BKM


def _refusal(code: str, meeting: Any) -> str:
    if meeting.status == MeetingStatus.CANCELLED:
        return "Pertemuan ini dibatalkan, jadi suratnya tidak dicetak lagi."
    if code not in BEFORE and meeting.status not in TYPED:
        return "Pertemuan ini belum berlangsung. Isi kehadirannya dahulu, baru dokumen ini dapat dicetak."
    return ""


def _facts(meeting: Any) -> MeetingFacts:
    """When and where it was held: the hours of the agenda clock where they were kept, else those of the invitation."""
    began = next((item.began_at for item in meeting.agenda.all() if item.began_at), None)
    return MeetingFacts(
        title=meeting.title,
        on=meeting.held_on,
        starts=began or meeting.starts_at,
        ends=meeting.finished_at or meeting.ends_at,
        place=meeting.place,
    )


def _frame(meeting: Any, meta: DocumentMeta) -> dict[str, Any]:
    return {
        "meta": meta,
        "letterhead": frame.letterhead_of(meeting.cycle.region, body_of(meeting)),
        "meeting": _facts(meeting),
    }


def meeting_frame_before(meeting: Any, meta: DocumentMeta) -> dict[str, Any]:
    """The same for papers of the preparation: when a meeting ended is not known before it began."""
    return _frame(meeting, meta) | {"meeting": replace(_facts(meeting), starts=meeting.starts_at, ends=None)}


def _secretary(meeting: Any) -> Signer:
    return Signer(role_label="Notulis", office="", name=meeting.secretary_name or Gap("nama notulis"))


def _chair(meeting: Any) -> Signer:
    name = meeting.chair_name or Gap("nama pimpinan rembuk")
    return Signer(role_label="Pimpinan rembuk", office=meeting.chair_office, name=name)


def meeting_block(meeting: Any) -> SignatureBlock:
    region = meeting.cycle.region
    return SignatureBlock(place=region.name, on=meeting.held_on, left=(_secretary(meeting),), right=(_chair(meeting),))


# --- Before the meeting -----------------------------------------------------------------------------
def build_invitation(meeting: Any, meta: DocumentMeta) -> Invitation:
    """The letter of the inviter; its date is the day on which the meeting was planned, open where nobody knows it."""
    region, day = meeting.cycle.region, _letter_day(meeting)
    purpose = kind_of(meeting.type, meeting.cycle.track).purpose
    return Invitation(
        **meeting_frame_before(meeting, meta),
        signatures=SignatureBlock(place=region.name, on=day, right=(_inviter(meeting),)),
        written_at=region.name,
        written_on=day,
        subject=f"Undangan {meeting.title}",
        recipients=_lines(meeting.invited) or (f"Warga {area_of(meeting)}",),
        recipients_at=region.name,
        purpose=(
            f"Dalam rangka penanganan permukiman kumuh di {area_of(meeting)} tahun "
            f"{meeting.cycle.fiscal_year}, akan diselenggarakan {meeting.title}. "
            f"Tujuannya: {purpose[:1].lower()}{purpose[1:]}"
        ),
        agenda=tuple(item.topic for item in meeting.agenda.all()),
    )


def area_of(meeting: Any) -> str:
    """The place as a letter names it: "Kelurahan Krapyak", "Kota Pekalongan"."""
    region = meeting.cycle.region
    return region_title(region.code, region.name)


def _letter_day(meeting: Any) -> date | None:
    """The day the meeting was planned; None for one that was typed afterwards, as its letter went out before."""
    planned = timezone.localdate(meeting.created_at)
    return planned if planned <= meeting.held_on else None


def _inviter(meeting: Any) -> Signer:
    """The official of that office on the day of the letter, or whoever the invitation names."""
    region, day = meeting.cycle.region, _letter_day(meeting) or meeting.held_on
    role = SignerRole(label="Pengundang", office=meeting.inviter_office, side="right")
    known = frame.signer(role, region, officials_on([region.code], day))
    if not meeting.inviter_name or known.name == meeting.inviter_name:
        return known
    office = frame.office_title(meeting.inviter_office, region)
    return Signer(role_label="Pengundang", office=office, name=meeting.inviter_name)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def build_blank_list(meeting: Any, meta: DocumentMeta) -> BlankAttendanceList:
    """Numbered empty lines for those invited, in full fives, and room for the sums."""
    city = is_city(meeting.cycle.track)
    wanted = -(-(meeting.invited_count or USUAL_LINES) // 5) * 5
    return BlankAttendanceList(
        **meeting_frame_before(meeting, meta),
        signatures=meeting_block(meeting),
        blank_rows=min(max(wanted, FEWEST_LINES), MOST_LINES),
        elements=tuple(element.label for element in Element if city or element not in CITY_ONLY),
        by_institution=city,
    )


# --- After the meeting ------------------------------------------------------------------------------
def build_filled_list(meeting: Any, meta: DocumentMeta) -> AttendanceList:
    """Everybody who signed, in the order of the paper; only counts per RT where names stayed on paper."""
    by_count = meeting.attendance_mode == AttendanceMode.COUNTS
    return AttendanceList(
        **_frame(meeting, meta),
        signatures=meeting_block(meeting),
        rows=() if by_count else tuple(_attendee(person) for person in meeting.attendees.all()),
        counts=_counts(meeting) if by_count else (),
        by_institution=is_city(meeting.cycle.track),
    )


def _attendee(person: Any) -> AttendanceRow:
    return AttendanceRow(
        name=person.name,
        sex=person.sex,
        address=person.rt.label if person.rt else person.address or "dari luar",
        element=person.get_element_display(),
        position=person.position,
        phone=person.phone,
    )


def _counts(meeting: Any) -> tuple[OriginCount, ...]:
    return tuple(
        OriginCount(
            origin=row.label,
            men=row.totals.men,
            women=row.totals.women,
            poor=row.totals.poor,
            vulnerable=row.totals.vulnerable,
        )
        for row in attendance_by_rt(meeting)
    )


def build_minutes(meeting: Any, meta: DocumentMeta) -> Minutes:
    """The agenda in its order with what was said under each item; the rest under “Lain-lain”."""
    totals = add_up(row.totals for row in attendance_by_rt(meeting))
    return Minutes(
        **_frame(meeting, meta),
        signatures=meeting_block(meeting),
        chair=meeting.chair_name or Gap("pimpinan rembuk"),
        secretary=meeting.secretary_name or Gap("notulis"),
        men=totals.men,
        women=totals.women,
        items=_items(meeting),
        summary=meeting.summary,
    )


def _items(meeting: Any) -> tuple[MinutesItem, ...]:
    entries: dict[int | None, list[Any]] = {}
    for entry in meeting.entries.all():
        entries.setdefault(entry.agenda_item_id, []).append(entry)
    agenda = [(item.topic, item.discussion, entries.get(item.pk, [])) for item in meeting.agenda.all()]
    if None in entries:
        agenda.append(("Lain-lain", "", entries[None]))
    written = any(discussion or found for _, discussion, found in agenda)
    return tuple(_item(topic, discussion or ("–" if written else ""), found) for topic, discussion, found in agenda)


def _item(topic: str, discussion: str, entries: list[Any]) -> MinutesItem:
    return MinutesItem(
        topic=topic,
        discussion=discussion,
        opinions=tuple(Opinion(text=one.text, raised_by=one.raised_by, answer=one.answer) for one in entries),
        follow_ups=tuple(
            FollowUp(text=one.follow_up, who=one.follow_up_by or Gap("siapa"), until=one.follow_up_on)
            for one in entries
            if one.follow_up
        ),
    )


def build_official_report(meeting: Any, meta: DocumentMeta) -> OfficialReport:
    """The berita acara with every decision, the votes and the objections."""
    totals = add_up(row.totals for row in attendance_by_rt(meeting))
    return OfficialReport(
        **_frame(meeting, meta),
        signatures=_report_block(meeting),
        area=report_area(meeting),
        chair=meeting.chair_name or Gap("pimpinan rembuk"),
        secretary=meeting.secretary_name or Gap("notulis"),
        men=totals.men,
        women=totals.women,
        poor=None if is_city(meeting.cycle.track) else totals.poor,
        vulnerable=totals.vulnerable,
        agenda=tuple(item.topic for item in meeting.agenda.all()),
        decisions=tuple(_decided(row) for row in meeting.decisions.all()),
        decides=kind_of(meeting.type, meeting.cycle.track).decides,
        responses_title=EXAMINING.get(meeting.type, ""),
        responses=_responses(meeting) if meeting.type in EXAMINING else (),
        participation_note=_participation_note(meeting),
        annexes=("Daftar hadir", "Notulen"),
    )


def report_area(meeting: Any) -> str:
    """Where it was held, from the kelurahan up to the kota."""
    place = frame.place_of(meeting.cycle.region)
    parts = (f"Kelurahan {place.kelurahan}" if place.kelurahan else "", f"Kecamatan {place.kecamatan}", place.city)
    return ", ".join(part for part in parts if part.removeprefix("Kecamatan ").strip())


def _responses(meeting: Any) -> tuple[Response, ...]:
    return tuple(Response(text=row.text, answer=row.answer) for row in meeting.entries.all())


def _decided(row: Any) -> Decided:
    consensus = row.method == DecisionMethod.CONSENSUS
    votes = {} if consensus else {"agree": row.agree, "against": row.against, "abstain": row.abstain or 0}
    return Decided(text=row.text, by_consensus=consensus, dissent=row.dissent, **votes)


def _participation_note(meeting: Any) -> str:
    """Shares of women and MBR, and where a threshold is missed the facilitator's written explanation."""
    found = participation(meeting)
    if not found.totals.total:
        return ""
    judged = (found.women,) if is_city(meeting.cycle.track) else (found.women, found.poor)
    shares = [f"{share.label} {with_unit(share.percent or 0, '%')}" for share in judged]
    said = [f"{' dan '.join(shares)} dari yang hadir."]
    if found.shortfalls and meeting.participation_note.strip():
        said += [*found.shortfalls, f"Penjelasan fasilitator: {meeting.participation_note.strip()}"]
        if meeting.participation_accepted_by:
            said.append(f"Penjelasan ini diterima BKM ({meeting.participation_accepted_by}).")
    return " ".join(said)


def _report_block(meeting: Any) -> SignatureBlock:
    region = meeting.cycle.region
    known = officials_on([region.code], meeting.held_on)
    facilitator = Signer(role_label="Fasilitator", office="", name=meeting.facilitator_name or Gap("nama fasilitator"))
    offices = kind_of(meeting.type, meeting.cycle.track).signers.acknowledged
    roles = [SignerRole(label="Mengetahui", office=office, side="below") for office in offices]
    return SignatureBlock(
        place=region.name,
        on=meeting.held_on,
        left=(_secretary(meeting), facilitator),
        right=(_chair(meeting),),
        below=tuple(frame.signer(role, region, known) for role in roles),
        representatives=_representatives(meeting),
    )


def _representatives(meeting: Any) -> tuple[Representative, ...]:
    """The residents who sign meetings of this type in their fixed order, missing ones as named gaps, then others."""
    named = {key: row for key, row in representatives_by_slot(meeting).items() if row.name}
    slots = kind_of(meeting.type, meeting.cycle.track).signers.slots
    asked = tuple(
        Representative(
            name=named[slot.key].name if slot.key in named else Gap(f"wakil unsur {slot.label}"),
            element=slot.element.label,
        )
        for slot in slots
    )
    keys = {slot.key for slot in slots}
    others = (row for key, row in named.items() if key not in keys)
    return asked + tuple(Representative(name=row.name, element=row.get_element_display()) for row in others)


def reader(code: str, build: Any) -> Builder:
    """The builder of a paper about a meeting."""
    return Builder(read=read_meeting, describe=lambda meeting: facts_of(code, meeting), build=build)


MEETING_BUILDERS: Final = {
    "undangan": reader("undangan", build_invitation),
    "daftar-hadir-kosong": reader("daftar-hadir-kosong", build_blank_list),
    "daftar-hadir": reader("daftar-hadir", build_filled_list),
    "notulen": reader("notulen", build_minutes),
    "berita-acara": reader("berita-acara", build_official_report),
}
