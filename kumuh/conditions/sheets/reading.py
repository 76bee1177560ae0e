"""From the cells of a baseline workbook to rows with exact numbers; no database involved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kumuh.areas.naming import dotted_code, normal_number, read_rt_rw
from kumuh.conditions.inputs import storable_denominator, storable_percent, storable_volume, storable_year
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.sheets.checks import find_double_rows, find_shift
from kumuh.conditions.sheets.columns import CODE, NAME, PERCENT_PREFIX, RT, RW, SETTLEMENT, YEAR, Field, known_fields
from kumuh.conditions.sheets.layout import (
    IDENTITY,
    SUGGEST_TEMPLATE,
    check_columns,
    find_columns,
    version_in,
)
from kumuh.conditions.sheets.parts import Place, Problem, Reading, SheetColumns, SheetRow
from kumuh.core.spreadsheets import CellValue, FormulaError, Row, Sheet, Workbook, as_number, as_text, as_whole
from kumuh.core.spreadsheets.cells import column_number

BLANK_OR_ZERO = "Kosongkan bila belum diukur, tulis 0 bila sudah diperiksa dan tidak ada."
UNMEASURED_WORDS = frozenset({"belum diukur", "belum diisi", "tidak diukur"})
#: Whole numbers below this are within every limit of `conditions.inputs` and need no rounding.
SURELY_STORABLE = 100_000
CLOSING_WORDS = ("jumlah", "total", "rata rata", "keterangan", "catatan", "sumber", "mengetahui")


def read_baseline(book: Workbook, rulesets: Mapping[str, RuleSet], default: str, wanted: str = "") -> Reading:
    """Every row of every visible sheet, with all problems at once.

    `rulesets` by key, `default` the version of files that do not say; `wanted` forces one. Sheets without
    baseline columns are left out with a note as long as one sheet has them. Never raises.
    """
    sheets = book.visible_sheets
    key = wanted or version_in(sheets, rulesets, default)
    ruleset = rulesets[key]
    layouts = {sheet.name: layout for sheet in sheets if (layout := find_columns(sheet, ruleset)) is not None}
    notes = list(book.notes)
    if not layouts:
        where = sheets[0].name if sheets else ""
        reason = "Baris judul kolom tidak ditemukan."
        return Reading(
            key, (), (Problem(where, None, "", "", reason, SUGGEST_TEMPLATE),), tuple(notes), {}, book.digest
        )
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    for sheet in sheets:
        layout = layouts.get(sheet.name)
        if layout is None:
            notes.append(f"Lembar “{sheet.name}” tidak berisi kolom baseline dan dilewati.")
            continue
        if layout.extra:
            notes.append(f"Lembar “{sheet.name}”: kolom lain tidak dibaca ({', '.join(layout.extra[:8])}).")
        reader = _SheetReader(sheet, layout, ruleset)
        rows += reader.rows()
        problems += (
            check_columns(sheet, layout, ruleset) + reader.problems + find_shift(sheet.name, reader.read, ruleset)
        )
        notes += reader.notes
    if not rows and not problems:
        problems.append(Problem(sheets[0].name, None, "", "", "Tidak ada baris data di bawah judul kolom."))
    doubles = find_double_rows(rows, layouts)
    return Reading(key, tuple(rows), (*problems, *doubles), tuple(notes), layouts, book.digest)


class _SheetReader:
    """Reads the lines of one sheet, collecting problems on the way."""

    def __init__(self, sheet: Sheet, layout: SheetColumns, ruleset: RuleSet) -> None:
        self.sheet, self.layout, self.ruleset = sheet, layout, ruleset
        self.fields = {key: field for key, field in known_fields(ruleset).items() if key in layout.index}
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.read: list[SheetRow] = []
        self.merged = _merged_values(sheet, layout)

    def rows(self) -> list[SheetRow]:
        """All lines with data below the heading."""
        for row in self.sheet.rows[self.layout.first_row - 1 :]:
            raw = {key: self._value(row, key) for key in self.layout.index}
            if all(value is None for value in raw.values()):
                continue
            if raw.get(RT) is None and self._is_closing(row):
                self.notes.append(f"Lembar “{row.sheet}” baris {row.number} dibaca sebagai baris jumlah atau catatan.")
                continue
            self.read.append(self._row(row, raw))
        return self.read

    def _value(self, row: Row, key: str) -> CellValue:
        index = self.layout.index[key]
        value = row.values[index] if index < len(row.values) else None
        return self.merged.get((row.number, index)) if value is None else value

    def _is_closing(self, row: Row) -> bool:
        texts = (re.sub(r"[^a-z]+", " ", v.casefold()).strip() for v in row.values if isinstance(v, str))
        return any(text.startswith(CLOSING_WORDS) for text in texts)

    def _row(self, row: Row, raw: Mapping[str, CellValue]) -> SheetRow:
        place = self._place(row, raw)
        failed: list[str] = []
        values: dict[str, dict[str, Any]] = {"denominator": {}, "volume": {}, "percent": {}}
        for key, field in self.fields.items():
            if field.role == "identity":
                continue
            try:
                number = self._number(field, raw[key])
            except ValueError as error:
                failed.append(key)
                number = None
                self._complain(row, key, raw[key], str(error))
            if field.role != "percent" or number is not None:
                values[field.role][key.removeprefix(PERCENT_PREFIX) if field.role == "percent" else key] = number
        return SheetRow(
            row.sheet,
            row.number,
            place,
            values["denominator"],
            values["volume"],
            values["percent"],
            tuple(failed),
            raw,
        )

    def _number(self, field: Field, value: CellValue) -> Decimal | int | None:
        if value is None:
            return None
        if type(value) is int and 0 <= value < SURELY_STORABLE:  # most cells of most files
            return value if field.role == "denominator" and field.is_counted else Decimal(value)
        if isinstance(value, str) and " ".join(value.casefold().split()) in UNMEASURED_WORDS:
            return None
        if isinstance(value, str) and value.strip() in ("-", "–", "—"):
            raise ValueError(f"Tanda “-” tidak jelas artinya. {BLANK_OR_ZERO}")
        kind = "bilangan" if field.is_counted else "ukuran"
        mark: Any = self.sheet.decimal_mark
        if type(value) is int:
            number: Decimal | None = Decimal(value)
        else:
            number = as_number(value, kind, unit=field.unit, decimal_mark=mark)  # type: ignore[arg-type]  # literals
        if number is None:
            return None
        if field.role == "denominator":
            return storable_denominator(self.ruleset.denominator_by_key[field.key], number)
        if field.role == "percent":
            return storable_percent(number)
        return storable_volume(self.ruleset.criterion_by_key[field.key], number)

    def _place(self, row: Row, raw: Mapping[str, CellValue]) -> Place | None:
        year = self._read(row, YEAR, raw, _year)
        rt = self._read(row, RT, raw, _rt_number)
        rw = self._read(row, RW, raw, lambda value: _rw_number(value, raw.get(RT))) if RW in raw else ""
        code = self._read(row, CODE, raw, _kelurahan_code) if CODE in raw else ""
        name = self._read(row, NAME, raw, as_text) if NAME in raw else ""
        settlement = self._read(row, SETTLEMENT, raw, _settlement) if SETTLEMENT in raw else ""
        parts = (year, code, name, settlement, rw, rt)
        return None if any(part is None for part in parts) else Place(*parts)

    def _read(self, row: Row, key: str, raw: Mapping[str, CellValue], read: Any) -> Any:
        if key not in raw:
            return None
        try:
            return read(raw[key])
        except ValueError as error:
            self._complain(row, key, raw[key], str(error))
            return None

    def _complain(self, row: Row, key: str, value: CellValue, reason: str) -> None:
        suggestion = (
            "" if key in IDENTITY or "Kosongkan" in reason else "Perbaiki selnya atau kosongkan bila belum diukur."
        )
        if isinstance(value, FormulaError):
            suggestion = "Ganti rumusnya dengan angka, atau kosongkan bila belum diukur."
        self.problems.append(
            Problem(row.sheet, row.number, key, _shown(value), reason, suggestion, self.layout.letter(key))
        )


def _year(value: CellValue) -> int:
    year = as_whole(value)
    if year is None:
        raise ValueError("Tahun belum diisi.")
    return storable_year(year)


def _rt_number(value: CellValue) -> str:
    text = as_text(value)
    if not text:
        raise ValueError("Nomor RT belum diisi.")
    return read_rt_rw(text)[0] or normal_number(text)


def _rw_number(value: CellValue, rt: CellValue) -> str:
    text = as_text(value)
    if text:
        return read_rt_rw(text)[1] or normal_number(text)
    return read_rt_rw(rt)[1] if isinstance(rt, str) else ""


def _kelurahan_code(value: CellValue) -> str:
    text = as_text(value)
    if not text:
        return ""
    code = dotted_code(text)
    if code is None or code.count(".") != 3:
        raise ValueError("Kode kelurahan ditulis dengan sepuluh angka, misalnya 33.75.01.1006.")
    return code


def _settlement(value: CellValue) -> str:
    text = as_text(value)
    if len(text) > 120:
        raise ValueError("Nama kawasan terlalu panjang; paling banyak 120 huruf.")
    return text


def _shown(value: CellValue) -> str:
    return "" if value is None else str(value)[:80]


def _merged_values(sheet: Sheet, layout: SheetColumns) -> dict[tuple[int, int], CellValue]:
    """Values of merged cells for every line they span; only for the columns that say which RT is meant."""
    spread: dict[tuple[int, int], CellValue] = {}
    places = {layout.index[key] for key in IDENTITY if key in layout.index}
    for top, bottom, column in _vertical_ranges(sheet):
        if column in places and top >= layout.first_row:
            value = sheet.rows[top - 1].cell(column).value if top <= len(sheet.rows) else None
            spread |= {(number, column): value for number in range(top + 1, min(bottom, len(sheet.rows)) + 1)}
    return spread


def _vertical_ranges(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    for text in sheet.merged:
        found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
        if found and found[1] == found[3]:
            yield int(found[2]), int(found[4]), column_number(found[1]) - 1
