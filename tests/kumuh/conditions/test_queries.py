"""Reads of a kelurahan: sums, slum area, aspects, years; the same number of queries for one and three RT."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kumuh.conditions import queries
from kumuh.conditions.enums import Level
from kumuh.conditions.queries import RtOutcome
from kumuh.conditions.services import save_rt_record
from tests.cast import KELURAHAN, make_rt, make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG
from tests.kumuh.conditions.test_records import SLUM

pytestmark = pytest.mark.django_db
YEAR = 2025


def fill(world, *wanted, year=YEAR):
    """One RT per volumes, in the survey of the year."""
    survey = world.survey if year == YEAR else make_survey(world.places.kelurahan, year)
    return [
        save_rt_record(survey=survey, neighbourhood=rt, denominators=HEADER, volumes=volumes, by=None)
        for rt, volumes in zip(world.rts, wanted, strict=False)
    ]


def count_queries(read):
    with CaptureQueriesContext(
        connection,
    ) as found:
        read()
    return len(found)


def test_slum_hectares_are_decided_per_rt_while_the_kelurahan_score_is_that_of_the_sums(world):
    fill(world, SLUM, NOTHING_WRONG, NOTHING_WRONG)
    profile = queries.kelurahan_profile(KELURAHAN, YEAR)
    assert (profile.area.slum_ha, profile.area.slum_rt) == (Decimal("1.25"), 1)
    assert (profile.total, profile.level) == (1 + 0 + 1 + 0 + 1, Level.TK)
    assert profile.roll_up.denominators["jumlah_bangunan"] == 120
    assert queries.slum_area(KELURAHAN, YEAR).slum_ha == profile.area.slum_ha
    assert queries.slum_area("33.75", YEAR).rt == profile.area.rt
    place = queries.slum_by_kelurahan("33", YEAR)[KELURAHAN]
    assert (place.slum_ha, place.slum_rt, place.rt, place.incomplete_rt) == (Decimal("1.25"), 1, 3, 0)


def test_an_rt_without_level_is_neither_slum_nor_not_slum(world):
    fill(world, SLUM | {"jalan_cakupan": None})
    area = queries.slum_area(KELURAHAN, YEAR)
    assert (area.slum_ha, area.unknown_ha, area.unknown_rt) == (0, Decimal("1.25"), 1)


def test_every_aspect_names_the_rt_with_a_problem_its_volume_unit_and_percent(world):
    fill(world, SLUM, NOTHING_WRONG | {"jalan_kualitas": Decimal(30)}, SLUM | {"jalan_kualitas": None})
    aspects = queries.aspect_summary(KELURAHAN, YEAR)
    assert [item.aspect.number for item in aspects] == [1, 2, 3, 4, 5, 6, 7]
    quality = aspects[1].criteria[1]
    assert (quality.criterion.unit, quality.volume, quality.percent) == ("m", Decimal(190), None)
    assert [(need.label, need.volume, need.percent, need.score) for need in quality.rts] == [
        ("RT 001 / RW 001", Decimal(160), Decimal("53.33"), 3),
        ("RT 002 / RW 001", Decimal(30), Decimal("10.00"), 0),
    ]
    assert quality.unmeasured == ("RT 003 / RW 001",)
    assert aspects[1].rts_with_problem == ("RT 001 / RW 001",)
    assert not aspects[5].has_problem


def test_slum_area_falls_and_contribution_is_told_in_both_readings(world):
    fill(world, SLUM, SLUM, SLUM, year=2023)
    fill(world, SLUM, SLUM, NOTHING_WRONG, year=2024)
    fill(world, SLUM, NOTHING_WRONG, NOTHING_WRONG)
    lines = queries.area_by_year(KELURAHAN)
    assert [(line.year, line.area.area.slum_ha, line.area.reduction) for line in lines] == [
        (2023, Decimal("3.75"), None),
        (2024, Decimal("2.50"), Decimal("1.25")),
        (2025, Decimal("1.25"), Decimal("1.25")),
    ]
    assert [(line.contribution.yearly, line.contribution.cumulative) for line in lines[1:]] == [
        (Decimal("33.35"), Decimal("33.35")),
        (Decimal("50.03"), Decimal("66.69")),
    ]
    assert lines[1].area.movements == {(Level.KR, Level.TK): Decimal("1.25")}


def test_works_lower_the_need_of_their_own_rt_and_a_surplus_stays_there(world):
    first, second = fill(world, SLUM, SLUM)
    outcomes = [
        RtOutcome(first.neighbourhood_id, "jalan_kualitas", Decimal(200)),
        RtOutcome(None, "air_akses_aman", Decimal(10)),
    ]
    state = queries.state_in_year(KELURAHAN, YEAR, outcomes)
    after = {item.record.pk: item.after for item in state.rts}
    assert (after[first.pk].score.total, after[first.pk].surplus) == (16, {"jalan_kualitas": Decimal(40)})
    assert after[second.pk].score.total == second.total == 19
    assert {flag.code for flag in state.flags} == {"hasil_berlebih", "hasil_tanpa_rt"}
    assert (state.before.volumes["jalan_kualitas"], state.after.volumes["jalan_kualitas"]) == (320, 160)
    assert queries.state_in_year(KELURAHAN, 2019, []) is None


@pytest.mark.parametrize(
    "read",
    [
        lambda: queries.kelurahan_profile(KELURAHAN, YEAR),
        lambda: queries.aspect_summary(KELURAHAN, YEAR),
        lambda: queries.area_by_year(KELURAHAN),
        lambda: queries.state_in_year(KELURAHAN, YEAR, []),
        lambda: queries.slum_by_kelurahan("33", YEAR),
        lambda: [line.neighbourhood.label for line in queries.rt_lines(KELURAHAN, YEAR)],
    ],
)
def test_three_rt_cost_as_many_queries_as_one(world, read):
    fill(world, SLUM)
    one = count_queries(read)
    fill(world, SLUM, SLUM, NOTHING_WRONG)
    make_rt(world.places.kelurahan, "009")
    assert count_queries(read) == one
    assert one <= 4
