"""Riwayat perubahan: who changed what, from what to what, in the words of the office."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from kumuh.accounts.models import Assignment
from kumuh.conditions.models import RtRecord
from kumuh.core.history import Change, Source, tracked_tables
from kumuh.reviews.models import Note, Review
from planning.desk.catalog import FIELD_WORDS, KINDS
from planning.desk.queries import find_record, record_history
from planning.programs.models import Allocation, Fund, Work
from tests.cast import make_rt
from tests.planning.rembuk.builders import closed, decided, named, people, planned

FUND = {"code": "CONTOH", "name": "Dana contoh", "source": "APBN", "ceiling": 1_000_000_000, "basis": "contoh"}


def a_work(world, **changes):
    values = {
        "cycle": world.cycle,
        "name": "Saluran gang 3",
        "aspect": 4,
        "location": "Gang 3",
        "volume": Decimal("120.5"),
        "unit": "m",
        "unit_price": 1_250_000,
        "cost": 150_625_000,
        "quarter": 2,
        "households": 40,
    } | changes
    return Work.objects.create(**values)


def saved_by(user, row):
    row._history_user = user
    row.save()
    return row


def history(kind, record):
    return record_history(KINDS[kind], record)


def url(kind, key):
    return reverse("desk:history-detail", args=[kind, key])


def test_every_table_with_history_has_a_page_or_stands_on_one():
    told = {kind.table for kind in KINDS.values()}
    told |= {part.table for kind in KINDS.values() for part in kind.belonging}
    assert told == set(tracked_tables())


def told_fields():
    tables = tracked_tables()
    for kind in KINDS.values():
        yield from words_of(Source(tables[kind.table], {"id": 0}, kind.hidden, words=FIELD_WORDS))
        for part in kind.belonging:
            if not part.counted:
                yield from words_of(Source(tables[part.table], {f"{part.via}_id": 0}, words=FIELD_WORDS))


def words_of(source):
    return [(source.word(column), column.name) for column in source.fields]


def test_every_field_that_is_told_has_a_name_in_the_words_of_the_office():
    unnamed = {name for name, column in told_fields() if column not in FIELD_WORDS and name == column.replace("_", " ")}
    assert unnamed == set()


def test_a_change_tells_field_old_and_new_value_in_words(world):
    work = a_work(world)
    work.cost, work.volume, work.land_ready, work.executor, work.realised_year = (
        160_000_000,
        Decimal("128"),
        True,
        "KONTRAKTOR",
        2026,
    )
    saved_by(world.cast.fasilitator, work)
    newest = history("kegiatan", work).saves[0]
    assert newest.who == "Fasilitator kelurahan/TFL Contoh"
    (event,) = newest.events
    assert event.act == "~"
    assert set(event.changes) == {
        Change("volume", "120,5", "128"),
        Change("biaya (Rp)", "Rp\xa0150.625.000", "Rp\xa0160.000.000"),
        Change("lahan siap (milik umum atau ada surat)", "tidak", "ya"),
        Change("pelaksana", "Masyarakat (KSM)", "Kontraktor"),
        Change("tahun selesai", "", "2026"),
    }


def test_saving_without_a_change_leaves_no_entry(world):
    work = a_work(world)
    before = len(history("kegiatan", work).saves)
    saved_by(world.cast.fasilitator, work)
    assert len(history("kegiatan", work).saves) == before


def test_money_of_a_work_is_part_of_its_history_also_when_the_row_was_deleted(world):
    work = a_work(world)
    row = saved_by(world.cast.bkm, Allocation(work=work, source="SWADAYA", amount=5_000_000))
    row._history_user = world.cast.bkm
    row.delete()
    acts = {(event.act, event.kind, event.record) for save in history("kegiatan", work).saves for event in save.events}
    assert {
        ("+", "sumber dana kegiatan", "Swadaya masyarakat"),
        ("-", "sumber dana kegiatan", "Swadaya masyarakat"),
    } <= acts


def test_a_date_and_the_name_behind_a_foreign_key_are_written_out(world):
    decree = world.decree
    decree.signed_on = date(2024, 2, 1)
    saved_by(world.cast.pokja, decree)
    cycle = world.cycle
    cycle.decree = None
    saved_by(world.cast.pokja, cycle)
    changes = [change for save in history("sk-kumuh", decree).saves for e in save.events for change in e.changes]
    assert Change("tanggal ditetapkan", "15 Januari 2024", "1 Februari 2024") in changes
    assert history("siklus", cycle).saves[0].events[0].changes == (Change("SK Kumuh", str(decree), ""),)


def test_counts_of_an_rt_are_compared_parameter_by_parameter(world):
    survey = world.survey
    record = RtRecord.objects.create(
        survey=survey,
        kelurahan=survey.kelurahan,
        neighbourhood=world.rts[0],
        year=survey.year,
        ruleset=survey.ruleset,
        volumes={"jalan_kualitas": "120.5", "jalan_cakupan": None},
    )
    record.volumes = {"jalan_kualitas": "80", "jalan_cakupan": "0"}
    saved_by(world.cast.fasilitator, record)
    labels = {item["key"]: item["label"] for item in survey.ruleset.data["criteria"]}
    assert set(history("data-rt", record).saves[0].events[0].changes) == {
        Change(f"volume: {labels['jalan_kualitas']}", "120,5", "80"),
        Change(f"volume: {labels['jalan_cakupan']}", "", "0"),
    }


def test_the_history_of_a_meeting_counts_people_and_never_names_them(world, as_user):
    meeting = named(world, planned(world))
    decided(world, meeting)
    text = as_user(world.cast.pemantau).get(url("rembuk", meeting.pk)).content.decode()
    assert f"{len(people(world))} peserta" in text
    assert "Warga Contoh" not in text
    assert "Rumusan masalah diterima." in text


def test_who_said_what_in_a_meeting_is_told_to_those_who_work_with_the_names_only(world, as_user):
    meeting = closed(world)
    for user, sees in ((world.cast.pemantau, False), (world.cast.ksm, False), (world.cast.lurah, True)):
        text = as_user(user).get(url("rembuk", meeting.pk)).content.decode()
        assert "Saluran di gang 3 tersumbat." in text
        assert ("Warga Contoh 1" in text, "Pimpinan Contoh" in text) == (sees, sees), user


def test_every_record_with_a_page_leads_back_to_it(world):
    work = a_work(world)
    meeting = planned(world)
    for kind, record in (("kegiatan", work), ("rembuk", meeting), ("siklus", world.cycle), ("sk-kumuh", world.decree)):
        assert history(kind, record).url, kind


def test_the_title_says_what_the_record_is_once_and_where(world):
    record = RtRecord.objects.create(
        survey=world.survey,
        kelurahan=world.survey.kelurahan,
        neighbourhood=world.rts[0],
        year=world.survey.year,
        ruleset=world.survey.ruleset,
    )
    rows = {"rt-rw": world.rts[0], "sk-kumuh": world.decree, "data-rt": record, "survei": world.survey}
    assert {kind: history(kind, row).title for kind, row in rows.items()} == {
        "rt-rw": "RT 001 / RW 001, Krapyak",
        "sk-kumuh": str(world.decree),
        "data-rt": f"Data RT 001 / RW 001 tahun {world.survey.year}, Krapyak",
        "survei": f"Survei {world.survey}, Krapyak",
    }


def test_many_rows_that_came_together_fold_into_one_line(world, as_user):
    work = a_work(world)
    sources = ["SWADAYA", "APBN", "APBD_KOTA", "SWASTA"]
    bulk_create_with_history([Allocation(work=work, source=name, amount=1) for name in sources], Allocation)
    (save,) = [save for save in history("kegiatan", work).saves if len(save.events) > 2]
    assert [(group.kind, len(group.events), group.folded) for group in save.groups] == [
        ("kegiatan", 1, False),
        ("sumber dana kegiatan", 4, True),
    ]
    assert "Menambah 4 sumber dana kegiatan" in as_user(world.cast.lurah).get(url("kegiatan", work.pk)).content.decode()


def test_codes_are_told_in_the_words_of_the_regulation(world):
    work = a_work(world, aspect=4)
    work.aspect = 2
    saved_by(world.cast.bkm, work)
    assert history("kegiatan", work).saves[0].events[0].changes == (
        Change("indikator", "Drainase lingkungan", "Jalan lingkungan"),
    )


def test_one_press_of_a_button_is_one_entry(world):
    meeting = named(world, planned(world))
    saves = history("rembuk", meeting).saves
    assert len({save.at for save in saves}) == len(saves)
    assert any({event.kind for event in save.events} >= {"pertemuan", "peserta"} for save in saves)


def test_a_deleted_record_keeps_its_history_for_its_own_area_only(world, as_user):
    rt = make_rt(world.places.kelurahan, "009")
    key = rt.pk
    rt.delete()
    answer = as_user(world.cast.fasilitator).get(url("rt-rw", key))
    assert "Sudah dihapus" in answer.content.decode()
    with pytest.raises(Http404):
        find_record(world.cast.stranger, "rt-rw", str(key))


def test_records_of_another_area_do_not_exist(world, as_user):
    assert as_user(world.cast.stranger).get(url("siklus", world.cycle.pk)).status_code == 404


@pytest.mark.parametrize("address", [("siklus", "x"), ("siklus", "9" * 30), ("pengguna", "1"), ("dana", "0")])
def test_what_is_not_there_is_not_found(world, as_user, address):
    assert as_user(world.cast.pokja).get(url(*address)).status_code == 404


def test_funds_of_the_whole_country_are_open_to_everybody_with_an_assignment(world, as_user):
    fund = Fund.objects.create(**FUND)
    assert as_user(world.cast.ksm).get(url("dana", fund.pk)).status_code == 200


def test_assignments_are_for_admin_and_pokja(world, as_user):
    own = Assignment.objects.get(user=world.cast.lurah)
    assert as_user(world.cast.pokja).get(url("penugasan", own.pk)).status_code == 200
    assert as_user(world.cast.lurah).get(url("penugasan", own.pk)).status_code == 403


def test_an_internal_note_has_no_history_for_the_side_that_wrote_the_work(world, as_user):
    review = Review.objects.create(
        chain="p2-profil", subject_type="stepstate", subject_id=1, region=world.places.kelurahan, title="Profil"
    )
    note = Note.objects.create(review=review, round=1, text="RAHASIA", internal=True, author=world.cast.pokja)
    assert as_user(world.cast.fasilitator).get(url("catatan", note.pk)).status_code == 404
    assert "RAHASIA" in as_user(world.cast.pokja).get(url("catatan", note.pk)).content.decode()


def test_hostile_text_stays_text(world, as_user):
    work = a_work(world, name="<script>alert(1)</script>")
    assert "<script>alert" not in as_user(world.cast.lurah).get(url("kegiatan", work.pk)).content.decode()


def test_history_cannot_be_changed_through_the_page(world, as_user):
    assert as_user(world.cast.pokja).post(url("siklus", world.cycle.pk)).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_changes(world, as_user, django_assert_max_num_queries):
    work = saved_by(world.cast.bkm, a_work(world, note="catatan"))
    work.note = "catatan pertama"
    saved_by(world.cast.bkm, work)
    browser = as_user(world.cast.lurah)

    def queries():
        with django_assert_max_num_queries(60) as seen:
            browser.get(url("kegiatan", work.pk))
        return len(seen)

    sources = ["SWADAYA", "APBN", "APBD_KOTA"]
    bulk_create_with_history([Allocation(work=work, source=sources[0], amount=1)], Allocation)
    one = queries()
    bulk_create_with_history([Allocation(work=work, source=name, amount=1) for name in sources[1:]], Allocation)
    for number in range(3):
        work.note = f"catatan {number}"
        saved_by(world.cast.bkm, work)
    assert queries() == one
