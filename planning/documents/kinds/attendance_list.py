"""Daftar hadir: blank with numbered lines for the meeting, or filled in afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import MeetingFacts, PrintedDocument

MALE, FEMALE = "L", "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRow:
    """One person: `sex` is L or P, `element` the Unsur."""

    name: str
    sex: str
    address: str
    element: str
    position: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many people of one RT signed the list on paper; poor and vulnerable are part of men and women."""

    origin: str
    men: int
    women: int
    poor: int
    vulnerable: int

    @property
    def total(self) -> int:
        """Return everybody from there."""
        return self.men + self.women


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceList(PrintedDocument):
    """The list of one meeting. Without `rows` it prints `blank_rows` empty numbered lines.

    A meeting whose names stayed on the paper has `counts` per RT of origin instead of rows. At a meeting of a kota
    people come from institutions and kelurahan (`by_institution`) and not from RT.
    """

    kind: ClassVar[str] = "daftar-hadir"

    meeting: MeetingFacts
    rows: tuple[AttendanceRow, ...] = ()
    blank_rows: int = 0
    counts: tuple[OriginCount, ...] = ()
    elements: tuple[str, ...] = ()
    by_institution: bool = False

    @property
    def blank_numbers(self) -> range:
        """Return the numbers of the empty lines, after the filled ones."""
        return range(len(self.rows) + 1, len(self.rows) + self.blank_rows + 1)

    @property
    def is_blank(self) -> bool:
        """Tell whether sums are left to be written by hand."""
        return not self.rows

    @property
    def men(self) -> int:
        """Return the number of men."""
        return sum(1 for row in self.rows if row.sex == MALE)

    @property
    def women(self) -> int:
        """Return the number of women."""
        return sum(1 for row in self.rows if row.sex == FEMALE)

    @property
    def count_totals(self) -> OriginCount:
        """Return the sums of the counts."""
        return OriginCount(
            origin="Jumlah seluruhnya",
            men=sum(row.men for row in self.counts),
            women=sum(row.women for row in self.counts),
            poor=sum(row.poor for row in self.counts),
            vulnerable=sum(row.vulnerable for row in self.counts),
        )

    @property
    def by_element(self) -> tuple[tuple[str, int], ...]:
        """Return how many came from each element, those without anybody last as zero."""
        counted = Counter(row.element for row in self.rows)
        return tuple(counted.most_common()) + tuple((name, 0) for name in self.elements if name not in counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankAttendanceList(AttendanceList):
    """The list to be signed at the meeting: numbered empty lines only."""

    kind: ClassVar[str] = "daftar-hadir-kosong"
