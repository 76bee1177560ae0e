"""Attendance by names or by counts, reconciled with the paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kumuh.core.versions import ChangedMeanwhile
from planning.rembuk import queries, services
from planning.rembuk.enums import Element, MeetingStatus
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.models import AttendanceCount
from planning.rembuk.participation import Totals
from planning.rembuk.services import AttendeeRow, CountRow, PaperCheck
from tests.cast import make_rt
from tests.planning.rembuk.builders import counted, named, paper_photo, people, planned

pytestmark = pytest.mark.django_db


def totals(meeting):
    return queries.totals_of([meeting])[meeting.pk]


def test_names_make_totals_per_rt_and_per_element(world):
    rows = [
        AttendeeRow("Ibu Contoh", "P", world.rts[0].pk, Element.PKK),
        AttendeeRow("Bapak Contoh", "L", world.rts[0].pk, Element.MBR),
        AttendeeRow("Nenek Contoh", "P", world.rts[2].pk, Element.LANSIA),
        AttendeeRow("Tamu Contoh", "L", None, Element.LUAR, address="Dinas Perkim"),
    ]
    meeting = named(world, planned(world), rows)
    assert totals(meeting) == Totals(men=2, women=2, poor=1, vulnerable=1)
    assert [(row.label, row.totals.total) for row in queries.attendance_by_rt(meeting)] == [
        ("RT 001 / RW 001", 2),
        ("RT 003 / RW 001", 1),
        ("Dari luar RT", 1),
    ]
    assert [(row.label, row.totals.total) for row in queries.attendance_by_element(meeting)] == [
        ("Warga miskin/MBR", 1),
        ("Kader PKK", 1),
        ("Lansia", 1),
        ("Undangan dari luar kelurahan", 1),
    ]
    assert meeting.status == MeetingStatus.HELD


def test_counts_from_paper_make_the_same_totals(world):
    meeting = counted(world, planned(world), (0, 3, 4, 2, 1), (2, 1, 0, 0, 0), (None, 1, 1, 0, 0))
    assert totals(meeting) == Totals(men=5, women=5, poor=2, vulnerable=1)
    assert [row.totals.total for row in queries.attendance_by_rt(meeting)] == [7, 1, 2]
    assert queries.attendance_by_element(meeting) == ()


@pytest.mark.parametrize("place", [0, None])
def test_the_database_itself_keeps_one_count_per_rt_and_one_from_outside(world, place):
    meeting = counted(world, planned(world), (0, 3, 4, 2, 1), (None, 1, 1, 0, 0))
    rt = None if place is None else world.rts[place]
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceCount.objects.create(meeting=meeting, rt=rt, men=1)


def test_the_way_last_used_is_the_one_that_counts(world):
    meeting = named(world, planned(world))
    meeting = counted(world, meeting, (0, 30, 20, 5, 0))
    assert totals(meeting).total == 50
    assert totals(named(world, meeting, people(world, 2, 1))).total == 3


def test_typing_again_changes_only_what_changed_and_keeps_who_did_it(world):
    meeting = named(world, planned(world))
    first, second, *rest = meeting.attendees.all()
    rows = [
        AttendeeRow("Nama Baru Contoh", first.sex, first.rt_id, first.element, first.poor, pk=first.pk),
        *(AttendeeRow(p.name, p.sex, p.rt_id, p.element, p.poor, pk=p.pk) for p in rest),
    ]
    services.record_attendance_names(meeting=meeting, rows=rows, paper=PaperCheck(len(rows)), by=world.cast.bkm)
    history = type(first).history
    changed = history.filter(id=first.pk).first()
    assert (changed.name, changed.history_user) == ("Nama Baru Contoh", world.cast.bkm)
    assert history.filter(id=second.pk).first().history_type == "-"
    assert history.filter(id=rest[0].pk).count() == 1


@pytest.mark.parametrize("typed_as", ["names", "counts"])
def test_a_difference_with_the_paper_needs_a_reason_and_a_photo(world, media, typed_as):
    meeting = planned(world)

    def save(paper):
        if typed_as == "names":
            return named(world, meeting, people(world, 4, 4), paper=paper)
        return counted(world, meeting, (0, 4, 4, 0, 0), paper=paper)

    with pytest.raises(MeetingRefused, match="alasannya dan foto daftar hadir kertas"):
        save(PaperCheck(10))
    with pytest.raises(MeetingRefused, match="lengkapi foto"):
        save(PaperCheck(10, "Dua orang tanda tangan dua kali."))
    paper_photo(world, meeting)
    with pytest.raises(MeetingRefused, match="lengkapi alasannya"):
        save(PaperCheck(10, "   "))
    saved = save(PaperCheck(10, "Dua orang tanda tangan dua kali."))
    assert (saved.paper_total, saved.mismatch_reason) == (10, "Dua orang tanda tangan dua kali.")
    assert save(PaperCheck(8, "tidak perlu lagi")).mismatch_reason == ""


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"name": "  "}, "tanpa nama"),
        ({"sex": ""}, "L atau P untuk Warga Contoh"),
        ({"sex": "X"}, "L atau P"),
        ({"element": "RAJA"}, "Unsur"),
        ({"rt_id": 10**9}, "bukan bagian kelurahan ini"),
    ],
)
def test_an_impossible_person_is_refused_and_nothing_is_kept(world, row, sentence):
    meeting = planned(world)
    rows = [*people(world), AttendeeRow(**{"name": "Warga Contoh", "sex": "P"} | row)]
    with pytest.raises(MeetingRefused, match=sentence):
        named(world, meeting, rows)
    assert not meeting.attendees.exists()


def test_an_rt_of_the_next_kelurahan_is_refused(world):
    stranger = make_rt(world.places.next_kelurahan)
    with pytest.raises(MeetingRefused, match="bukan bagian"):
        named(world, planned(world), [AttendeeRow("Warga Contoh", "L", stranger.pk)])


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [((-1, 2, 0, 0), "kurang dari nol"), ((2, 2, 5, 0), "lebih banyak"), ((2, 2, 0, 5), "lebih banyak")],
)
def test_impossible_counts_are_refused(world, numbers, sentence):
    with pytest.raises(MeetingRefused, match=sentence):
        counted(world, planned(world), (0, *numbers), paper=PaperCheck())


def test_the_same_rt_twice_is_refused(world):
    with pytest.raises(MeetingRefused, match="dua kali"):
        counted(world, planned(world), (0, 1, 1, 0, 0), (0, 2, 2, 0, 0))


def test_a_row_set_to_nobody_disappears(world):
    meeting = counted(world, planned(world), (0, 3, 3, 0, 0), (1, 1, 1, 0, 0))
    counted(world, meeting, (0, 0, 0, 0, 0), (1, 1, 1, 0, 0))
    assert [count.rt_id for count in meeting.counts.all()] == [world.rts[1].pk]


def test_nobody_attends_a_meeting_of_tomorrow(world):
    meeting = planned(world, held_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(MeetingRefused, match="belum dapat diisi"):
        named(world, meeting)


def test_two_people_typing_the_same_list_never_overwrite_each_other_silently(world):
    meeting = planned(world)
    opened = queries.stamp(meeting, "hadir")
    named(world, meeting)
    rows = [CountRow(world.rts[0].pk, 1, 1)]
    with pytest.raises(ChangedMeanwhile, match="Fasilitator"):
        services.record_attendance_counts(
            meeting=meeting, rows=rows, paper=PaperCheck(2), by=world.cast.bkm, seen=opened
        )
    assert totals(meeting).total == 8
    services.write_minutes(
        meeting=meeting,
        discussions={},
        entries=[],
        summary="Lain halaman",
        by=world.cast.bkm,
        seen=queries.stamp(meeting, "notulen"),
    )
    services.record_attendance_counts(
        meeting=meeting, rows=rows, paper=PaperCheck(2), by=world.cast.bkm, seen=queries.stamp(meeting, "hadir")
    )


def test_a_name_written_twice_for_one_rt_is_pointed_out_but_not_refused(world):
    rt = world.rts[0].pk
    rows = [AttendeeRow("Siti Contoh", "P", rt), AttendeeRow("siti  contoh", "P", rt), AttendeeRow("Siti Contoh", "P")]
    meeting = named(world, planned(world), rows)
    assert queries.repeated_names(queries.attendees(meeting)) == ["siti contoh"]


def test_totals_of_two_and_of_five_meetings_cost_the_same_queries(world, django_assert_num_queries):
    meetings = [named(world, planned(world, held_on=date(2026, 2, day))) for day in (1, 2, 3)]
    meetings += [counted(world, planned(world), (0, 5, 5, 1, 1)) for _ in range(2)]
    with django_assert_num_queries(2):
        queries.totals_of([meetings[0], meetings[-1]])
    with django_assert_num_queries(2):
        found = queries.totals_of(meetings)
    assert [found[meeting.pk].total for meeting in meetings] == [8, 8, 8, 10, 10]


def test_refusals_are_validation_errors_so_that_a_form_can_show_them():
    assert issubclass(MeetingRefused, ValidationError)
