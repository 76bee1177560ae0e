"""One record: missing is not zero, odd figures are flagged, totals need everything."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumuh.conditions.scoring import score_record
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG, ruleset


def with_volumes(header=None, **volumes):
    return score_record(ruleset(), HEADER | (header or {}), NOTHING_WRONG | volumes)


def item(result, key):
    return next(part for part in result.criteria if part.key == key)


def codes(result):
    return [(flag.code.value, flag.criterion) for flag in result.flags]


def test_an_rt_where_all_is_in_order_has_total_zero_and_is_not_slum():
    result = with_volumes()
    assert (result.total, result.level, result.mean, result.flags) == (0, "TK", Decimal(0), ())
    assert result.is_slum is False


def test_an_rt_where_nothing_is_in_order_is_heavy_slum_with_the_largest_total():
    everything = {key: HEADER[one.denominator] for key, one in ruleset().criterion_by_key.items()}
    result = score_record(ruleset(), HEADER, everything)
    assert (result.total, result.level, result.mean) == (80, "KB", Decimal(100))


def test_counts_become_percent_score_and_aspect_mean():
    result = with_volumes(bangunan_ketidakteraturan=Decimal(20), bangunan_persyaratan_teknis=Decimal(31))
    assert item(result, "bangunan_ketidakteraturan")[:5] == (
        "bangunan_ketidakteraturan",
        Decimal(20),
        Decimal(40),
        Decimal("50.00"),
        1,
    )
    assert item(result, "bangunan_persyaratan_teknis").percent == Decimal("77.50")
    assert result.aspect_means[1] == Decimal("42.50")
    assert result.mean == Decimal("6.07")
    assert result.total == 6


def test_a_parameter_that_was_not_measured_leaves_the_record_without_total():
    result = with_volumes(air_akses_aman=None)
    assert (result.total, result.level, result.mean, result.is_slum) == (None, None, None, None)
    assert item(result, "air_akses_aman").score is None
    assert result.aspect_means[3] is None
    assert result.aspect_means[1] == 0
    assert codes(result) == [("belum_diukur", "air_akses_aman"), ("belum_lengkap", "")]
    assert result.flags[-1].message == (
        "Belum lengkap: 1 dari 16 parameter belum dapat dinilai, jadi belum ada total dan tingkat."
    )


@given(st.sets(st.sampled_from(list(NOTHING_WRONG)), min_size=1))
def test_whatever_is_missing_never_counts_as_zero(missing):
    result = score_record(ruleset(), HEADER, {key: value for key, value in NOTHING_WRONG.items() if key not in missing})
    assert set(result.missing) == missing
    assert (result.total, result.level, result.mean) == (None, None, None)


@given(st.permutations(list(NOTHING_WRONG)))
def test_the_order_of_the_counts_does_not_matter(order):
    volumes = {key: Decimal(7 * index) for index, key in enumerate(NOTHING_WRONG)}
    assert score_record(ruleset(), HEADER, {key: volumes[key] for key in order}) == score_record(
        ruleset(), HEADER, volumes
    )


def test_a_negative_flooded_area_scores_zero_and_is_flagged():
    result = with_volumes(drainase_limpasan=Decimal("-0.61"))
    flooded = item(result, "drainase_limpasan")
    assert (flooded.percent, flooded.score) == (Decimal("-48.80"), 0)
    assert codes(result) == [("volume_minus", "drainase_limpasan")]
    assert "-0,61 di bawah nol; dinilai 0" in result.flags[0].message
    assert (result.total, result.aspect_means[4]) == (0, Decimal(0))


def test_more_than_the_whole_scores_five_and_is_flagged():
    result = with_volumes(drainase_limpasan=Decimal("3.85"))
    assert (item(result, "drainase_limpasan").percent, result.total) == (Decimal("308.00"), 5)
    assert codes(result) == [("lebih_dari_100", "drainase_limpasan")]


@pytest.mark.parametrize(("denominator", "code"), [(None, "pembagi_kosong"), (Decimal(0), "pembagi_nol")])
def test_without_a_denominator_only_a_zero_volume_can_be_scored(denominator, code):
    header = {"panjang_drainase_ideal_m": denominator}
    nothing = with_volumes(header)
    assert (nothing.total, nothing.level) == (0, "TK")
    assert codes(nothing) == [(code, "drainase_ketersediaan"), (code, "drainase_konstruksi")]

    something = with_volumes(header, drainase_konstruksi=Decimal(12))
    assert (something.total, item(something, "drainase_konstruksi").score) == (None, None)
    assert (code, "drainase_konstruksi") in codes(something)


def test_a_negative_denominator_is_never_used():
    result = with_volumes({"jumlah_kk": -3})
    assert result.missing == (
        "air_akses_aman",
        "air_kebutuhan",
        "limbah_sistem",
        "limbah_sarpras",
        "sampah_sarpras",
        "sampah_sistem",
    )
    assert codes(result)[0] == ("pembagi_minus", "air_akses_aman")


@pytest.mark.parametrize("volume", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), Decimal("1e70")])
def test_a_value_nobody_can_compute_with_becomes_a_flag_not_a_crash(volume):
    result = with_volumes(jalan_kualitas=volume)
    assert result.missing == ("jalan_kualitas",)
    assert codes(result)[0] == ("angka_tidak_wajar", "jalan_kualitas")


def test_very_large_but_possible_values_still_have_a_mean():
    header = dict.fromkeys(HEADER, Decimal("0.01"))
    result = score_record(ruleset(), header, dict.fromkeys(NOTHING_WRONG, Decimal("9e23")))
    assert (result.total, result.mean) == (80, Decimal("9e27"))


def test_an_infinite_denominator_does_not_make_everything_zero_percent():
    result = with_volumes({"jumlah_bangunan": Decimal("Infinity")}, kebakaran_sarana=Decimal(5))
    assert "kebakaran_sarana" in result.missing


def test_binary_floats_are_refused():
    with pytest.raises(TypeError, match="float"):
        with_volumes(jalan_kualitas=0.1)


def test_missing_and_broken_road_together_longer_than_the_ideal_length_is_flagged():
    result = with_volumes(jalan_cakupan=Decimal(200), jalan_kualitas=Decimal(150))
    assert codes(result) == [("jumlah_melebihi_ideal", "jalan_cakupan")]
    assert result.flags[0].message == "2a + 2b: 350 m melebihi panjang jalan lingkungan ideal 300 m."
    assert result.total == 4


def test_missing_and_broken_drain_up_to_the_ideal_length_is_fine():
    assert with_volumes(drainase_ketersediaan=Decimal(120), drainase_konstruksi=Decimal(80)).flags == ()


def test_a_percent_of_the_source_wins_over_the_counts_and_the_difference_is_flagged():
    volumes = NOTHING_WRONG | {"drainase_limpasan": Decimal("0.92")}
    result = score_record(ruleset(), HEADER, volumes, {"drainase_limpasan": Decimal("73.74")})
    flooded = item(result, "drainase_limpasan")
    assert (flooded.percent, flooded.percent_source, flooded.score) == (Decimal("73.74"), "imported", 3)
    assert flooded.flags[0].message.endswith("persen pada sumber 73,74, sedangkan volume dibagi pembaginya 73,6.")


def test_the_stored_shape_names_percent_score_and_flags():
    result = with_volumes(air_akses_aman=None, limbah_sistem=Decimal(30))
    stored = result.result_as_dict()
    assert stored["limbah_sistem"] == {"persen": "60.00", "nilai": 3}
    assert stored["air_akses_aman"] == {"persen": None, "nilai": None}
    assert result.flags_as_list()[0] == {
        "kode": "belum_diukur",
        "kunci": "air_akses_aman",
        "kalimat": "3a Ketidaktersediaan Akses Aman Air Minum: belum diukur.",
    }
