"""Baseline workbooks for the tests of reading, checking and importing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kumuh.conditions.sheets import Reading, read_baseline, template_columns
from kumuh.core.spreadsheets import Table, read_workbook, write_csv, write_xlsx
from tests.cast import KELURAHAN
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG, by_parameter, kawasan, ruleset

VERSIONS = {key: ruleset(key) for key in ("2018-16", "2016-19", "baseline-2015")}
PLACE = {"tahun": 2025, "kode_kelurahan": KELURAHAN, "kawasan": "Krapyak", "rw": "001", "rt": "001"}
PLAIN = PLACE | HEADER | NOTHING_WRONG


def line(**changes: Any) -> dict[str, Any]:
    """One row of the template: an RT where everything is in order, with changes."""
    return PLAIN | changes


def table(*rows: Mapping[str, Any], version: str = "2018-16", percents: Iterable[str] = ()) -> Table:
    return Table("Baseline", template_columns(VERSIONS[version], tuple(percents)), rows)


def xlsx(*rows: Mapping[str, Any], **options: Any) -> bytes:
    """The template filled with rows."""
    return write_xlsx([table(*rows, **options)])


def csv(*rows: Mapping[str, Any]) -> bytes:
    return write_csv(table(*rows))


def read(content: bytes, name: str = "baseline.xlsx") -> Reading:
    return read_baseline(read_workbook(content, name), VERSIONS, "2018-16")


def pekalongan_rows(code_of: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """All 895 published RT-years of Kota Pekalongan as rows of the template."""
    return [
        {"tahun": int(year), "kode_kelurahan": (code_of or {}).get(number, KELURAHAN)}
        | {"kawasan": place["place"]["kawasan"], "rw": rt["rw"], "rt": rt["rt"]}
        | {key: value for key, value in rt["header"].items() if key != "luas_sk_ha"}
        | by_parameter(place, row["volume"])
        for number, place in kawasan().items()
        for rt in place["rt"]
        for year, row in rt["years"].items()
    ]


def saved(folder: Path, content: bytes, name: str = "baseline.xlsx") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)
