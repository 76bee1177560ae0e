"""Works, roll-up and slum area over time, on small made-up records."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumuh.conditions.enums import Level
from kumuh.conditions.scoring import (
    Contribution,
    Outcome,
    RtCounts,
    RtLevel,
    check_outcomes,
    contribution,
    contributions,
    proportional_area,
    roll_up,
    score_record,
    slum_area,
    state_after,
    trajectory,
)
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG, ruleset

D = Decimal


def rt(key="RT001", header=None, **volumes):
    return RtCounts(key, HEADER | (header or {}), NOTHING_WRONG | volumes)


def codes(flags):
    return [(flag.code.value, flag.criterion) for flag in flags]


def test_works_take_their_volume_off_and_the_rest_is_scored_again():
    start = rt(jalan_kualitas=D(250), bangunan_ketidakteraturan=D(20))
    after = state_after(
        ruleset(),
        start,
        [Outcome("jalan_kualitas", D(100), "RT001"), Outcome("bangunan_ketidakteraturan", D(15), "RT001")],
    )
    assert (after.volumes["jalan_kualitas"], after.volumes["bangunan_ketidakteraturan"]) == (150, 5)
    assert (after.score.scores["jalan_kualitas"], after.score.scores["bangunan_ketidakteraturan"]) == (1, 0)
    assert (after.surplus, after.flags) == ({}, ())


def test_a_surplus_is_cut_at_zero_flagged_and_not_given_to_another_rt():
    works = [Outcome("jalan_kualitas", D(80), "RT001"), Outcome("jalan_kualitas", D(30), "RT001")]
    after = state_after(ruleset(), rt(jalan_kualitas=D(100)), works)
    neighbour = state_after(ruleset(), rt("RT002", jalan_kualitas=D(100)), works)
    assert (after.volumes["jalan_kualitas"], after.surplus) == (0, {"jalan_kualitas": D(10)})
    assert codes(after.flags) == [("hasil_berlebih", "jalan_kualitas")]
    assert "hasil 10 m melebihi kebutuhan" in after.flags[0].message
    assert (neighbour.volumes["jalan_kualitas"], neighbour.flags) == (100, ())


def test_an_outcome_without_rt_is_not_taken_and_flagged():
    after = state_after(ruleset(), rt(jalan_kualitas=D(100)), [Outcome("jalan_kualitas", D(40))])
    assert after.volumes["jalan_kualitas"] == 100
    assert codes(after.flags) == [("hasil_tanpa_rt", "jalan_kualitas")]


def test_a_negative_outcome_is_refused():
    with pytest.raises(ValueError, match="tidak boleh di bawah nol"):
        state_after(ruleset(), rt(), [Outcome("jalan_kualitas", D(-1), "RT001")])


def test_works_do_not_turn_an_unmeasured_parameter_into_zero():
    after = state_after(ruleset(), rt(jalan_kualitas=None), [Outcome("jalan_kualitas", D(40), "RT001")])
    assert (after.volumes["jalan_kualitas"], after.score.total) == (None, None)
    assert codes(after.flags) == [("belum_diukur", "jalan_kualitas")]


def test_a_percent_of_the_source_holds_until_works_change_its_volume():
    start = RtCounts("RT001", HEADER, NOTHING_WRONG | {"jalan_kualitas": D(240)}, {"jalan_kualitas": D("80.01")})
    untouched = state_after(ruleset(), start, [])
    after = state_after(ruleset(), start, [Outcome("jalan_kualitas", D(180), "RT001")])
    assert untouched.score.percents["jalan_kualitas"] == D("80.01")
    assert after.score.percents["jalan_kualitas"] == D("20.00")


def test_all_outcomes_on_one_rt_of_several_are_suspicious():
    works = [Outcome("jalan_kualitas", D(1), "RT001")] * 3
    assert codes(check_outcomes(works, rt_count=4)) == [("hasil_di_satu_rt", "")]
    assert check_outcomes(works, rt_count=1) == ()
    assert check_outcomes([*works, Outcome("jalan_kualitas", D(1), "RT002")], rt_count=4) == ()


def test_roll_up_divides_sums_by_sums_and_does_not_average_percents():
    small = rt("RT001", {"jumlah_kk": 10}, sampah_sistem=D(10))
    large = rt("RT002", {"jumlah_kk": 90}, sampah_sistem=D(0))
    rolled = roll_up(ruleset(), [small, large])
    assert rolled.profile.percents["sampah_sistem"] == D("10.00")  # the mean of 100 and 0 would be 50
    assert (rolled.denominators["jumlah_kk"], rolled.volumes["sampah_sistem"]) == (100, 10)


def test_roll_up_leaves_a_parameter_open_that_one_rt_has_not_measured():
    rolled = roll_up(ruleset(), [rt("RT001"), rt("RT002", air_kebutuhan=None)])
    assert rolled.volumes["air_kebutuhan"] is None
    assert (rolled.profile.total, rolled.area.unknown_rt, rolled.area.unknown_ha) == (None, 1, D("1.25"))
    assert codes(rolled.flags) == [("rt_belum_dinilai", "air_kebutuhan"), ("rt_belum_dinilai", "")]


def test_roll_up_names_the_rt_without_an_area():
    rolled = roll_up(ruleset(), [rt("RT001"), rt("RT002", {"luas_verifikasi_ha": None})])
    assert codes(rolled.flags) == [("luas_kosong", "")]
    assert "RT002" in rolled.flags[0].message
    assert rolled.profile.total == 0


@given(st.permutations(range(5)))
def test_roll_up_does_not_depend_on_the_order_of_the_rt(order):
    records = [rt(f"RT{i}", {"jumlah_kk": 10 + i}, sampah_sistem=D(i), jalan_kualitas=D(60 * i)) for i in range(5)]
    assert roll_up(ruleset(), [records[i] for i in order]) == roll_up(ruleset(), records)


def test_a_score_that_is_already_known_is_not_computed_again():
    known = score_record(ruleset(), HEADER, NOTHING_WRONG | {"jalan_kualitas": D(300)})
    record = RtCounts("RT001", HEADER, NOTHING_WRONG, score=known)
    assert roll_up(ruleset(), [record]).area.rt[known.level] == 1


def test_contribution_is_the_part_of_the_mean_that_went_away():
    assert contribution(D(40), D(30)) == D("25.00")
    assert contribution(D(30), D(40)) == D("-33.33")
    assert contribution(D(0), D(10)) == contribution(D(-5), D(10)) == 0
    assert contribution(D(10), D(-5)) == D("100.00")
    assert contribution(None, D(10)) is contribution(D(10), None) is None


def test_both_readings_of_the_contribution_stand_side_by_side():
    assert contributions({2019: D(40), 2021: D(20), 2020: D(30)}) == (
        Contribution(2019, D("0.00"), D("0.00")),
        Contribution(2020, D("25.00"), D("25.00")),
        Contribution(2021, D("33.33"), D("50.00")),
    )


def test_the_proportional_reading_is_area_times_contribution():
    assert proportional_area(D(12), D(25)) == 3


def test_an_rt_leaves_the_slum_area_with_its_whole_area_and_may_come_back():
    def year(level):
        return [RtLevel("A", D(2), level), RtLevel("B", D(3), Level.KS)]

    first, second, third = trajectory({2021: year(Level.KR), 2022: year(Level.TK), 2023: year(Level.KB)})
    assert [row.area.slum_ha for row in (first, second, third)] == [5, 3, 5]
    assert [row.reduction for row in (first, second, third)] == [None, 2, -2]
    assert third.reduction_since_start == 0
    assert third.movements == {(Level.TK, Level.KB): D(2)}


def test_an_rt_without_data_in_a_year_is_flagged_and_not_a_reduction_in_silence():
    rows = trajectory({2021: [RtLevel("A", D(2), Level.KR)], 2022: []})
    assert codes(rows[1].flags) == [("rt_tanpa_data_tahun", "")]
    assert rows[1].movements == {}


def test_an_rt_without_level_is_neither_slum_nor_not_slum():
    area = slum_area([RtLevel("A", D(2), None), RtLevel("B", None, Level.KR)])
    assert (area.slum_ha, area.slum_rt, area.unknown_ha, area.unknown_rt) == (0, 1, 2, 1)
