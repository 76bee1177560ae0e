"""What upper apps tell this one about usulan: the cost of the works made from them, and whether they are in use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

#: Takes ids of usulan; answers whole rupiah for those whose cost is known.
CostOf = Callable[[Collection[int]], Mapping[int, int]]
#: Takes ids of usulan; answers an Indonesian sentence for those that something already rests on.
UseOf = Callable[[Collection[int]], Mapping[int, str]]

_COSTS: list[CostOf] = []
_USES: list[UseOf] = []


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
