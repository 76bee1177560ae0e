"""The order that a meeting agreed upon, laid over the computed one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def agreed_order(computed: Sequence[str], positions: Mapping[str, int]) -> list[str]:
    """Keys in the agreed order: those in `positions` (1 = first) stand where agreed, the others keep their sequence.

    Positions of keys that are not in `computed` are ignored; a position beyond the end means the end.
    """
    moved = {key: position for key, position in positions.items() if key in set(computed)}
    order = [key for key in computed if key not in moved]
    for key in sorted(moved, key=lambda key: (moved[key], computed.index(key))):
        order.insert(moved[key] - 1, key)
    return order
