"""Codes, names and labels as people write them."""

from __future__ import annotations

import pytest

from kumuh.areas.enums import RegionLevel
from kumuh.areas.naming import (
    ancestor_codes,
    city_code,
    dotted_code,
    level_of,
    neighbourhood_label,
    normal_number,
    plain_words,
    read_rt_rw,
    region_title,
    search_name,
)


def test_the_length_of_a_code_is_its_level() -> None:
    codes = ["33", "33.75", "33.75.01", "33.75.01.1003"]
    assert [level_of(code) for code in codes] == list(RegionLevel)


@pytest.mark.parametrize("text", ["", "3", "33.7", "33.75.01.103", "3375", "33-75", "33.75.01.10033"])
def test_what_is_no_dotted_code_has_no_level(text: str) -> None:
    with pytest.raises(ValueError, match="bukan kode wilayah"):
        level_of(text)


def test_codes_above_go_from_the_province_down() -> None:
    assert ancestor_codes("33.75.01.1003") == ("33", "33.75", "33.75.01")
    assert city_code("33.75.01.1003") == "33.75"
    assert city_code("33.75") == "33.75"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3375011003", "33.75.01.1003"),
        ("33.75.01.1003", "33.75.01.1003"),
        ("33 75", "33.75"),
        ("33750", None),
        ("Podosugih", None),
        ("", None),
    ],
)
def test_codes_are_understood_with_and_without_dots(text: str, code: str | None) -> None:
    assert dotted_code(text) == code


@pytest.mark.parametrize(
    ("code", "name", "title"),
    [
        ("33", "Jawa Tengah", "Provinsi Jawa Tengah"),
        ("33.75", "Kota Pekalongan", "Kota Pekalongan"),
        ("33.75.01", "Pekalongan Barat", "Kecamatan Pekalongan Barat"),
        ("33.75.01.1003", "Podosugih", "Kelurahan Podosugih"),
        ("11.01.01.2001", "Keude Bakongan", "Desa Keude Bakongan"),
    ],
)
def test_a_place_is_called_with_its_kind(code: str, name: str, title: str) -> None:
    assert region_title(code, name) == title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kel. Podosugih", ["kel", "podosugih"]),
        ("Bo'a", ["boa"]),
        ("Bo’a", ["boa"]),
        ("Waskey/Tanjung Batu", ["waskey", "tanjung", "batu"]),
        ("Café ÉTÉ", ["cafe", "ete"]),
        ("  ", []),
    ],
)
def test_words_lose_capitals_accents_and_signs(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


def test_a_region_is_found_by_its_words_in_one_word_and_by_the_names_above() -> None:
    found = search_name(["kali", "baros"], [["pekalongan", "timur"], ["kota", "pekalongan"]])
    assert found == " kali baros kalibaros pekalongan timur kota pekalongan"


def test_a_search_name_never_outgrows_its_column() -> None:
    assert len(search_name(["a" * 120, "b" * 120], [["c" * 120]])) == 255


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", "003"),
        ("003", "003"),
        ("RT 3", "003"),
        ("rw.05", "005"),
        ("12a", "012A"),
        ("0012", "012"),
        ("RT05", "005"),
    ],
)
def test_numbers_are_written_with_three_digits(typed: str, number: str) -> None:
    assert normal_number(typed) == number


@pytest.mark.parametrize("typed", ["", "RT", "tiga", "1/2", "12345", "3ab"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="misalnya 003"):
        normal_number(typed)


def test_labels_say_the_rw_only_where_there_is_one() -> None:
    labels = [
        neighbourhood_label("RT", "003", "005"),
        neighbourhood_label("RT", "003"),
        neighbourhood_label("RW", "005"),
    ]
    assert labels == ["RT 003 / RW 005", "RT 003", "RW 005"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RT001-RW002", ("001", "002")),
        ("rt.3/rw 5", ("003", "005")),
        ("RT 012A RW 04", ("012A", "004")),
        ("RW 07", ("", "007")),
        ("Kawasan Podosugih", ("", "")),
        ("PORT 3", ("", "")),
    ],
)
def test_rt_and_rw_are_found_in_names_of_shapes(text: str, found: tuple[str, str]) -> None:
    assert read_rt_rw(text) == found
