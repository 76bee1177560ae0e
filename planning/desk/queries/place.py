"""All cycles of one kelurahan (or of the kota itself), of every programme and year, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumuh.areas.enums import RegionLevel
from kumuh.conditions.queries import slum_area_by_year
from kumuh.core.formats import show_number
from planning.cycles.queries import cycles_for
from planning.desk.figures import Figure
from planning.desk.queries.waits import Wait, waits
from planning.institutions.queries import institutions_for


@dataclass(frozen=True)
class PlaceCycles:
    """The cycles of a region: running ones that wait longest first, then the finished ones, newest first.

    `is_place` tells whether the region plans for itself (kelurahan), `is_city` whether it compares others.
    """

    region: Any
    running: tuple[Wait, ...]
    finished: tuple[Wait, ...]
    figures: tuple[Figure, ...]
    is_place: bool

    @property
    def is_city(self) -> bool:
        return self.region.level in (RegionLevel.CITY, RegionLevel.DISTRICT)

    @property
    def survey_years(self) -> str:
        """Years of the data on which the running cycles stand."""
        return ", ".join(
            str(year) for year in sorted({w.cycle.survey_year for w in self.running if w.cycle.survey_year})
        )

    @property
    def shared(self) -> str:
        """What several running cycles have in common, in one sentence; empty for one or none."""
        if len(self.running) < 2:
            return ""
        decrees = sorted({wait.cycle.decree.number for wait in self.running if wait.cycle.decree})
        parts = [f"data RT tahun {self.survey_years}"] if self.survey_years else []
        parts += [f"SK Kumuh {' dan '.join(decrees)}"] if decrees else []
        return f"Semua siklus ini memakai {', '.join([*parts, 'lembaga warga, RT dan RW yang sama'])}."


def place_cycles(user: Any, region: Any) -> PlaceCycles | None:
    """The part of a region's page about its cycles; None where none can be. A fixed number of queries."""
    if region.level < RegionLevel.CITY:
        return None
    found = waits(user, cycles_for(user).filter(region=region).order_by("-fiscal_year", "-pk"))
    running = sorted((wait for wait in found if not wait.finished), key=lambda wait: -wait.days)
    finished = tuple(wait for wait in found if wait.finished)
    is_place = region.level == RegionLevel.KELURAHAN
    figures = _figures(user, region, running, finished) if is_place else ()
    return PlaceCycles(region, tuple(running), finished, figures, is_place)


def _figures(user: Any, region: Any, running: list[Wait], finished: tuple[Wait, ...]) -> tuple[Figure, ...]:
    """Slum area now, cycles, bodies, the longest wait."""
    by_year = slum_area_by_year(region)
    year = max(by_year, default=None)
    area = by_year[year].slum_ha if year is not None else None
    bodies = institutions_for(user).filter(region=region, dissolved_on=None).count()
    longest = running[0] if running else None
    return (
        Figure(
            "Luas kumuh sekarang",
            "–" if area is None else show_number(area, 2),
            "" if area is None else "ha",
            f"data tahun {year}" if year is not None else "belum ada data RT",
        ),
        Figure(
            "Siklus berjalan",
            show_number(len(running)),
            "",
            f"{show_number(len(finished))} sudah selesai" if finished else "",
        ),
        Figure("Lembaga warga", show_number(bodies), "", "bekerja di semua program" if bodies else "belum ada"),
        Figure(
            "Paling lama menunggu",
            show_number(longest.days) if longest else "–",
            "hari" if longest else "",
            longest.programme if longest else "tidak ada siklus yang berjalan",
        ),
    )
