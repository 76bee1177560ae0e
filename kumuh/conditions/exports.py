"""Workbooks that leave the application: empty template, filled export, tried file with its errors marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.utils.text import slugify

from kumuh.conditions.imports import reread
from kumuh.conditions.models import ImportTrial, RtRecord, Survey
from kumuh.conditions.queries import records, version_of
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.sheets import PERCENT_PREFIX, SheetRow, template_columns
from kumuh.conditions.values import counts_of
from kumuh.core.spreadsheets import FormulaError, Mark, Table, write_csv, write_xlsx

Kind = Literal["xlsx", "csv"]
SHEET = "Baseline"
MOST_MARKS = 2_000


def template_workbook(*, version: Version, kelurahan_code: str, year: int, kind: Kind) -> tuple[str, bytes]:
    """File name and content of an empty template; one first row shows the year and the kelurahan's code."""
    first = {"tahun": year, "kode_kelurahan": kelurahan_code} if kelurahan_code.count(".") == 3 else {"tahun": year}
    table = Table(SHEET, template_columns(version), [first] if kind == "xlsx" else [], freeze_columns=5)
    return f"templat-baseline-{version.key}.{kind}", _written(table, kind, version)


def export_workbook(*, survey: Survey, kind: Kind) -> tuple[str, bytes]:
    """File name and content of a survey in the import template; importing it unchanged changes nothing."""
    version = version_of(survey.ruleset)
    found = list(records(survey.kelurahan_id, survey.year))
    percents = [key for key in version.criterion_by_key if any(key in row.imported_percents for row in found)]
    table = Table(
        SHEET,
        template_columns(version, percents),
        [_row(record) for record in found],
        protected=kind == "xlsx",
        freeze_columns=5,
    )
    name = f"baseline-{slugify(survey.kelurahan.name)}-{survey.year}.{kind}"
    return name, _written(table, kind, version)


def errors_workbook(*, trial: ImportTrial) -> bytes:
    """The tried file in the template with a comment and a red ground on every wrong cell.

    Raises ValueError where the file could not be read as a baseline at all.
    """
    reading = reread(trial)
    if reading is None or not reading.rows:
        raise ValueError("Berkas ini tidak dapat dibaca, jadi tidak ada baris yang dapat ditandai.")
    version = version_of(trial.ruleset)
    known = {key for row in reading.rows for key in row.raw}
    percents = [key for key in version.criterion_by_key if f"{PERCENT_PREFIX}{key}" in known]
    index = {(row.sheet, row.number): place for place, row in enumerate(reading.rows)}
    marks = [
        Mark(index[(item["lembar"], item["baris"])], item["kolom"], f"{item['alasan']} {item['saran']}".strip())
        for item in trial.report["galat"][:MOST_MARKS]
        if (item["lembar"], item["baris"]) in index
    ]
    columns = template_columns(version, percents)
    if "kelurahan" in known:
        columns[1] = columns[1].__class__("kelurahan", "Kelurahan")
    table = Table(SHEET, columns, [_raw(row) for row in reading.rows], marks, freeze_columns=5)
    return write_xlsx([table], version=version.key, title="Baseline dengan galat bertanda")


def _written(table: Table, kind: Kind, version: Version) -> bytes:
    return write_csv(table) if kind == "csv" else write_xlsx([table], version=version.key, title="Baseline")


def _row(record: RtRecord) -> Mapping[str, Any]:
    rt = record.neighbourhood
    counts = counts_of(record)
    place = {
        "tahun": record.year,
        "kode_kelurahan": record.kelurahan_id,
        "kawasan": record.settlement.name if record.settlement else None,
        "rw": rt.parent.number if rt.parent else None,
        "rt": rt.number,
    }
    percents = {f"{PERCENT_PREFIX}{key}": value for key, value in counts.percents.items()}
    return place | dict(counts.denominators) | dict(counts.volumes) | percents


def _raw(row: SheetRow) -> Mapping[str, Any]:
    """Cells as they were; failed formulas as the text of their error, so that they stay visible."""
    return {key: str(value) if isinstance(value, FormulaError | bool) else value for key, value in row.raw.items()}
