"""A key figure as a page shows it: words only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `unit` in words; `note` one short line; `tone` is "", "good", "warn" or "bad"."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""
