"""Spreadsheets come in as plain cells with positions, and go out so that they can come in again."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kumuh.core.spreadsheets import (
    Column,
    ColumnKind,
    FormulaError,
    Limits,
    Mark,
    SpreadsheetError,
    Table,
    as_date,
    as_number,
    as_text,
    as_whole,
    column_letter,
    position,
    read_workbook,
    write_csv,
    write_xlsx,
)
from kumuh.core.spreadsheets.injection import guarded, unguarded

ODS = "application/vnd.oasis.opendocument.spreadsheet"
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


def workbook(fill, **options) -> bytes:
    """Bytes of an xlsx that `fill(book)` draws."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, **options}) as book:
        fill(book)
    return output.getvalue()


def packed(**parts: str | bytes) -> bytes:
    """A zip file with the given parts."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return output.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same package with a text of one part replaced."""
    source, output = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                assert old in content
                content = content.replace(old, new)
            package.writestr(info.filename, content)
    return output.getvalue()


def ods(rows: str, manifest: str = "<m/>") -> bytes:
    """A minimal ods whose only table holds the given rows."""
    namespaces = " ".join(
        f'xmlns:{short}="{name}"'
        for short, name in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )
    content = (
        f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(**{"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def one_sheet(*lines: tuple[object, ...]) -> bytes:
    def fill(book):
        sheet = book.add_worksheet("Data")
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)

    return workbook(fill)


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


def far_cell(position_: str) -> bytes:
    return replaced(one_sheet((1,)), "xl/worksheets/sheet1.xml", b'r="A1"', f'r="{position_}"'.encode())


def macro() -> bytes:
    return packed(**{"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": b"x"})


def damaged() -> bytes:
    data = bytearray(one_sheet((1, 2), (3, 4)))
    middle = bytes(data).find(b"xl/worksheets/sheet1.xml") + 60
    data[middle] ^= 0xFF
    return bytes(data)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


REPEATED = '<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="float" {0}/>'
BROKEN_FILES = {
    "nothing": (b"", "kosong"),
    "blank": (b" \n ", "kosong"),
    "zip cut short": (one_sheet((1,))[:900], "rusak"),
    "damaged inside": (damaged(), "rusak"),
    "a folder of other things": (packed(**{"word/document.xml": "<w/>"}), "bukan lembar kerja"),
    "workbook without parts": (packed(**{"xl/workbook.xml": "<workbook/>"}), "rusak"),
    "workbook that is no xml": (
        packed(**{"xl/workbook.xml": "<work", "xl/_rels/workbook.xml.rels": "<r/>"}),
        "rusak",
    ),
    "entities": (
        packed(**{"xl/workbook.xml": "<!DOCTYPE a><workbook/>", "xl/_rels/workbook.xml.rels": "<r/>"}),
        "rusak",
    ),
    "xlsb": (packed(**{"xl/workbook.bin": b"x"}), "xlsb"),
    "macro": (macro(), "makro"),
    "password": (ole("EncryptedPackage"), "kata sandi"),
    "old word document": (ole("WordDocument"), "bukan lembar kerja"),
    "old excel, cut": (ole("Workbook"), "rusak"),
    "old excel with macro": (ole("Workbook _VBA_PROJECT"), "makro"),
    "ods with password": (ods("", "<m><encryption-data/></m>"), "kata sandi"),
    "ods with macro": (packed(**{"mimetype": ODS, "Basic/a": "x"}), "makro"),
    "ods without content": (packed(mimetype=ODS), "rusak"),
    "ods that repeats a row": (ods(REPEATED.format('office:value="1"') + "</table:table-row>"), "baris"),
    "ods that repeats a cell": (
        ods('<table:table-row><table:table-cell table:number-columns-repeated="9999" office:value-type="float" '
            'office:value="1"/></table:table-row>'),
        "kolom",
    ),
    "web page named xls": (b"<html><table><tr><td>1", "halaman web"),
    "pdf": (b"%PDF-1.7 ...", "bukan lembar kerja"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "bukan lembar kerja"),
    "random bytes": (b"\x00\x01\x02\x9d\x81", "bukan teks"),
    "cell in the last row": (far_cell("A1048576"), "baris"),
    "cell in the last column": (far_cell("XFD1"), "kolom"),
    "no data": (one_sheet(), "tidak berisi data"),
    "open quote": (b'rt;nama\n1;"Ali\n2;Budi\n', "baris 2 tidak berpasangan"),
    "endless cell": (b"rt;nama\n1;" + b"x" * 40_000, "terlalu panjang"),
}  # fmt: skip


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


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_ends_in_cells_or_in_a_refusal_and_never_in_a_traceback(data):
    original = data.draw(st.sampled_from([one_sheet(("RT", 9.7), ("x", 2)), ods("<table:table-row/>"), b"a;b\n1;2\n"]))
    start = data.draw(st.integers(0, len(original)))
    damage = data.draw(st.binary(max_size=8))
    cut = data.draw(st.integers(0, 20))
    try:
        book = read_workbook(original[:start] + damage + original[start + cut :])
    except SpreadsheetError as refusal:
        assert refusal.reason  # noqa: PT017 - both outcomes are fine
    else:
        assert book.sheets


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
