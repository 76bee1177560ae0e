"""Spreadsheets come in as plain cells with positions, or are refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumuh.core.spreadsheets import (
    FormulaError,
    Limits,
    SpreadsheetError,
    as_date,
    as_number,
    as_text,
    as_whole,
    column_letter,
    position,
    read_workbook,
)
from tests.kumuh.core.workbooks import BROKEN_FILES, ods, one_sheet, workbook


def test_positions_are_those_a_spreadsheet_shows():
    assert [position(7, 2), column_letter(26), column_letter(27), column_letter(703)] == ["B7", "Z", "AA", "AAA"]


def test_cells_are_plain_values_with_sheet_row_and_column():
    book = read_workbook(one_sheet(("RT", "Luas"), ("003", 9.7), (), (3.0, 0.1 + 0.2, True)), "data.xlsx")
    (sheet,) = book.sheets
    assert [row.values for row in sheet.rows] == [
        ("RT", "Luas", None),
        ("003", Decimal("9.7"), None),
        (None, None, None),
        (3, Decimal("0.3"), True),
    ]
    cell = sheet.rows[3].cell(1)
    assert (cell.sheet, cell.position, cell.value) == ("Data", "B4", Decimal("0.3"))
    assert sheet.rows[0].cell(99).value is None
    assert [row.number for row in sheet.filled_rows()] == [1, 2, 4]
    assert (book.filename, book.format, book.version, book.notes) == ("data.xlsx", "xlsx", "", ())


def test_rows_keep_their_numbers_when_the_sheet_starts_further_down():
    def fill(book):
        book.add_worksheet("Data").write(4, 2, "isi")

    sheet = read_workbook(workbook(fill)).sheets[0]
    assert [(cell.position, cell.value) for row in sheet.filled_rows() for cell in row.cells() if cell.value] == [
        ("C5", "isi")
    ]


def test_a_failed_formula_is_reported_and_is_neither_empty_nor_zero():
    def fill(book):
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["tahun", "x"])
        sheet.write_formula(1, 0, "=SQRT(-1)", value="#NUM!")
        sheet.write_formula(2, 1, "=A9", value="#REF!")
        sheet.write_formula(3, 0, "=1+1", value=2)

    rows = read_workbook(workbook(fill)).sheets[0].rows
    assert [row.values for row in rows] == [
        ("tahun", "x"),
        (FormulaError("#NUM!"), None),
        (None, FormulaError("#REF!")),
        (2, None),
    ]
    with pytest.raises(ValueError, match="galat #REF!: rumusnya menunjuk sel yang sudah dihapus"):
        as_number(rows[2].values[1])


def test_merged_cells_and_hidden_sheets_are_noted():
    def fill(book):
        sheet = book.add_worksheet("Data")
        sheet.merge_range("A2:A5", "Podosugih")
        secret = book.add_worksheet("Lama")
        secret.write(0, 0, 1)
        secret.hide()

    book = read_workbook(workbook(fill))
    assert book.sheets[0].merged == ("A2:A5",)
    assert [sheet.name for sheet in book.visible_sheets] == ["Data"]
    assert book.sheet(" lama ").hidden
    assert book.notes == (
        "Lembar “Lama” tersembunyi.",
        "Lembar “Data” memuat sel gabungan (A2:A5); hanya sel pertamanya yang berisi nilai.",
    )


def test_an_ods_is_read_and_its_failed_formulas_are_reported():
    cell = '<table:table-cell office:value-type="{0}" {1}><text:p>{2}</text:p></table:table-cell>'
    rows = (
        "<table:table-row>"
        + cell.format("string", "", "RT")
        + cell.format("float", 'office:value="9.7"', "9,7")
        + "</table:table-row><table:table-row>"
        + '<table:table-cell table:number-columns-repeated="1"/>'
        + cell.format("string", 'calcext:value-type="error" office:string-value=""', "#DIV/0!")
        + '</table:table-row><table:table-row table:number-rows-repeated="1048574">'
        + '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    book = read_workbook(ods(rows), "data.ods")
    assert [row.values for row in book.sheets[0].rows] == [("RT", Decimal("9.7")), (None, FormulaError("#DIV/0!"))]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("rt;luas\n001;9,7\n", [("rt", "luas"), ("001", "9,7")]),
        ("rt,luas\n001,9.7\n", [("rt", "luas"), ("001", "9.7")]),
        ("rt\tluas\n001\t9,7\n", [("rt", "luas"), ("001", "9,7")]),
        ("sep=|\nrt|luas\n001|9,7\n", [("rt", "luas"), ("001", "9,7")]),
        ('rt;luas\r\n"0;1";"a ""b"""\r\n\r\n', [("rt", "luas"), ("0;1", 'a "b"')]),
        ("rt\n1\n", [("rt",), ("1",)]),
        ("1,5;2,5\n1,5;2,5\n", [("1,5", "2,5"), ("1,5", "2,5")]),
        ("rt;nilai\n1;#REF!\n", [("rt", "nilai"), ("1", FormulaError("#REF!"))]),
    ],
)
def test_text_files_are_read_whatever_their_delimiter(text, rows):
    assert [row.values for row in read_workbook(text.encode()).sheets[0].rows] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_files_are_read_whatever_their_usual_encoding(encoding):
    sheet = read_workbook("gang;keterangan\nMawar;½ jadi – é\n".encode(encoding), "data.csv").sheets[0]
    assert (sheet.name, sheet.rows[1].values) == ("data", ("Mawar", "½ jadi – é"))


@pytest.mark.parametrize(
    ("body", "mark"),
    [("1.25,6.125", "."), ("6.125,7.250", None), ("9.7,x", "."), ('"9,7","1.500"', ","), ('"9,7",9.7', None)],
)
def test_a_text_file_tells_its_decimal_mark_only_when_it_is_certain(body, mark):
    assert read_workbook(f"a,b\n{body}\n".encode()).sheets[0].decimal_mark == mark


def test_values_are_read_as_what_the_column_expects():
    assert [as_number(None), as_number(" "), as_number("9,7"), as_number(3)] == [None, None, Decimal("9.7"), 3]
    assert as_number("6.125", decimal_mark=".") == Decimal("6.125")
    assert [as_whole(3), as_whole("1.500"), as_whole(None)] == [3, 1500, None]
    assert [as_text(3), as_text("  RT   003 "), as_text(None), as_text(date(2026, 1, 2))] == [
        "3", "RT 003", "", "02-01-2026",
    ]  # fmt: skip
    assert [as_date(46347), as_date("21/11/2026"), as_date(date(2026, 1, 2)), as_date(None)] == [
        date(2026, 11, 21), date(2026, 11, 21), date(2026, 1, 2), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (as_number, date(2026, 5, 1), "berisi tanggal .01-05-2026., bukan angka"),
        (as_number, True, "benar/salah"),
        (as_number, "banyak", "bukan angka"),
        (as_whole, Decimal("3.5"), "bilangan bulat"),
        (as_date, Decimal("3.5"), "bukan tanggal"),
        (as_date, "besok", "bukan tanggal"),
        (as_text, FormulaError("#N/A"), "datanya tidak ditemukan"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_in_a_sentence(read, value, sentence):
    with pytest.raises(ValueError, match=sentence):
        read(value)


@pytest.mark.parametrize(("data", "reason"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_broken_file_is_refused_with_its_reason_and_advice(data, reason):
    with pytest.raises(SpreadsheetError, match=reason) as refusal:
        read_workbook(data, "berkas.xlsx")
    assert refusal.value.reason.endswith(".")
    assert refusal.value.suggestion.endswith(".")


def test_a_file_of_another_encrypted_zip_is_refused():
    data = bytearray(one_sheet((1,)))
    central = bytes(data).find(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    with pytest.raises(SpreadsheetError, match=r"kata sandi|rusak"):
        read_workbook(bytes(data))


@pytest.mark.parametrize(
    ("limits", "data", "reason"),
    [
        (Limits(megabytes=0), one_sheet((1,)), "lebih besar dari 0 MB"),
        (Limits(unpacked_megabytes=0), one_sheet((1,)), "terlalu besar setelah dibuka"),
        (Limits(parts=3), one_sheet((1,)), "terlalu besar setelah dibuka"),
        (Limits(sheets=0), one_sheet((1,)), "lebih dari 0 lembar"),
        (Limits(rows=2), one_sheet((1,), (2,), (3,)), "lebih dari 2 baris"),
        (Limits(columns=2), one_sheet((1, 2, 3)), "lebih dari 2 kolom"),
        (Limits(rows=2), b"a;b\n1;2\n3;4\n", "lebih dari 2 baris"),
        (Limits(columns=2), b"a;b;c\n", "lebih dari 2 kolom"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(limits, data, reason):
    with pytest.raises(SpreadsheetError, match=reason):
        read_workbook(data, limits=limits)


def test_a_file_exactly_at_the_limits_is_read():
    sheet = read_workbook(one_sheet((1, 2), (3, 4)), limits=Limits(rows=2, columns=2)).sheets[0]
    assert [row.values for row in sheet.rows] == [(1, 2), (3, 4)]


def test_formatted_but_empty_rows_and_columns_do_not_count():
    def fill(book):
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "isi")
        colour = book.add_format({"bg_color": "yellow"})
        sheet.write_blank(1_048_575, 16_383, None, colour)

    assert [row.values for row in read_workbook(workbook(fill)).sheets[0].rows] == [("isi",)]


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(SpreadsheetError, match="tidak ditemukan"):
        read_workbook(tmp_path / "tidak-ada.xlsx")
    (tmp_path / "data.csv").write_bytes(b"a;b\n1;2\n")
    assert read_workbook(tmp_path / "data.csv").filename == "data.csv"


#: Made once: a workbook carries the time it was made, and a drawn position must mean the same byte every time.
WHOLE_FILES = (one_sheet(("RT", 9.7), ("x", 2)), ods("<table:table-row/>"), b"a;b\n1;2\n")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_ends_in_cells_or_in_a_refusal_and_never_in_a_traceback(data):
    original = data.draw(st.sampled_from(WHOLE_FILES))
    start = data.draw(st.integers(0, len(original)))
    damage = data.draw(st.binary(max_size=8))
    cut = data.draw(st.integers(0, 20))
    try:
        book = read_workbook(original[:start] + damage + original[start + cut :])
    except SpreadsheetError as refusal:
        assert refusal.reason  # noqa: PT017 - both outcomes are fine
    else:
        assert book.sheets


def test_a_small_number_written_by_a_program_keeps_its_value():
    assert as_number("4.000000000115023e-06", decimal_mark=".") == Decimal("0.000004000000000115023")
    with pytest.raises(ValueError, match="bukan angka"):
        as_number("1e999999")
