"""Numbers, money, dates and words are read and written the way a kelurahan office does."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from kumuh.core import formats
from kumuh.core.formats import listed, parse_number, plain, show_number

NBSP = "\N{NO-BREAK SPACE}"
amounts = st.integers(-(10**17), 10**17)
measures = st.decimals(-(10**9), 10**9, places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9,7", "9.7"),
        ("9.7", "9.7"),
        ("9,70", "9.70"),
        (".5", "0.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1500.250", "1500.250"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("1.500,25", "1500.25"),
        ("1,500.25", "1500.25"),
        ("1.500.000,00", "1500000.00"),
        ("1 500 000", "1500000"),
        (f"1{NBSP}500,5", "1500.5"),
        ("1 500.250", "1500.250"),
        ("Rp 1.500.000,00", "1500000.00"),
        ("Rp. 1.500.000,-", "1500000"),
        ("rp1.500.000", "1500000"),
        (f"-Rp{NBSP}1.500.000", "-1500000"),
        ("IDR 1,500,000", "1500000"),
        ("-0,61", "-0.61"),
        ("−2,70", "-2.70"),
        ("53,57 %", "53.57"),
        ("  12 ", "12"),
        ("+3", "3"),
        (12, "12"),
        (9.7, "9.7"),
        (Decimal("1.10"), "1.10"),
    ],
)
def test_indonesian_and_international_writing_are_both_understood(text, value):
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "kind", "mark", "value"),
    [
        ("1.500", "uang", None, 1500),
        ("1,500", "uang", None, 1500),
        ("1.500", "bilangan", None, 1500),
        ("1,500", "bilangan", None, 1500),
        ("1.500", "ukuran", None, 1500),
        ("1,500", "ukuran", None, Decimal("1.5")),
        ("1.500", "ukuran", ".", Decimal("1.5")),
        ("1,500", "ukuran", ".", 1500),
        ("1,500", "bilangan", ",", Decimal("1.5")),
    ],
)
def test_one_mark_before_three_digits_follows_the_written_rule(text, kind, mark, value):
    assert parse_number(text, kind, decimal_mark=mark) == value
    assert formats.is_ambiguous(text)


def test_only_that_one_shape_is_doubtful():
    doubtful = [text for text in ("0,125", "1500,250", "1.500,25", "9,7", "x", "") if formats.is_ambiguous(text)]
    assert doubtful == []


@pytest.mark.parametrize(
    "text",
    ["", " ", "Rp", "-", "lima", "1.50.000", "1.500.00", "1,5,0", "1.500,25,1", "12..5", "9,", "1 5",
     "1e5", "nan", "inf", "٣", "1'500", "5 ha", "9" * 41, True, float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_not_a_clear_number_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^[“A-Z].*\.$"):
        parse_number(text)


def test_a_unit_behind_the_number_is_read_when_it_is_the_expected_one():
    assert parse_number("9,70 HA", unit="ha") == Decimal("9.7")
    assert parse_number("12m2", unit="m2") == 12


@given(amounts)
def test_every_amount_of_rupiah_survives_showing_and_reading(amount):
    assert parse_number(formats.rupiah(amount), "uang") == amount


@given(measures, st.integers(0, 4), st.sampled_from(["", "ha", "m", "m²", "%", "KK", "unit"]))
def test_every_measure_survives_showing_and_reading(value, places, unit):
    shown = formats.with_unit(value, unit, places)
    assert formats.with_unit(parse_number(shown, unit=unit), unit, places) == shown


@given(measures)
def test_showing_without_places_hides_no_decimal(value):
    assert parse_number(show_number(value)) == value


@given(st.integers(-(10**12), 10**12), st.sampled_from(["uang", "bilangan", "ukuran"]))
def test_whole_numbers_mean_the_same_for_every_kind(number, kind):
    assert parse_number(show_number(number, 0), kind) == number


@given(st.text(max_size=50))
def test_any_text_gives_a_number_or_a_sentence(text):
    try:
        assert parse_number(text).is_finite()
    except ValueError as problem:
        assert str(problem).endswith(".")  # noqa: PT017 - both outcomes are fine


def test_rounding_for_display_is_half_up():
    assert [show_number(Decimal(x), 2) for x in ("0.005", "2.675", "-0.005", "-0.001", "1234.5")] == [
        "0,01", "2,68", "-0,01", "0,00", "1.234,50",
    ]  # fmt: skip


def test_units_and_money_stay_in_one_line():
    assert formats.hectares(Decimal("9.7")) == f"9,70{NBSP}ha"
    assert formats.percent(Decimal("53.571")) == "53,57%"
    assert formats.rupiah(1_500_000) == f"Rp{NBSP}1.500.000"
    assert formats.rupiah(-5) == f"-Rp{NBSP}5"
    with pytest.raises(ValueError, match="tanpa sen"):
        formats.rupiah(Decimal("0.5"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (15, "lima belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (2_500_750_300, "dua miliar lima ratus juta tujuh ratus lima puluh ribu tiga ratus"),
        (10**12, "satu triliun"),
        (10**15 + 1, "satu kuadriliun satu"),
        (-3, "minus tiga"),
    ],
)
def test_terbilang_follows_the_seratus_and_seribu_rules(number, words):
    assert formats.terbilang(number) == words


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_terbilang_tells_numbers_apart(one, other):
    assert (formats.terbilang(one) == formats.terbilang(other)) == (one == other)


@given(st.integers(0, 10**18 - 1))
def test_terbilang_can_be_counted_back(number):
    assert _counted(formats.terbilang(number)) == number


def _counted(words: str) -> int:
    scales = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}
    units = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
    spelled = words.replace("seribu", "satu ribu").replace("seratus", "satu ratus")
    spelled = spelled.replace("sepuluh", "satu puluh").replace("sebelas", "satu belas")
    total = group = last = 0
    for word in spelled.split():
        if word in scales:
            total, group, last = total + (group + last) * scales[word], 0, 0
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + last * (10 if word == "puluh" else 100), 0
        else:
            last = units.index(word)
    return total + group + last


@pytest.mark.parametrize("number", [10**18, 1.5])
def test_terbilang_refuses_what_it_cannot_say(number):
    with pytest.raises(ValueError, match=r"[Bb]ilangan"):
        formats.terbilang(number)


def test_dates_read_as_in_letters():
    day = date(2026, 11, 21)
    assert formats.tanggal(day) == "21 November 2026"
    assert formats.tanggal_singkat(day) == "21-11-2026"
    assert formats.hari(day) == "Sabtu"
    assert formats.tanggal_terbilang(day) == (
        "hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    )
    assert formats.bulan_romawi(day) == formats.bulan_romawi(11) == "XI"


def test_times_of_a_meeting():
    assert formats.rentang_waktu(time(9), time(11, 30)) == "09.00–11.30 WIB"
    assert formats.rentang_waktu(time(19, 30), None, "WITA") == "19.30 WITA s.d. selesai"
    assert formats.zona_waktu("Asia/Jayapura") == "WIT"
    with pytest.raises(ValueError, match="lebih awal"):
        formats.rentang_waktu(time(11), time(9))
    with pytest.raises(ValueError, match="bukan zona waktu Indonesia"):
        formats.zona_waktu("Europe/Paris")


@pytest.mark.parametrize(
    "text",
    ["21-11-2026", "21/11/2026", "21.11.2026", "2026-11-21", "2026-11-21 00:00:00", "21 November 2026",
     "21 Nop 2026", "Sabtu, 21 Nov 2026", " 21  nopember 2026 "],
)  # fmt: skip
def test_dates_are_understood_in_every_usual_writing(text):
    assert formats.parse_tanggal(text) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["", "31-02-2026", "21-11-26", "11/21/2026", "besok", "21 Ju 2026", "0000-01-01"])
def test_dates_that_do_not_exist_are_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"21-11-2026\.$"):
        formats.parse_tanggal(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_survives_showing_and_reading(day):
    assert formats.parse_tanggal(formats.tanggal(day)) == day
    assert formats.parse_tanggal(formats.tanggal_singkat(day)) == day
    assert formats.parse_tanggal(day.isoformat()) == day


@pytest.mark.parametrize(("number", "roman"), [(1, "I"), (4, "IV"), (6, "VI"), (9, "IX"), (1994, "MCMXCIV")])
def test_ranks_are_written_in_roman_numerals(number, roman):
    assert formats.romawi(number) == roman


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("H. Ahmad Dahlan, S.T.", "AD"),
        ("Siti Nurul Aminah", "SA"),
        ("Sukarno", "S"),
        ("Hj. Nur'aini", "N"),
        ("", ""),
    ],
)
def test_initials_leave_titles_and_degrees_out(name, letters):
    assert formats.initials(name) == letters


def shown(source: str, **context: object) -> str:
    return Template("{% load format_id %}" + source).render(Context(context))


def test_filters_write_like_the_functions():
    assert shown("{{ x|rupiah }} {{ y|hectares }} {{ y|show_number:1 }}", x=1000, y=Decimal("9.75")) == (
        f"Rp{NBSP}1.000 9,75{NBSP}ha 9,8"
    )
    assert shown("{% with_unit y 'm' 1 %}", y=Decimal("9.75")) == f"9,8{NBSP}m"


def test_filters_write_a_missing_value_as_a_dash_and_never_as_zero():
    assert shown("{{ x|rupiah }}{{ x|percent }}{{ x|tanggal }}{% with_unit x 'm' %}", x=None) == "––––"
    assert shown("{{ x|rupiah }}", x="") == ""
    assert shown("{{ x|percent }}", x=0) == "0,00%"


def test_filters_show_moments_in_local_time():
    moment = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert shown("{{ x|tanggal }} {{ x|rentang_waktu:y }}", x=moment, y=datetime(2026, 11, 20, 20, tzinfo=UTC)) == (
        "21 November 2026 01.30–03.00 WIB"
    )


@pytest.mark.parametrize(
    ("words", "sentence"), [((), ""), (("A",), "A"), (("A", "B"), "A dan B"), ((4, 6, 7), "4, 6 dan 7")]
)
def test_a_list_in_a_sentence_ends_with_dan(words, sentence):
    assert listed(words) == sentence


def test_a_line_is_kept_with_single_blanks():
    assert plain("  Gang \n  2\tsisi barat ") == "Gang 2 sisi barat"
