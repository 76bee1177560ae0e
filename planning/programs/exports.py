"""Files that leave the application: finished works (template, export, marked trial) and the copy sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.utils.text import slugify

from kumuh.areas.models import Region
from kumuh.core.spreadsheets import Column, ColumnKind, FormulaError, Mark, Table, write_csv, write_xlsx
from planning.cycles.models import Cycle
from planning.programs.catalog import copy_order, copy_order_source
from planning.programs.imports import reread
from planning.programs.models import Investment, InvestmentTrial
from planning.programs.queries import copy_sheets, investments
from planning.programs.sheets import COLUMNS

Kind = Literal["xlsx", "csv"]
SHEET = "Penanganan"
VERSION = "penanganan-1"
MOST_MARKS = 2_000
#: Columns of the copy sheets that need room.
LONG = frozenset({"judul", "masalah", "alamat", "batas", "sumber", "wilayah"})


def template_workbook(*, region: Region, kind: Kind) -> tuple[str, bytes]:
    """File name and content of an empty template."""
    return f"templat-penanganan.{kind}", _written(Table(SHEET, COLUMNS), kind)


def export_workbook(*, region: Region, kind: Kind) -> tuple[str, bytes]:
    """File name and content of the finished works of a region; importing it unchanged records nothing new."""
    rows = [_row(row) for row in investments(region).select_related("neighbourhood__parent")]
    return f"penanganan-{slugify(region.name)}.{kind}", _written(Table(SHEET, COLUMNS, rows), kind)


def errors_workbook(*, trial: InvestmentTrial) -> bytes:
    """The tried file in the template with a comment on every wrong cell. ValueError where it cannot be read."""
    reading = reread(trial)
    if reading is None or not reading.raw:
        raise ValueError("Berkas ini tidak dapat dibaca, jadi tidak ada baris yang dapat ditandai.")
    index = {(sheet, number): place for place, (sheet, number, _) in enumerate(reading.raw)}
    marks = [
        Mark(index[(item["lembar"], item["baris"])], item["kolom"], f"{item['alasan']} {item['saran']}".strip())
        for item in trial.report["galat"][:MOST_MARKS]
        if (item["lembar"], item["baris"]) in index
    ]
    rows = [{key: _plain(value) for key, value in raw.items()} for _, _, raw in reading.raw]
    return write_xlsx([Table(SHEET, COLUMNS, rows, marks)], version=VERSION, title="Penanganan dengan galat bertanda")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, FormulaError | bool) else value


def _written(table: Table, kind: Kind) -> bytes:
    return write_csv(table) if kind == "csv" else write_xlsx([table], version=VERSION, title="Penanganan terlaksana")


def _row(row: Investment) -> Mapping[str, Any]:
    rt = row.neighbourhood
    return {
        "tahun": row.year,
        "kode_kelurahan": row.kelurahan_id,
        "kelurahan": row.kelurahan.name,
        "rw": rt.parent.number if rt and rt.parent else None,
        "rt": rt.number if rt else None,
        "tempat": row.place_note or None,
        "parameter": row.criterion_key or None,
        "kegiatan": row.activity,
        "volume": row.volume,
        "satuan": row.unit,
        "sumber": row.source,
    }


def copy_workbook(*, cycle: Cycle) -> tuple[str, bytes]:
    """File name and content of all copy sheets of a cycle: a row each, in the order of the form of SIPD."""
    columns = [
        Column("lampu", "Kesiapan"),
        Column("kurang", "Yang masih kurang", width=40),
        *(Column(key, label, _kind(key), width=28 if key in LONG else None) for key, label in copy_order()),
    ]
    rows: list[dict[str, str | None]] = [
        {
            "lampu": sheet.light.words,
            "kurang": " ".join(short.item.sentence for short in sheet.missing),
            **{field.key: field.value or None for field in sheet.fields},
        }
        for sheet in copy_sheets(cycle)
    ]
    told = Table(
        "Keterangan",
        (Column("hal", "Hal", width=20), Column("isi", "Isi", width=90)),
        [{"hal": "Siklus", "isi": str(cycle)}, {"hal": "Urutan kolom", "isi": copy_order_source()}],
        key_row=False,
    )
    body = Table("Lembar salin", columns, rows, key_row=False, freeze_columns=2)
    title = f"Lembar salin {cycle}"
    return f"lembar-salin-{slugify(cycle.region.name)}-{cycle.fiscal_year}.xlsx", write_xlsx([body, told], title=title)


def _kind(key: str) -> ColumnKind:
    return ColumnKind.CODE if key in ("rujukan", "koordinat", "tahun") else ColumnKind.TEXT
