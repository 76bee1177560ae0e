"""Every type of meeting, in a programme of the kelurahan and in that of the kota, from invitation to closing."""

import pytest

from kumuh.accounts.enums import Office
from planning.cycles.catalog import TRACKS
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html
from planning.rembuk import queries, services
from planning.rembuk.catalog import KINDS, kind_of, subjects_for
from planning.rembuk.enums import Element, MeetingStatus, MeetingType
from planning.rembuk.models import Meeting
from planning.rembuk.services import AttendeeRow, CountRow, EntryRow, PaperCheck
from tests.cast import make_cycle
from tests.planning.proposals.builders import taken
from tests.planning.rembuk.browsing import typed
from tests.planning.rembuk.builders import a_plan, decided, led, minuted, named, people

pytestmark = pytest.mark.django_db

CITY = [kind.type for kind in KINDS.values() if kind.offered_in("C")]
EVERY = [(info.track, kind.type) for info in TRACKS.values() for kind in KINDS.values() if kind.offered_in(info.track)]


@pytest.fixture
def in_city(world):
    """The world with a cycle of the kota, written by its coordinator."""
    world.cycle = make_cycle(world.places.city, world.cast.askot, track="C")
    return world


def city_people():
    return [
        AttendeeRow("Utusan Contoh 1", "P", None, Element.PEMDA, address="Bappeda"),
        AttendeeRow("Utusan Contoh 2", "L", None, Element.PEMDA, address="Dinas Perkim"),
        AttendeeRow("Utusan Contoh 3", "P", None, Element.APARAT, address="Kelurahan Krapyak"),
        AttendeeRow("Utusan Contoh 4", "L", None, Element.DPRD, address="DPRD"),
    ]


def step_of(track, kind):
    steps = [step.code for step in TRACKS[track].steps]
    return next((code for code in KINDS[kind].steps if code in steps), steps[0])


def held_to_the_end(world, track, kind):
    """A meeting planned, attended, decided, minuted and closed through the verbs, whatever must come before it."""
    by = world.cast.askot if track == "C" else world.cast.fasilitator
    declared = kind_of(kind, track)
    rts = [] if track == "C" else world.rts
    for number, earlier in enumerate(declared.after, 1):
        row = Meeting.objects.create(
            cycle=world.cycle, type=earlier, step=step_of(track, earlier), title=f"{earlier.label}", place="Balai",
            held_on=f"2026-01-{number:02}", starts_at="19:30", status=MeetingStatus.CLOSED,
        )  # fmt: skip
        row.invited_rts.set(rts)
    plan = a_plan(type=kind, step=step_of(track, kind), title=f"{declared.type.label} Contoh", invited_count=4)
    meeting = services.plan_meeting(cycle=world.cycle, plan=plan, by=by, invited_rts=rts)
    rows = city_people() if track == "C" else people(world, 3, 5, 4)
    services.record_attendance_names(meeting=meeting, rows=rows, paper=PaperCheck(len(rows)), by=by)
    minuted(world, meeting, entries=[EntryRow("Saluran tersumbat.", "Peserta Contoh", "Dicatat.")])
    if declared.decides:
        decided(world, meeting, about=subjects_for(kind)[0][0])
    signers = {slot.key: f"Wakil Contoh {number}" for number, slot in enumerate(declared.signers.slots, 1)}
    note = "Yang absen didatangi ke rumahnya." if queries.participation(meeting).shortfalls else ""
    led(world, meeting, note=note, representatives=signers)
    return services.close_meeting(meeting=meeting, by=by)


@pytest.mark.parametrize(("track", "kind"), EVERY, ids=[f"{track}-{kind}" for track, kind in EVERY])
def test_every_type_is_invited_attended_minuted_closed_and_printed(world, track, kind):
    region = world.places.city if track == "C" else world.places.kelurahan
    world.cycle = make_cycle(region, world.cast.fasilitator, None if track == "C" else world.decree, track=track)
    meeting = held_to_the_end(world, track, kind)
    assert meeting.status == MeetingStatus.CLOSED
    report = document_html(draft_of("berita-acara", meeting.pk).view)
    for number in range(1, len(kind_of(kind, track).signers.slots) + 1):
        assert f"Wakil Contoh {number}" in report
    for office in kind_of(kind, track).signers.acknowledged:
        assert office in report
    for paper in ("undangan", "daftar-hadir", "notulen"):
        html = document_html(draft_of(paper, meeting.pk).view)
        assert ("Kelurahan Krapyak" in html) or track == "C"
        assert "Kelurahan Kota" not in html


def test_what_a_public_test_and_a_consultation_heard_is_on_their_berita_acara_with_the_answer(world_of):
    world = world_of("K")
    heard = {"UJI_PUBLIK": "Tanggapan dan jawaban", "KONSULTASI": "Saran dan perbaikan"}
    for kind, heading in heard.items():
        report = document_html(draft_of("berita-acara", held_to_the_end(world, "K", kind).pk).view)
        assert heading in report
        assert "Saluran tersumbat." in report
        assert "Peserta Contoh" not in report
        assert "belum diisi: keputusan" not in report


# --- The kota -------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", CITY)
def test_a_meeting_of_the_kota_has_its_own_guests_host_and_signatures(kind):
    declared = kind_of(kind, "C")
    guests = " ".join(declared.invited)
    assert "RT" not in guests.split()
    assert declared.inviter != "Lurah"
    assert declared.signers.slots == ()
    assert set(declared.signers.acknowledged) <= set(Office.labels) - {"Lurah", "Koordinator BKM"}
    assert KINDS[kind].type == declared.type


def test_the_kota_offers_workshops_coordination_consultation_public_tests_and_musrenbang():
    assert {"LOKAKARYA", "KOORDINASI", "KONSULTASI", "UJI_PUBLIK", "MUSRENBANG_KEC", "PEMBENTUKAN"} <= set(CITY)
    assert MeetingType.REMBUK_RTRW_1 not in CITY


def test_the_pages_of_the_kota_ask_for_institutions_instead_of_rt(in_city, as_user, at):
    coordinator = as_user(in_city.cast.askot)
    form = coordinator.get(at("meeting-add"), {"jenis": "LOKAKARYA", "langkah": "C1"}).content.decode()
    assert "DPRD" in form
    assert "RT yang terkait" not in form
    meeting = services.plan_meeting(
        cycle=in_city.cycle, plan=a_plan(type="LOKAKARYA", step="C1"), by=in_city.cast.askot
    )
    page = coordinator.get(at("attendance-names", meeting))
    html = page.content.decode()
    assert '<th scope="col">Lembaga/kelurahan</th>' in html
    sent = typed(page, paper_total="1", **{"peserta-0-name": "Utusan Contoh", "peserta-0-sex": "P"})
    refused = coordinator.post(at("attendance-names", meeting), sent).content.decode()
    assert "Tulis lembaga atau kelurahannya." in refused
    coordinator.post(at("attendance-names", meeting), sent | {"peserta-0-address": ["Bappeda"]})
    assert [(one.address, one.rt) for one in meeting.attendees.all()] == [("Bappeda", None)]
    live = coordinator.get(at("meeting-live", meeting)).content.decode()
    assert "Lembaga/kelurahan" in live
    assert "orang-rt_id" in live
    coordinator.post(
        at("live-save", meeting, "orang"),
        {"orang-name": "Utusan Dua", "orang-sex": "L", "orang-address": "DPRD", "orang-element": "DPRD"},
    )
    assert meeting.attendees.filter(address="DPRD", element="DPRD").exists()


def test_people_of_the_kota_are_counted_by_institution(in_city, as_user, at):
    meeting = services.plan_meeting(
        cycle=in_city.cycle, plan=a_plan(type="KOORDINASI", step="C1"), by=in_city.cast.askot
    )
    coordinator = as_user(in_city.cast.askot)
    page = coordinator.get(at("attendance-counts", meeting))
    sent = typed(page, paper_total="7") | {
        "asal-1-origin": ["Bappeda"], "asal-1-men": ["2"], "asal-1-women": ["1"],
        "asal-2-origin": ["Kelurahan Krapyak"], "asal-2-men": ["1"], "asal-2-women": ["3"],
    }  # fmt: skip
    assert coordinator.post(at("attendance-counts", meeting), sent).status_code == 302
    meeting.refresh_from_db()
    assert [(row.label, row.totals.total) for row in queries.attendance_by_rt(meeting)] == [
        ("Bappeda", 3),
        ("Kelurahan Krapyak", 4),
    ]
    assert queries.participation(meeting).totals.total == 7
    nameless = coordinator.post(at("attendance-counts", meeting), sent | {"asal-2-origin": [""]}).content.decode()
    assert "Tulis lembaga atau kelurahannya." in nameless
    with pytest.raises(services.planning.MeetingRefused, match="dua kali"):
        services.record_attendance_counts(
            meeting=meeting, rows=[CountRow(None, 1, origin="Bappeda"), CountRow(None, 2, origin="bappeda")],
            by=in_city.cast.askot,
        )  # fmt: skip


def test_officials_are_judged_by_the_share_of_women_and_not_by_poverty(in_city):
    meeting = services.plan_meeting(
        cycle=in_city.cycle, plan=a_plan(type="LOKAKARYA", step="C1"), by=in_city.cast.askot
    )
    services.record_attendance_names(meeting=meeting, rows=city_people(), paper=PaperCheck(4), by=in_city.cast.askot)
    assert queries.participation(meeting).shortfalls == ()
    report = document_html(draft_of("berita-acara", meeting.pk).view)
    assert "Di antaranya MBR" not in report
    assert "Kelompok Kerja Perumahan dan Kawasan Permukiman" in report
    assert "Kota Pekalongan" in report


# --- Papers to write on ---------------------------------------------------------------------------
def test_the_blank_sheet_has_the_agenda_the_columns_of_the_minutes_and_room_for_decisions(world):
    meeting = services.plan_meeting(cycle=world.cycle, plan=a_plan(), by=world.cast.fasilitator, invited_rts=world.rts)
    html = document_html(draft_of("lembar-rembuk", meeting.pk).view)
    for words in ("Mulai pukul", "Usulan/pendapat (pengusul)", "Tindak lanjut (siapa, kapan)", "Mufakat (centang)"):
        assert words in html
    assert "Membahas rumusan masalah tujuh indikator kumuh" in html
    assert [kind for kind, _, _ in queries.documents_of(meeting, names=True)] == [
        "undangan", "daftar-hadir-kosong", "lembar-rembuk",
    ]  # fmt: skip


def test_hours_of_the_clock_stand_on_the_papers_of_the_result(world):
    meeting = named(world, services.plan_meeting(cycle=world.cycle, plan=a_plan(), by=world.cast.fasilitator))
    first = meeting.agenda.first()
    services.write_times(
        meeting=meeting, times={first.pk: a_plan().starts_at.replace(minute=42)},
        finished=a_plan().ends_at.replace(minute=17), by=world.cast.fasilitator,
    )  # fmt: skip
    assert "19.42" in document_html(draft_of("berita-acara", meeting.pk).view)
    assert "22.17" in document_html(draft_of("berita-acara", meeting.pk).view)
    assert "19.30" in document_html(draft_of("undangan", meeting.pk).view)


def test_proposals_of_a_meeting_of_rt_rw_stand_on_the_list_that_the_head_of_the_rw_signs(world):
    meeting = services.plan_meeting(
        cycle=world.cycle, plan=a_plan(type="REMBUK_RW", step="P2"), by=world.cast.fasilitator, invited_rts=world.rts
    )
    assert ("usulan-rw", "Daftar usulan RW") in [row[:2] for row in queries.documents_of(meeting, names=True)]
    blank = document_html(draft_of("usulan-rw", meeting.pk).view)
    columns = (
        "No. urut prioritas", "Jenis kegiatan", "Lokasi", "RT/RW", "Volume", "Potensi partisipasi masyarakat",
        "Bidang usulan",
    )  # fmt: skip
    assert all(f"<th>{column}</th>" in blank for column in columns)
    assert "Ketua RW 001" in blank
    assert blank.count('<tr class="kosong">') == 6
    named(world, meeting)
    taken(world, source_meeting=meeting, title="Perbaikan saluran gang 3", location="Gang 3")
    filled = document_html(draft_of("usulan-rw", meeting.pk).view)
    assert "Perbaikan saluran gang 3" in filled
    assert "Gang 3" in filled
