"""What a work is made of, as plain values that a form, an import or the demo hands to the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planning.programs.enums import Executor


@dataclass(frozen=True, kw_only=True)
class WorkValues:
    """The typed part of a work. `volume` in `unit`, `unit_price` in whole rupiah per unit, `quarter` 1..4.

    `minimum_volume` counts only when the volume can be divided. Cost is never given: it is computed. `year` lies in
    the years of the cycle; `without_source` and sources of money exclude each other.
    """

    name: str
    aspect: int
    location: str
    volume: Decimal
    unit: str
    unit_price: int
    quarter: int
    households: int
    poor_households: int = 0
    executor: str = Executor.COMMUNITY
    divisible: bool = False
    minimum_volume: Decimal | None = None
    year: int | None = None
    without_source: bool = False
    responsible: str = ""
    land: str = ""
    land_ready: bool = False
    drawing_ready: bool = False
    note: str = ""


def proposal_facts(proposal: Any) -> dict[str, Any]:
    """What an agreed usulan already says about the work that will answer it; nothing is typed twice."""
    return {
        "name": proposal.title,
        "aspect": proposal.aspect,
        "location": proposal.location,
        "volume": proposal.volume,
        "unit": proposal.unit,
        "households": proposal.households,
        "poor_households": proposal.poor_households or 0,
    }


def values_from(proposal: Any, *, unit_price: int, quarter: int, **changes: Any) -> WorkValues:
    """Values of a work made from an usulan, with price and quarter added and anything else changed by name."""
    return WorkValues(**proposal_facts(proposal) | {"unit_price": unit_price, "quarter": quarter} | changes)
