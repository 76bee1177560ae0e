"""Trainings: topics of the programme, people chosen instead of typed twice, scores and grasp, materials."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kumuh.core.uploads import clean_upload
from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.errors import StepLocked
from planning.cycles.models import TeamMember
from planning.institutions import queries, services
from planning.institutions.catalog import TOPIC_SETS, sets_of
from planning.institutions.errors import InstitutionRefused
from planning.institutions.services import NewPerson, Score, TrainingFacts
from tests.cast import make_cycle
from tests.planning.institutions.builders import TRAINED, founded, member, scored, staffed, trained
from tests.planning.rembuk.builders import closed, photo

pytestmark = pytest.mark.django_db


def choose(world, training, *keys, keep=None, new=(), seen=""):
    kept = [row.pk for row in training.participants.all()] if keep is None else keep
    return services.choose_participants(
        training=training, keep=kept, chosen=keys, new=new, by=world.cast.bkm, seen=seen
    )


def names(training):
    return [row.name for row in queries.participants_of(training)]


def a_bkm(world, *people):
    body = founded(world, "BKM", "BKM Contoh")
    staffed(world, body, *(member(name) for name in people))
    return body


# --- Topics ---------------------------------------------------------------------------------------------------------
def test_plpbk_has_six_topics_and_kotaku_four():
    assert [one.name for one in TOPIC_SETS["PLPBK"].topics] == [
        "Konsep PLPBK", "Peran pelaku", "Siklus", "Pemetaan swadaya", "Penyusunan RPP", "Pendanaan BLM PLPBK",
    ]  # fmt: skip
    assert [one.name for one in TOPIC_SETS["KBIK"].topics] == [
        "Pedoman Umum Program KOTAKU", "Metode PRA", "Aturan/perundangan desa", "Cara membuat peta",
    ]  # fmt: skip


def test_a_cycle_is_offered_the_topics_of_its_own_programme_first():
    assert [sets_of(track)[0].code for track in "KPSCL"] == ["KBIK", "KBIK", "KBIK", "KBIK", "PLPBK"]


def test_topics_stand_in_the_order_of_their_set_however_they_were_ticked(world):
    training = trained(world, topics=("DANA", "KONSEP"))
    assert [topic.code for topic in training.taught] == ["KONSEP", "DANA"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"topics": ()}, "Pilih paling sedikit satu materi"),
        ({"topics": ("PETA",)}, "Pilih paling sedikit satu materi Pelatihan PLPBK"),
        ({"trainers": " "}, "Tulis siapa yang melatih"),
        ({"ends_on": date(2026, 1, 27)}, "lebih awal daripada tanggal mulai"),
    ],
)
def test_a_training_without_topic_trainer_or_sense_is_refused(world, wrong, words):
    facts = {"title": "Contoh", "topics": ("KONSEP",), "held_on": TRAINED, "trainers": "Contoh"} | wrong
    with pytest.raises(InstitutionRefused, match=words):
        services.register_training(
            region=world.places.kelurahan, topic_set="PLPBK", facts=TrainingFacts(**facts), by=world.cast.bkm
        )


def test_a_signed_list_of_a_day_to_come_is_refused(world, media):
    tomorrow = timezone.localdate() + timedelta(days=1)
    facts = TrainingFacts("Contoh", ("KONSEP",), tomorrow, "Contoh")
    with pytest.raises(InstitutionRefused, match="Tanggalnya belum tiba"):
        services.register_training(
            region=world.places.kelurahan, topic_set="PLPBK", facts=facts, by=world.cast.bkm,
            scan=clean_upload(photo()),
        )  # fmt: skip


def test_a_topic_that_was_assessed_cannot_be_taken_away(world):
    training = trained(world, ("Contoh", None, "WARGA"))
    scored(world, training)
    facts = TrainingFacts("Contoh", ("KONSEP",), TRAINED, "Contoh")
    with pytest.raises(InstitutionRefused, match="Sudah ada penilaian untuk Peran pelaku"):
        services.change_training(training=training, facts=facts, by=world.cast.bkm, expected_version=training.version)


# --- People ---------------------------------------------------------------------------------------------------------
def test_members_team_and_earlier_participants_are_offered_and_nobody_twice(world):
    a_bkm(world, "Anggota Contoh")
    TeamMember.objects.create(cycle=world.cycle, name="Relawan Contoh", sex="P", duty="Surveyor")
    trained(world, ("Aparat Contoh", None, "APARAT"), ("anggota  CONTOH", None, "WARGA"), on=date(2026, 1, 10))
    training = trained(world)

    assert [(one.name, one.group) for one in queries.known_people(training)] == [
        ("Anggota Contoh", "BKM Contoh"),
        ("Relawan Contoh", "Tim perencana"),
        ("Aparat Contoh", "Peserta pelatihan sebelumnya"),
    ]


def test_people_of_a_rembuk_are_offered_too(world):
    closed(world)
    training = trained(world)
    assert {one.group for one in queries.known_people(training)} == {"Hadir pada rembuk"}


def test_who_is_chosen_brings_name_sex_rt_element_and_body(world):
    body = founded(world, "BKM", "BKM Contoh")
    staffed(world, body, member("Anggota Contoh", "L", rt_id=world.rts[0].pk, element="TOKOH"))
    training = trained(world)
    choose(world, training, queries.known_people(training)[0].key)
    (row,) = queries.participants_of(training)
    assert (row.name, row.sex, row.rt, row.element, row.institution, row.present) == (
        "Anggota Contoh", "L", world.rts[0], "TOKOH", body, True,
    )  # fmt: skip


def test_a_typed_name_that_is_known_is_taken_from_the_list(world):
    body = a_bkm(world, "Anggota Contoh")
    training = trained(world)
    choose(world, training, new=[NewPerson("anggota  contoh", "P")])
    (row,) = queries.participants_of(training)
    assert (row.name, row.institution) == ("Anggota Contoh", body)


def test_the_same_person_twice_is_refused(world):
    training = trained(world, ("Contoh", None, "WARGA"))
    with pytest.raises(InstitutionRefused, match="sudah ada dalam daftar peserta"):
        choose(world, training, new=[NewPerson("CONTOH.", "P")])


def test_who_is_added_before_the_day_is_expected_and_not_yet_present(world):
    training = trained(world, ("Contoh", None, "WARGA"), on=timezone.localdate() + timedelta(days=3))
    assert [row.present for row in queries.participants_of(training)] == [False]
    with pytest.raises(InstitutionRefused, match="Hari pelatihan belum tiba"):
        scored(world, training)


def test_who_was_assessed_stays_on_the_list(world):
    training = trained(world, ("Satu Contoh", None, "WARGA"), ("Dua Contoh", None, "WARGA"))
    one, _ = queries.participants_of(training)
    services.record_scores(training=training, scores=[Score(one.pk, before=50)], by=world.cast.bkm)
    choose(world, training, keep=[one.pk])
    assert names(training) == ["Satu Contoh"]
    with pytest.raises(InstitutionRefused, match="Satu Contoh sudah dinilai"):
        choose(world, training, keep=[])


def test_a_body_of_another_kelurahan_is_refused(world):
    strange = founded(world, "BKM", "BKM Tetangga Contoh", region=world.places.next_kelurahan)
    training = trained(world)
    with pytest.raises(InstitutionRefused, match="bukan milik wilayah ini"):
        choose(world, training, new=[NewPerson("Contoh", "P", institution_id=strange.pk)])


def test_two_people_who_fill_the_list_at_once_notice_each_other(world):
    training = trained(world)
    seen = queries.participant_stamp(training)
    choose(world, training, new=[NewPerson("Satu Contoh", "P")])
    with pytest.raises(ChangedMeanwhile):
        choose(world, training, new=[NewPerson("Dua Contoh", "P")], seen=seen)


# --- Scores ---------------------------------------------------------------------------------------------------------
def test_scores_and_grasp_are_kept_per_person_and_topic(world):
    training = trained(world, ("Contoh", None, "WARGA"))
    scored(world, training, SIKLUS="B", DANA="")
    (row,) = queries.participants_of(training)
    assert (row.before, row.after) == (40, 80)
    assert [row.grasp(topic) for topic in training.taught] == ["P", "P", "B", "P", "P", ""]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"after": 101}, "nilai sesudah antara 0 dan 100"),
        ({"before": -1}, "nilai sebelum antara 0 dan 100"),
        ({"grasps": {"PETA": "P"}}, "tidak dikenal"),
        ({"grasps": {"KONSEP": "X"}}, "tidak dikenal"),
        ({"present": False, "before": 10}, "ditandai tidak hadir"),
    ],
)
def test_scores_that_cannot_be_are_refused(world, wrong, words):
    training = trained(world, ("Contoh", None, "WARGA"))
    score = Score(training.participants.get().pk, **wrong)
    with pytest.raises(InstitutionRefused, match=words):
        services.record_scores(training=training, scores=[score], by=world.cast.bkm)


def test_a_training_on_which_a_closed_step_rests_is_locked_and_a_later_one_is_not(world):
    cycle = make_cycle(world.places.kelurahan, world.cast.pokja, track="L", survey_year=None)
    before = trained(world, ("Contoh", None, "WARGA"), cycle=cycle)
    closed_at = timezone.make_aware(timezone.datetime(2026, 2, 1, 12))
    cycle.steps.filter(step="L1.2").update(status="SELESAI", closed_at=closed_at)
    services.require_training_open(
        training=before
    )  # another step still asks for trainings, typed from paper days later
    cycle.steps.filter(step="L1.3").update(status="SELESAI", closed_at=closed_at)
    after = trained(world, ("Contoh", None, "WARGA"), cycle=cycle, on=date(2026, 2, 20))
    with pytest.raises(StepLocked, match="sudah selesai"):
        scored(world, before)
    scored(world, after)


def test_a_training_with_assessments_is_not_deleted(world):
    training = trained(world, ("Contoh", None, "WARGA"))
    scored(world, training)
    with pytest.raises(InstitutionRefused, match="sudah berisi penilaian"):
        services.drop_training(training=training, by=world.cast.bkm)
    empty = trained(world)
    services.drop_training(training=empty, by=world.cast.bkm)
    assert queries.trainings_in(world.places.kelurahan.pk) == [training]


# --- Materials ------------------------------------------------------------------------------------------------------
def material(world, region=None, **more):
    facts = {"topic_set": "KBIK", "topic": "PETA", "title": "Contoh", "link": "https://contoh.example/peta"} | more
    return services.keep_material(region=region or world.places.kelurahan, by=world.cast.bkm, **facts)


def test_material_of_the_kota_serves_its_kelurahan_and_not_the_next_one(world):
    own, shared = material(world), material(world, world.places.city, title="Dari kota")
    material(world, world.places.next_kelurahan, title="Tetangga")
    shelves = {
        shelf.topic.code: shelf.materials for shelf in queries.shelves(world.places.kelurahan, TOPIC_SETS["KBIK"])
    }
    assert set(shelves["PETA"]) == {own, shared}
    assert shelves["PRA"] == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"link": ""}, "Unggah berkas"), ({"topic": "KONSEP"}, "Pilih materinya"), ({"title": " "}, "Tulis judul")],
)
def test_material_needs_topic_title_and_a_file_or_an_address(world, wrong, words):
    with pytest.raises(InstitutionRefused, match=words):
        material(world, **wrong)
