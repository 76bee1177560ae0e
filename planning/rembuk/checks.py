"""What gates ask of meetings, in sentences with the page that fixes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import tanggal
from kumuh.reviews.pins import key_of, keys_of, part_of
from kumuh.reviews.registry import PinPlace, register_pin
from planning.cycles.catalog import Step
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts, papers, thresholds
from planning.cycles.registry import (
    Missing,
    Occasion,
    Part,
    of_own_step,
    register_check,
    register_occasions,
    register_rows,
    register_step_links,
)
from planning.institutions.registry import (
    DutyScope,
    Evidence,
    EvidenceLink,
    Person,
    register_evidence,
    register_people,
)
from planning.rembuk import queries
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.pins import MEETING
from planning.rembuk.queries import Held
from planning.rembuk.wishes import Wish, places_of, too_early, wish_of, without_meeting

#: How many names a sentence lists before it counts the rest.
NAMED: Final = 5


def meeting_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Closed meetings of the type `jenis`, as the settings want them; see `wishes.Wish`. At most five queries."""
    wish = wish_of(options)
    facts = queries.held_meetings(cycle, {wish.type, *wish.after})
    done = [fact for fact in facts if fact.closed and wish.answered_by(fact)]
    missing = [
        *(_places_gaps if wish.per else _count_gaps)(cycle, step, wish, facts, done),
        *_paper_gaps(cycle, step, wish, done),
        *_order_gaps(cycle, wish, facts, done),
    ]
    url = _meeting_url(cycle, done[-1].pk) if done else _list_url(cycle)
    yield Part(wish.label, url, tuple(missing), done[-1].title if len(done) == 1 else f"{len(done)} pertemuan selesai")


def _count_gaps(cycle: Cycle, step: Step, wish: Wish, facts: list[Held], done: list[Held]) -> Iterator[Missing]:
    """Too few closed meetings: the one being typed has to be closed, otherwise a new one is needed."""
    if len(done) >= wish.times:
        return
    pending = [fact for fact in facts if wish.answered_by(fact) and not fact.closed]
    if pending:
        yield _pending_gap(cycle, pending[-1])
        return
    url = _add_url(cycle, wish.type, step.code)
    if wish.times > 1:
        yield Missing(f"{wish.type.label} baru {len(done)} dari {wish.times} kali.", url)
    elif wish.about:
        yield Missing(f"Belum ada keputusan {_spoken(wish.type)} tentang {wish.subject}.", url)
    else:
        yield Missing(f"{wish.type.label} belum diadakan.", url)


def _places_gaps(cycle: Cycle, step: Step, wish: Wish, facts: list[Held], done: list[Held]) -> Iterator[Missing]:
    """Every RT or RW of the cycle has its own closed meeting."""
    places = places_of(_concerned(cycle, facts), wish.per)
    lacking = without_meeting(places, done)
    pending = [fact for fact in facts if wish.answered_by(fact) and not fact.closed and fact.rts]
    pending = [fact for fact in pending if any(place.rts & fact.rts for place in lacking)]
    yield from (_pending_gap(cycle, fact) for fact in pending)
    lacking = without_meeting(lacking, pending)
    if lacking:
        about = f" tentang {wish.subject}" if wish.about else ""
        url = _add_url(cycle, wish.type, step.code, sorted(lacking[0].rts))
        names = _some([place.label for place in lacking])
        yield Missing(f"{wish.type.label}{about} belum diadakan untuk {names}.", url)
    elif not places:
        yield Missing(
            f"{wish.type.label} belum direncanakan di satu {wish.per} pun.", _add_url(cycle, wish.type, step.code)
        )


def _concerned(cycle: Cycle, facts: list[Held]) -> list[tuple[int, str, int | None, str | None]]:
    """RT of the SK Kumuh; in a programme without one, the RT for which rounds were planned or held. One query."""
    rts = decree_rts(cycle)
    if cycle.decree_id is None:
        chosen = {rt for fact in facts if KINDS[fact.type].per_rt for rt in fact.rts}
        rts = Neighbourhood.objects.filter(pk__in=chosen, kelurahan_id=cycle.region_id)
    return list(rts.order_by("label").values_list("pk", "label", "parent_id", "parent__label"))


def _paper_gaps(cycle: Cycle, step: Step, wish: Wish, done: list[Held]) -> Iterator[Missing]:
    """Who signs and the signed berita acara of every meeting; papers of the step dated after the last meeting."""
    for fact in done if wish.represented else ():
        if lacking := fact.lacking_signers:
            text = f"Wakil warga pada {_named(fact, done)} belum lengkap: {_some(list(lacking))}."
            yield Missing(f"{text} Buka kembali pertemuannya, lalu isi di Penutup.", _meeting_url(cycle, fact.pk))
    for fact in done if wish.signed else ():
        if not fact.signed:
            url = reverse("rembuk:result-edit", args=[cycle.pk, fact.pk])
            yield Missing(f"Pindaian berita acara bertanda tangan {_named(fact, done)} belum ada.", url)
    kept = papers(cycle, step.code) if wish.papers and done else {}
    for code in wish.papers:
        paper, output = kept.get(code), step.paper(code)
        if paper and output and paper.dated_on and paper.dated_on <= done[-1].moment[0]:
            url = reverse("cycles:paper-edit", args=[cycle.pk, step.code, code])
            yield Missing(
                f"{output.title} bertanggal {tanggal(paper.dated_on)}, padahal harus sesudah “{done[-1].title}” "
                f"({tanggal(done[-1].moment[0])}). Perbaiki tanggal yang keliru, atau tetapkan ulang sesudahnya.",
                url,
            )


def _named(fact: Held, among: Sequence[Held]) -> str:
    """The title in quotes, with its day where several meetings bear the same one."""
    twins = sum(one.title == fact.title for one in among)
    return f"“{fact.title}”" + (f" ({tanggal(fact.moment[0])})" if twins > 1 else "")


def _order_gaps(cycle: Cycle, wish: Wish, facts: list[Held], done: list[Held]) -> Iterator[Missing]:
    """Meetings that should have come after others."""
    for earlier in wish.after:
        for fact in too_early(wish, earlier, done, facts):
            text = f"“{fact.title}” ({tanggal(fact.moment[0])}) harus diadakan sesudah {earlier.label} selesai."
            fix = "Bila tanggalnya salah ketik, buka kembali dan perbaiki di Undangan; bila benar, adakan lagi."
            yield Missing(f"{text} {fix}", _meeting_url(cycle, fact.pk))


def _pending_gap(cycle: Cycle, fact: Held) -> Missing:
    if fact.status == MeetingStatus.PLANNED:
        text = f"“{fact.title}” direncanakan {tanggal(fact.moment[0])}, hasilnya belum diisi."
        return Missing(text, _meeting_url(cycle, fact.pk))
    return Missing(f"“{fact.title}” belum ditutup.", reverse("rembuk:closing-edit", args=[cycle.pk, fact.pk]))


def reach_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Somebody from every RT of the SK Kumuh (or of the kelurahan) was present at closed meetings of the step.

    `jenis`: only meetings of this type. `sasaran`: the RT for which rounds were planned or held instead, in a
    programme without SK. Six queries.
    """
    aimed = options.get("sasaran", False)
    kind = MeetingType(options.get("jenis", MeetingType.FGD if aimed else MeetingType.SOSIALISASI))
    held = queries.closed_meetings(cycle, step.code)
    present = queries.rts_present(list(held.filter(type=kind) if "jenis" in options else held))
    rts = _aimed_at(cycle) if aimed else _everywhere(cycle)
    lacking = [pk for pk, _ in rts if pk not in present]
    label, url = "Setiap RT sasaran terjangkau" if aimed else "Setiap RT terjangkau", _list_url(cycle)
    note = f"{len(rts) - len(lacking)} dari {len(rts)} RT"
    if not lacking:
        yield Part(label, url, note=note)
        return
    names = _some([name for pk, name in rts if pk in lacking])
    add = _add_url(cycle, kind, step.code, lacking[:NAMED])
    yield Part(label, url, (Missing(f"Belum ada yang hadir dari {names}.", add),), note)


def _everywhere(cycle: Cycle) -> list[tuple[int, str]]:
    """RT of the SK Kumuh or, without one, of the kelurahan: key and label. One query."""
    wanted = decree_rts(cycle) if cycle.decree_id else queries.rts_of(cycle, timezone.localdate())
    return list(wanted.order_by("label").values_list("pk", "label"))


def _aimed_at(cycle: Cycle) -> list[tuple[int, str]]:
    """RT of the SK Kumuh or, without one, those of the rounds; all of the kelurahan while there are no rounds."""
    rounds = {kind for kind, one in KINDS.items() if one.per_rt}
    chosen = _concerned(cycle, queries.held_meetings(cycle, rounds))
    return [(pk, label) for pk, label, *_ in chosen] or _everywhere(cycle)


def published_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """The result of every closed meeting of type `jenis` (about `tentang`) was made known, with day and place."""
    kind, about = MeetingType(options["jenis"]), options.get("tentang", "")
    facts = queries.held_meetings(cycle, {kind})
    done = [fact for fact in facts if fact.closed and (not about or about in fact.about)]
    missing = [
        Missing(f"Hasil {_named(fact, done)} belum diumumkan.", reverse("rembuk:result-edit", args=[cycle.pk, fact.pk]))
        for fact in done
        if not fact.published
    ]
    if not done:
        url = _add_url(cycle, kind, step.code)
        missing = [Missing(f"Belum ada hasil {_spoken(kind)} yang dapat diumumkan.", url)]
    yield Part(
        "Hasil diumumkan", _list_url(cycle), tuple(missing), f"{len(done) - len(missing)} diumumkan" if done else ""
    )


def answered_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every opinion of the public tests (or of `jenis`) has an answer in the minutes. One query."""
    kind = MeetingType(options.get("jenis", MeetingType.UJI_PUBLIK))
    missing = tuple(
        Missing(f"{count} tanggapan pada “{title}” belum dijawab.", _meeting_url(cycle, pk))
        for pk, title, count in queries.unanswered(cycle, kind)
    )
    yield Part(f"Tanggapan {_spoken(kind)} dijawab", _list_url(cycle), missing)


def _spoken(kind: MeetingType) -> str:
    """The name of a type inside a sentence: small where it holds no abbreviation or number."""
    words = kind.label.split()
    return kind.label if any(word.strip("()").isupper() for word in words) else kind.label.lower()


def _some(labels: list[str]) -> str:
    more = len(labels) - NAMED
    return ", ".join(labels[:NAMED]) + (f" dan {more} lagi" if more > 0 else "")


def _meeting_url(cycle: Cycle, pk: int) -> str:
    return reverse("rembuk:meeting-detail", args=[cycle.pk, pk])


def separate_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Separate meetings of women or vulnerable groups were held in this step, as often as the settings say."""
    yield _separate_part(cycle, step.code)


def participation_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every closed deciding meeting of the step passed, or its shortfall was explained and accepted by BKM."""
    yield _participation_part(cycle, step.code)


def _list_url(cycle: Cycle) -> str:
    return reverse("rembuk:meeting-list", args=[cycle.pk])


def _add_url(cycle: Cycle, meeting_type: str, step: str, rts: Sequence[int] = ()) -> str:
    words = urlencode({"jenis": meeting_type, "langkah": step, "rt": rts}, doseq=True)
    return f"{reverse('rembuk:meeting-add', args=[cycle.pk])}?{words}"


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


def held_occasions(cycle: Cycle) -> Iterator[Occasion]:
    """Closed meetings of the cycle, newest first, as evidence for the reflection of a stage. One query."""
    for row in queries.closed_meetings(cycle).order_by("-held_on", "-pk"):
        page = reverse("rembuk:meeting-detail", args=[cycle.pk, row.pk])
        yield Occasion(f"rembuk:{row.pk}", f"{row.title}, {tanggal(row.held_on)}", page)


def known_attendees(region: Any) -> Iterator[Person]:
    """People on the attendance lists of a place, newest meeting first, to be chosen elsewhere. One query."""
    for row in queries.attendees_in(region.pk):
        yield Person(f"rembuk:{row.pk}", row.name, row.sex, "Hadir pada rembuk", row.rt, "WARGA", None, row.address)


def shared_links(cycle: Cycle, step: Step) -> Iterator[tuple[str, str]]:
    """The way to meetings of other cycles, where one of a type that the step's gate wants could be used."""
    types = {one.options["jenis"] for one in step.needs if one.check == "rembuk"}
    found = len(queries.usable_meetings(cycle, types)) if types else 0
    if found:
        url = f"{reverse('rembuk:shared-list', args=[cycle.pk])}?{urlencode({'langkah': step.code})}"
        yield f"Pakai rembuk dari siklus lain ({found})", url


def register() -> None:
    """Tell the step machine and the duties of the bodies; called once when the app is ready."""
    for duty, types in DUTIES.items():
        register_evidence(duty, held_meetings(types))
    register_rows("rembuk.meeting", of_own_step())
    register_rows("rembuk.meetinguse", of_own_step())
    for table in ("agendaitem", "attendee", "attendancecount", "minuteentry", "decision", "representative", "evidence"):
        register_rows(f"rembuk.{table}", of_own_step("meeting"))
    register_step_links(shared_links)
    register_check("rembuk", meeting_parts)
    register_check("jangkauan", reach_parts)
    register_check("diumumkan", published_parts)
    register_check("dijawab", answered_parts)
    register_check("kelompok-terpisah", separate_parts)
    register_check("keikutsertaan", participation_parts)
    register_pin(MEETING, meeting_places)
    register_occasions(held_occasions)
    register_people(known_attendees)
