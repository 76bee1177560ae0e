"""Rows that other pages hold and a table of a step's record can take, so that nobody types them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kumuh.accounts.models import User
from kumuh.core.rights import holds
from planning.cycles.catalog import Entry
from planning.cycles.models import Cycle
from planning.cycles.registry import row_sources


@dataclass(frozen=True)
class Offer:
    """New rows of one source for one table, as they will be stored."""

    code: str
    label: str
    rows: tuple[dict[str, str], ...]

    def __str__(self) -> str:
        return f"{len(self.rows)} baris dari {self.label}"


def offers(cycle: Cycle, entry: Entry, present: Sequence[Mapping[str, Any]], user: User) -> tuple[Offer, ...]:
    """What can be added to the rows that are `present`; nothing from sources that this person may not read."""
    found = (
        Offer(source.code, source.label, new_rows(source.rows(cycle), present, source.same))
        for source in row_sources(entry.key)
        if holds(user, source.right, cycle)
    )
    return tuple(offer for offer in found if offer.rows)


def new_rows(
    offered: Iterable[Mapping[str, str]], present: Sequence[Mapping[str, Any]], same: tuple[str, ...]
) -> tuple[dict[str, str], ...]:
    """The offered rows that are not there yet, each once, in the order in which they were offered."""
    known = {_mark(row, same) for row in present}
    found = []
    for row in offered:
        mark = _mark(row, same)
        if mark not in known:
            known.add(mark)
            found.append(dict(row))
    return tuple(found)


def _mark(row: Mapping[str, Any], same: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(row.get(column) or "").casefold().split()) for column in same)
