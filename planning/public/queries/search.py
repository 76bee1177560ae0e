"""Finding a kelurahan by name, and the ones whose plan was ratified last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kumuh.areas.enums import RegionLevel
from kumuh.areas.queries import regions_with_parents, search_regions
from planning.cycles.enums import Track
from planning.cycles.queries import newest_cycles, newly_closed

MOST = 20


@dataclass(frozen=True)
class FoundPlace:
    """A kelurahan to open: its name, what lies above it, the newest fiscal year (None = no planning yet)."""

    code: str
    title: str
    above: str
    fiscal_year: int | None
    ratified_on: date | None = None


def found_places(text: str) -> list[FoundPlace]:
    """Kelurahan that people mean by `text`, those with a plan first. A constant number of queries."""
    codes = [row.code for row in search_regions(text, level=RegionLevel.KELURAHAN, limit=MOST)]
    years = newest_cycles(codes, Track.P2KP)
    places = [_place(row, years.get(row.code)) for row in regions_with_parents(codes)]
    return sorted(places, key=lambda place: (place.fiscal_year is None, codes.index(place.code)))


def newly_ratified() -> list[FoundPlace]:
    """Kelurahan whose Renta PIP was ratified last, newest first. One query."""
    found: dict[str, FoundPlace] = {}
    for state in newly_closed(Track.P2KP, "P3", MOST):
        region, closed_on = state.cycle.region, timezone.localtime(state.closed_at).date()
        found.setdefault(region.code, _place(region, state.cycle.fiscal_year, closed_on))
    return list(found.values())


def _place(region: Any, fiscal_year: int | None, ratified_on: date | None = None) -> FoundPlace:
    above = f"{region.parent.title}, {region.parent.parent.title}"
    return FoundPlace(region.code, region.title, above, fiscal_year, ratified_on)
