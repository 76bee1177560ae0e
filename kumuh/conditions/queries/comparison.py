"""Many kelurahan side by side, summed in the database: RT and hectares per level."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Sum

from kumuh.areas.models import Region
from kumuh.conditions.enums import Level
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries.records import code_of

ZERO = Decimal(0)
LEVELS = {level.value: level for level in Level}
SLUM = (Level.KR, Level.KS, Level.KB)


@dataclass
class PlaceLevels:
    """RT and hectares per level in one place and year. Without a level: not all parameters were measured."""

    rt: dict[Level, int] = field(default_factory=lambda: dict.fromkeys(Level, 0))
    ha: dict[Level, Decimal] = field(default_factory=lambda: dict.fromkeys(Level, ZERO))
    incomplete_rt: int = 0

    @property
    def slum_ha(self) -> Decimal:
        """Hectares of the RT that are slum, decided per RT."""
        return sum((self.ha[level] for level in SLUM), ZERO)

    @property
    def slum_rt(self) -> int:
        return sum(self.rt[level] for level in SLUM)

    @property
    def rt_total(self) -> int:
        """RT with data, complete or not."""
        return sum(self.rt.values()) + self.incomplete_rt

    @property
    def worst(self) -> Level | None:
        """Heaviest level that an RT has; None while no RT has one."""
        return next((level for level in reversed(list(Level)) if self.rt[level]), None)


def levels_by_kelurahan(region: Region | str, year: int) -> dict[str, PlaceLevels]:
    """Levels of every kelurahan below a region that has data of the year, by code. One query, whatever the size."""
    rows = RtRecord.objects.in_areas([code_of(region)]).filter(year=year).order_by()
    found: dict[str, PlaceLevels] = {}
    for row in rows.values("kelurahan_id", "level").annotate(n=Count("pk"), ha=Sum("luas_verifikasi_ha")):
        place = found.setdefault(row["kelurahan_id"], PlaceLevels())
        if row["level"]:
            place.rt[LEVELS[row["level"]]] = row["n"]
            place.ha[LEVELS[row["level"]]] = row["ha"] or ZERO
        else:
            place.incomplete_rt = row["n"]
    return found


@dataclass(frozen=True)
class SurveySource:
    """Where surveys come from, as it was written when they were entered: for how many kelurahan and which years."""

    source: str
    ruleset: str
    kelurahan: int
    first: int
    last: int

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def survey_sources(user: Any) -> list[SurveySource]:
    """Sources of the surveys in the person's area, most used first. One query."""
    rows = Survey.objects.for_user(user).order_by().values("source", "ruleset__title")
    counted = rows.annotate(places=Count("kelurahan", distinct=True), first=Min("year"), last=Max("year"))
    found = [
        SurveySource(row["source"], row["ruleset__title"], row["places"], row["first"], row["last"]) for row in counted
    ]
    return sorted(found, key=lambda row: (-row.kelurahan, row.source))
