"""Kota Pekalongan 2019–2023: 179 RT in 13 kawasan, as published by the city.

Where the city contradicts itself or the default rule, the case stands in
``tests/data/scoring/disagreements.json`` and the tests expect exactly that list.
"""

from decimal import Decimal

import pytest

from kumuh.conditions.enums import Level, MeanReading
from kumuh.conditions.scoring import (
    Outcome,
    RtCounts,
    RtLevel,
    check_header,
    contributions,
    roll_up,
    score_record,
    state_after,
    trajectory,
)
from tests.kumuh.conditions.cases import by_parameter, disagreements, kawasan, rt_years, ruleset

HALF_CENT = Decimal("0.0051")  # the city prints four decimals, we keep two
MEAN_TOLERANCE = Decimal("0.011")
READINGS = {
    "all_clamped": MeanReading.ALL_CLAMPED,
    "all_raw": MeanReading.ALL_RAW,
    "threshold_only": MeanReading.SCORING_ONLY,
}


def score(place, header, row, reading=None):
    return score_record(ruleset(), header, by_parameter(place, row["volume"]), reading=reading)


def counts(place, rt, year):
    return RtCounts(rt["label"], rt["header"], by_parameter(place, rt["years"][str(year)]["volume"]))


def outcomes(place, rt, until):
    return [
        Outcome(work["criterion"] or work["criterion_in_source"], work["volume"], rt["label"])
        for work in rt["investments"]
        if work["year"] <= until
    ]


def test_all_895_rt_years_give_the_published_percents_scores_totals_and_classes():
    rows = rt_years()
    assert len(rows) == 895
    for number, place, rt, year, row in rows:
        ours = score(place, rt["header"], row)
        where = (number, rt["label"], year)
        assert list(ours.scores.values()) == row["score"], where
        assert (ours.total, ours.level) == (row["total"], row["level"]), where
        for percent, published in zip(ours.percents.values(), row["percent"], strict=True):
            assert abs(percent - published) <= HALF_CENT, where


def test_the_aspect_means_follow_the_reading_noted_for_each_row():
    for number, place, rt, year, row in rt_years():
        for name in row["mean_reading"].split("+"):
            ours = score(place, rt["header"], row, READINGS[name])
            where = (number, rt["label"], year, name)
            for mean, published in zip(ours.aspect_means.values(), row["aspect_mean"], strict=True):
                assert abs(mean - published) <= MEAN_TOLERANCE, where
            assert abs(ours.mean - row["mean"]) <= MEAN_TOLERANCE, where


def test_rows_that_fit_only_the_competing_mean_reading_are_exactly_the_stored_ones():
    found = [
        f"{number} {rt['label']} {year}"
        for number, _, rt, year, row in rt_years()
        if row["mean_reading"] == "threshold_only"
    ]
    assert found == disagreements("pekalongan_mean_counts_only_scoring_percents")


def test_odd_figures_are_flagged_and_no_others():
    found = sorted(
        {
            f"{number} {rt['label']} {flag.code.value} {flag.criterion}"
            for number, place, rt, _, row in rt_years()
            for flag in score(place, rt["header"], row).flags
        }
    )
    assert found == disagreements("pekalongan_flagged_figures")


def test_published_kawasan_rows_score_as_printed():
    for number, place in kawasan().items():
        for year, row in place["kawasan_years"].items():
            ours = score(place, place["kawasan_header"], row)
            assert list(ours.scores.values()) == row["score"], (number, year)
            assert (ours.total, ours.level) == (row["total"], row["level"]), (number, year)


def test_kawasan_headers_are_the_sums_of_their_rt():
    for place in kawasan().values():
        summed = roll_up(ruleset(), [counts(place, rt, 2019) for rt in place["rt"]])
        assert check_header(ruleset(), place["kawasan_header"], summed.denominators) == ()


@pytest.mark.parametrize("year", [2019, 2020])
def test_sums_of_rt_give_the_published_kawasan_totals_before_any_works(year):
    for number, place in kawasan().items():
        published = place["kawasan_years"][str(year)]
        ours = roll_up(ruleset(), [counts(place, rt, year) for rt in place["rt"]]).profile
        assert (ours.total, ours.level) == (published["total"], published["level"]), number


def test_later_kawasan_totals_that_differ_from_the_sums_of_their_rt_are_exactly_the_stored_ones():
    found = []
    for number, place in kawasan().items():
        for year in range(2021, 2024):
            ours = roll_up(ruleset(), [counts(place, rt, year) for rt in place["rt"]]).profile.total
            published = int(place["kawasan_years"][str(year)]["total"])
            if ours != published:
                found.append([number, year, published, ours])
    assert found == disagreements("pekalongan_kawasan_total_published_and_from_rt")


def test_taking_all_outcomes_off_the_kawasan_row_gives_the_published_totals_but_for_the_stored_ones():
    """The city's own way; it lets a surplus in one RT hide a need in another, so it is not ours."""
    found = []
    for number, place in kawasan().items():
        start = RtCounts(
            "kawasan",
            place["kawasan_header"],
            by_parameter(place, place["kawasan_years"]["2019"]["volume"]),
        )
        works = [work for rt in place["rt"] for work in rt["investments"]] + place.get("investments_without_rt", [])
        for year in range(2020, 2024):
            done = [
                Outcome(work["criterion"], work["volume"], "kawasan")
                for work in works
                if work["year"] <= year and work["criterion"]
            ]
            ours = state_after(ruleset(), start, done).score.total
            published = int(place["kawasan_years"][str(year)]["total"])
            if ours != published:
                found.append([number, year, published, ours])
    assert found == disagreements("pekalongan_kawasan_total_published_and_subtracted")


def test_a_kawasan_may_be_not_slum_while_all_its_rt_are():
    place = kawasan()["05"]
    rolled = roll_up(ruleset(), [counts(place, rt, 2019) for rt in place["rt"]])
    assert (rolled.profile.total, rolled.profile.level) == (13, Level.TK)
    assert (rolled.area.slum_rt, rolled.rt_count, rolled.area.slum_ha) == (4, 4, Decimal("2.829455"))


def test_volumes_minus_outcomes_reproduce_the_later_years_except_where_rows_were_not_refreshed():
    matching, stale = 0, {}
    for number, place in kawasan().items():
        for rt in place["rt"]:
            start = counts(place, rt, 2019)
            fits = all(
                _same_needs(
                    state_after(ruleset(), start, outcomes(place, rt, year)).volumes, counts(place, rt, year).volumes
                )
                for year in range(2020, 2024)
            )
            matching += fits
            if not fits:
                stale.setdefault(number, []).append(rt["label"])
    assert matching == 138
    assert stale == disagreements("pekalongan_rt_rows_not_refreshed")


def _same_needs(ours, published):
    return all(abs(ours[key] - max(Decimal(0), published[key])) < Decimal("0.0005") for key in ours)


def test_outcomes_for_a_parameter_the_sheet_does_not_have_are_flagged():
    found = []
    for number, place in kawasan().items():
        for rt in place["rt"]:
            after = state_after(ruleset(), counts(place, rt, 2019), outcomes(place, rt, 2023))
            found += [
                f"{number} {rt['label']} {flag.criterion}"
                for flag in after.flags
                if flag.code == "hasil_parameter_tak_dikenal"
            ]
    assert found == disagreements("pekalongan_outcomes_for_unknown_parameters")


def test_the_published_contribution_is_the_yearly_one_except_in_the_stored_rows():
    found = []
    for number, place in kawasan().items():
        for rt in place["rt"]:
            for ours in contributions({int(year): row["mean"] for year, row in rt["years"].items()}):
                published = rt["years"][str(ours.year)]["contribution"]
                if abs(ours.yearly - published) > Decimal("0.011"):
                    found.append(f"{number} {rt['label']} {ours.year}")
                    assert abs(ours.cumulative - published) <= Decimal("0.011")
    assert found == disagreements("pekalongan_contribution_against_the_baseline")


def test_contribution_from_our_own_means_is_close_to_the_published_one():
    place = kawasan()["05"]
    rt = place["rt"][0]
    means = {int(year): score(place, rt["header"], row).mean for year, row in rt["years"].items()}
    ours = {row.year: (row.yearly, row.cumulative) for row in contributions(means)}
    assert ours[2022] == (Decimal("21.96"), Decimal("21.96"))  # published: 21.9527
    assert ours[2023] == (Decimal("0.00"), Decimal("21.96"))


@pytest.fixture(scope="module")
def city():
    years = {}
    for number, place, rt, year, row in rt_years():
        level = score(place, rt["header"], row).level
        known = RtLevel(f"{number} {rt['label']}", rt["header"]["luas_verifikasi_ha"], level)
        years.setdefault(int(year), []).append(known)
    return {row.year: row for row in trajectory(years)}


@pytest.mark.parametrize(
    ("year", "hectares", "slum_rt"),
    [
        (2019, "206.1948", 179),
        (2020, "206.1948", 179),
        (2021, "186.3828", 163),
        (2022, "161.1021", 138),
        (2023, "146.9650", 124),
    ],
)
def test_the_slum_area_of_the_thirteen_kawasan_year_by_year(city, year, hectares, slum_rt):
    assert round(city[year].area.slum_ha, 4) == Decimal(hectares)
    assert city[year].area.slum_rt == slum_rt


def test_the_reduction_is_told_per_year_and_since_the_start(city):
    assert [city[year].reduction for year in city] == [
        None,
        Decimal("0.000000"),
        Decimal("19.811972"),
        Decimal("25.280746"),
        Decimal("14.137134"),
    ]
    assert abs(city[2023].reduction_since_start - Decimal("59.2298")) < Decimal("0.0001")


def test_the_movement_between_classes_is_told_in_hectares(city):
    assert city[2020].movements == {}
    assert city[2021].movements == {
        (Level.KR, Level.TK): Decimal("19.811972"),
        (Level.KS, Level.KR): Decimal("3.453909"),
    }
    assert city[2022].movements == {(Level.KR, Level.TK): Decimal("25.280746")}
    assert city[2019].area.ha[Level.KS] == Decimal("3.453909")
