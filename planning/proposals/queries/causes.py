"""Causes that residents named, RW by RW and indicator by indicator (refleksi perkara kritis)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kumuh.areas.models import Neighbourhood
from kumuh.core.versions import stamp_of
from planning.cycles.models import Cycle
from planning.cycles.queries import decree_rts
from planning.proposals.catalog import ASPECTS
from planning.proposals.models import RwCause


@dataclass(frozen=True)
class CauseCell:
    """One indicator in one RW; `row` is None while nobody said anything."""

    aspect: int
    name: str
    row: RwCause | None


@dataclass(frozen=True)
class CauseRow:
    """One RW (or RT without RW) with its seven cells, in the order of the indicators."""

    place: Neighbourhood
    cells: tuple[CauseCell, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Indicators about which nothing was said yet."""
        return tuple(cell.name for cell in self.cells if cell.row is None)

    @property
    def said(self) -> int:
        return len(self.cells) - len(self.missing)


def slum_places(cycle: Cycle) -> list[Neighbourhood]:
    """RW of the RT that the cycle is about, by label; an RT without RW stands for itself. One query."""
    rts = decree_rts(cycle).select_related("parent")
    found = {(rt.parent or rt).pk: rt.parent or rt for rt in rts}
    return sorted(found.values(), key=lambda place: place.label)


def cause_matrix(cycle: Cycle) -> tuple[CauseRow, ...]:
    """RW × seven indicators. Two queries."""
    kept = {(row.place_id, row.aspect): row for row in _causes(cycle)}
    return tuple(
        CauseRow(
            place,
            tuple(CauseCell(aspect, name, kept.get((place.pk, aspect))) for aspect, name in ASPECTS.items()),
        )
        for place in slum_places(cycle)
    )


def causes_in(cycle: Cycle, place: Neighbourhood) -> dict[int, RwCause]:
    """What one RW said, by indicator. One query."""
    return {row.aspect: row for row in _causes(cycle).filter(place=place)}


def causes_behind(cycle: Cycle, aspect: int) -> list[RwCause]:
    """Causes of one indicator over all RW that named one, for whoever formulates the problem. One query."""
    return [row for row in _causes(cycle).filter(aspect=aspect) if row.cause]


def causes_stamp(rows: Iterable[RwCause]) -> str:
    """A short mark of what an RW said; equal marks mean that nobody changed it."""
    return stamp_of(sorted((row.aspect, row.pk, row.version) for row in rows))


def _causes(cycle: Cycle) -> QuerySet[RwCause]:
    return RwCause.objects.filter(cycle=cycle).select_related("place", "meeting").order_by("place__label", "aspect")
