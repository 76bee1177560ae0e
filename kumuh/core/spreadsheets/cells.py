"""What a spreadsheet is to the rest of the project: sheets of rows of plain values with positions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

VERSION_SHEET = "_versi"
CHOICES_SHEET = "_pilihan"
ERROR_CODES = frozenset({
    "#NUM!", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!",
})  # fmt: skip
ERROR_MEANINGS = {
    "#NUM!": "rumusnya menghasilkan bilangan yang tidak sah",
    "#REF!": "rumusnya menunjuk sel yang sudah dihapus",
    "#DIV/0!": "rumusnya membagi dengan nol",
    "#VALUE!": "rumusnya menghitung huruf sebagai angka",
    "#NAME?": "nama rumusnya tidak dikenal",
    "#N/A": "datanya tidak ditemukan oleh rumus",
}


class SpreadsheetError(Exception):
    """The file cannot be used. `reason` says why, `suggestion` what to do; both are Indonesian sentences."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(f"{reason} {suggestion}".strip())
        self.reason = reason
        self.suggestion = suggestion


@dataclass(frozen=True)
class FormulaError:
    """A cell whose formula failed (`#NUM!`, `#REF!` …). It is not an empty cell and not a zero."""

    code: str

    def __str__(self) -> str:
        return self.code

    @property
    def reason(self) -> str:
        return f"Sel berisi galat {self.code}: {ERROR_MEANINGS.get(self.code, 'rumusnya gagal dihitung')}."


CellValue = None | str | int | Decimal | bool | date | datetime | time | timedelta | FormulaError


@dataclass(frozen=True)
class Limits:
    """The largest file that is read; beyond it the file is refused before it is unpacked."""

    megabytes: int = 10
    unpacked_megabytes: int = 200
    parts: int = 1000
    sheets: int = 50
    rows: int = 60_000
    columns: int = 250


@dataclass(frozen=True)
class Cell:
    """One value with its place; `row` and `column` count from 1 as people do."""

    sheet: str
    row: int
    column: int
    value: CellValue

    @property
    def position(self) -> str:
        return position(self.row, self.column)


@dataclass(frozen=True)
class Row:
    """One line of a sheet. `number` is the line number that the spreadsheet program shows."""

    sheet: str
    number: int
    values: tuple[CellValue, ...]

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in self.values)

    def cell(self, index: int) -> Cell:
        """The cell of the zero-based column `index`; beyond the end it is an empty cell."""
        value = self.values[index] if index < len(self.values) else None
        return Cell(self.sheet, self.number, index + 1, value)

    def cells(self) -> Iterator[Cell]:
        return (self.cell(index) for index in range(len(self.values)))


@dataclass(frozen=True)
class Sheet:
    """`merged` holds ranges such as `A2:A5`: only their first cell carries the value."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[str, ...] = ()
    decimal_mark: str | None = None
    """For text files: the mark that this file certainly uses before decimals, if it shows."""

    def filled_rows(self) -> Iterator[Row]:
        """Rows that hold at least one value; their numbers stay those of the file."""
        return (row for row in self.rows if not row.is_empty)


@dataclass(frozen=True)
class Workbook:
    """A file that was read completely. `notes` are sentences worth showing to whoever uploaded it."""

    filename: str
    format: str
    sheets: tuple[Sheet, ...]
    digest: str
    version: str = ""
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def visible_sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if not sheet.hidden)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its capitals and outer spaces."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


def column_letter(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def position(row: int, column: int) -> str:
    """`position(7, 2)` is `B7`."""
    return f"{column_letter(column)}{row}"
