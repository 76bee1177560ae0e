"""The register of SK and area: every sum counted twice, every difference told and explained."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kumuh.areas.models import Boundary, Lineage
from planning.city import queries, services
from planning.city.errors import CityRefused
from planning.cycles.errors import StepLocked
from tests.cast import make_decree, make_rt
from tests.planning.city.builders import a_city_cycle, a_plan, at_step, in_settlement, ratified, written
from tests.planning.programs.builders import slum
from tests.planning.proposals.builders import surveyed

pytestmark = pytest.mark.django_db


def the_row(world):
    return queries.register(world.places.city).places[0]


def test_sk_and_survey_that_agree_leave_nothing_to_explain(world):
    in_settlement(world)
    written(world, "2", "2", "2")
    slum(world)

    found = queries.register(world.places.city)

    assert (found.decree_ha, found.slum_ha, found.unexplained) == (Decimal(6), Decimal(6), ())
    assert [check.holds for check in found.checks] == [True] * 5


def test_a_survey_that_differs_from_the_sk_is_told_to_the_square_metre(world):
    written(world, "2", "2", "2.5")
    slum(world)

    row = the_row(world)

    assert row.gap_ha == Decimal("-0.5")
    assert row.differences == (
        "Luas survei 2025 6,0000\N{NO-BREAK SPACE}ha, 0,5000\N{NO-BREAK SPACE}ha lebih kecil daripada SK "
        "(6,5000\N{NO-BREAK SPACE}ha).",
    )


def test_an_rt_of_the_sk_without_data_and_one_without_hectares_are_named(world):
    written(world, "2", "2", None)
    slum(world, 0, 1)

    assert the_row(world).differences == (
        "SK tidak menulis luas 1 dari 3 RT.",
        "RT dalam SK tanpa data 2025: RT 003 / RW 001.",
    )


def test_a_slum_rt_outside_the_sk_is_named_with_its_hectares(world):
    make_decree(world.places.city, world.rts[:2])
    slum(world)

    row = the_row(world)

    assert row.outside == ("RT 003 / RW 001",)
    assert row.years[2025].outside_ha == Decimal(2)
    assert row.years[2025].slum_ha == Decimal(4)


def test_an_rt_that_was_renamed_is_still_the_rt_of_the_sk(world):
    written(world, "2", "2", "2")
    slum(world, 0, 1)
    heir = make_rt(world.places.kelurahan, "033")
    Lineage.objects.create(
        before=world.rts[2], after=heir, kind="UBAH", happened_on=date(2025, 1, 1), reason="Nomor diganti"
    )
    world.rts = (*world.rts[:2], heir)
    surveyed(world, 2)

    row = the_row(world)

    assert row.unsurveyed == ()
    assert row.survey.area_ha == Decimal(6)


def test_a_map_far_from_the_sk_is_a_difference_and_a_partial_map_is_none(world):
    written(world, "2", "2", "2")
    slum(world)
    for rt in world.rts[:2]:
        bounded(world, rt, "4")
    assert the_row(world).map_ha is None
    bounded(world, world.rts[2], "4")

    row = the_row(world)

    assert row.map_ha == Decimal(12)
    assert row.differences[0].startswith("Luas menurut peta 12,0000")


def bounded(world, rt, area):
    Boundary.objects.create(
        area_code=world.places.kelurahan.pk,
        neighbourhood=rt,
        geometry={"type": "Polygon", "coordinates": []},
        west=0,
        south=0,
        east=1,
        north=1,
        computed_ha=Decimal(area),
        source="Contoh",
    )


def test_the_total_that_an_sk_names_is_held_against_its_list(world):
    written(world, "2", "2", "2")
    world.decree.area_ha = Decimal("7")
    world.decree.save()

    check = queries.register(world.places.city).checks[0]

    assert not check.holds
    assert "berbeda 1,0000" in check.text


def test_verified_area_names_who_verified_and_after_which_step(world):
    written(world, "2", "2", "2")
    slum(world)
    assert the_row(world).verified_ha is None

    ratified(world.cycle, "P2")
    row = the_row(world)

    assert row.verified_ha == Decimal(6)
    assert (row.profile.step_name, row.profile.closed_on) == ("Pemetaan swadaya", timezone.localdate())


def test_revisions_say_what_each_sk_brought_and_took(world):
    written(world, "2", "2", "2")
    newer = make_decree(
        world.places.city,
        [*world.rts[1:], make_rt(world.places.kelurahan, "004")],
        number="2",
        signed_on=date(2025, 5, 1),
    )

    first, second = queries.revisions(world.places.city.pk)

    assert (first.decree, first.came, first.went) == (newer, ("RT 004 / RW 001 Krapyak",), ("RT 001 / RW 001 Krapyak",))
    assert first.change_ha == Decimal(-6)
    assert second.first


# --- Explaining -------------------------------------------------------------------------------------------------
def explained(world, cycle, text="Luas SK dibulatkan; dipakai luas survei.", **options):
    return services.explain_area(
        cycle=cycle, kelurahan=world.places.kelurahan, text=text, by=world.cast.pokja, **options
    )


def test_an_explanation_holds_for_the_numbers_it_was_written_for(world):
    written(world, "2", "2", "2.5")
    slum(world)
    cycle = at_step(a_city_cycle(world), "C5")

    explained(world, cycle)
    assert the_row(world).explained

    written(world, "2", "2", "3")
    row = the_row(world)
    assert not row.explained
    assert row.note.text == "Luas SK dibulatkan; dipakai luas survei."


def test_nothing_is_explained_where_nothing_differs_or_without_words(world):
    written(world, "2", "2", "2.5")
    slum(world)
    cycle = at_step(a_city_cycle(world), "C5")
    with pytest.raises(CityRefused):
        explained(world, cycle, text=" ")

    written(world, "2", "2", "2")
    with pytest.raises(CityRefused, match="Tidak ada perbedaan"):
        explained(world, cycle)


def test_a_closed_consolidation_locks_its_explanations(world):
    written(world, "2", "2", "2.5")
    slum(world)
    with pytest.raises(StepLocked):
        explained(world, at_step(a_city_cycle(world), "C6"))


# --- Consolidation ----------------------------------------------------------------------------------------------
def test_the_city_profile_adds_the_rt_of_ratified_profiles_only(world):
    written(world, "2", "2", "2")
    slum(world, 0, 1)
    surveyed(world, 2)
    assert world.cycle.survey_year == 2025
    before = queries.city_profile(world.places.city)
    assert [row.gap for row in before.missing] == ["langkah Pemetaan swadaya belum selesai"]
    assert before.roll_up is None

    ratified(world.cycle, "P2")
    found = queries.city_profile(world.places.city)

    assert (found.missing, found.area.slum_ha, found.area.slum_rt) == ((), Decimal(4), 2)
    roads = next(item for row in found.aspects for item in row.criteria if item.criterion.key == "jalan_kualitas")
    assert (roads.volume, roads.percent) == (Decimal(640), Decimal("53.33"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_profile_costs_the_same_queries_for_one_and_three_rt(world, count):
    a_plan(world, 1_000_000)
    a_city_cycle(world)
    world.decree.listed.filter(neighbourhood__in=[rt.pk for rt in world.rts[count:]]).delete()
    with CaptureQueriesContext(connection) as asked:
        queries.city_profile(world.places.city)
    assert len(asked) == 13
