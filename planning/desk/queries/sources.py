"""Where the figures in somebody's area come from: SK, surveys, finished works, regulation versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumuh.areas.queries import decrees_for
from kumuh.conditions.enums import Confidence
from kumuh.conditions.queries import rulesets, survey_sources
from planning.cycles.queries import cycles_for
from planning.programs.queries import investments_for

UNWRITTEN = "Sumber belum ditulis."


@dataclass(frozen=True)
class Source:
    """One source: what it is about, where it was read, what should be known about it."""

    title: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class DataSources:
    """Sources by what they are about. `examples`: some cycles of the area are marked as examples."""

    decrees: tuple[Source, ...]
    surveys: tuple[Source, ...]
    investments: tuple[str, ...]
    rules: tuple[Source, ...]
    examples: bool


def data_sources(user: Any) -> DataSources:
    """Sources of the person's area, each once. Five queries."""
    return DataSources(
        decrees=tuple(
            Source(f"{row}, {row.city}", row.source_note or UNWRITTEN, row.title) for row in decrees_for(user)
        ),
        surveys=tuple(
            Source(f"{row.kelurahan} kelurahan, tahun {row.years}", row.source or UNWRITTEN, row.ruleset)
            for row in survey_sources(user)
        ),
        investments=tuple(sorted(investments_for(user).order_by().values_list("source", flat=True).distinct())),
        rules=tuple(map(_rule, rulesets().values())),
        examples=cycles_for(user).filter(is_example=True).exists(),
    )


def _rule(row: Any) -> Source:
    origin = row.data.get("provenance", {})
    known = {mark.value: mark.label for mark in Confidence}
    note = ". ".join(part.rstrip(".") for part in (known.get(origin.get("mark"), ""), origin.get("note", "")) if part)
    return Source(row.title, origin.get("source", UNWRITTEN), f"{note[:1].upper()}{note[1:]}." if note else "")
