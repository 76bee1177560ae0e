"""Where and when a cycle may start."""

from datetime import date

import pytest

from planning.cycles import queries, services
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle
from tests.cast import make_decree, make_rt

pytestmark = pytest.mark.django_db


def start(world, region=None, decree=None, **fields):
    values = {"fiscal_year": 2026, "survey_year": 2025, "by": world.cast.fasilitator} | fields
    return services.start_cycle(
        track="P", region=region or world.places.kelurahan, decree=decree or world.decree, **values
    )


def test_a_cycle_starts_with_its_first_step_open_and_nothing_in_anybodys_inbox(world):
    cycle = start(world)

    assert {state.step: state.status for state in cycle.steps.all()} == {
        "P1": "BERJALAN",
        "P2": "BELUM",
        "P3": "BELUM",
        "P4": "BELUM",
    }
    assert [queries.review_of_step(state) for state in cycle.steps.all()] == [None] * 4


def test_no_cycle_starts_in_a_kelurahan_outside_the_sk(world):
    with pytest.raises(CycleRefused, match="tidak ada RT Panjang Wetan"):
        start(world, region=world.places.next_kelurahan)

    assert not Cycle.objects.exists()


def test_no_cycle_starts_on_a_revoked_sk(world):
    revoked = make_decree(world.places.city, world.rts, number="1/2023", revoked_on=date(2024, 1, 1))

    with pytest.raises(CycleRefused, match="1/2023"):
        start(world, decree=revoked)


def test_no_cycle_starts_before_the_sk_was_signed(world):
    with pytest.raises(CycleRefused):
        start(world, started_on=date(2024, 1, 14))
    assert start(world, started_on=date(2024, 1, 15)).decree == world.decree


def test_an_sk_that_is_due_for_review_still_counts(world):
    """Review after five years is a duty of the city; until then the SK stands and is only flagged."""
    old = make_decree(world.places.city, world.rts, number="2/2015", review_on=date(2020, 1, 1))

    assert start(world, decree=old).decree == old


def test_one_programme_has_one_cycle_per_kelurahan_and_year(world):
    start(world)

    with pytest.raises(CycleRefused, match="sudah mempunyai siklus"):
        start(world)
    assert start(world, fiscal_year=2027).fiscal_year == 2027


def test_only_kelurahan_of_an_active_sk_are_offered_and_only_inside_the_own_area(world):
    assert world.decree.listed.count() == 3
    make_decree(world.places.far_city, [make_rt(world.places.far_kelurahan)], number="9/2024")

    assert list(queries.startable_regions(world.cast.askot)) == [world.places.kelurahan]
