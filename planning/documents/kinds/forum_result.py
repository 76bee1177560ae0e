"""Results of Musrenbang: every item of a kelurahan with its answer, and its part of the list of the kecamatan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import MeetingRef, Place, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumRow:
    """One item; `cost` in whole rupiah. `status` is the answer in words, empty while there is none.

    `rank` is its place in the list of the kecamatan, `reason` says why it was not accepted or with what it was merged.
    """

    activity: str
    location: str
    volume: Decimal
    unit: str
    cost: int
    households: int
    status: str
    accepted: bool
    reason: str = ""
    department: str = ""
    year: int | None = None
    reference: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumPaper(PrintedDocument):
    """What both papers hold; `meetings` are the Musrenbang that decided."""

    place: Place
    year: str
    rows: tuple[ForumRow, ...]
    meetings: tuple[MeetingRef, ...] = ()

    @property
    def accepted(self) -> tuple[ForumRow, ...]:
        """Return the accepted items, by rank where they have one."""
        found = [row for row in self.rows if row.accepted]
        return tuple(sorted(found, key=lambda row: (row.rank is None, row.rank or 0)))

    @property
    def others(self) -> tuple[ForumRow, ...]:
        """Return the items that were postponed, declined, merged, or not answered yet."""
        return tuple(row for row in self.rows if not row.accepted)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how often each answer was given, in the order in which it first occurs."""
        words = [row.status or "Belum dijawab" for row in self.rows]
        return tuple((word, words.count(word)) for word in dict.fromkeys(words))

    @property
    def accepted_cost(self) -> int:
        """Return the rupiah of the accepted items."""
        return sum(row.cost for row in self.accepted)

    @property
    def total_cost(self) -> int:
        """Return the rupiah of all items."""
        return sum(row.cost for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class KelurahanForum(ForumPaper):
    """Hasil Musrenbang kelurahan."""

    kind: ClassVar[str] = "hasil-musrenbang-kelurahan"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictList(ForumPaper):
    """Daftar prioritas kecamatan: the items of one kelurahan in it, and what became of the others."""

    kind: ClassVar[str] = "daftar-prioritas-kecamatan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One potential or need; `source` says where it comes from, empty for what was written for this list."""

    text: str
    place: str = ""
    amount: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSector:
    """One of the three sectors."""

    name: str
    potentials: tuple[FactRow, ...]
    needs: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PotentialList(PrintedDocument):
    """Daftar potensi dan kebutuhan in three sectors, the input of a kelurahan to regional planning."""

    kind: ClassVar[str] = "potensi-kebutuhan"

    place: Place
    year: str
    sectors: tuple[FactSector, ...]
    introduction: Text = ""
