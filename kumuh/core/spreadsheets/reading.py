"""Reading xlsx, xls, ods and csv into plain cells."""

import hashlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

import python_calamine as calamine

from kumuh.core.spreadsheets.cells import (
    CHOICES_SHEET,
    VERSION_SHEET,
    CellValue,
    FormulaError,
    Limits,
    Row,
    Sheet,
    SpreadsheetError,
    Workbook,
    position,
)
from kumuh.core.spreadsheets.inspection import (
    BROKEN,
    SAVE_AGAIN,
    Format,
    detect_format,
    open_package,
    password_error,
    refuse_area,
)
from kumuh.core.spreadsheets.packages import Errors, check_ods, check_xlsx
from kumuh.core.spreadsheets.textfiles import read_csv
from kumuh.core.spreadsheets.values import plain

DEFAULT_LIMITS = Limits()
OWN_SHEETS = (VERSION_SHEET, CHOICES_SHEET)
Grid = list[list[int | float | str | bool | time | date | datetime | timedelta]]


def read_workbook(source: bytes | Path | BinaryIO, filename: str = "", limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Every worksheet of the file as plain cells.

    `filename` is only shown back; the content decides the format. Raises `SpreadsheetError` for
    anything that is not a readable, safe spreadsheet within the limits, and nothing else.
    """
    data = _bytes_of(source, limits)
    filename = filename or (source.name if isinstance(source, Path) else getattr(source, "name", "")) or "berkas"
    kind = detect_format(data, limits)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "csv":
        sheet = read_csv(data, PurePath(filename).stem or "Data", limits)
        return Workbook(filename, kind, _some((sheet,)), digest)
    sheets = _packed_sheets(data, kind, limits)
    stamps = [sheet for sheet in sheets if sheet.name == VERSION_SHEET and sheet.rows]
    shown = tuple(sheet for sheet in sheets if sheet.name not in OWN_SHEETS)
    version = str(stamps[0].rows[0].values[0] or "") if stamps and stamps[0].rows[0].values else ""
    return Workbook(filename, kind, _some(shown), digest, version, tuple(_notes(shown, kind)))


def _bytes_of(source: bytes | Path | BinaryIO, limits: Limits) -> bytes:
    """At most one byte more than the limit, so that a huge upload is never held in memory."""
    if isinstance(source, bytes):
        return source
    most = limits.megabytes * 1024 * 1024 + 1
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                return file.read(most)
        return source.read(most)
    except OSError as error:
        raise SpreadsheetError("Berkas tidak ditemukan atau tidak dapat dibuka.", "Pilih berkasnya lagi.") from error


def _packed_sheets(data: bytes, kind: Format, limits: Limits) -> tuple[Sheet, ...]:
    errors: Errors = {}
    if kind in ("xlsx", "ods"):
        with open_package(data, limits) as package:
            errors = check_xlsx(package, limits) if kind == "xlsx" else check_ods(package, limits)
    try:
        with calamine.CalamineWorkbook.from_object(BytesIO(data)) as book:
            wanted = [m for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
            if len(wanted) > limits.sheets:
                raise SpreadsheetError(f"Berkas berisi lebih dari {limits.sheets} lembar.", "Hapus yang tidak perlu.")
            return tuple(_sheet(book, meta, errors.get(meta.name, {}), limits) for meta in wanted)
    except SpreadsheetError:
        raise
    except calamine.PasswordError as error:
        raise password_error() from error
    except BaseException as error:
        # The reader is compiled; its panics derive from BaseException and have no importable class.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise SpreadsheetError(BROKEN, SAVE_AGAIN) from error
        raise


def _sheet(
    book: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    errors: dict[tuple[int, int], FormulaError],
    limits: Limits,
) -> Sheet:
    raw = book.get_sheet_by_name(meta.name)
    grid: Grid = raw.to_python(skip_empty_area=False)
    refuse_area(meta.name, len(grid), max(map(len, grid), default=0), limits)
    return Sheet(
        name=meta.name,
        rows=_rows(meta.name, grid, errors),
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        merged=tuple(
            f"{position(top + 1, left + 1)}:{position(bottom + 1, right + 1)}"
            for (top, left), (bottom, right) in raw.merged_cell_ranges or ()
        ),
    )


def _rows(name: str, grid: Grid, errors: dict[tuple[int, int], FormulaError]) -> tuple[Row, ...]:
    """Rows with failed formulas put back; the reader shows those cells as empty."""
    values: list[list[CellValue]] = [[plain(value) for value in line] for line in grid]
    for (row, column), failure in errors.items():
        values += [[] for _ in range(row + 1 - len(values))]
        values[row] += [None] * (column + 1 - len(values[row]))
        values[row][column] = failure
    while values and all(value is None for value in values[-1]):
        values.pop()
    return tuple(Row(name, number, tuple(line)) for number, line in enumerate(values, 1))


def _some(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    if not any(sheet.rows for sheet in sheets):
        raise SpreadsheetError("Berkas tidak berisi data.", "Periksa apakah Anda memilih berkas yang benar.")
    return sheets


def _notes(sheets: tuple[Sheet, ...], kind: Format) -> list[str]:
    notes = [f"Lembar “{sheet.name}” tersembunyi." for sheet in sheets if sheet.hidden]
    notes += [
        f"Lembar “{sheet.name}” memuat sel gabungan ({', '.join(sheet.merged[:5])}); "
        "hanya sel pertamanya yang berisi nilai."
        for sheet in sheets
        if sheet.merged
    ]
    if kind == "xls":
        notes.append("Format .xls lama: sel yang rumusnya gagal terbaca sebagai sel kosong.")
    return notes
