"""Reflection: each stage answers for the principles of its programme, in its own words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kumuh.core.versions import ChangedMeanwhile
from planning.cycles import queries, services
from planning.cycles.catalog import PRINCIPLE_SETS, TRACKS, find_step, reflected_principles
from planning.cycles.errors import CycleRefused, StepLocked
from planning.cycles.models import PrincipleNote
from planning.cycles.queries.reflections import reflection_stamp
from planning.cycles.registry import CHECKS, occasions
from planning.cycles.services import Answer
from tests.cast import make_cycle
from tests.planning.rembuk.builders import closed

pytestmark = pytest.mark.django_db


def of_sanitation(world):
    return make_cycle(world.places.kelurahan, world.cast.pokja, track="S", survey_year=None)


def answer_all(cycle, step, by=None):
    asked = reflected_principles(find_step(cycle.track, step))
    answers = {one.code: Answer(f"Contoh {one.name}.") for one in asked.principles}
    services.write_reflections(cycle=cycle, step=step, answers=answers, by=by)


def gate(cycle, step):
    declared = find_step(cycle.track, step)
    (asked,) = (one for one in declared.needs if one.check == "refleksi")
    (part,) = CHECKS["refleksi"](cycle, declared, asked.options)
    return part


# --- What is asked --------------------------------------------------------------------------------------------------
def test_asoi_pakde_has_nine_marks_plp_bk_eleven_principles_and_the_guide_seven():
    assert [one.name for one in PRINCIPLE_SETS["ASOI"].principles] == [
        "Aspiratif", "Simpatik", "Operatif", "Inovatif", "Partisipatif", "Adaptif", "Koordinatif", "Demokratis",
        "Edukatif",
    ]  # fmt: skip
    assert [len(PRINCIPLE_SETS[code]) for code in ("ASOI", "PLPBK", "P100")] == [9, 11, 7]
    assert all(one.question.endswith("?") for group in PRINCIPLE_SETS.values() for one in group.principles)


@pytest.mark.parametrize(("track", "principles"), [("S", "ASOI"), ("L", "PLPBK")])
def test_every_stage_up_to_the_works_is_reflected_once(track, principles):
    stages = {}
    for step in TRACKS[track].steps:
        if found := reflected_principles(step):
            assert found.code == principles
            stages.setdefault(step.phase, []).append(step.code)
    wanted = {
        "S": {"Persiapan sosial": ["S1.5"], "Pelembagaan": ["S2"], "Perencanaan": ["S3.2"]},
        "L": {"Persiapan": ["L1.3"], "Perencanaan partisipatif": ["L2.3"], "Pemasaran": ["L3"]},
    }
    assert stages == wanted[track]


# --- The gate -------------------------------------------------------------------------------------------------------
def test_the_gate_names_every_principle_without_an_answer(world):
    cycle = of_sanitation(world)
    answer_all(cycle, "S1.5")
    services.write_reflections(
        cycle=cycle, step="S1.5", answers={"asoi_simpatik": Answer(""), "asoi_edukatif": Answer("  ")}
    )

    part = gate(cycle, "S1.5")

    assert [missing.text for missing in part.missing] == ["Refleksi ASOI PAKDE belum dijawab: Simpatik, Edukatif."]
    assert part.missing[0].url == reverse("cycles:reflection-edit", args=[cycle.pk, "S1.5"])
    assert part.note == "7 dari 9 prinsip"


def test_answers_of_one_stage_do_not_speak_for_the_next(world):
    cycle = of_sanitation(world)
    answer_all(cycle, "S1.5")
    assert gate(cycle, "S1.5").complete
    assert not gate(cycle, "S2").complete


def test_the_guide_100_0_100_counts_its_principles_without_asking_for_them(world):
    part = gate(world.cycle, "P3")
    assert (part.complete, part.note) == (True, "0 dari 7 prinsip")


# --- Writing --------------------------------------------------------------------------------------------------------
def test_an_answer_keeps_what_to_improve_the_meeting_and_who_answered_when(world):
    meeting = closed(world)
    (occasion,) = occasions(world.cycle)
    kept = Answer("Survei dan FGD.", "Tanya juga penyewa.", occasion.key)
    services.write_reflections(cycle=world.cycle, step="P3", answers={"triangulasi": kept}, by=world.cast.fasilitator)

    (stage,) = queries.reflections(world.cycle)
    (row,) = stage.answered

    assert (row.kept, row.improve, row.by) == ("Survei dan FGD.", "Tanya juga penyewa.", world.cast.fasilitator.name)
    assert row.occasion.url == reverse("rembuk:meeting-detail", args=[world.cycle.pk, meeting.pk])
    assert row.at is not None
    assert stage.last == row


def test_an_emptied_answer_goes_and_an_unchanged_one_keeps_its_day(world):
    services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer("x"), "optimal": Answer("y")})
    before = PrincipleNote.objects.get(principle="optimal").answered_at
    services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer(" "), "optimal": Answer("y")})
    (note,) = PrincipleNote.objects.filter(cycle=world.cycle)
    assert (note.principle, note.answered_at) == ("optimal", before)


def test_something_to_improve_needs_the_answer_itself(world):
    with pytest.raises(CycleRefused, match="Triangulasi: tulis dahulu bagaimana"):
        services.write_reflections(cycle=world.cycle, step="P3", answers={"triangulasi": Answer("", "Nanti.")})


def test_principles_of_another_programme_and_meetings_of_another_cycle_are_refused(world):
    with pytest.raises(CycleRefused, match="Bukan prinsip 100-0-100: asoi_adaptif"):
        services.write_reflections(cycle=world.cycle, step="P3", answers={"asoi_adaptif": Answer("x")})
    with pytest.raises(CycleRefused, match="bukan milik siklus ini"):
        services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer("x", "", "rembuk:999")})
    with pytest.raises(CycleRefused, match="tidak mempunyai refleksi"):
        services.write_reflections(cycle=world.cycle, step="P1", answers={"praktis": Answer("x")})


def test_the_answers_are_locked_with_the_step_of_their_stage(world):
    world.cycle.steps.filter(step="P3").update(status="SELESAI")
    with pytest.raises(StepLocked):
        services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer("x")})


def test_two_people_who_answer_at_once_notice_each_other(world):
    seen = reflection_stamp(world.cycle, "P3")
    services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer("x")})
    with pytest.raises(ChangedMeanwhile, match="orang lain menyimpan refleksi"):
        services.write_reflections(cycle=world.cycle, step="P3", answers={"praktis": Answer("y")}, seen=seen)


# --- Pages ----------------------------------------------------------------------------------------------------------
def test_the_form_saves_what_is_typed_and_the_list_shows_it(world, as_user):
    browser = as_user(world.cast.fasilitator)
    url = reverse("cycles:reflection-edit", args=[world.cycle.pk, "P3"])
    sent = {"praktis-kept": "Peta tangan dipakai dahulu.", "praktis-improve": "Ukur ulang.", "praktis-occasion": ""}

    assert "Apa yang disederhanakan" in browser.get(url).content.decode()
    assert browser.post(url, sent).status_code == 302

    page = browser.get(reverse("cycles:reflection-list", args=[world.cycle.pk])).content.decode()
    assert "Peta tangan dipakai dahulu." in page
    assert "Ukur ulang." in page
    assert "1 dari 7 dijawab" in page


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(world, as_user):
    url = reverse("cycles:reflection-edit", args=[world.cycle.pk, "P3"])
    page = as_user(world.cast.fasilitator).post(url, {"praktis-improve": "Ukur ulang."}).content.decode()
    assert "Praktis dan tepat waktu: tulis dahulu" in page
    assert "Ukur ulang." in page


def test_a_step_without_reflection_has_no_such_page(world, as_user):
    url = reverse("cycles:reflection-edit", args=[world.cycle.pk, "P1"])
    assert as_user(world.cast.fasilitator).get(url).status_code == 404


def test_the_list_of_reflections_asks_as_often_for_three_answers_as_for_one(world, as_user):
    closed(world)
    (occasion,) = occasions(world.cycle)
    browser = as_user(world.cast.fasilitator)

    def asked(*codes):
        answers = {code: Answer("x", occasion=occasion.key) for code in codes}
        services.write_reflections(cycle=world.cycle, step="P3", answers=answers, by=world.cast.bkm)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("cycles:reflection-list", args=[world.cycle.pk])).status_code == 200
        return len(found)

    asked("praktis")
    assert asked("praktis") == asked("praktis", "optimal", "triangulasi")
