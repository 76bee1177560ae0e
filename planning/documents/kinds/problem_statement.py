"""Rumusan Permasalahan per 7 Indikator (table T2): seven rows always, the unscored eighth (RTP) when it was filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planning.documents.kinds.common import Condition, MeetingRef, Place, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One indicator. `no_problem` says that residents stated “tidak ada masalah”; empty texts are gaps."""

    indicator: str
    locations: Text
    conditions: tuple[Condition, ...]
    problem: Text = ""
    cause: Text = ""
    effect: Text = ""
    households: int | None = None
    people: int | None = None
    poor_households: int | None = None
    women_households: int | None = None
    potential: Text = ""
    need: Text = ""
    sources: tuple[str, ...] = ()
    no_problem: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemStatement(PrintedDocument):
    """The matrix of problems of one kelurahan and year with the rembuk that agreed it."""

    kind: ClassVar[str] = "rumusan-masalah"

    place: Place
    year: int
    rule_name: str
    rows: tuple[ProblemRow, ...]
    meetings: tuple[MeetingRef, ...] = ()
    conclusion: Text = ""

    def __post_init__(self) -> None:
        """Refuse a matrix that leaves an indicator out: silence is not “no problem”."""
        if len(self.rows) not in (7, 8):
            raise ValueError(f"Rumusan masalah memuat 7 indikator (ditambah RTP bila diisi), bukan {len(self.rows)}")
