"""The seven rows of the problem matrix, as the facilitator fills them."""

import pytest

from planning.proposals import services
from planning.proposals.models import Problem
from tests.planning.proposals.builders import (
    met,
    surveyed,
)
from tests.planning.proposals.pages import opened, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(world, as_user):
    return as_user(world.cast.fasilitator)


def test_the_matrix_always_shows_seven_rows_and_what_the_survey_knows(world, writer):
    surveyed(world, jalan_kualitas=320)
    page = writer.get(url("problem-list", world))
    assert len(page.context["rows"]) == 7
    assert "Jalan lingkungan 1 RT" in text_of(page)
    assert not Problem.objects.exists()


def test_a_problem_is_typed_once_and_kept_with_its_sources(world, writer):
    surveyed(world, jalan_kualitas=320)
    meeting = met(world)
    address = url("problem-edit", world, 2)
    sent = opened(writer, address) | {
        "state": "ADA",
        "statement": "Jalan gang rusak sejak banjir 2024.",
        "cause": "Rob",
        "effect": "Anak sekolah terlambat",
        "need": "Paving 320 m",
        "sumber-TOTAL_FORMS": "2",
        "sumber-1-kind": "REMBUK",
        "sumber-1-meeting": meeting.pk,
    }
    assert (sent["households"], sent["sumber-0-kind"]) == ("60", "SURVEI")
    assert writer.post(address, sent | {"lanjut": "1"}).url == url("problem-edit", world, 3)
    problem = Problem.objects.get(cycle=world.cycle, aspect=2)
    assert (problem.state, problem.households, problem.sources.count()) == ("ADA", 60, 2)
    assert "Lengkap" not in text_of(writer.get(url("problem-detail", world, 2)))
    assert "320 m" in text_of(writer.get(url("problem-detail", world, 2))).replace("\xa0", " ")


def test_saying_there_is_no_problem_against_the_scores_needs_a_sentence(world, writer):
    surveyed(world, jalan_kualitas=320)
    address = url("problem-edit", world, 2)
    sent = opened(writer, address) | {"state": "TIDAK_ADA"}
    page = writer.post(address, sent)
    assert "Menurut nilai survei ada masalah di RT 001 / RW 001" in text_of(page)
    assert writer.post(address, sent | {"statement": "Sudah diperbaiki dinas pada 2025."}).status_code == 302
    assert "Nilai survei mengatakan ada masalah" in text_of(writer.get(url("problem-list", world)))


def test_a_source_from_a_meeting_names_it_and_others_say_what_they_are(world, writer):
    address = url("problem-edit", world, 1)
    sent = opened(writer, address) | {"state": "ADA", "statement": "Rumah rapat.", "sumber-0-kind": "FGD"}
    assert "Pilih pertemuannya" in text_of(writer.post(address, sent))
    sent |= {"sumber-0-kind": "OBSERVASI"}
    assert "Tulis sumbernya" in text_of(writer.post(address, sent))


def test_two_people_on_the_same_row_are_asked_and_lose_nothing(world, writer):
    address = url("problem-edit", world, 1)
    sent = opened(writer, address) | {"state": "ADA", "statement": "Kata saya."}
    problem = Problem.objects.get(cycle=world.cycle, aspect=1)
    services.describe_problem(
        problem=problem,
        text=services.ProblemText("ADA", statement="Kata orang lain."),
        sources=[services.SourceText("OBSERVASI", note="Pengamatan BKM")],
        by=world.cast.bkm,
    )
    page = writer.post(address, sent)
    assert "Kata orang lain." in text_of(page)
    problem.refresh_from_db()
    assert (problem.statement, problem.sources.count()) == ("Kata orang lain.", 1)


def test_a_number_that_is_no_indicator_is_not_found(world, writer):
    for aspect in (0, 9, 99):
        assert writer.get(url("problem-detail", world, aspect)).status_code == 404
