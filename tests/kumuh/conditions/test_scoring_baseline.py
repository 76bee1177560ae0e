"""The positive 100-0-100 baseline: shown as it is, never a total, a draft only with confirmation."""

from decimal import Decimal

import pytest

from kumuh.areas.enums import CitySize
from kumuh.conditions.scoring import check_surveyed_households, propose_draft, score_record
from tests.kumuh.conditions.cases import PUBLISHED, read_json, ruleset

BASELINE = ruleset("baseline-2015")
MALANG = {
    "keteraturan_bangunan": "keteraturan_bangunan",
    "luas_lantai_>=7.2m2_per_jiwa": "luas_lantai_layak",
    "bangunan_sesuai_teknis_atap_lantai_dinding": "atap_lantai_dinding_sesuai",
    "kawasan_terjangkau_jalan_baik": "jangkauan_jalan_layak",
    "kondisi_jalan_baik": "jalan_sesuai_teknis",
    "kawasan_bebas_banjir": "bebas_genangan",
    "drainase_baik": "drainase_baik",
    "terlayani_air": "air_terlayani",
    "terpenuhi_kebutuhan_air": "air_kebutuhan_terpenuhi",
    "akses_jamban_pribadi_bersama": "akses_jamban",
    "jamban_sesuai_syarat": "jamban_sesuai",
    "saluran_limbah_terpisah_drainase": "saluran_limbah_terpisah",
    "sampah_diangkut_ke_tps": "sampah_terangkut",
    "sarana_pencegah_kebakaran": "kebakaran_tersedia",
    "bangunan_ber_imb": "bangunan_berizin",
    "lahan_bersurat": "lahan_bersurat",
    "pekerjaan_pedagang_jasa": "pekerjaan_utama",
    "listrik_900W": "listrik_900",
    "pengguna_puskesmas": "puskesmas",
    "pendidikan_dalam_kelurahan_kecamatan": "pendidikan_dekat",
}
YOGYAKARTA = {
    "keteraturan_bangunan": "keteraturan_bangunan",
    "bangunan_teknis": "luas_lantai_layak",
    "kondisi_atap_dinding_lantai": "atap_lantai_dinding_sesuai",
    "jalan_layak": "jangkauan_jalan_layak",
    "jalan_sesuai_teknis": "jalan_sesuai_teknis",
    "kawasan_tidak_banjir": "bebas_genangan",
    "jaringan_drainase_memadai": "drainase_baik",
    "terlayani_air": "air_terlayani",
    "kebutuhan_air": "air_kebutuhan_terpenuhi",
    "akses_jamban": "akses_jamban",
    "jamban_teknis": "jamban_sesuai",
    "pemisahan_saluran_limbah_drainase": "saluran_limbah_terpisah",
    "sampah_ke_tps": "sampah_terangkut",
    "sapras_kebakaran": "kebakaran_tersedia",
    "hunian_ber_imb": "bangunan_berizin",
    "lahan_bersurat": "lahan_bersurat",
}


def balearjosari():
    case = read_json(PUBLISHED / "malang-balearjosari-baseline-100-0-100.json")
    percents = {MALANG[name]: value for name, value in case["percent_positive"].items()}
    return score_record(BASELINE, {}, {"kepadatan_bangunan": Decimal(120)}, percents)


def yogyakarta():
    for case in read_json(PUBLISHED / "yogyakarta-baseline-100-0-100.json")["cases"]:
        percents = {YOGYAKARTA[name]: value for name, value in case["percent_positive"].items()}
        yield case["kelurahan"], percents, score_record(BASELINE, {}, {}, percents)


def test_the_positive_values_are_shown_and_never_become_a_total():
    shown = balearjosari()
    assert shown.percents["keteraturan_bangunan"] == 60
    assert shown.percents["kebakaran_tersedia"] == 1
    assert set(shown.scores.values()) == {None}
    assert (shown.total, shown.level, shown.mean, dict(shown.aspect_means)) == (None, None, None, {})
    assert [flag.code for flag in shown.flags] == ["tidak_dinilai"]


def test_all_seventeen_kelurahan_of_yogyakarta_are_shown_unchanged():
    seen = list(yogyakarta())
    assert len(seen) == 17
    for name, percents, shown in seen:
        assert {key: value for key, value in shown.percents.items() if value is not None} == percents, name
        assert (shown.total, shown.level) == (None, None)


def test_the_draft_turns_the_percents_round_and_asks_for_confirmation():
    draft = propose_draft(BASELINE, balearjosari(), CitySize.LARGE)
    assert draft.needs_confirmation
    assert draft.target == "2018-16"
    assert draft.flags[0].code == "rancangan_perlu_konfirmasi"
    assert dict(draft.percents) == {
        "bangunan_ketidakteraturan": 40,
        "bangunan_kepadatan": 0,
        "bangunan_persyaratan_teknis": 11,  # the worse of 100 - 98 and 100 - 89
        "jalan_cakupan": 10,
        "jalan_kualitas": 21,
        "air_akses_aman": 4,
        "air_kebutuhan": 2,
        "drainase_limpasan": 0,
        "drainase_ketersediaan": None,
        "drainase_konstruksi": 42,
        "limbah_sistem": 4,
        "limbah_sarpras": 0,
        "sampah_sarpras": None,
        "sampah_sistem": 9,
        "kebakaran_prasarana": None,
        "kebakaran_sarana": 99,
    }


def test_every_choice_in_the_draft_is_flagged():
    draft = propose_draft(BASELINE, balearjosari(), CitySize.LARGE)
    assert [(flag.code.value, flag.criterion) for flag in draft.flags[1:]] == [
        ("tafsir_belum_pasti", "bangunan_kepadatan"),
        ("diambil_yang_lebih_buruk", "bangunan_persyaratan_teknis"),
        ("satu_indikator_dua_parameter", "drainase_ketersediaan"),
        ("tafsir_belum_pasti", "drainase_konstruksi"),
        ("diambil_yang_lebih_buruk", "limbah_sistem"),
        ("tafsir_belum_pasti", "limbah_sarpras"),
        ("satu_indikator_dua_parameter", "sampah_sarpras"),
        ("tafsir_belum_pasti", "sampah_sistem"),
        ("satu_indikator_dua_parameter", "kebakaran_prasarana"),
        ("tafsir_belum_pasti", "kebakaran_sarana"),
    ]
    assert all(flag.message for flag in draft.flags)


def test_even_a_confirmed_draft_has_no_total_while_its_empty_parameters_are_not_filled():
    draft = propose_draft(BASELINE, balearjosari(), CitySize.LARGE)
    scored = score_record(ruleset(), {}, {}, draft.percents)
    assert scored.missing == ("drainase_ketersediaan", "sampah_sarpras", "kebakaran_prasarana")
    assert scored.total is None


@pytest.mark.parametrize(
    ("density", "size", "percent"),
    [
        (Decimal(250), CitySize.METROPOLITAN, 100),
        (Decimal(249), CitySize.LARGE, 0),
        (Decimal(200), CitySize.SMALL, 100),
        (Decimal(200), None, None),
        (None, CitySize.SMALL, None),
    ],
)
def test_building_density_counts_as_the_whole_area_from_the_limit_of_the_city_size(density, size, percent):
    shown = score_record(BASELINE, {}, {"kepadatan_bangunan": density})
    assert propose_draft(BASELINE, shown, size).percents["bangunan_kepadatan"] == percent


def test_a_joined_parameter_stays_empty_while_one_of_its_two_indicators_is_missing():
    shown = score_record(BASELINE, {}, {}, {"luas_lantai_layak": Decimal(98)})
    assert propose_draft(BASELINE, shown).percents["bangunan_persyaratan_teknis"] is None


def test_a_scored_version_has_no_draft():
    with pytest.raises(ValueError, match="tidak ada aturan"):
        propose_draft(ruleset(), balearjosari())


def test_the_old_rt_sheet_takes_its_percents_of_the_surveyed_families():
    fields = read_json(PUBLISHED / "anonymous-rt-baseline-sheet-positive.json")["fields"]
    surveyed = Decimal(27)  # inferred in the source file from the printed percents
    counted = {
        "keteraturan_bangunan": fields["bangunan_teratur"],
        "luas_lantai_layak": fields["luas_lantai_>=7.2"],
        "atap_lantai_dinding_sesuai": fields["atap_lantai_dinding_sesuai"],
    }
    volumes = {key: field["count"] for key, field in counted.items()}
    volumes["jangkauan_jalan_layak"] = fields["panjang_jalan_ada_m"]
    denominators = {"jumlah_rumah_disurvei": surveyed, "panjang_jalan_ideal_m": fields["jalan_ideal_m"]}
    shown = score_record(BASELINE, denominators, volumes)
    for key, field in counted.items():
        assert round(shown.percents[key]) == field["percent_displayed"]
    assert shown.percents["jangkauan_jalan_layak"] == fields["jangkauan_jalan_percent"]
    flags = check_surveyed_households(int(fields["total_bangunan"]), int(surveyed))
    assert [flag.code for flag in flags] == ["rumah_tangga_bukan_bangunan"]
    assert check_surveyed_households(27, 27) == check_surveyed_households(None, 27) == ()
