"""Programmes per kawasan: sums that agree, years that fit, progress that is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kumuh.conditions.services import save_rt_record
from kumuh.core.versions import StaleRecord
from planning.city import queries, services
from planning.city.errors import CityRefused
from planning.city.models import AreaProgramme
from planning.city.services import Cost
from tests.cast import make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG
from tests.planning.city.builders import (
    a_city_cycle,
    a_plan,
    a_programme,
    a_settlement,
    answered,
    at_step,
    facts,
    written,
)
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(world):
    return at_step(a_city_cycle(world), "C6")


def test_investment_adds_up_by_year_and_by_source_and_shows_what_has_no_source(world, city):
    works = a_plan(world, 90 * MILLION)
    works[0].allocations.all().delete()
    answered(world, city, works)
    a_programme(world, city, [Cost(2026, "APBD_KOTA", 300 * MILLION), Cost(2027, "APBD_PROV", 200 * MILLION)])

    table = queries.plan_of(city).investment

    assert table.years == (2026, 2027, 2028, 2029, 2030)
    assert [total for _, _, total in table.rows] == [390 * MILLION, 200 * MILLION, 0, 0, 0]
    assert table.of("BELUM") == 90 * MILLION
    assert sum(table.totals) == table.total == queries.plan_of(city).total


def test_volumes_of_different_units_are_never_added(world, city):
    works = a_plan(world, 90 * MILLION)
    programme = a_programme(world, city, volume=Decimal(3), unit="unit")
    answered(world, city, works, "DIGABUNG", programme=programme)
    assert queries.plan_of(city).rows[0].volumes == ((works[0].volume, "m"), (Decimal(3), "unit"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "Tulis nama"),
        ({"first_year": 2025}, "2026 sampai 2030"),
        ({"last_year": 2031}, "2026 sampai 2030"),
        ({"first_year": 2028, "last_year": 2027}, "lebih awal"),
        ({"volume": Decimal(1)}, "diisi bersama"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(world, city, changes, words):
    with pytest.raises(CityRefused, match=words):
        a_programme(world, city, **changes)


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ([Cost(2026, "APBD_KOTA", 1), Cost(2026, "APBD_KOTA", 2)], "sekali untuk setiap tahun"),
        ([Cost(2026, "APBD_KOTA", 0)], "memerlukan tahun"),
        ([Cost(2029, "APBD_KOTA", 5)], "di luar tahun program"),
    ],
)
def test_costs_stand_once_per_year_and_source_within_the_years_of_the_programme(world, city, costs, words):
    with pytest.raises(CityRefused, match=words):
        a_programme(world, city, costs)


def test_changing_the_years_may_not_leave_out_an_item(world, city):
    works = a_plan(world, 90 * MILLION)
    programme = a_programme(world, city)
    answered(world, city, works, "DIGABUNG", programme=programme, year=2026)
    with pytest.raises(CityRefused, match="dijadwalkan 2026"):
        services.change_programme(
            programme=programme, facts=facts(first_year=2028), costs=(), by=world.cast.pokja, expected_version=1
        )


def test_the_second_of_two_who_change_a_programme_is_told(world, city):
    programme = a_programme(world, city)
    changed = {"programme": programme, "costs": (), "by": world.cast.pokja, "expected_version": 1}
    services.change_programme(facts=facts(name="Nama baru"), **changed)
    with pytest.raises(StaleRecord):
        services.change_programme(facts=facts(name="Nama lain"), **changed)


def test_costs_follow_the_form_and_their_history_stays(world, city):
    programme = a_programme(world, city, [Cost(2026, "APBD_KOTA", 5), Cost(2027, "SWASTA", 7)])
    services.change_programme(
        programme=programme,
        facts=facts(),
        costs=[Cost(2026, "APBD_KOTA", 9)],
        by=world.cast.pokja,
        expected_version=1,
    )
    assert list(programme.costs.values_list("year", "amount")) == [(2026, 9)]


def test_a_programme_with_items_is_not_removed(world, city):
    works = a_plan(world, 90 * MILLION)
    programme = a_programme(world, city)
    answered(world, city, works, "DIGABUNG", programme=programme)
    with pytest.raises(CityRefused, match="memuat butir"):
        services.remove_programme(programme=programme, by=world.cast.pokja, expected_version=1)

    empty = a_programme(world, city, name="Kosong")
    services.remove_programme(programme=empty, by=world.cast.pokja, expected_version=1)
    assert not AreaProgramme.objects.filter(pk=empty.pk).exists()


# --- Progress ---------------------------------------------------------------------------------------------------
def progressed(world, programme, percent="40", spent=5, on=None, version=1):
    return services.record_progress(
        programme=programme,
        physical_percent=Decimal(percent),
        spent=spent,
        on=on or timezone.localdate(),
        by=world.cast.pokja,
        expected_version=version,
    )


def test_progress_replaces_the_last_one_and_keeps_it_in_the_history(world, city):
    programme = a_programme(world, city)
    at_step(city, "C7")
    progressed(world, programme)
    progressed(world, programme, "100", version=2)
    assert [row.physical_percent for row in AreaProgramme.history.order_by("history_id")] == [None, 40, 100]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": timezone.localdate() + timedelta(days=2)}, "hari ini"),
        ({"percent": "101"}, "0 sampai 100"),
        ({"spent": -1}, "tidak boleh kurang"),
    ],
)
def test_progress_that_cannot_be_is_refused(world, city, changes, words):
    programme = a_programme(world, city)
    at_step(city, "C7")
    with pytest.raises(CityRefused, match=words):
        progressed(world, programme, **changes)


# --- Path to 0 ha -----------------------------------------------------------------------------------------------
def the_path(city, world):
    return queries.path_of(queries.plan_of(city), queries.register(world.places.city))


def test_an_rt_leaves_with_its_whole_area_in_the_year_after_which_it_is_no_longer_slum(world, city):
    works = a_plan(world, 90 * MILLION, 60 * MILLION, 60 * MILLION)
    written(world, "2", "2", "2")
    answered(world, city, works[:1], year=2027)
    answered(world, city, works[1:2], year=2029)

    path = the_path(city, world)

    assert [(one.year, one.slum_ha) for one in path.years] == [
        (2025, Decimal(6)),
        (2026, Decimal(6)),
        (2027, Decimal(4)),
        (2028, Decimal(4)),
        (2029, Decimal(2)),
        (2030, Decimal(2)),
    ]
    assert path.left == ("RT 003 / RW 001 Krapyak",)


def test_the_path_starts_from_the_newest_survey_though_the_ratified_profile_is_older(world, city):
    a_plan(world, 90 * MILLION)
    written(world, "2", "2", "2")
    assert the_path(city, world).start_ha == 6
    newer = make_survey(world.survey.kelurahan, world.survey.year + 1, ruleset=world.survey.ruleset)
    facts = {"survey": newer, "neighbourhood": world.rts[0], "by": None}
    save_rt_record(**facts, denominators=HEADER, volumes=NOTHING_WRONG)

    assert queries.register(world.places.city).places[0].year == world.survey.year
    assert the_path(city, world).start_ha == 4  # the RT that nobody surveyed anew keep what is known of them


def test_the_citys_estimate_is_kept_apart_and_never_takes_more_than_there_is(world, city):
    works = a_plan(world, 90 * MILLION)
    written(world, "2", "2", "2")
    answered(world, city, works, year=2026)
    a_programme(world, city, reduction_ha=Decimal(50), first_year=2026)

    path = the_path(city, world)

    assert [(one.items_ha, one.city_ha) for one in path.planned[:2]] == [(2, 0), (0, 4)]
    assert path.reaches_zero


@pytest.mark.parametrize("count", [1, 3])
def test_the_whole_plan_costs_the_same_queries_for_one_and_three_programmes(
    world, city, count, django_assert_num_queries
):
    works = a_plan(world, *[MILLION] * count)
    written(world, "2", "2", "2")
    answered(world, city, works)
    with django_assert_num_queries(26):
        queries.lights(queries.whole_of(city))


def test_a_kawasan_of_another_city_is_refused(world, city):
    area = a_settlement(world)
    area.city = world.places.far_city
    area.save()
    with pytest.raises(CityRefused, match="kota lain"):
        a_programme(world, city, settlement=area)
