"""Meeting types of the programmes: where they are offered, what they decide, how long they last, who signs."""

import pytest
from django.core.exceptions import ValidationError

from kumuh.accounts.enums import Office
from planning.cycles.catalog import TRACKS
from planning.rembuk import queries
from planning.rembuk.catalog import KINDS, agenda_for, kinds_for, likely_subject, subjects_for
from planning.rembuk.enums import MeetingType, Subject
from planning.rembuk.errors import MeetingRefused
from planning.rembuk.forms.meeting import MeetingForm
from tests.planning.rembuk.builders import a_plan, decided, led, minuted, named, planned

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@each_kind
def test_a_type_says_what_it_is_for_who_comes_what_it_leaves_and_where_its_agenda_comes_from(kind):
    assert all((kind.purpose, kind.invited, kind.outputs, kind.basis))
    assert kind.agenda[0].text == "Pembukaan"
    assert all(topic.minutes > 0 for topic in kind.agenda)
    assert kind.minutes <= 240


@each_kind
def test_a_type_is_offered_by_steps_that_exist(kind):
    codes = {step.code for info in TRACKS.values() for step in info.steps}
    assert set(kind.steps) <= codes
    assert any(kind.offered_in(track) for track in TRACKS)


@each_kind
def test_a_type_that_decides_has_subjects_and_only_known_offices_sign(kind):
    assert kind.subjects or not kind.decides
    assert set(kind.signers.acknowledged) <= set(Office.labels)


def test_the_public_rembuk_lasts_135_minutes():
    assert KINDS["REMBUK_KELURAHAN"].minutes == 135
    assert [topic.minutes for topic in agenda_for("REMBUK_KELURAHAN", "K2.4a")] == [5, 10, 30, 45, 30, 10, 5]


def test_the_types_of_the_step_come_first_and_other_programmes_keep_theirs():
    offered = [kind.type for kind in kinds_for("S", "S1.2")]
    assert offered[0] == MeetingType.REMBUK_RTRW_1
    assert MeetingType.RPK not in offered
    assert [kind.type for kind in kinds_for("K", "K2.4c")][:3] == [
        MeetingType.REMBUK_KELURAHAN, MeetingType.UJI_PUBLIK, MeetingType.KONSULTASI,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "step", "subject"),
    [
        ("REMBUK_KELURAHAN", "P2", "MASALAH"),
        ("REMBUK_KELURAHAN", "K2.5c", "ATURAN"),
        ("REMBUK_RTRW_2", "S1.3", "PERINGKAT_RT"),
        ("PERTANGGUNGJAWABAN", "K3.3", "LPJ"),
        ("OPSI_TEKNIK", "S3.4", "OPSI_TEKNIK"),
    ],
)
def test_a_decision_is_first_taken_to_be_about_the_subject_of_step_and_type(kind, step, subject):
    assert likely_subject(kind, step) == subject


def test_only_subjects_of_the_type_are_offered_and_what_stands_stays():
    assert [code for code, _ in subjects_for("PERTANGGUNGJAWABAN")] == ["LPJ", "LAIN"]
    assert [code for code, _ in subjects_for("PERTANGGUNGJAWABAN", "MASALAH")] == ["MASALAH", "LPJ", "LAIN"]


def test_every_step_that_asks_for_a_meeting_asks_for_one_that_it_offers_and_that_can_decide_it():
    asked = [
        (info.track, step.code, need.options)
        for info in TRACKS.values()
        for step in info.steps
        for need in step.needs
        if need.check == "rembuk"
    ]
    assert len(asked) > 20
    for track, code, options in asked:
        kind = KINDS[options["jenis"]]
        assert kind.offered_in(track), code
        assert not options.get("tentang") or Subject(options["tentang"]) in kind.subjects, code
        assert code in kind.steps, code


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("OPSI_TEKNIK", 7),
        ("REMBUK_KEL_1", 7),
        ("RKM_KESIAPAN", 5),
        ("REMBUK_RTRW_2", 1),
        ("KOORDINASI", 0),
    ],
)
def test_the_residents_who_sign_depend_on_the_type(kind, places):
    assert len(KINDS[kind].signers.slots) == places


def test_readiness_is_signed_by_five_residents_lurah_and_bkm():
    signers = KINDS["RKM_KESIAPAN"].signers
    assert len(signers.slots) + len(signers.acknowledged) == 7
    assert [slot.label for slot in signers.slots] == ["Warga 1", "Warga 2", "Warga 3", "Warga 4", "Warga 5"]


@pytest.mark.django_db
def test_a_programme_refuses_meetings_of_another_programme(world):
    with pytest.raises(MeetingRefused, match="tidak mempunyai jenis pertemuan"):
        planned(world, type=MeetingType.REMBUK_RTRW_1, step="P2")


@pytest.mark.django_db
def test_a_decision_about_nothing_known_is_refused(world):
    meeting = named(world, planned(world))
    with pytest.raises(ValidationError, match="pokok keputusan"):
        decided(world, meeting, about="CUACA")


@pytest.mark.django_db
def test_readiness_is_closed_only_with_five_residents_who_sign(world_of):
    world = world_of("K")
    meeting = named(world, planned(world, type=MeetingType.RKM_KESIAPAN, step="K1.1", invited_count=10))
    minuted(world, meeting)
    decided(world, meeting, about="KOMITMEN")
    names = {f"WARGA-{number}": f"Warga Contoh {number}" for number in range(1, 6)}
    meeting = led(world, meeting, representatives={key: name for key, name in names.items() if key != "WARGA-5"})
    assert [gap.text for gap in queries.overview(meeting).gaps] == ["Warga yang menandatangani baru 4 dari 5 orang."]
    meeting = led(world, meeting, representatives=names)
    assert queries.overview(meeting).gaps == ()
    assert {key: row.name for key, row in queries.representatives_by_slot(meeting).items()} == names


@pytest.mark.django_db
def test_a_round_of_single_rt_must_name_its_rt(world_of):
    world = world_of("S")
    form = MeetingForm(
        {"type": "REMBUK_RTRW_1", "invited_count": "9"},
        cycle=world.cycle,
        rts=queries.rts_of(world.cycle, a_plan().held_on),
    )
    assert form.errors["invited_rts"] == ["Pilih RT yang mengadakan pertemuan ini; urutannya dihitung per RT."]
