"""What gates ask of meetings, in sentences with the page that fixes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kumuh.reviews.pins import key_of, keys_of, part_of
from kumuh.reviews.registry import PinPlace, register_pin
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.queries import thresholds
from planning.cycles.registry import Missing, Part, register_check
from planning.institutions.registry import DutyScope, Evidence, EvidenceLink, register_evidence
from planning.rembuk import queries
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.pins import MEETING

#: What a decision is about (`Decision.about`) → how the gate speaks of it.
SUBJECTS = {
    "MASALAH": "rumusan masalah",
    "USULAN": "usulan kegiatan",
    "RENTA_PIP": "Renta PIP",
    "PRIORITAS": "daftar prioritas",
}


def meeting_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """A closed meeting of the type `jenis` decided on `tentang`."""
    yield _decision_part(cycle, options["jenis"], options["tentang"], step.code)


def separate_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Separate meetings of women or vulnerable groups were held in this step, as often as the settings say."""
    yield _separate_part(cycle, step.code)


def participation_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every closed deciding meeting of the step passed, or its shortfall was explained and accepted by BKM."""
    yield _participation_part(cycle, step.code)


def _list_url(cycle: Cycle) -> str:
    return reverse("rembuk:meeting-list", args=[cycle.pk])


def _add_url(cycle: Cycle, meeting_type: str, step: str) -> str:
    words = urlencode({"jenis": meeting_type, "langkah": step})
    return f"{reverse('rembuk:meeting-add', args=[cycle.pk])}?{words}"


def _decision_part(cycle: Cycle, kind: str, about: str, step: str) -> Part:
    """A decision of a closed meeting; otherwise the meeting being typed, or a new one."""
    subject, meeting_word = SUBJECTS[about], MeetingType(kind).label
    label = f"Rembuk tentang {subject}"
    found = queries.decisions(cycle, about).filter(meeting__type=kind).last()
    if found:
        meeting = found.meeting
        return Part(label, reverse("rembuk:meeting-detail", args=[cycle.pk, meeting.pk]), note=meeting.title)
    pending = queries.decisions(cycle, about, closed_only=False).filter(meeting__type=kind).last()
    if pending:
        url = reverse("rembuk:closing-edit", args=[cycle.pk, pending.meeting_id])
        return Part(label, url, (Missing(f"“{pending.meeting.title}” belum ditutup.", url),))
    url = _add_url(cycle, kind, step)
    return Part(label, url, (Missing(f"Belum ada keputusan {meeting_word.lower()} tentang {subject}.", url),))


def _separate_part(cycle: Cycle, step: str) -> Part:
    needed = thresholds(cycle)["rembuk_kelompok_min"]
    held = len(queries.separate_group_meetings(cycle, step))
    label, url = "Rembuk kelompok perempuan/rentan", _list_url(cycle)
    if held >= needed:
        return Part(label, url, note=f"{held} pertemuan")
    url = _add_url(cycle, MeetingType.KELOMPOK_PEREMPUAN, step)
    text = f"Rembuk tersendiri kelompok perempuan atau rentan baru {held} dari {needed}."
    return Part(label, url, (Missing(text, url),), f"{held} dari {needed}")


def _participation_part(cycle: Cycle, step: str) -> Part:
    """Every closed deciding meeting of the step passed, or its shortfall was explained and accepted by BKM."""
    deciding = [
        meeting
        for meeting in queries.closed_meetings(cycle, step).select_related("cycle")
        if KINDS[meeting.type].decides
    ]
    missing = [
        Missing(
            f"Penjelasan keikutsertaan pada “{meeting.title}” belum diterima BKM.",
            f"{reverse('rembuk:meeting-detail', args=[cycle.pk, meeting.pk])}#keikutsertaan",
        )
        for meeting in queries.unsettled(deciding)
    ]
    return Part("Keikutsertaan warga", _list_url(cycle), tuple(missing), f"{len(deciding)} rembuk diperiksa")


#: Duty of a body (`institutions.catalog`) → types of meetings that show it was done.
DUTIES = {
    "S1-16a": ("SOSIALISASI",),
    "S1-16b": ("REMBUK_KEL_1", "REMBUK_KEL_2", "REMBUK_RTRW_1", "REMBUK_RTRW_2", "REMBUK_RTRW_3", "REMBUK_RW"),
    "S1-16d": ("KONSULTASI",),
    "S1-16e": ("OPSI_TEKNIK",),
    "S1-16f": ("MUSRENBANG_KEL",),
    "S1-16g": ("MUSRENBANG_KEC",),
    "S4-09b": ("UJI_PUBLIK", "KONSULTASI"),
    "S4-09d": ("MUSRENBANG_KEL", "MUSRENBANG_KEC"),
    "UPK-1": ("PERTANGGUNGJAWABAN",),
    "UPS-1": ("SOSIALISASI",),
    "TIPP-2": ("RPK", "FGD_DELINEASI"),
    "TIPP-4": ("UJI_PUBLIK",),
}


def held_meetings(types: tuple[str, ...]) -> Evidence:
    """Evidence for a duty: closed meetings of these types in the place, with the day they were held."""

    def found(scope: DutyScope) -> Iterator[EvidenceLink]:
        rows = Meeting.objects.filter(cycle__region=scope.region, type__in=types, status=MeetingStatus.CLOSED)
        for row in rows:
            yield EvidenceLink(row.title, reverse("rembuk:meeting-detail", args=[row.cycle_id, row.pk]), row.held_on)

    return found


#: Part of a meeting in a pin → address of the form that changes it.
FORMS = {
    "hadir": "rembuk:attendance-edit",
    "notulen": "rembuk:minutes-edit",
    "keputusan": "rembuk:decision-list",
    "penutup": "rembuk:closing-edit",
}


def meeting_places(review: Any, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where pinned meetings are changed and read: a closed one has to be opened again on its own page. One query."""
    meetings = Meeting.objects.in_bulk(keys_of(pins))
    found = {pin: meetings[key] for pin in pins if (key := key_of(pin)) is not None and key in meetings}
    return {pin: _place(meeting, part_of(pin)) for pin, meeting in found.items()}


def _place(meeting: Meeting, part: str) -> PinPlace:
    where = [meeting.cycle_id, meeting.pk]
    page = reverse("rembuk:meeting-detail", args=where)
    changeable = meeting.status in (MeetingStatus.PLANNED, MeetingStatus.HELD)
    return PinPlace(reverse(FORMS[part], args=where) if changeable and part in FORMS else page, page)


def register() -> None:
    """Tell the step machine and the duties of the bodies; called once when the app is ready."""
    for duty, types in DUTIES.items():
        register_evidence(duty, held_meetings(types))
    register_check("rembuk", meeting_parts)
    register_check("kelompok-terpisah", separate_parts)
    register_check("keikutsertaan", participation_parts)
    register_pin(MEETING, meeting_places)
