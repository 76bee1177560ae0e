"""What was typed into the record of a step, as papers print it: facts, and tables with their columns laid out."""

from __future__ import annotations

from dataclasses import dataclass

from planning.documents.kinds.columns import COUNTER, UPRIGHT, WIDE, shares
from planning.documents.kinds.common import Text

#: More columns than this, the number in front counted, lie on wide paper.
UPRIGHT_COLUMNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One entry that is not a table: its label and what was written, in words of the reader.

    `long` answers stand below their label, short ones beside it.
    """

    label: str
    value: Text
    long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading and how its cells stand: `n` for figures (right), `t` in the middle, empty for words."""

    label: str
    align: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """One table of a record. `rows` hold texts; `totals` are the sums below it, "" where nothing is added up.

    `missing` names the gap that is printed instead of rows.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
    missing: str = ""

    @property
    def is_wide(self) -> bool:
        """Tell whether it needs wide paper."""
        return len(self.columns) + 1 > UPRIGHT_COLUMNS

    @property
    def head_span(self) -> int:
        """Return how many cells before the first sum the word “Jumlah” may fill, the running number among them."""
        return 1 + next((at for at, total in enumerate(self.totals) if total), 0)

    @property
    def sums(self) -> tuple[tuple[str, str], ...]:
        """Return the cells of the row of sums behind that word, as (alignment, text)."""
        return self._aligned(self.totals)[self.head_span - 1 :]

    @property
    def width(self) -> int:
        """Return the number of columns with that of the running number."""
        return len(self.columns) + 1

    def laid_out(self, room: int) -> tuple[tuple[str, Column], ...]:
        """Return the columns with their classes of width on paper with `room` millimetres."""
        rows = (*self.rows, self.totals) if self.totals else self.rows
        sizes = shares([column.label for column in self.columns], rows, room=room - COUNTER)
        return tuple(zip(sizes, self.columns, strict=True))

    @property
    def upright(self) -> tuple[tuple[str, Column], ...]:
        """Return the columns as they stand on upright paper."""
        return self.laid_out(UPRIGHT)

    @property
    def across(self) -> tuple[tuple[str, Column], ...]:
        """Return the columns as they stand on wide paper."""
        return self.laid_out(WIDE)

    @property
    def cells(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return the rows as (alignment, text)."""
        return tuple(self._aligned(row) for row in self.rows)

    def _aligned(self, row: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((column.align, text) for column, text in zip(self.columns, row, strict=True))
