"""The sessions of the example city: each can be typed and agreed, compares its groups and passes results on."""

import pytest

from planning.demo.catalog import read
from planning.demo.services.method_answers import ANSWERS
from planning.demo.services.methods import build_session
from planning.methods import queries

pytestmark = pytest.mark.django_db
TOLD = read("metode-warga.json")
MATRICES = read("metode-matriks.json")


def test_every_method_that_residents_answer_in_words_has_an_example():
    assert {told["metode"] for told in TOLD} == set(ANSWERS)


def test_there_is_a_weighed_matrix_of_several_raters_and_one_of_pairs():
    assert [told["cara"] for told in MATRICES] == ["BOBOT", "PASANGAN"]
    assert min(len(group["isi"]) for group in MATRICES[0]["kelompok"]) > 1


@pytest.mark.parametrize("told", [*TOLD, *MATRICES], ids=lambda told: told.get("cara", told["metode"]))
def test_the_example_is_agreed_compared_and_passed_on(world, told):
    session = build_session(cycle=world.cycle, told=told, people={"fasilitator": world.cast.fasilitator})
    reading = queries.reading_of(queries.session_for_print(session.pk))
    assert session.is_locked
    assert session.is_example
    assert reading.gaps == ()
    assert all(panel.figures for panel in reading.panels)
    assert reading.differences
    assert reading.results
    assert len({one.key for one in reading.results}) == len(reading.results)
