"""The survey of households as arithmetic: what an answer means, sums per RT, the comparison with the RT record."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.methods.drawing import survey as drawn
from planning.methods.drawing.kit import Box, overlapping
from planning.methods.enums.survey import Asked, Match
from planning.methods.queries.survey_reading import blank
from planning.methods.survey.answers import cleaned, digest_of, faults, read_cell, stored
from planning.methods.survey.questions import AREA, COLUMNS, HOUSEHOLD
from planning.methods.survey.rules import (
    FROM_AREA,
    FROM_HOUSES,
    PARAMETERS,
    area_denominators,
    area_volumes,
    failing,
    floor_per_person,
    verdict_of,
)
from planning.methods.survey.sums import Area, Count, House, Recorded, Tally, apart, by_rt, compare, match_of, tally
from tests.planning.methods.surveyed import AREA as AREA_ANSWERS
from tests.planning.methods.surveyed import household

CODES = {one.code: one.key for one in PARAMETERS}
TODAY = date(2026, 3, 1)


def said(code, **changes):
    """What a house whose other answers are in order says about one parameter."""
    return failing(household(**changes))[CODES[code]]


# --- Answers to parameters --------------------------------------------------------------------------------------
def test_the_sixteen_parameters_come_from_houses_and_from_the_area_as_the_regulation_counts_them():
    assert [one.code for one in FROM_HOUSES] == ["1a", "1c", "3a", "3b", "5a", "5b", "6a", "6b", "7a", "7b"]
    assert [one.code for one in FROM_AREA] == ["1b", "2a", "2b", "4a", "4b", "4c"]
    assert {one.code for one in FROM_HOUSES if one.unit == "unit"} == {"1a", "1c", "7a", "7b"}


def test_a_house_in_order_fails_nothing_and_an_empty_form_says_nothing():
    assert verdict_of(household()) == "0" * 10
    assert verdict_of({}) == "?" * 10


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("1a", {"akses_jalan": "TIDAK"}),
        ("1a", {"hadap": "LAIN"}),
        ("1a", {"atas_air": "YA"}),
        ("1a", {"sempadan": "YA"}),
        ("1a", {"zona_bahaya": "YA"}),
        ("1c", {"panjang": "4", "lebar": "7.1"}),  # 28.4 m² for four: 7.1 m² each
        ("1c", {"penghuni": 7}),
        ("1c", {"atap": "RUSAK"}),
        ("1c", {"alas": "RUSAK"}),
        ("1c", {"dinding": "RUSAK"}),
        ("3a", {"sumber_air": "SUMUR_TERBUKA"}),
        ("3a", {"sumber_air": "BELI"}),
        ("3a", {"air_keruh": "YA"}),
        ("3b", {"air_liter": 239}),
        ("3b", {"air_cukup": "TIDAK"}),
        ("5a", {"jamban": "TIDAK_ADA"}),
        ("5a", {"tinja": "LUBANG"}),
        ("5b", {"kloset": "LAIN"}),
        ("5b", {"limbah_terpisah": "TIDAK"}),
        ("5b", {"tinja": "BADAN_AIR"}),
        ("6a", {"wadah": "CAMPUR"}),
        ("6a", {"sarana_sampah": "TIDAK"}),
        ("6b", {"buang_sampah": "DIBAKAR"}),
        ("6b", {"angkut_seminggu": 1}),
        ("7a", {"api_air": "TIDAK"}),
        ("7a", {"api_jalan": "TIDAK"}),
        ("7a", {"api_lapor": "TIDAK"}),
        ("7b", {"api_alat": "TIDAK"}),
        ("7b", {"api_mobil": "TIDAK"}),
    ],
)
def test_one_item_that_fails_makes_the_parameter_fail(code, changes):
    assert said(code, **changes) is True


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("1a", {"hadap": "AIR"}),
        ("1c", {"panjang": "4", "lebar": "7.2"}),  # exactly 7.2 m² each is enough
        ("1c", {"panjang": "4", "lebar": "3.6", "lantai": 2}),
        ("3a", {"sumber_air": "MATA_AIR_TERLINDUNG"}),
        ("3b", {"air_liter": 240, "air_cukup": "TIDAK"}),  # what was measured counts before what was felt
        ("5a", {"jamban": "BERSAMA", "tinja": "TERPUSAT"}),
        ("6b", {"buang_sampah": "DIOLAH", "angkut_seminggu": None}),
    ],
)
def test_what_just_holds_is_in_order(code, changes):
    assert said(code, **changes) is False


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("1a", {"sempadan": None}),
        ("1c", {"panjang": None}),
        ("1c", {"jiwa_l": None}),
        ("1c", {"dinding": None}),
        ("3a", {"air_keruh": None}),
        ("3b", {"air_cukup": None}),
        ("5a", {"tinja": None}),
        ("6b", {"angkut_seminggu": None}),
        ("7a", {"api_lapor": None}),
    ],
)
def test_a_missing_answer_is_told_as_missing_and_never_as_in_order(code, changes):
    assert said(code, **changes) is None


def test_a_known_failure_stands_although_other_items_are_missing():
    assert said("1c", atap="RUSAK", panjang=None, dinding=None) is True


def test_without_a_toilet_nobody_is_asked_for_closet_and_tank():
    answers = cleaned(HOUSEHOLD, household(jamban="TIDAK_ADA"))
    assert "kloset" not in answers
    assert "tinja" not in answers
    assert failing(answers)["limbah_sistem"] is True
    assert failing(answers)["limbah_sarpras"] is True


def test_floor_is_shared_by_who_lives_there_or_else_by_the_family():
    assert floor_per_person(household()) == Decimal(12)
    assert floor_per_person(household(penghuni=6)) == Decimal(8)
    assert floor_per_person(household(penghuni=None, jiwa_l=0, jiwa_p=0)) is None


def test_form_b_gives_volumes_and_ideal_lengths():
    assert area_volumes(AREA_ANSWERS) == {
        "bangunan_kepadatan": 0, "jalan_cakupan": 100, "jalan_kualitas": 50, "drainase_limpasan": 0,
        "drainase_ketersediaan": 50, "drainase_konstruksi": 30,
    }  # fmt: skip
    assert area_denominators(AREA_ANSWERS) == {
        "luas_verifikasi_ha": Decimal("1.5"), "panjang_jalan_ideal_m": 300, "panjang_drainase_ideal_m": 200,
    }  # fmt: skip
    assert set(area_volumes({}).values()) == {None}


@pytest.mark.parametrize(
    ("depth", "hours", "times", "counted"),
    [(31, "2.5", 3, "0.4"), (30, "9", 9, "0"), (99, "2", 9, "0"), (99, "9", 2, "0"), (99, "9", None, None)],
)
def test_standing_water_counts_when_deep_long_and_often(depth, hours, times, counted):
    answers = {"genangan": "0.4", "genangan_tinggi": depth, "genangan_lama": hours}
    answers |= {"genangan_kali": times} if times is not None else {}
    expected = None if counted is None else Decimal(counted)
    assert area_volumes(answers)["drainase_limpasan"] == expected


# --- Sums -------------------------------------------------------------------------------------------------------
houses = st.lists(
    st.builds(
        House,
        rt=st.integers(1, 3),
        number=st.sampled_from(["", "1", "2", " 2 ", "12 a", "12A"]),
        verdict=st.text("10?", min_size=10, max_size=10),
        men=st.none() | st.integers(0, 5),
        women=st.none() | st.integers(0, 5),
        disabled=st.none() | st.integers(0, 2),
        low_income=st.none() | st.booleans(),
    ),
    max_size=40,
)


@given(houses, st.randoms())
def test_the_sum_of_households_is_that_of_the_rt_whatever_the_order(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    summed = tally(rows)
    assert tally(shuffled) == summed
    parts = by_rt(shuffled)
    assert sum(parts.values(), Tally(counts={one.key: Count() for one in FROM_HOUSES})) == summed
    assert summed.households == len(rows)
    assert summed.buildings <= len(rows)
    for at, one in enumerate(FROM_HOUSES):
        count = summed.count(one.key)
        signs = [row.verdict[at] for row in rows]
        assert count.total == (summed.buildings if one.unit == "unit" else summed.households)
        assert count.bad <= signs.count("1")
        if one.unit == "KK":
            assert (count.bad, count.fine, count.unknown) == tuple(signs.count(sign) for sign in "10?")


@given(houses)
def test_what_nobody_answered_is_never_counted_as_in_order(rows):
    silent = [House(row.rt, row.number, "?" * 10) for row in rows]
    for one in FROM_HOUSES:
        assert tally(silent).count(one.key).fine == 0
        assert tally(silent).count(one.key).bad == 0


def test_a_building_is_counted_once_and_fails_when_one_of_its_households_says_so():
    rows = [House(1, "7", "1000000000"), House(1, " 7", "0000000000"), House(1, "", "0000000000")]
    summed = tally(rows)
    assert (summed.households, summed.buildings) == (3, 2)
    assert summed.count("bangunan_ketidakteraturan") == Count(1, 1, 0)


# --- Comparison -------------------------------------------------------------------------------------------------
@given(st.integers(0, 500), st.integers(0, 500))
def test_two_sources_are_apart_the_same_in_both_directions(one, other):
    assert apart(one, other) == apart(other, one)
    assert (apart(one, other) == 0) is (one == other)
    assert apart(one, other) <= 100


def test_more_than_ten_hundredths_of_the_larger_raise_the_flag():
    assert match_of(Decimal(18), 0, Decimal(20)) == (Match.SAMA, Decimal(10))
    assert match_of(Decimal(17), 0, Decimal(20)) == (Match.BEDA, Decimal(15))
    assert match_of(Decimal(3), 0, Decimal(0)) == (Match.BEDA, Decimal(100))
    assert match_of(Decimal(0), 0, Decimal(0)) == (Match.SAMA, Decimal(0))
    assert match_of(Decimal(3), 0, None) == (Match.TANPA, None)
    assert match_of(None, 0, Decimal(3)) == (Match.BELUM, None)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_flag_on_missing_answers_stands_whatever_they_will_be(found, missing, record):
    flagged = match_of(Decimal(found), missing, Decimal(record))[0] == Match.BEDA
    ends = [match_of(Decimal(found + more), 0, Decimal(record))[0] == Match.BEDA for more in range(missing + 1)]
    assert flagged is (all(ends) if missing else ends[0]) or not flagged
    if flagged:
        assert all(ends)


def test_a_survey_that_is_not_finished_is_open_and_not_different():
    summed = tally([House(1, "1", "0000000000", 2, 2)])
    result = compare(summed, Area(), Recorded({"jumlah_kk": 10, "jumlah_bangunan": 10}, {"air_akses_aman": 4}))
    line = next(one for one in result.parameters if one.key == "air_akses_aman")
    assert (result.known, result.out) == (10, 9)
    assert (line.found, line.missing, line.match) == (0, 9, Match.BELUM)
    assert not line.differs


def test_what_no_household_answered_has_no_number_at_all():
    result = compare(tally([House(1, "1", "?" * 10)]), Area(done=True), Recorded({}, {CODES["3a"]: 0}))
    line = next(one for one in result.parameters if one.code == "3a")
    assert (line.found, line.missing, line.match, line.share) == (None, 1, Match.BELUM, None)


def test_an_rt_that_was_visited_whole_differs_in_its_number_of_households():
    summed = tally([House(1, str(number), "0000000000", 2, 2) for number in range(27)])
    heads = {"jumlah_kk": 40, "jumlah_bangunan": 28, "jumlah_penduduk": 108}
    result = compare(summed, Area(done=True), Recorded(heads))
    assert {one.key: one.match for one in result.heads if one.record is not None} == {
        "jumlah_kk": Match.BEDA, "jumlah_bangunan": Match.SAMA, "jumlah_penduduk": Match.SAMA,
    }  # fmt: skip


def test_a_building_of_which_a_household_is_still_out_may_turn_bad():
    summed = tally([House(1, "1", "0" * 10), House(1, "2", "0" * 10)])
    result = compare(summed, Area(), Recorded({"jumlah_kk": 3, "jumlah_bangunan": 2}, {CODES["1a"]: 1}))
    line = next(one for one in result.parameters if one.code == "1a")
    assert (line.found, line.missing, line.match) == (0, 1, Match.BELUM)


# --- Checking answers -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "answers", "key", "sentence"),
    [
        (HOUSEHOLD, {"nomor_rumah": "1", "nik": "12"}, "nik", "16 angka"),
        (HOUSEHOLD, {"jiwa_l": 1}, "nomor_rumah", "nomor rumah atau nama"),
        (HOUSEHOLD, {"nomor_rumah": "1", "panjang": Decimal(0)}, "panjang", "lebih dari 0"),
        (HOUSEHOLD, {"nomor_rumah": "1", "panjang": Decimal("3.125")}, "panjang", "2 angka"),
        (HOUSEHOLD, {"nomor_rumah": "1", "jiwa_l": 99}, "jiwa_l", "lebih dari 60 jiwa"),
        (HOUSEHOLD, {"nomor_rumah": "1", "jiwa_l": 1, "jiwa_p": 1, "difabel": 3}, "difabel", "anggota"),
        (HOUSEHOLD, {"nomor_rumah": "1", "jamban": "EMAS"}, "jamban", "Pilih"),
        (HOUSEHOLD, {"nomor_rumah": "1", "tanggal": date(2027, 1, 1)}, "tanggal", "belum tiba"),
        (AREA, {"jalan_ada": Decimal(10), "jalan_rusak": Decimal(11)}, "jalan_rusak", "keseluruhannya (10 m)"),
        (AREA, {"luas": Decimal(1), "genangan": Decimal(2)}, "genangan", "keseluruhannya"),
    ],
)
def test_a_wrong_answer_is_told_at_its_question(form, answers, key, sentence):
    assert sentence in faults(form, answers, today=TODAY)[key]


def test_right_answers_have_no_faults_and_are_kept_plain():
    answers = cleaned(HOUSEHOLD, household(panjang=Decimal("8.50")))
    assert faults(HOUSEHOLD, answers, today=TODAY) == {}
    assert stored(HOUSEHOLD, answers)["panjang"] == "8.5"
    assert digest_of(HOUSEHOLD, 1, answers) == digest_of(HOUSEHOLD, 1, answers | {"panjang": Decimal("8.5")})


@pytest.mark.parametrize(
    ("key", "cell", "answer"),
    [
        ("jamban", "BERSAMA", "BERSAMA"),
        ("jamban", " jamban keluarga ", "SENDIRI"),
        ("jiwa_l", 3, 3),
        ("jiwa_l", "3", 3),
        ("panjang", "6.125", Decimal("6.125")),
        ("panjang", "6,5", Decimal("6.5")),
        ("tanggal", "2026-02-10", date(2026, 2, 10)),
        ("nama_kk", None, None),
    ],
)
def test_cells_of_collecting_programs_are_read_as_they_are_meant(key, cell, answer):
    assert read_cell(HOUSEHOLD.question(key), cell) == answer


def test_questions_have_names_of_their_own_and_columns_exist():
    for form in (HOUSEHOLD, AREA):
        keys = [question.key for question in form.questions]
        assert len(keys) == len(set(keys))
        for question in form.questions:
            assert question.when is None or question.when[0] in keys
            assert bool(question.options) is (question.asked == Asked.PILIHAN)
    assert set(COLUMNS) <= {question.key for question in HOUSEHOLD.questions}


# --- Drawings ---------------------------------------------------------------------------------------------------
shares = st.none() | st.decimals(0, 100, places=2)


@given(st.lists(st.tuples(st.text("abc defgh", min_size=1, max_size=60), shares, shares, st.booleans()), max_size=16))
def test_bars_and_words_of_a_comparison_keep_apart_and_inside(rows):
    pairs = [
        drawn.Pair(
            name.strip() or "x",
            found,
            record,
            "1.234 unit (12,3 %)",
            "9.876 unit (98,7 %)",
            flag,
            "312 KK belum",
            ", 312 belum",
        )
        for name, found, record, flag in rows
    ]
    sheet = drawn.PairSheet("p", "Survei dan data RT", pairs)
    for drawing in (drawn.wide(sheet), drawn.tall(sheet)):
        assert overlapping(drawing.labels) == []
        assert all(label.box[0] >= 0 and label.box[2] <= drawing.width + 1 for label in drawing.labels)
        assert all(shape.x + shape.width <= drawing.width + 0.5 for shape in drawing.shapes if isinstance(shape, Box))


def test_the_blank_forms_hold_every_question_on_one_page_each_without_words_over_words():
    sheets = blank("", "A4")
    assert [sheet.title for sheet in sheets] == [HOUSEHOLD.title, AREA.title]
    for sheet, form in zip(sheets, (HOUSEHOLD, AREA), strict=True):
        drawing = sheet.drawing
        assert not sheet.landscape
        assert overlapping(drawing.labels) == []
        assert all(label.box[2] <= drawing.width + 1 and label.box[3] <= drawing.height for label in drawing.labels)
        words = " ".join(label.text for label in drawing.labels)
        for question in form.questions:
            assert question.label.split()[0] in words
            assert all(option.label in words for option in question.options)
