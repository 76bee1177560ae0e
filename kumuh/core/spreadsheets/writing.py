"""Writing xlsx and csv. The same content always gives the same bytes."""

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kumuh.core.formats import tanggal_singkat
from kumuh.core.spreadsheets.cells import (
    CHOICES_SHEET,
    VERSION_SHEET,
    FormulaError,
    column_letter,
)
from kumuh.core.spreadsheets.injection import guarded, is_formula_like
from kumuh.core.spreadsheets.tables import Column, ColumnKind, Table

FIXED_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant of the file format, not a moment in time
LONGEST_TEXT = 32_767
MOST_DIGITS = 15  # spreadsheet programs keep fifteen digits of a number
HEAD, KEY, BAD = "kepala", "kunci", "galat"
NUMBER_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.CODE: "@",
    ColumnKind.WHOLE: "#,##0",
    ColumnKind.MONEY: "#,##0",
    ColumnKind.DATE: "dd-mm-yyyy",
}
NUMERIC = (ColumnKind.WHOLE, ColumnKind.MEASURE, ColumnKind.MONEY)

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(tables: Sequence[Table], *, version: str = "", title: str = "") -> bytes:
    """A workbook with one sheet per table.

    Numbers are numbers, codes and texts are text cells (never formulas or links), numbers beyond
    fifteen digits are written as text because spreadsheet programs would round them. `version` is
    kept in a hidden sheet and comes back as `Workbook.version`. Dates in the file are fixed, so the
    same content gives the same bytes. Raises `ValueError` for text that no cell can hold.
    """
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": title, "comments": version, "created": FIXED_MOMENT})
        book.set_size(2400, 1200)
        lists = _ChoiceLists(book)
        for table in tables:
            _SheetWriter(book, table, lists).write()
        lists.write()
        if version:
            stamp = book.add_worksheet(VERSION_SHEET)
            stamp.write_string(0, 0, version)
            stamp.hide()
    return output.getvalue()


def write_csv(table: Table, *, delimiter: str = ";") -> bytes:
    """The key row and the rows, as Indonesian Excel opens them: UTF-8 with mark, `;`, decimal comma."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guarded(column.key) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_text(row.get(column.key)) for column in table.columns])
    return text.getvalue().encode("utf-8-sig")


def _csv_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else value
        return f"{number:f}".replace(".", ",")
    if isinstance(value, date):
        return tanggal_singkat(value)
    return guarded(str(value))


class _ChoiceLists:
    """Drop-down lists too long for a cell rule live in a hidden sheet."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.lists: list[tuple[str, ...]] = []

    def source(self, choices: Sequence[str]) -> list[str] | str:
        if len(",".join(choices)) <= 255 and not any("," in choice for choice in choices):
            return list(choices)
        if tuple(choices) not in self.lists:
            self.lists.append(tuple(choices))
        letter = column_letter(self.lists.index(tuple(choices)) + 1)
        return f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(choices)}"

    def write(self) -> None:
        if not self.lists:
            return
        sheet = self.book.add_worksheet(CHOICES_SHEET)
        for column, choices in enumerate(self.lists):
            sheet.write_column(0, column, choices)
        sheet.hide()


class _SheetWriter:
    """Writes one table to its sheet."""

    def __init__(self, book: Workbook, table: Table, lists: _ChoiceLists) -> None:
        self.book, self.table, self.lists = book, table, lists
        self.sheet: Worksheet = book.add_worksheet(_NOT_IN_SHEET_NAMES.sub(" ", table.name)[:31])
        self.formats: dict[tuple[object, ...], Format] = {}
        self.marks = {(mark.row, mark.key): mark.message for mark in table.marks}

    def write(self) -> None:
        for index, column in enumerate(self.table.columns):
            self._write_head(index, column)
            self._add_choices(index, column)
        for number, row in enumerate(self.table.rows):
            for index, column in enumerate(self.table.columns):
                self._write_cell(number, index, column, row.get(column.key))
        self.sheet.freeze_panes(self.table.first_row, self.table.freeze_columns)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, self.table.first_row - 1)
        if self.table.protected:
            self.sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "sort": True})

    def _write_head(self, index: int, column: Column) -> None:
        self.sheet.set_column(index, index, column.width or self._width(column), self._format(column, locked=False))
        self.sheet.write_string(0, index, column.heading, self._style(HEAD))
        if column.note:
            self.sheet.write_comment(0, index, column.note, {"x_scale": 2})
        if self.table.key_row:
            self.sheet.write_string(1, index, column.key, self._style(KEY))

    def _width(self, column: Column) -> float:
        texts = [_csv_text(row.get(column.key)) for row in self.table.rows[:200]]
        longest = max(map(len, [column.key if self.table.key_row else "", *texts, column.heading[:24]]), default=8)
        return min(max(longest + 2, 8), 45)

    def _add_choices(self, index: int, column: Column) -> None:
        if not column.choices:
            return
        first = self.table.first_row
        self.sheet.data_validation(
            first,
            index,
            first + len(self.table.rows) + self.table.spare_rows,
            index,
            {
                "validate": "list",
                "source": self.lists.source(column.choices),
                "error_title": "Pilihan tidak dikenal",
                "error_message": "Pilih salah satu dari daftar.",
            },
        )

    def _write_cell(self, number: int, index: int, column: Column, value: object) -> None:
        line = self.table.first_row + number
        message = self.marks.get((number, column.key))
        style = self._format(column, locked=column.locked, bad=message is not None, quoted=_looks_like_formula(value))
        if message is not None:
            self.sheet.write_comment(line, index, message, {"x_scale": 2, "author": ""})
        if value is None:
            self.sheet.write_blank(line, index, None, style)
        elif _is_number_cell(column, value):
            self.sheet.write_number(line, index, value, style)  # type: ignore[arg-type]  # checked one line above
        elif isinstance(value, date) and column.kind is ColumnKind.DATE:
            self.sheet.write_datetime(line, index, _naive(value), style)
        else:
            text = str(value) if isinstance(value, str | int | Decimal | FormulaError) else _csv_text(value)
            if len(text) > LONGEST_TEXT:
                raise ValueError(f"Isian terlalu panjang untuk sel {column_letter(index + 1)}{line + 1}.")
            self.sheet.write_string(line, index, text, style)

    def _format(self, column: Column, *, locked: bool, bad: bool = False, quoted: bool = False) -> Format:
        places = f".{'0' * column.places}####" if column.places else ""  # no stored decimal is hidden
        number_format = NUMBER_FORMATS.get(column.kind, f"#,##0{places}")
        key = (number_format, locked, bad, quoted)
        if key not in self.formats:
            properties: dict[str, Any] = {"num_format": number_format, "locked": locked, "valign": "top"}
            properties |= {"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37"} if bad else {}
            properties |= {"bg_color": "#F1F3F5"} if locked and not bad and self.table.protected else {}
            properties |= {"quote_prefix": True} if quoted else {}
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]

    def _style(self, name: str) -> Format:
        if (name,) not in self.formats:
            looks: dict[str, Any] = {"locked": True, "text_wrap": True, "valign": "top", "border": 1}
            looks |= (
                {"bold": True, "bg_color": "#DCE6F1"}
                if name == HEAD
                else {"font_color": "#6C757D", "font_size": 8, "text_wrap": False}
            )
            self.formats[name,] = self.book.add_format(looks)
        return self.formats[name,]


def _is_number_cell(column: Column, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or column.kind not in NUMERIC:
        return False
    digits = len(str(abs(value)).replace(".", "").lstrip("0")) if not isinstance(value, float) else 0
    return digits <= MOST_DIGITS


def _looks_like_formula(value: object) -> bool:
    return isinstance(value, str) and is_formula_like(value)


def _naive(moment: date) -> date:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment
