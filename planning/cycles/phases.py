"""The steps of a long programme folded by phase. No tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from planning.cycles.catalog import Step


class Row(Protocol):
    """The part of a step's progress that the folding needs."""

    @property
    def step(self) -> Step: ...
    @property
    def closed(self) -> bool: ...


@dataclass(frozen=True)
class Phase:
    """Steps of one phase with their numbers in the cycle.

    `here`: the cycle stands in this phase; `unfolded`: its steps are told in full, those of others in one line each.
    """

    name: str
    rows: tuple[tuple[int, Row], ...]
    here: bool
    unfolded: bool

    @property
    def done(self) -> int:
        return sum(row.closed for _, row in self.rows)

    @property
    def closed(self) -> bool:
        return self.done == len(self.rows)

    @property
    def first(self) -> str:
        """Code of the first step, for a link."""
        return self.rows[0][1].step.code


def phases(rows: Sequence[Row], *, unfolded: str = "") -> tuple[Phase, ...]:
    """The steps by phase, neighbours of one phase together; numbers count from 1 through the whole cycle.

    The cycle stands at its first step that is not closed; when all are closed, in no phase. `unfolded` is the code of
    a step whose phase is told in full; with an unknown code that is where the cycle stands.
    """
    known = any(row.step.code == unfolded for row in rows)
    here = next((row for row in rows if not row.closed), None)
    grouped = groupby(enumerate(rows, 1), key=lambda numbered: numbered[1].step.phase)
    found = ((name, tuple(numbered)) for name, numbered in grouped)
    return tuple(_phase(name, steps, here, unfolded if known else "") for name, steps in found)


def _phase(name: str, steps: tuple[tuple[int, Row], ...], here: Row | None, unfolded: str) -> Phase:
    stands = any(row is here for _, row in steps)
    return Phase(name, steps, stands, stands if not unfolded else any(row.step.code == unfolded for _, row in steps))
