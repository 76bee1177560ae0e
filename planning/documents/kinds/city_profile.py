"""Profil kumuh kota: sums over the ratified profiles of the kelurahan, SK against survey, checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from planning.documents.kinds.common import DecreeRef, IndicatorChange, Place, PrintedDocument, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceArea:
    """One kelurahan or kawasan; areas in hectares, None where nobody wrote or measured them.

    `year` is that of the survey, `verified` says who verified and when (a gap before that).
    """

    name: str
    district: str
    rts: int
    decree_ha: Decimal | None
    map_ha: Decimal | None
    survey_ha: Decimal | None
    slum_ha: Decimal | None
    slum_rts: int
    year: int | None
    verified: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs in one kelurahan and the words of Pokja PKP."""

    place: str
    sentences: tuple[str, ...]
    explanation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """RT and hectares per level (KB, KS, KR, TK) of one kelurahan."""

    place: str
    rts: tuple[int, ...]
    hectares: tuple[Decimal, ...]

    @property
    def cells(self) -> tuple[tuple[int, Decimal], ...]:
        """Return RT and hectares per level."""
        return tuple(zip(self.rts, self.hectares, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSum:
    """One parameter over all RT: volume not in order, percent and score of the sums, RT with a problem."""

    indicator: str
    parameter: str
    volume: Decimal | None
    unit: str
    percent: Decimal | None
    score: int | None
    rts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearArea:
    """One survey year in hectares, RT of the SK only."""

    year: int
    rts: int
    area_ha: Decimal
    slum_rts: int
    slum_ha: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CityProfilePaper(PrintedDocument):
    """The profile of one city. `missing` are kelurahan without a ratified profile."""

    kind: ClassVar[str] = "profil-kota"

    place: Place
    years: str
    rule_name: str
    decrees: tuple[DecreeRef, ...]
    places: tuple[PlaceArea, ...]
    settlements: tuple[PlaceArea, ...]
    differences: tuple[Difference, ...]
    checks: tuple[str, ...]
    missing: tuple[str, ...]
    levels: tuple[LevelRow, ...]
    indicators: tuple[IndicatorChange, ...]
    parameters: tuple[ParameterSum, ...]
    history: tuple[YearArea, ...]

    @property
    def totals(self) -> PlaceArea:
        """Return the sums of the kelurahan."""
        return sum_of("Jumlah", self.places)

    @property
    def settlement_totals(self) -> PlaceArea:
        """Return the sums of the kawasan."""
        return sum_of("Jumlah", self.settlements)

    @property
    def city_levels(self) -> tuple[tuple[int, Decimal], ...]:
        """Return RT and hectares per level of the whole city."""
        return tuple(
            (sum(row.rts[at] for row in self.levels), sum((row.hectares[at] for row in self.levels), Decimal(0)))
            for at in range(4)
        )


def sum_of(name: str, rows: tuple[PlaceArea, ...]) -> PlaceArea:
    """Return one row with the sums of what is known."""
    return PlaceArea(
        name=name,
        district="",
        rts=sum(row.rts for row in rows),
        decree_ha=_sum(row.decree_ha for row in rows),
        map_ha=None,
        survey_ha=_sum(row.survey_ha for row in rows),
        slum_ha=_sum(row.slum_ha for row in rows),
        slum_rts=sum(row.slum_rts for row in rows),
        year=None,
        verified="",
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))
