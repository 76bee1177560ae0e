"""Reading a baseline workbook: headings wherever they stand, exact numbers, every problem with its place."""

from datetime import date
from decimal import Decimal

import pytest

from kumuh.conditions.sheets import template_columns
from kumuh.core.spreadsheets import Column, ColumnKind, Table, write_xlsx
from tests.kumuh.conditions.cases import PUBLISHED, by_parameter, read_json, ruleset
from tests.kumuh.conditions.workbooks import PLAIN, VERSIONS, csv, line, read, table, xlsx
from tests.kumuh.core.workbooks import workbook

KEYS_2018 = [
    "tahun", "kode_kelurahan", "kawasan", "rw", "rt", "luas_verifikasi_ha", "jumlah_bangunan", "jumlah_penduduk",
    "jumlah_kk", "panjang_jalan_ideal_m", "panjang_drainase_ideal_m", "bangunan_ketidakteraturan",
    "bangunan_kepadatan", "bangunan_persyaratan_teknis", "jalan_cakupan", "jalan_kualitas", "air_akses_aman",
    "air_kebutuhan", "drainase_limpasan", "drainase_ketersediaan", "drainase_konstruksi", "limbah_sistem",
    "limbah_sarpras", "sampah_sarpras", "sampah_sistem", "kebakaran_prasarana", "kebakaran_sarana",
]  # fmt: skip


def only(reading):
    """The single problem of a file."""
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def raw(value):
    """A value as the test library writes it to a cell."""
    return float(value) if isinstance(value, Decimal) else value


def without(*keys):
    """A workbook of one RT whose sheet lacks columns."""
    columns = [column for column in template_columns(ruleset()) if column.key not in keys]
    return write_xlsx([Table("Baseline", columns, [PLAIN])])


def test_the_template_has_the_agreed_keys_and_19_parameters_for_the_older_version():
    assert [column.key for column in template_columns(ruleset())] == KEYS_2018
    older = [column.key for column in template_columns(VERSIONS["2016-19"])]
    assert len(older) == len(KEYS_2018) + 3
    assert {"drainase_terhubung", "drainase_terpelihara", "sampah_terpelihara"} < set(older)


@pytest.mark.parametrize(
    "content", [xlsx(line(jalan_kualitas=Decimal("9.7"))), csv(line(jalan_kualitas=Decimal("9.7")))]
)
def test_xlsx_and_csv_give_the_same_exact_numbers(content):
    reading = read(content)
    assert reading.problems == ()
    (row,) = reading.rows
    assert (row.place.year, row.place.kelurahan_code, row.place.rw, row.place.rt) == (
        2025,
        "33.75.03.1002",
        "001",
        "001",
    )
    assert row.volumes["jalan_kualitas"] == Decimal("9.7")
    assert row.denominators["luas_verifikasi_ha"] == Decimal("1.25")


@pytest.mark.parametrize("typed", ["9,7", "9.7", " 9,70 m", "9,7 m"])
def test_numbers_typed_as_text_in_indonesian_or_international_writing_are_understood(typed):
    columns = [Column(c.key, c.heading) for c in template_columns(ruleset())]
    content = write_xlsx(
        [Table("Baseline", columns, [{k: str(v) for k, v in PLAIN.items()} | {"jalan_kualitas": typed}])]
    )
    assert read(content).rows[0].volumes["jalan_kualitas"] == Decimal("9.7")


def test_an_empty_cell_and_the_words_belum_diukur_are_unknown_and_zero_is_zero():
    columns = [Column(c.key, c.heading) for c in template_columns(ruleset())]
    texts = {k: str(v) for k, v in PLAIN.items()} | {"jalan_cakupan": "Belum diukur", "jalan_kualitas": "0"}
    (row,) = read(write_xlsx([Table("Baseline", columns, [texts])])).rows
    assert (row.volumes["jalan_cakupan"], row.volumes["jalan_kualitas"]) == (None, 0)


def test_titles_above_and_a_sheet_with_human_headings_only_are_understood():
    columns = template_columns(ruleset())

    def fill(book):
        sheet = book.add_worksheet("Data RT")
        sheet.write(0, 0, "DATA BASELINE KELURAHAN KRAPYAK")
        sheet.write(2, 0, "Sumber: survei 2025")
        for place, column in enumerate(columns):
            sheet.write(4, place, column.heading.upper())
            sheet.write(
                5, place, PLAIN[column.key] if not isinstance(PLAIN[column.key], Decimal) else float(PLAIN[column.key])
            )
        sheet.write(6, 0, "JUMLAH")
        sheet.write(6, 6, 40)

    reading = read(workbook(fill))
    assert reading.problems == ()
    assert [row.number for row in reading.rows] == [6]
    assert "baris jumlah" in " ".join(reading.notes)


def test_extra_columns_are_named_and_not_fatal():
    content = write_xlsx(
        [Table("B", [*template_columns(ruleset()), Column("petugas", "Petugas")], [PLAIN | {"petugas": "x"}])]
    )
    reading = read(content)
    assert reading.problems == ()
    assert "petugas" in " ".join(reading.notes)


def test_a_kelurahan_may_be_written_by_name_instead_of_code():
    columns = [
        Column("kelurahan", "Kelurahan") if column.key == "kode_kelurahan" else column
        for column in template_columns(ruleset())
    ]
    (row,) = read(write_xlsx([Table("B", columns, [PLAIN | {"kelurahan": "Krapyak"}])])).rows
    assert (row.place.kelurahan_code, row.place.kelurahan_name) == ("", "Krapyak")


@pytest.mark.parametrize(
    ("changes", "column", "letter", "words"),
    [
        ({"tahun": 221}, "tahun", "A", "Tahun 221 tidak wajar"),
        ({"tahun": None}, "tahun", "A", "Tahun belum diisi"),
        ({"rt": None}, "rt", "E", "Nomor RT belum diisi"),
        ({"rt": "Pak Budi"}, "rt", "E", "Nomor ditulis dengan angka"),
        ({"kode_kelurahan": "33.75"}, "kode_kelurahan", "B", "sepuluh angka"),
        ({"jumlah_kk": -3}, "jumlah_kk", "I", "di bawah nol"),
        ({"jumlah_kk": Decimal("3.5")}, "jumlah_kk", "I", "bilangan bulat"),
        ({"jalan_kualitas": Decimal("1e14")}, "jalan_kualitas", "P", "terlalu besar"),
        ({"jalan_kualitas": "banyak"}, "jalan_kualitas", "P", "bukan angka"),
        ({"jalan_kualitas": "-"}, "jalan_kualitas", "P", "tidak jelas artinya"),
        ({"jalan_kualitas": "NaN"}, "jalan_kualitas", "P", "bukan angka"),
        ({"jalan_kualitas": "inf"}, "jalan_kualitas", "P", "bukan angka"),
        ({"jalan_kualitas": date(2025, 3, 1)}, "jalan_kualitas", "P", "tanggal"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_its_place_value_and_reason(changes, column, letter, words):
    kinds = {key: Column(key, key) for key in changes if not isinstance(changes[key], int | Decimal)}
    columns = [kinds.get(c.key, c) for c in template_columns(ruleset())]
    if isinstance(changes.get("jalan_kualitas"), date):
        columns = [Column(c.key, c.key, ColumnKind.DATE) if c.key == "jalan_kualitas" else c for c in columns]
    problem = only(read(write_xlsx([Table("Baseline", columns, [PLAIN, PLAIN | {"rt": "002"} | changes])])))
    assert (problem.sheet, problem.row, problem.column, problem.letter) == ("Baseline", 4, column, letter)
    assert words in problem.reason


def test_a_failed_formula_is_an_error_and_not_an_empty_cell():
    def fill(book):
        sheet = book.add_worksheet("Baseline")
        for place, column in enumerate(template_columns(ruleset())):
            sheet.write(0, place, column.key)
            value = PLAIN[column.key]
            sheet.write(1, place, float(value) if isinstance(value, Decimal) else value)
        sheet.write_formula(1, 15, "=SQRT(-1)", None, "#NUM!")

    problem = only(read(workbook(fill)))
    assert (problem.row, problem.column, problem.value) == (2, "jalan_kualitas", "#NUM!")


def test_the_same_rt_and_year_twice_names_the_first_row():
    problem = only(read(xlsx(PLAIN, line(rt="002"), PLAIN)))
    assert (problem.row, problem.column) == (5, "rt")
    assert "RT 001 RW 001 tahun 2025 sudah ada di baris 3" in problem.reason


def test_the_same_numbers_in_another_kawasan_or_year_are_another_rt():
    assert read(xlsx(PLAIN, line(kawasan="Panjang"), line(tahun=2024))).problems == ()


def test_a_missing_parameter_column_is_named():
    reading = read(without("kebakaran_sarana"))
    assert only(reading).column == "kebakaran_sarana"
    assert reading.rows[0].volumes.get("kebakaran_sarana") is None


def test_a_place_without_rw_is_fine():
    reading = read(without("rw"))
    assert (reading.problems, reading.rows[0].place.rw) == ((), "")


def test_rt_and_rw_written_in_one_cell_are_told_apart():
    content = xlsx(line(rw=None, rt="RT 3 / RW 12"))
    place = read(content).rows[0].place
    assert (place.rt, place.rw) == ("003", "012")


def test_merged_cells_of_year_and_kawasan_count_for_every_line_they_span():
    def fill(book):
        sheet = book.add_worksheet("Baseline")
        columns = template_columns(ruleset())
        for place, column in enumerate(columns):
            sheet.write(0, place, column.key)
            for number in (1, 2):
                if number == 1 or column.key not in ("tahun", "kawasan"):
                    sheet.write(number, place, raw(PLAIN[column.key]) if column.key != "rt" else f"00{number}")
        sheet.merge_range(1, 2, 2, 2, "Krapyak Utara")
        sheet.merge_range(1, 0, 2, 0, 2025)

    reading = read(workbook(fill))
    assert reading.problems == ()
    assert [(row.place.year, row.place.settlement) for row in reading.rows] == [(2025, "Krapyak Utara")] * 2


def test_the_shifted_columns_of_a_published_sheet_are_noticed():
    shifted = read_json(PUBLISHED / "pekalongan-25-shifted-panjang-baru.json")
    rows = [
        line(rw=rt["rw"], rt=rt["rt"], kawasan="Panjang Baru", tahun=2019)
        | {key: value for key, value in rt["header"].items() if key != "luas_sk_ha"}
        | by_parameter(shifted, rt["years"]["2019"]["volume"])
        for rt in shifted["rt"]
    ]
    assert "Kolom tampak bergeser" in " ".join(problem.reason for problem in read(xlsx(*rows)).problems)


def test_a_sheet_of_the_older_version_is_recognised_by_its_parameters():
    older = dict.fromkeys(VERSIONS["2016-19"].criterion_by_key, 0)
    assert read(xlsx(PLAIN | older, version="2016-19")).ruleset_key == "2016-19"
    assert read(xlsx(PLAIN)).ruleset_key == "2018-16"


def test_percents_of_a_source_have_columns_of_their_own():
    (row,) = read(
        xlsx(line(persen_jalan_kualitas=Decimal("33.3"), jalan_kualitas=None), percents=["jalan_kualitas"])
    ).rows
    assert (row.percents, row.volumes["jalan_kualitas"]) == ({"jalan_kualitas": Decimal("33.3")}, None)


def test_hidden_sheets_and_sheets_with_other_content_are_left_out_with_a_note():
    other = Table("Petunjuk", [Column("a", "Cara mengisi")], [{"a": "Isi semua kolom."}])
    reading = read(write_xlsx([other, table(PLAIN)]))
    assert (len(reading.rows), reading.problems) == (1, ())
    assert "Petunjuk" in " ".join(reading.notes)
