"""Profil Permukiman Kumuh Kelurahan: tables T1.1 to T1.4 and the chapters around them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import (
    DecreeRef,
    Gap,
    IndicatorChange,
    MeetingRef,
    Place,
    PrintedDocument,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KelurahanFacts:
    """Chapter II in figures; None where nobody has counted."""

    area_ha: Decimal | None
    rw: int | None
    rt: int | None
    people: int | None
    households: int | None
    poor_households: int | None
    buildings: int | None
    livelihood: Text = ""
    typology: Text = ""
    land_status: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RtIdentity:
    """T1.1: one RT with the denominators of its percentages."""

    rt: str
    area_ha: Decimal | None
    buildings: int | None
    people: int | None
    households: int | None
    road_m: Decimal | None
    drain_m: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """T1.2: one criterion; None prints as “belum diukur”, never as zero."""

    criterion: str
    volume: Decimal | None
    unit: str
    percent: Decimal | None
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectScore:
    """T1.2: one aspect with its criteria and the mean of their percents."""

    aspect: str
    criteria: tuple[CriterionScore, ...]
    mean_percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RtAssessment:
    """T1.2: the whole form of one RT (an annex page)."""

    rt: str
    aspects: tuple[AspectScore, ...]
    total: int | None
    level: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RtRecap:
    """T1.3: one RT in one line; `aspects` are the seven sums of scores."""

    rt: str
    aspects: tuple[int | None, int | None, int | None, int | None, int | None, int | None, int | None]
    total: int | None
    level: str
    slum_area_ha: Decimal | None
    priority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryRow:
    """T1.4: slum area at the start of a year, the reduction and what remains, in hectares."""

    year: int
    start_ha: Decimal | None
    reduction_ha: Decimal | None
    remaining_ha: Decimal | None
    target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLimit:
    """One row of the printed class limits."""

    code: str
    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlumProfile(PrintedDocument):
    """The profile of one kelurahan and year. `other_forms` go into the data workbook only."""

    kind: ClassVar[str] = "profil-kumuh"

    place: Place
    year: int
    decree: DecreeRef | Gap
    rule_name: str
    level_limits: tuple[LevelLimit, ...]
    legal_basis: tuple[str, ...]
    purpose: tuple[str, ...]
    method: tuple[str, ...]
    facts: KelurahanFacts
    rts: tuple[RtIdentity, ...]
    assessments: tuple[RtAssessment, ...]
    recap: tuple[RtRecap, ...]
    kelurahan_total: int | None
    kelurahan_level: str
    indicators: tuple[IndicatorChange, ...]
    trajectory: tuple[TrajectoryRow, ...]
    delineation: Text = ""
    social: Text = ""
    economy: Text = ""
    legality: Text = ""
    considerations: Text = ""
    potentials: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    meetings: tuple[MeetingRef, ...] = ()
    other_forms: tuple[RtAssessment, ...] = ()

    @property
    def rt_totals(self) -> RtIdentity:
        """Return the sums of T1.1 over the RT that have a figure."""
        return RtIdentity(
            rt="Jumlah",
            area_ha=_total(row.area_ha for row in self.rts),
            buildings=_total(row.buildings for row in self.rts),
            people=_total(row.people for row in self.rts),
            households=_total(row.households for row in self.rts),
            road_m=_total(row.road_m for row in self.rts),
            drain_m=_total(row.drain_m for row in self.rts),
        )

    @property
    def priority_known(self) -> bool:
        """Tell whether any RT has a place in the order of handling."""
        return any(row.priority for row in self.recap)

    @property
    def unprinted_forms(self) -> int:
        """Return how many RT have no form page of their own."""
        return len(self.other_forms)

    @property
    def slum_area_ha(self) -> Decimal | None:
        """Return the hectares of all RT that count as slum."""
        return _total(row.slum_area_ha for row in self.recap)

    @property
    def level_counts(self) -> tuple[tuple[LevelLimit, int], ...]:
        """Return how many RT fall into each class."""
        return tuple((limit, sum(1 for row in self.recap if row.level == limit.code)) for limit in self.level_limits)

    @property
    def slum_rts(self) -> int:
        """Return the number of RT above the lowest class."""
        return sum(1 for row in self.recap if row.level not in ("", "TK"))


def _total(values):  # type: ignore[no-untyped-def]  # int in, int out; Decimal in, Decimal out
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None
