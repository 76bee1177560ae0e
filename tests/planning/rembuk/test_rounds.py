"""Gates that ask for rounds: each RT its own, in their order, twice where twice is usual, signed and made known."""

from datetime import date

import pytest
from django.urls import reverse

from kumuh.core.formats import tanggal
from planning.cycles import registry
from planning.cycles.catalog import DEFAULT_THRESHOLDS, find_step
from planning.cycles.catalog.words import settled
from planning.cycles.models import StepPaper
from planning.rembuk import queries, services
from planning.rembuk.catalog import KINDS
from planning.rembuk.enums import MeetingStatus, MeetingType
from planning.rembuk.errors import MeetingIncomplete, MeetingRefused
from planning.rembuk.models import Meeting
from planning.rembuk.services import AttendeeRow, EntryRow
from tests.planning.rembuk.builders import closed, led, minuted, named, photo, planned

pytestmark = pytest.mark.django_db


def held(world, kind, step, day, *, rts=None, about="", status=MeetingStatus.CLOSED):
    """A meeting as a finished one stands in the tables, without its attendance and minutes."""
    meeting = Meeting.objects.create(
        cycle=world.cycle,
        type=kind,
        step=step,
        title=f"{MeetingType(kind).label} {day}",
        held_on=date(2026, 2, day),
        starts_at="19:30",
        place="Balai RW",
        status=status,
    )
    meeting.invited_rts.set(world.rts if rts is None else [world.rts[number] for number in rts])
    if about:
        meeting.decisions.create(number=1, text="Disepakati.", about=about, method="MUFAKAT")
    for order, slot in enumerate(KINDS[kind].signers.slots, 1):
        meeting.representatives.create(order=order, element=slot.element, name=f"Wakil Contoh {order}")
    if status == MeetingStatus.CLOSED:
        signed(meeting)
    return meeting


def signed(meeting):
    """Keep a scan of the signed berita acara, without a file behind it."""
    meeting.evidence.create(kind="BERITA_ACARA", file="ba.pdf", digest="0" * 64)


CLOSE_FIRST = "Tutup dahulu pertemuan itu; bila tanggalnya salah ketik, perbaiki di Undangan."


def out_of_order(meeting, earlier):
    """How a gate speaks of a meeting held before one that should have come first."""
    return (
        f"“{meeting.title}” ({tanggal(meeting.held_on)}) harus diadakan sesudah {earlier} selesai. Bila tanggalnya "
        "salah ketik, buka kembali dan perbaiki di Undangan; bila benar, adakan lagi."
    )


def asked(world, check, step, **options):
    """Sentences of a check for a step of the world's cycle."""
    found = registry.CHECKS[check](world.cycle, find_step(world.cycle.track, step), options)
    return [gap for part in found for gap in part.missing]


def of_step(world, code, check="rembuk"):
    """Sentences of one check as the catalogue asks it in a step."""
    step = settled(find_step(world.cycle.track, code), DEFAULT_THRESHOLDS)
    return [gap.text for need in step.needs if need.check == check for gap in asked(world, check, code, **need.options)]


def test_every_rt_of_the_sk_needs_its_round_and_the_link_names_the_rt_that_lacks_it(world_of):
    world = world_of("S")
    held(world, "REMBUK_KEL_1", "S1.1", 1, about="PROGRAM")
    held(world, "REMBUK_RTRW_1", "S1.2", 3, rts=[0], about="MASALAH")
    (gap,) = asked(world, "rembuk", "S1.2", jenis="REMBUK_RTRW_1", tentang="MASALAH", tiap="RT")
    assert gap.text == "Rembuk RT/RW I tentang rumusan masalah belum diadakan untuk RT 002 / RW 001, RT 003 / RW 001."
    assert gap.url.endswith(f"?jenis=REMBUK_RTRW_1&langkah=S1.2&rt={world.rts[1].pk}")
    held(world, "REMBUK_RTRW_1", "S1.2", 4, rts=[1, 2], about="MASALAH")
    assert of_step(world, "S1.2") == []


def test_without_an_sk_the_rt_that_were_chosen_for_the_rounds_count(world_of):
    world = world_of("S", decree=False)
    held(world, "REMBUK_KEL_1", "S1.1", 1, about="PROGRAM")
    assert of_step(world, "S1.2") == ["Rembuk RT/RW I belum direncanakan di satu RT pun."]
    held(world, "REMBUK_RTRW_1", "S1.2", 3, rts=[0], about="MASALAH")
    late = held(world, "REMBUK_RTRW_1", "S1.2", 5, rts=[1], about="MASALAH", status=MeetingStatus.HELD)
    assert of_step(world, "S1.2") == [f"“{late.title}” belum ditutup."]
    Meeting.objects.filter(pk=late.pk).update(status=MeetingStatus.CLOSED)
    signed(late)
    assert of_step(world, "S1.2") == []
    assert of_step(world, "S1.3")[0].endswith("belum diadakan untuk RT 001 / RW 001, RT 002 / RW 001.")


def test_the_second_round_of_an_rt_comes_after_its_first_and_not_after_that_of_another_rt(world_of):
    world = world_of("S", decree=False)
    held(world, "REMBUK_RTRW_1", "S1.2", 3, rts=[0], about="MASALAH")
    held(world, "REMBUK_RTRW_1", "S1.2", 9, rts=[1], about="MASALAH")
    held(world, "REMBUK_RTRW_2", "S1.3", 6, rts=[0], about="PERINGKAT_RT")
    early = held(world, "REMBUK_RTRW_2", "S1.3", 8, rts=[1], about="PERINGKAT_RT")
    assert of_step(world, "S1.3") == [out_of_order(early, "Rembuk RT/RW I")]
    Meeting.objects.filter(pk=early.pk).update(held_on=date(2026, 2, 10))
    assert of_step(world, "S1.3") == []


def test_the_second_rembuk_of_the_kelurahan_comes_after_the_last_third_round(world_of):
    world = world_of("S")
    held(world, "REMBUK_RTRW_3", "S1.4", 5, rts=[0], about="PENGGUNA")
    held(world, "REMBUK_RTRW_3", "S1.4", 12, rts=[1, 2], about="PENGGUNA")
    early = held(world, "REMBUK_KEL_2", "S1.5", 7, about="LOKASI")
    assert of_step(world, "S1.5") == [out_of_order(early, "Rembuk RT/RW III")]
    Meeting.objects.filter(pk=early.pk).update(held_on=date(2026, 2, 13))
    assert of_step(world, "S1.5") == []


def test_a_round_out_of_order_cannot_be_closed(world_of):
    world = world_of("S")
    first = held(world, "REMBUK_RTRW_1", "S1.2", 3, rts=[0, 1], about="MASALAH")
    meeting = held(world, "REMBUK_RTRW_2", "S1.3", 10, status=MeetingStatus.HELD)
    assert queries.precedence_gaps(meeting) == (
        f"Rembuk RT/RW I belum selesai sebelum pertemuan ini untuk RT 003 / RW 001. {CLOSE_FIRST}",
    )
    with pytest.raises(MeetingIncomplete, match="belum selesai sebelum pertemuan ini untuk RT 003 / RW 001"):
        services.close_meeting(meeting=meeting, by=world.cast.fasilitator)
    first.invited_rts.add(world.rts[2])
    assert queries.precedence_gaps(meeting) == ()
    assert queries.precedence_gaps(first) == (f"Rembuk Kelurahan I belum selesai sebelum pertemuan ini. {CLOSE_FIRST}",)


@pytest.mark.parametrize(
    ("first", "second", "step"),
    [
        (("REMBUK_KEL_1", "PROGRAM"), ("REMBUK_RTRW_1", "MASALAH"), "S1.2"),
        (("REMBUK_RTRW_1", "MASALAH"), ("REMBUK_RTRW_2", "PERINGKAT_RT"), "S1.3"),
        (("REMBUK_RTRW_2", "PERINGKAT_RT"), ("REMBUK_RTRW_3", "PENGGUNA"), "S1.4"),
        (("REMBUK_RTRW_3", "PENGGUNA"), ("REMBUK_KEL_2", "LOKASI"), "S1.5"),
    ],
    ids=["kelurahan-rtrw-1", "rtrw-1-2", "rtrw-2-3", "rtrw-3-kelurahan"],
)
@pytest.mark.parametrize("typed_first", ["earlier round", "later round"])
def test_days_typed_from_paper_decide_the_order_whichever_paper_is_typed_first(
    world_of, first, second, step, typed_first
):
    world = world_of("S")
    rounds = [(first, 3), (second, 10)] if typed_first == "earlier round" else [(second, 10), (first, 3)]
    for (kind, about), day in rounds:
        held(world, kind, step, day, about=about)
    assert of_step(world, step) == []
    later = Meeting.objects.get(type=second[0])
    for wrong in (2, 3):
        Meeting.objects.filter(pk=later.pk).update(held_on=date(2026, 2, wrong))
        later.refresh_from_db()
        assert of_step(world, step) == [out_of_order(later, MeetingType(first[0]).label)]
        assert queries.precedence_gaps(later)


def test_a_berita_acara_of_sanitation_names_all_seven_residents(world_of):
    world = world_of("S")
    meeting = held(world, "REMBUK_KEL_1", "S1.1", 1, about="PROGRAM")
    assert of_step(world, "S1.1") == []
    meeting.representatives.filter(element__in=("PKK", "PEMUDA")).delete()
    assert of_step(world, "S1.1") == [
        f"Wakil warga pada “{meeting.title}” belum lengkap: Pemuda, Kader PKK. "
        "Buka kembali pertemuannya, lalu isi di Penutup."
    ]


def test_results_about_one_subject_are_made_known_whatever_else_was_decided(world_of):
    world = world_of("K")
    held(world, "REMBUK_KELURAHAN", "K2.4a", 2, about="VISI")
    chosen = held(world, "REMBUK_KELURAHAN", "K2.5a", 9, about="KAWASAN")
    assert of_step(world, "K2.5a", "diumumkan") == [f"Hasil “{chosen.title}” belum diumumkan."]
    Meeting.objects.filter(pk=chosen.pk).update(published_on=date(2026, 2, 10), published_at="Papan RW")
    assert of_step(world, "K2.5a", "diumumkan") == []


def test_a_planned_meeting_is_named_with_its_day_instead_of_asking_for_another(world_of):
    world = world_of("K")
    meeting = held(world, "RKM_KESIAPAN", "K1.1", 20, status=MeetingStatus.PLANNED)
    (gap,) = asked(world, "rembuk", "K1.1", jenis="RKM_KESIAPAN")
    assert gap.text == f"“{meeting.title}” direncanakan 20 Februari 2026, hasilnya belum diisi."
    assert gap.url == reverse("rembuk:meeting-detail", args=[world.cycle.pk, meeting.pk])


def test_critical_reflection_is_held_in_every_rw(world_of):
    world = world_of("K")
    assert of_step(world, "K2.2") == ["Refleksi Perkara Kritis (RPK) belum diadakan untuk RW 001."]
    held(world, "RPK", "K2.2", 4)
    assert of_step(world, "K2.2") == []


def test_two_public_tests_with_every_opinion_answered_and_a_consultation_before_ratification(world_of):
    world = world_of("K")
    assert of_step(world, "K2.4c") == ["Uji publik baru 0 dari 2 kali.", "Konsultasi dengan dinas belum diadakan."]
    first = held(world, "UJI_PUBLIK", "K2.4c", 3)
    held(world, "UJI_PUBLIK", "K2.4c", 10)
    held(world, "KONSULTASI", "K2.4c", 14)
    first.entries.create(text="Jalan RT 002 belum masuk.")
    opinion = first.entries.create(text="Drainase mana dulu?", order=2)
    assert of_step(world, "K2.4c") == []
    assert of_step(world, "K2.4c", "dijawab") == [f"2 tanggapan pada “{first.title}” belum dijawab."]
    opinion.answer = "RT 001 dahulu."
    opinion.save()
    assert of_step(world, "K2.4c", "dijawab") == [f"1 tanggapan pada “{first.title}” belum dijawab."]


@pytest.mark.parametrize(("track", "step"), [("K", "K2.4c"), ("L", "L2.3")])
def test_advice_of_the_consultation_is_answered_in_its_minutes_and_typed_nowhere_else(world_of, track, step):
    world = world_of(track)
    consulted = held(world, "KONSULTASI", step, 14)
    advice = consulted.entries.create(text="Sambungkan ke saluran kota.")
    assert of_step(world, step, "dijawab") == [f"1 tanggapan pada “{consulted.title}” belum dijawab."]
    advice.answer = "Disambungkan."
    advice.save()
    assert of_step(world, step, "dijawab") == []
    assert {"uji_publik", "konsultasi", "tanggapan"}.isdisjoint(one.key for one in find_step(track, step).entries)


def test_a_paper_is_dated_after_the_meeting_that_decided_on_it(world_of):
    world = world_of("S")
    held(world, "OPSI_TEKNIK", "S3.4", 14, about="OPSI_TEKNIK")
    StepPaper.objects.create(cycle=world.cycle, step="S3.4", code="ded-rab", dated_on=date(2026, 2, 12))
    wrong = [text for text in of_step(world, "S3.4") if text.startswith("DED dan RAB bertanggal 12 Februari 2026")]
    assert len(wrong) == 1
    assert "padahal harus sesudah" in wrong[0]


def test_the_signed_berita_acara_and_its_publication_are_kept_after_closing(world, media):
    meeting = closed(world)
    by = world.cast.fasilitator
    signed = {"jenis": "REMBUK_KELURAHAN", "bertanda_tangan": True}
    fix = reverse("rembuk:result-edit", args=[world.cycle.pk, meeting.pk])
    assert [gap.url for gap in asked(world, "rembuk", "P2", **signed)] == [fix]
    assert [gap.text for gap in asked(world, "diumumkan", "P2", jenis="REMBUK_KELURAHAN")] == [
        f"Hasil “{meeting.title}” belum diumumkan."
    ]
    with pytest.raises(MeetingRefused, match="tanggal dan tempat"):
        services.record_result(meeting=meeting, by=by, published_on=date(2026, 2, 20))
    with pytest.raises(MeetingRefused, match="sejak hari pertemuan"):
        services.record_result(meeting=meeting, by=by, published_on=date(2026, 2, 1), published_at="Papan RW")
    for _ in range(2):
        services.record_result(
            meeting=meeting, by=by, scan=photo(), published_on=date(2026, 2, 20), published_at="Papan RW"
        )
    assert meeting.evidence.filter(kind="BERITA_ACARA").count() == 1
    assert asked(world, "rembuk", "P2", **signed) == []
    assert asked(world, "diumumkan", "P2", jenis="REMBUK_KELURAHAN") == []


def test_a_meeting_that_is_not_closed_has_no_signed_result(world):
    meeting = named(world, held(world, "REMBUK_KELURAHAN", "P2", 3, status=MeetingStatus.HELD))
    with pytest.raises(MeetingRefused, match="Tutup pertemuan ini dahulu"):
        services.record_result(meeting=meeting, by=world.cast.fasilitator)


def test_the_page_keeps_the_signed_paper_of_a_closed_meeting(world, facilitator, at, media):
    meeting = closed(world)
    address = at("result-edit", meeting)
    assert address in facilitator.get(at("meeting-detail", meeting)).content.decode()
    sent = {"scan": photo(), "published_on": "20-2-2026", "published_at": "Papan RW 01"}
    assert facilitator.post(address, sent).url == at("meeting-detail", meeting)
    assert "Hasil diumumkan 20 Februari 2026 di Papan RW 01" in facilitator.get(
        at("meeting-detail", meeting)
    ).content.decode().replace("\xa0", " ")


def test_somebody_from_every_rt_of_the_sk_has_to_come(world):
    rows = [
        AttendeeRow("Warga Contoh", "P", world.rts[0].pk, "WARGA"),
        AttendeeRow("Warga Contoh 2", "L", world.rts[2].pk, "WARGA"),
    ]
    meeting = named(world, held(world, "SOSIALISASI", "P1", 3, status=MeetingStatus.HELD), rows)
    assert [gap.text for gap in asked(world, "jangkauan", "P1")] == [
        "Belum ada yang hadir dari RT 001 / RW 001, RT 002 / RW 001, RT 003 / RW 001."
    ]
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.CLOSED)
    assert [gap.text for gap in asked(world, "jangkauan", "P1")] == ["Belum ada yang hadir dari RT 002 / RW 001."]


def test_sanitation_is_mapped_with_somebody_from_every_rt_of_the_rounds(world_of):
    world = world_of("S", decree=False)
    held(world, "REMBUK_RTRW_1", "S1.2", 2, rts=[0], about="MASALAH")
    held(world, "REMBUK_RTRW_1", "S1.2", 3, rts=[2], about="MASALAH")
    (first, second) = (world.rts[0].label, world.rts[2].label)
    assert of_step(world, "S3.1", "jangkauan") == [f"Belum ada yang hadir dari {first}, {second}."]
    rows = [AttendeeRow("Warga Contoh", "P", world.rts[0].pk, "WARGA")]
    mapped = named(world, held(world, "KELOMPOK_PEREMPUAN", "S3.1", 9, status=MeetingStatus.HELD), rows)
    Meeting.objects.filter(pk=mapped.pk).update(status=MeetingStatus.CLOSED)
    assert of_step(world, "S3.1", "jangkauan") == [f"Belum ada yang hadir dari {second}."]
    assert all(entry.key != "semua_rt" for entry in find_step("S", "S3.1").entries)


def test_before_any_round_every_rt_of_the_kelurahan_is_wanted(world_of):
    world = world_of("S", decree=False)
    assert len(world.rts) == 3
    assert of_step(world, "S3.1", "jangkauan") == [
        "Belum ada yang hadir dari RT 001 / RW 001, RT 002 / RW 001, RT 003 / RW 001."
    ]


def test_a_round_that_is_asked_from_one_and_from_three_rt_costs_the_same_queries(
    world_of, django_assert_max_num_queries
):
    world = world_of("S", decree=False)
    held(world, "REMBUK_KEL_1", "S1.1", 1, about="PROGRAM")
    for day in (3, 4, 5):
        held(world, "REMBUK_RTRW_1", "S1.2", day, rts=[day - 3], about="MASALAH")
        with django_assert_max_num_queries(5):
            of_step(world, "S1.2")


def test_meetings_of_one_title_are_told_apart_by_their_day(world_of):
    world = world_of("K")
    meetings = [held(world, "UJI_PUBLIK", "K2.4c", day) for day in (3, 5)]
    for meeting in meetings:
        meeting.evidence.all().delete()
    Meeting.objects.update(title="Uji publik Krapyak")
    lacking = of_step(world, "K2.4c")
    for meeting in meetings:
        day = tanggal(meeting.held_on)
        assert f"Pindaian berita acara bertanda tangan “Uji publik Krapyak” ({day}) belum ada." in lacking


def test_a_meeting_typed_through_the_verbs_answers_the_gate(world_of):
    world = world_of("K")
    meeting = named(world, planned(world, type=MeetingType.UJI_PUBLIK, step="K2.4c"))
    minuted(world, meeting, entries=[EntryRow("Jalan?", "Warga Contoh 1", "Masuk tahun kedua.")])
    led(world, meeting)
    services.close_meeting(meeting=meeting, by=world.cast.fasilitator)
    lacking = of_step(world, "K2.4c")
    assert lacking[0] == "Uji publik baru 1 dari 2 kali."
    assert lacking[1] == f"Pindaian berita acara bertanda tangan “{meeting.title}” belum ada."
    assert of_step(world, "K2.4c", "dijawab") == []
