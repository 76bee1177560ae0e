"""Checks of figures from outside: shifted columns, double names, impossible years."""

from decimal import Decimal

import pytest

from kumuh.conditions.enums import Level, Severity
from kumuh.conditions.scoring import (
    Published,
    check_counts,
    check_header,
    check_published,
    check_year,
    find_duplicates,
    plain_number,
    score_record,
)
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG, PUBLISHED, by_parameter, read_json, ruleset

ALL_RIGHT = score_record(ruleset(), HEADER, NOTHING_WRONG)
ZERO_SCORES = dict.fromkeys(NOTHING_WRONG, 0)


def codes(flags):
    return [flag.code.value for flag in flags]


def test_a_sheet_with_shifted_columns_is_rejected_row_by_row():
    place = read_json(PUBLISHED / "pekalongan-25-shifted-panjang-baru.json")
    rows = [(rt["header"], row) for rt in place["rt"] for row in rt["years"].values()]
    assert rows
    for header, row in rows:
        ours = score_record(ruleset(), header, by_parameter(place, row["volume"]), by_parameter(place, row["percent"]))
        published = Published(by_parameter(place, row["score"]), row["total"], Level(row["level"]))
        found = check_published(ruleset(), ours, published)
        assert "nilai_tidak_dikenal" in codes(found)
        assert any(flag.severity is Severity.BLOCKS for flag in found)
        assert "persen_berbeda" in codes(ours.flags)


def test_counts_that_are_not_whole_give_a_shifted_sheet_away():
    place = read_json(PUBLISHED / "pekalongan-25-shifted-panjang-baru.json")
    row = place["rt"][0]["years"]["2019"]
    found = check_counts(ruleset(), place["rt"][0]["header"], by_parameter(place, row["volume"]))
    assert {(flag.code.value, flag.criterion) for flag in found} == {
        ("bukan_bilangan_bulat", "air_akses_aman"),
        ("bukan_bilangan_bulat", "limbah_sistem"),
        ("bukan_bilangan_bulat", "kebakaran_prasarana"),
    }


def test_published_figures_that_agree_raise_nothing():
    assert check_published(ruleset(), ALL_RIGHT, Published(ZERO_SCORES, 0, Level.TK)) == ()
    assert check_published(ruleset(), ALL_RIGHT, Published({}, None, None)) == ()


def test_a_total_that_is_not_the_sum_of_its_scores_is_rejected():
    flags = check_published(ruleset(), ALL_RIGHT, Published(ZERO_SCORES, 16, Level.KR))
    assert codes(flags) == ["total_tidak_cocok"]
    assert (flags[0].severity, flags[0].message) == (
        Severity.BLOCKS,
        "Total pada sumber 16, jumlah nilainya 0.",
    )


@pytest.mark.parametrize("total", [Decimal("0.5"), -1, 81, 16])
def test_a_level_that_does_not_fit_the_total_is_rejected(total):
    flags = check_published(ruleset(), ALL_RIGHT, Published({"air_kebutuhan": None}, total, Level.TK))
    assert codes(flags) == ["tingkat_tidak_cocok"]


def test_a_score_that_does_not_fit_its_percent_is_kept_and_flagged():
    flags = check_published(ruleset(), ALL_RIGHT, Published(ZERO_SCORES | {"air_kebutuhan": 3}, 3, Level.TK))
    assert [(flag.code.value, flag.criterion, flag.severity) for flag in flags] == [
        ("nilai_tidak_cocok", "air_kebutuhan", Severity.WARNS)
    ]


def test_the_same_data_under_two_names_is_found():
    cases = read_json(PUBLISHED / "yogyakarta-baseline-100-0-100.json")["cases"]
    named = [(case["kelurahan"], case["percent_positive"]) for case in cases]
    assert find_duplicates(named) == ()  # the twin of Suryatmajan is not among the stored kelurahan
    twin = dict(named)["Suryatmajan"]
    found = find_duplicates([*named, ("Sosromenduran", dict(reversed(twin.items())))])
    assert [(flag.code.value, first, second) for flag, first, second in found] == [
        ("data_kembar", "Suryatmajan", "Sosromenduran")
    ]


def test_records_that_are_almost_empty_are_not_called_twins():
    assert find_duplicates([("A", NOTHING_WRONG), ("B", NOTHING_WRONG)]) == ()


@pytest.mark.parametrize("year", [221, 385, 1999, 2101])
def test_an_impossible_year_is_rejected(year):
    assert codes(check_year(year)) == ["tahun_tidak_wajar"]


def test_a_possible_year_raises_nothing():
    assert check_year(2015) == check_year(2030) == ()


def test_a_kawasan_header_that_is_not_the_sum_of_its_rt_is_flagged():
    flags = check_header(ruleset(), HEADER | {"jumlah_kk": 52, "luas_verifikasi_ha": Decimal("1.259")}, HEADER)
    assert [(flag.criterion, flag.message) for flag in flags] == [
        ("jumlah_kk", "Jumlah KK kawasan 52 KK, jumlah RT-nya 50 KK.")
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1.1596179999999998"), "1,1596"),
        (Decimal("300.0"), "300"),
        (Decimal("-0.00001"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal(0), "0"),
        (7, "7"),
    ],
)
def test_numbers_in_sentences_are_written_the_indonesian_way(number, text):
    assert plain_number(number) == text
