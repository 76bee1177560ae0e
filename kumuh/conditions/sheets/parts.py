"""What reading a baseline workbook gives: rows, problems, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kumuh.core.spreadsheets import CellValue, column_letter


@dataclass(frozen=True)
class Problem:
    """One thing that must be put right: where it stands (None: the whole sheet or file), why, what to do."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str
    suggestion: str = ""
    letter: str = ""

    @property
    def place(self) -> str:
        """`P7` for a cell, empty for a sheet."""
        return f"{self.letter}{self.row}" if self.letter and self.row else ""

    def as_dict(self) -> dict[str, Any]:
        """Return the shape of the check command."""
        return {
            "lembar": self.sheet or None,
            "baris": self.row,
            "kolom": self.column or None,
            "nilai": self.value or None,
            "alasan": f"{self.reason} {self.suggestion}".strip(),
        }

    def as_report(self) -> dict[str, Any]:
        """Return the stored shape of a trial."""
        return {
            "lembar": self.sheet,
            "baris": self.row,
            "kolom": self.column,
            "sel": self.place,
            "nilai": self.value,
            "alasan": self.reason,
            "saran": self.suggestion,
        }


@dataclass(frozen=True)
class Place:
    """Which RT a row is about, as written: numbers in the way of the office (`003`), names as typed."""

    year: int
    kelurahan_code: str
    kelurahan_name: str
    settlement: str
    rw: str
    rt: str


@dataclass(frozen=True)
class SheetRow:
    """One line with data. `place` is None where year or RT could not be read; `failed` names unreadable columns."""

    sheet: str
    number: int
    place: Place | None
    denominators: Mapping[str, Decimal | int | None]
    volumes: Mapping[str, Decimal | None]
    percents: Mapping[str, Decimal]
    failed: tuple[str, ...] = ()
    raw: Mapping[str, CellValue] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetColumns:
    """Where the columns of one sheet stand: key to zero-based index; `first_row` is the first line of data."""

    index: Mapping[str, int]
    first_row: int
    extra: tuple[str, ...] = ()

    def letter(self, key: str) -> str:
        """Column letter of a key, empty where the sheet does not have it."""
        return column_letter(self.index[key] + 1) if key in self.index else ""


@dataclass(frozen=True)
class Reading:
    """A whole file as it was understood."""

    ruleset_key: str
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, SheetColumns] = field(default_factory=dict)
    digest: str = ""
