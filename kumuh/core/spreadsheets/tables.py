"""What a table to be written looks like: columns with their meaning, rows as mappings, marked cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """How a column is written and formatted."""

    TEXT = "teks"
    CODE = "kode"  # digits that are no number: RT, NIK, region codes; always text cells
    WHOLE = "bilangan"
    MEASURE = "ukuran"
    MONEY = "uang"
    DATE = "tanggal"


@dataclass(frozen=True)
class Column:
    """One column. `key` is what the program reads, `heading` what people read.

    `locked` columns cannot be typed over once the sheet is protected; `choices` become a drop-down;
    `note` is a comment on the heading (unit, rule, example).
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    places: int = 2
    width: float | None = None
    locked: bool = False
    choices: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A cell to be marked, with the sentence that explains it. `row` is the index into `Table.rows`."""

    row: int
    key: str
    message: str


@dataclass(frozen=True)
class Table:
    """A sheet: a human heading row, a key row (that importers read), then the data.

    `protected` switches sheet protection on: heading, keys and locked columns of the given rows are
    closed, everything else stays open for typing. `freeze_columns` stay visible while scrolling.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, object]] = ()
    marks: Sequence[Mark] = ()
    key_row: bool = True
    protected: bool = False
    freeze_columns: int = 0
    spare_rows: int = 500
    """Rows below the data that keep the drop-downs, for new entries."""

    @property
    def first_row(self) -> int:
        """Zero-based line of the first data row."""
        return 2 if self.key_row else 1
