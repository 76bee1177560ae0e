"""`manage.py impor_baseline … --periksa --json`: the scores of a file, or what is wrong with it, never a traceback."""

import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kumuh.conditions.sheets import template_columns
from kumuh.core.spreadsheets import Column, Table, write_xlsx
from tests.kumuh.conditions.cases import kawasan, rt_years, ruleset
from tests.kumuh.conditions.test_records import SLUM
from tests.kumuh.conditions.workbooks import PLAIN, csv, line, pekalongan_rows, saved, xlsx
from tests.kumuh.core.workbooks import workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HALF_CENT = Decimal("0.0051")


def check(path, *options):
    """Answer and exit code of the command."""
    output = io.StringIO()
    try:
        call_command("impor_baseline", str(path), "--periksa", "--json", *options, stdout=output)
    except SystemExit as end:
        return json.loads(output.getvalue(), parse_float=Decimal), end.code
    return json.loads(output.getvalue(), parse_float=Decimal), 0


@pytest.mark.parametrize("written", [xlsx, csv])
def test_every_published_rt_year_of_pekalongan_comes_out_of_its_workbook_unchanged(tmp_path, written):
    answer, code = check(saved(tmp_path, written(*pekalongan_rows())))
    assert (code, answer["galat"], len(answer["rt"])) == (0, [], 895)
    found = {(item["tahun"], item["kawasan"], item["rw"], item["rt"]): item for item in answer["rt"]}
    for number, place, rt, year, row in rt_years():
        item = found[(int(year), place["place"]["kawasan"], rt["rw"], rt["rt"])]
        assert (list(item["nilai"].values()), item["total"], item["tingkat"]) == (
            row["score"], row["total"], row["level"],
        ), (number, rt["label"], year)  # fmt: skip
        for percent, published in zip(item["persen"].values(), row["percent"], strict=True):
            assert abs(percent - published) <= HALF_CENT


def test_kawasan_are_scored_by_sums_and_their_slum_hectares_per_rt(tmp_path):
    answer, _ = check(saved(tmp_path, xlsx(*pekalongan_rows())))
    totals = {(item["kawasan"], item["tahun"]): item["total"] for item in answer["kawasan"]}
    for place in kawasan().values():
        for year in ("2019", "2020"):
            assert totals[(place["place"]["kawasan"], int(year))] == place["kawasan_years"][year]["total"]
    hectares: dict[int, Decimal] = {}
    for item in answer["kawasan"]:
        hectares[item["tahun"]] = hectares.get(item["tahun"], Decimal(0)) + item["luas_kumuh_ha"]
    assert {year: round(value, 4) for year, value in hectares.items()} == {
        2019: Decimal("206.1948"), 2020: Decimal("206.1948"), 2021: Decimal("186.3828"),
        2022: Decimal("161.1021"), 2023: Decimal("146.9650"),
    }  # fmt: skip


def test_blank_is_not_zero_negative_scores_zero_and_more_than_all_scores_five(tmp_path):
    rows = [
        line(rt="001", jalan_cakupan=None),
        line(rt="002", drainase_limpasan=Decimal("-0.61")),
        line(rt="003", drainase_limpasan=Decimal("3.85")),
    ]
    answer, code = check(saved(tmp_path, xlsx(*rows)))
    blank, negative, over = answer["rt"]
    assert code == 0
    assert (blank["nilai"]["jalan_cakupan"], blank["total"], blank["tingkat"]) == (None, None, None)
    assert "belum diukur" in blank["tanda"][0]
    assert (negative["nilai"]["drainase_limpasan"], negative["total"], negative["tingkat"]) == (0, 0, "TK")
    assert "di bawah nol" in negative["tanda"][0]
    assert (over["persen"]["drainase_limpasan"], over["nilai"]["drainase_limpasan"]) == (308, 5)
    assert "308 persen" in over["tanda"][0]
    assert answer["kawasan"] == [
        {"tahun": 2025, "kawasan": "Krapyak", "total": None, "tingkat": None, "luas_kumuh_ha": 0}
    ]


def test_the_answer_has_exactly_the_agreed_keys(tmp_path):
    answer, _ = check(saved(tmp_path, xlsx(line(**SLUM), line(rt="x"))))
    assert list(answer) == ["rt", "kawasan", "galat"]
    assert list(answer["rt"][0]) == ["tahun", "kawasan", "rw", "rt", "persen", "nilai", "total", "tingkat", "tanda"]
    assert list(answer["rt"][0]["nilai"]) == list(ruleset().criterion_by_key)
    assert list(answer["kawasan"][0]) == ["tahun", "kawasan", "total", "tingkat", "luas_kumuh_ha"]
    assert list(answer["galat"][0]) == ["lembar", "baris", "kolom", "nilai", "alasan"]


def test_a_row_with_an_unreadable_cell_is_shown_without_total_and_stops_the_file(tmp_path):
    columns = [Column(c.key, c.heading) if c.key == "jalan_kualitas" else c for c in template_columns(ruleset())]
    answer, code = check(saved(tmp_path, write_xlsx([Table("B", columns, [line(jalan_kualitas="rusak")])])))
    assert code == 1
    assert answer["galat"][0] | {"alasan": ""} == {
        "lembar": "B", "baris": 3, "kolom": "jalan_kualitas", "nilai": "rusak", "alasan": "",
    }  # fmt: skip
    assert (answer["rt"][0]["total"], answer["rt"][0]["nilai"]["jalan_kualitas"]) == (None, None)


def hostile(folder):
    """Files that are no baseline workbook, by name."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>" + b" " * 5_000_000)
        package.writestr("[Content_Types].xml", b"<Types/>")
    (folder / "folder").mkdir()
    return {
        "tidak-ada.xlsx": folder / "tidak-ada.xlsx",
        "folder": folder / "folder",
        "kosong.xlsx": saved(folder, b"", "kosong.xlsx"),
        "sampah.xlsx": saved(folder, bytes(range(256)) * 40, "sampah.xlsx"),
        "zip.xlsx": saved(folder, bomb.getvalue(), "zip.xlsx"),
        "rusak.xlsx": saved(folder, xlsx(PLAIN)[:3000], "rusak.xlsx"),
        "judul.csv": saved(folder, b"nama;alamat\nA;B\n", "judul.csv"),
        "gambar.csv": saved(folder, b"\x89PNG\r\n\x1a\n0000", "gambar.csv"),
        "nol.csv": saved(folder, b"\x00\x00\x00\x00", "nol.csv"),
        "kutip.csv": saved(folder, csv(PLAIN) + b'2025;"tanpa akhir', "kutip.csv"),
        "kepala-saja.xlsx": saved(folder, xlsx(), "kepala-saja.xlsx"),
        "sandi.xls": saved(folder, OLE + "EncryptedPackage".encode("utf-16-le"), "sandi.xls"),
    }  # fmt: skip


NAMES = ("tidak-ada.xlsx", "folder", "kosong.xlsx", "sampah.xlsx", "zip.xlsx", "rusak.xlsx", "judul.csv",
         "gambar.csv", "nol.csv", "kutip.csv", "kepala-saja.xlsx", "sandi.xls")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_no_baseline_workbook_ends_in_galat(tmp_path, name):
    answer, code = check(hostile(tmp_path)[name])
    assert (code, answer["rt"], answer["kawasan"]) == (1, [], [])
    assert len(answer["galat"]) >= 1
    assert answer["galat"][0]["alasan"]


def test_a_workbook_that_mixes_good_and_other_sheets_is_scored(tmp_path):
    def fill(book):
        for name in ("Sampul", "Data"):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "Baseline Krapyak")
            if name == "Data":
                for place, column in enumerate(template_columns(ruleset())):
                    sheet.write(1, place, column.key)
                    value = PLAIN[column.key]
                    sheet.write(2, place, float(value) if isinstance(value, Decimal) else value)

    answer, code = check(saved(tmp_path, workbook(fill)))
    assert (code, len(answer["rt"])) == (0, 1)


CELLS = st.one_of(
    st.none(),
    st.integers(min_value=-(10**18), max_value=10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(["NaN", "inf", "-", "1e999", "0,0", "9.7", "#NUM!", "=1+1", "１２", "1.500,25", "-0", "RT 3/RW 5"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from([c.key for c in template_columns(ruleset())]), CELLS, max_size=8))
def test_whatever_stands_in_the_cells_the_answer_is_json_and_the_code_tells_whether_it_is_clean(tmp_path, changes):
    def fill(book):
        sheet = book.add_worksheet("Data")
        for place, column in enumerate(template_columns(ruleset())):
            sheet.write_string(0, place, column.key)
            for number, row in enumerate((PLAIN, PLAIN | changes), 1):
                value = row[column.key]
                value = float(value) if isinstance(value, Decimal) else value
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)

    answer, code = check(saved(tmp_path, workbook(fill, nan_inf_to_errors=True)))
    assert code == (1 if answer["galat"] else 0)
    for item in answer["rt"]:
        assert (item["total"] is None) == (None in item["nilai"].values())
        assert set(item["nilai"].values()) <= {0, 1, 3, 5, None}
