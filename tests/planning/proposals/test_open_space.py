"""Ruang terbuka publik: the unscored "+1" of the matrix, that may stay empty and then prints nowhere."""

from decimal import Decimal

import pytest

from planning.cycles.catalog import find_step
from planning.documents.kinds.drafts import draft_of
from planning.documents.kinds.printing import document_html
from planning.proposals import queries, services
from planning.proposals.catalog import OPEN_SPACE
from planning.proposals.checks import problem_parts
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import Problem
from planning.proposals.services import ProblemText
from tests.planning.proposals.builders import surveyed
from tests.planning.proposals.pages import opened, text_of, url

pytestmark = pytest.mark.django_db


def recorded(world, *areas, note=""):
    """Hectares of open space per RT; None leaves the RT without."""
    for number, area in enumerate(areas):
        record = surveyed(world, number)
        record.open_space_ha, record.open_space_note = area, note if number == 0 else ""
        record.save()


def described(world, state="ADA", **text):
    services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator, open_space=True)
    problem = Problem.objects.get(cycle=world.cycle, aspect=OPEN_SPACE)
    return services.describe_problem(
        problem=problem, text=ProblemText(state, **text), sources=(), by=world.cast.fasilitator
    )


def printed(world):
    return draft_of("rumusan-masalah", world.cycle.pk).view


def test_the_matrix_and_its_gate_stay_seven_whatever_is_said_of_open_space(world):
    before = [part.missing for part in problem_parts(world.cycle, find_step("P", "P2"), {})]
    described(world, statement="Anak bermain di jalan.")
    assert [row.aspect for row in queries.problem_matrix(world.cycle)] == [1, 2, 3, 4, 5, 6, 7]
    assert [part.missing for part in problem_parts(world.cycle, find_step("P", "P2"), {})] == before
    assert queries.open_space_row(world.cycle).missing == ()


def test_its_area_comes_from_the_survey_where_it_was_recorded(world):
    assert queries.open_space_row(world.cycle).open_space.hectares is None
    recorded(world, Decimal("0.05"), Decimal(0), None, note="Lapangan voli, perlu lampu.")
    space = queries.open_space_row(world.cycle).open_space
    assert (space.hectares, space.recorded, space.places) == (Decimal("0.05"), 2, ("RT 001 / RW 001",))
    assert space.notes == (("RT 001 / RW 001", "Lapangan voli, perlu lampu."),)


@pytest.mark.parametrize("count", [1, 3])
def test_the_row_takes_the_same_queries_for_one_and_three_rt(world, count, django_assert_num_queries):
    recorded(world, *[Decimal("0.01")] * count)
    described(world, statement="Anak bermain di jalan.")
    with django_assert_num_queries(3):
        assert queries.open_space_row(world.cycle).open_space.recorded == count


def test_it_prints_only_when_it_was_filled_and_leaves_no_gap(world):
    recorded(world, Decimal("0.05"))
    assert len(printed(world).rows) == 7
    described(world, statement="Anak bermain di jalan.")
    view = printed(world)
    extra = view.rows[7]
    assert (extra.indicator, extra.problem, extra.cause) == (
        "Ruang terbuka publik (RTP), tidak dinilai",
        "Anak bermain di jalan.",
        "–",
    )
    (area,) = extra.conditions
    assert (area.volume, area.unit) == (Decimal("0.05"), "ha")
    row = document_html(view).split("Ruang terbuka publik (RTP), tidak dinilai")[1].split("</tr>")[0]
    assert "belum diisi" not in row


def test_it_can_be_emptied_again_but_an_indicator_cannot(world):
    described(world, statement="Anak bermain di jalan.")
    described(world, state="BELUM")
    assert len(printed(world).rows) == 7
    seventh = services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)[6]
    with pytest.raises(ProposalRefused):
        services.describe_problem(problem=seventh, text=ProblemText("BELUM"), sources=(), by=world.cast.fasilitator)


def test_the_list_shows_it_below_the_seven_and_opening_the_list_makes_no_row(world, as_user):
    page = text_of(as_user(world.cast.pemantau).get(url("problem-list", world)))
    assert "+1. Ruang terbuka publik (RTP)" in page
    assert "tidak dinilai, boleh kosong" in page
    assert not Problem.objects.exists()


def test_it_is_typed_on_its_own_page(world, as_user):
    writer, address = as_user(world.cast.fasilitator), url("problem-edit", world, OPEN_SPACE)
    sent = opened(writer, address) | {"state": "ADA", "statement": "Anak bermain di jalan.", "need": "Taman 200 m²"}
    assert writer.post(address, sent).status_code == 302
    page = text_of(writer.get(url("problem-detail", world, OPEN_SPACE)))
    assert "Taman 200 m²" in page
    assert "Belum lengkap" not in page
    assert writer.get(url("problem-edit", world, 9)).status_code == 404
