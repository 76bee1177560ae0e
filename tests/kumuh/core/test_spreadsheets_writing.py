"""What is written comes back as it was, opens safely, and is the same every time."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumuh.core.spreadsheets import (
    Column,
    ColumnKind,
    Mark,
    Table,
    as_number,
    as_whole,
    read_workbook,
    write_csv,
    write_xlsx,
)
from kumuh.core.spreadsheets.injection import guarded, unguarded

COLUMNS = (
    Column("rt", "RT", ColumnKind.CODE, locked=True),
    Column("kawasan", "Kawasan", choices=("Podosugih", "Medono")),
    Column("luas_verifikasi_ha", "Luas verifikasi (ha)", ColumnKind.MEASURE, note="Hektare, misalnya 9,70"),
    Column("jumlah_kk", "Jumlah KK", ColumnKind.WHOLE),
    Column("biaya", "Biaya (Rp)", ColumnKind.MONEY),
    Column("tanggal", "Tanggal", ColumnKind.DATE),
)
ROWS = (
    {
        "rt": "001",
        "kawasan": "Podosugih",
        "luas_verifikasi_ha": Decimal("9.7"),
        "jumlah_kk": 45,
        "biaya": 1_500_000,
        "tanggal": date(2026, 11, 21),
    },
    {"rt": "002", "kawasan": "=HYPERLINK(1)", "luas_verifikasi_ha": Decimal("-0.61"), "jumlah_kk": 0},
)
TABLE = Table("Baseline", COLUMNS, ROWS)


def test_what_is_written_comes_back_as_it_was():
    book = read_workbook(write_xlsx([TABLE], version="baseline 2"))
    (sheet,) = book.sheets
    assert book.version == "baseline 2"
    assert sheet.name == "Baseline"
    assert sheet.rows[0].values[0] == "RT"
    assert sheet.rows[1].values == tuple(column.key for column in COLUMNS)
    assert [row.values for row in sheet.rows[2:]] == [
        ("001", "Podosugih", Decimal("9.7"), 45, 1_500_000, date(2026, 11, 21)),
        ("002", "=HYPERLINK(1)", Decimal("-0.61"), 0, None, None),
    ]


def test_the_text_file_comes_back_with_the_same_meaning():
    data = write_csv(TABLE)
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "001;Podosugih;9,7;45;1500000;21-11-2026",
        "002;'=HYPERLINK(1);-0,61;0;;",
    ]
    sheet = read_workbook(data).sheets[0]
    assert sheet.rows[2].values[:3] == ("002", "=HYPERLINK(1)", "-0,61")
    assert as_number(sheet.rows[2].values[2]) == Decimal("-0.61")


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(-(10**14), 10**14))
@settings(max_examples=40, deadline=None)
def test_every_number_survives_both_kinds_of_file(measure, amount):
    row = {"luas_verifikasi_ha": measure, "biaya": amount}
    columns = (COLUMNS[2], COLUMNS[4])
    table = Table("Data", columns, [row])
    xlsx = read_workbook(write_xlsx([table])).sheets[0].rows[2].values
    text = read_workbook(write_csv(table)).sheets[0]
    mark = text.decimal_mark
    assert [as_number(xlsx[0]), as_whole(xlsx[1])] == [measure, amount]
    assert as_number(text.rows[1].values[0], decimal_mark=mark) == measure
    assert as_whole(text.rows[1].values[1], "uang") == amount


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=30))
def test_the_guard_against_formulas_comes_off_again(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "@")) or len(text) == 1


def test_the_guard_leaves_numbers_alone():
    assert [guarded(text) for text in ("-5", "+62", "-0,61", "-", "=1+1", "@x", "-1+cmd")] == [
        "-5", "+62", "-0,61", "-", "'=1+1", "'@x", "'-1+cmd",
    ]  # fmt: skip


def test_the_same_content_gives_the_same_bytes():
    table = Table("Baseline", COLUMNS, ROWS, [Mark(0, "rt", "RT tidak dikenal.")], protected=True)
    assert write_xlsx([table], version="1") == write_xlsx([table], version="1")
    assert write_xlsx([table], version="1") != write_xlsx([table], version="2")


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


def test_marked_cells_carry_their_reason_and_keys_are_locked():
    marks = [Mark(1, "jumlah_kk", "Jumlah KK tidak boleh nol.")]
    data = write_xlsx([Table("Baseline", COLUMNS, ROWS, marks, protected=True, freeze_columns=1)])
    assert "Jumlah KK tidak boleh nol." in part(data, "xl/comments1.xml")
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<sheetProtection" in sheet
    assert 'xSplit="1" ySplit="2"' in sheet
    assert part(data, "xl/styles.xml").count('locked="0"') > 0


def test_drop_downs_short_and_long():
    many = tuple(f"Kelurahan nomor {number}" for number in range(60))
    columns = (COLUMNS[1], Column("kelurahan", "Kelurahan", choices=many))
    data = write_xlsx([Table("Data", columns)])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<formula1>&quot;Podosugih,Medono&quot;</formula1>" in sheet or '<formula1>"Podosugih,Medono"' in sheet
    assert "_pilihan" in sheet
    assert [sheet.name for sheet in read_workbook(data).sheets] == ["Data"]


def test_a_code_stays_text_and_a_very_long_number_is_not_rounded():
    columns = (Column("nik", "NIK", ColumnKind.CODE), Column("angka", "Angka", ColumnKind.WHOLE))
    data = write_xlsx([Table("Data", columns, [{"nik": 3375011234567890, "angka": 12345678901234567}])])
    assert read_workbook(data).sheets[0].rows[2].values == ("3375011234567890", "12345678901234567")


def test_text_too_long_for_a_cell_is_refused_instead_of_cut():
    with pytest.raises(ValueError, match="terlalu panjang untuk sel A3"):
        write_xlsx([Table("Data", (Column("a", "A"),), [{"a": "x" * 40_000}])])


def test_sheet_names_are_made_acceptable():
    data = write_xlsx([Table("RT 01/RW 02 [baru]: " + "x" * 40, (Column("a", "A"),), [{"a": "1"}])])
    assert read_workbook(data).sheets[0].name == "RT 01 RW 02  baru   xxxxxxxxxxx"
