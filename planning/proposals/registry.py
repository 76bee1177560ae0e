"""What upper apps tell this one about usulan: cost of their works, whether they are in use, what became of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Takes ids of usulan; answers whole rupiah for those whose cost is known.
CostOf = Callable[[Collection[int]], Mapping[int, int]]
#: Takes ids of usulan; answers an Indonesian sentence for those that something already rests on.
UseOf = Callable[[Collection[int]], Mapping[int, str]]


@dataclass(frozen=True)
class WayStep:
    """One station on the way of an usulan, for `components/way.html`.

    `state`: done, open (its turn now), waiting or blocked (never gets there). `status` is a code for the badge.
    """

    title: str
    state: str
    status: str = ""
    text: str = ""
    url: str = ""


#: Takes an usulan; gives its further stations in their order.
WayOf = Callable[[Any], Iterable[WayStep]]

_COSTS: list[CostOf] = []
_USES: list[UseOf] = []
_WAYS: list[WayOf] = []


def register_cost(cost_of: CostOf) -> None:
    """Let `cost_of` tell the estimated cost (rupiah) of usulan; registering the same function again changes nothing.

    Known costs feed criterion K6 (efisiensi biaya per KK) and the tie rule of the ranking.
    """
    if cost_of not in _COSTS:
        _COSTS.append(cost_of)


def register_use(use_of: UseOf) -> None:
    """Let `use_of` say which usulan may not lose their agreement, e.g. because a kegiatan was made from them."""
    if use_of not in _USES:
        _USES.append(use_of)


def known_costs(proposal_ids: Collection[int]) -> dict[int, int]:
    """Estimated cost in rupiah by usulan; usulan without a known cost are left out."""
    found: dict[int, int] = {}
    for cost_of in _COSTS:
        found |= cost_of(proposal_ids)
    return found


def uses(proposal_ids: Collection[int]) -> dict[int, str]:
    """Why an usulan is in use, by usulan; those that nothing rests on are left out."""
    found: dict[int, str] = {}
    for use_of in _USES:
        found |= use_of(proposal_ids)
    return found


def register_way(way_of: WayOf) -> None:
    """Let `way_of` tell what became of an usulan afterwards (works, Musrenbang, city)."""
    if way_of not in _WAYS:
        _WAYS.append(way_of)


def further_way(proposal: Any) -> tuple[WayStep, ...]:
    """Stations of an usulan after the rembuk, as upper apps know them."""
    return tuple(step for way_of in _WAYS for step in way_of(proposal))
