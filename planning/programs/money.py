"""The sum beside the money fields: cost, what the sources give, what is left, share of swadaya. Pure, whole rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planning.programs.budget import line_cost
from planning.programs.enums import SourceOfMoney


@dataclass(frozen=True)
class MoneyState:
    """What the typed numbers give so far. `cost` is None while volume or price cannot be used; `problem` says why."""

    cost: int | None
    given: int
    swadaya: int
    problem: str = ""

    @property
    def rest(self) -> int | None:
        """Rupiah without a source; negative when the sources give too much."""
        return None if self.cost is None else self.cost - self.given

    @property
    def too_much(self) -> int:
        """Rupiah that the sources give beyond the cost."""
        return max(0, -(self.rest or 0))

    @property
    def agrees(self) -> bool:
        return self.cost is not None and self.rest == 0

    @property
    def swadaya_percent(self) -> Decimal | None:
        """Swadaya as a share of the cost in percent, one decimal; None without cost."""
        if not self.cost:
            return None
        return (Decimal(self.swadaya) * 100 / self.cost).quantize(Decimal("0.1"), ROUND_HALF_UP)


def money_state(volume: Decimal | None, unit_price: int | None, amounts: Mapping[str, int | None]) -> MoneyState:
    """Add up what was typed; incomplete numbers are no error here."""
    known = {source: amount for source, amount in amounts.items() if amount}
    swadaya = known.get(SourceOfMoney.SWADAYA, 0)
    if volume is None or unit_price is None:
        return MoneyState(None, sum(known.values()), swadaya)
    try:
        return MoneyState(line_cost(volume, unit_price), sum(known.values()), swadaya)
    except ValueError as problem:
        return MoneyState(None, sum(known.values()), swadaya, str(problem))
