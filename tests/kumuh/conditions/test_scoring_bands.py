"""Percent → score and total → level (decision vectors of the rules, and every hundredth)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumuh.conditions.scoring import percent_of, score_record
from tests.kumuh.conditions.cases import ruleset

KEY = "bangunan_ketidakteraturan"


def scored(percent: str, version: str = "2018-16"):
    result = score_record(ruleset(version), {}, {}, {KEY: Decimal(percent)})
    return next(item for item in result.criteria if item.key == KEY)


@pytest.mark.parametrize("version", ["2018-16", "2016-19"])
@pytest.mark.parametrize(
    ("percent", "score"),
    [
        ("0", 0),
        ("24.99", 0),
        ("24.995", 1),
        ("25", 1),
        ("50", 1),
        ("50.34", 1),
        ("50.77", 1),
        ("50.99", 1),
        ("50.995", 3),
        ("51", 3),
        ("75", 3),
        ("75.34", 3),
        ("75.90", 3),
        ("75.99", 3),
        ("75.995", 5),
        ("76", 5),
        ("100", 5),
    ],
)
def test_percent_between_two_printed_bands_scores_as_the_lower_band(percent, score, version):
    item = scored(percent, version)
    assert (item.score, item.flags) == (score, ())


@pytest.mark.parametrize(("percent", "score", "code"), [("120", 5, "lebih_dari_100"), ("-5", 0, "volume_minus")])
def test_percent_outside_0_to_100_is_scored_and_flagged(percent, score, code):
    item = scored(percent)
    assert (item.score, [flag.code for flag in item.flags]) == (score, [code])


@pytest.mark.parametrize(
    ("total", "in_2018", "in_2016"),
    [
        (0, "TK", "TK"),
        (15, "TK", "TK"),
        (16, "KR", "TK"),
        (18, "KR", "TK"),
        (19, "KR", "KR"),
        (37, "KR", "KR"),
        (38, "KS", "KR"),
        (44, "KS", "KR"),
        (45, "KS", "KS"),
        (59, "KS", "KS"),
        (60, "KB", "KS"),
        (70, "KB", "KS"),
        (71, "KB", "KB"),
        (80, "KB", "KB"),
    ],
)
def test_total_falls_into_the_class_of_its_regulation(total, in_2018, in_2016):
    assert (ruleset().level_of(total), ruleset("2016-19").level_of(total)) == (in_2018, in_2016)


@pytest.mark.parametrize("total", [-1, 81])
def test_a_total_outside_the_scale_is_refused(total):
    with pytest.raises(ValueError, match="di luar 0 sampai 80"):
        ruleset().level_of(total)


@pytest.mark.parametrize("version", ["2018-16", "2016-19"])
def test_every_hundredth_of_a_percent_has_exactly_one_band(version):
    edges = [(0, 2500, 0), (2500, 5100, 1), (5100, 7600, 3), (7600, 10001, 5)]
    for low, high, score in edges:
        for hundredth in range(low, high):
            assert ruleset(version).score_of(Decimal(hundredth).scaleb(-2)) == score


@given(st.integers(1, 10**9), st.data())
def test_a_percent_from_counts_is_the_true_fraction_rounded_half_up(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    hundredths = Fraction(numerator * 10_000, denominator) + Fraction(1, 2)
    expected = Decimal(hundredths.numerator // hundredths.denominator).scaleb(-2)
    percent = percent_of(Decimal(numerator), Decimal(denominator))
    assert percent == expected
    assert ruleset().score_of(percent) == (expected >= 25) + 2 * (expected >= 51) + 2 * (expected >= 76)


@given(st.decimals("0.000001", "99999", places=6), st.decimals("0", "99999", places=6))
def test_a_percent_from_hectares_is_the_true_fraction_rounded_half_up(denominator, numerator):
    hundredths = Fraction(numerator) * 10_000 / Fraction(denominator) + Fraction(1, 2)
    expected = Decimal(hundredths.numerator // hundredths.denominator).scaleb(-2)
    assert percent_of(numerator, denominator) == expected


def test_half_a_hundredth_is_rounded_up_and_just_below_it_down():
    assert percent_of(Decimal("24.995"), Decimal(100)) == Decimal("25.00")
    assert percent_of(Decimal("24.994" + 50 * "9"), Decimal(100)) == Decimal("24.99")
