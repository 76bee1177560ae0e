"""Blocks of a plan out of the records of steps. What the programme does not ask for gives no block. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects

from planning.cycles.catalog import Entry, Step, find_step
from planning.cycles.queries import answers
from planning.documents.kinds.build_cycles import cycle_of
from planning.documents.kinds.build_records import said, table_of
from planning.documents.kinds.chapters import Block, Tabled, Words
from planning.documents.kinds.common import Gap, Text
from planning.documents.kinds.recorded import Column, Fact, RecordTable


def cycle_with_records(pk: int) -> Any:
    """The cycle with every record and paper of its steps; LookupError with a sentence when there is none."""
    cycle = cycle_of(pk)
    prefetch_related_objects([cycle], "answers", "papers")
    return cycle


@dataclass(frozen=True)
class Records:
    """What was typed in the steps of one cycle (`cycle_with_records`)."""

    cycle: Any

    def entry(self, key: str, *codes: str) -> tuple[Step, Entry] | None:
        """The entry with this key in the first of these steps that the programme has and that asks for it."""
        order = {state.step for state in self.cycle.steps.all()}
        for code in codes:
            step = find_step(self.cycle.track, code) if code in order else None
            found = next((one for one in step.entries if one.key == key), None) if step else None
            if step and found:
                return step, found
        return None

    def value(self, key: str, *codes: str) -> Any:
        """What was typed there; None for nothing, or where nobody asks."""
        found = self.entry(key, *codes)
        return answers(self.cycle, found[0].code).get(key) if found else None

    def rows(self, key: str, *codes: str) -> list[Mapping[str, str]]:
        """The typed rows of a table; empty for none."""
        value = self.value(key, *codes)
        return (
            [row for row in value if any(str(cell).strip() for cell in row.values())] if isinstance(value, list) else []
        )

    def words(self, key: str, *codes: str, title: str = "") -> Iterator[Block]:
        """One block of paragraphs with the label as its heading; nothing where the programme asks for no such thing."""
        found = self.entry(key, *codes)
        if found:
            text = said(found[1], self.value(key, *codes))
            yield Words(title=title or found[1].label, paragraphs=(text,))

    def table(self, key: str, *codes: str, title: str = "", note: str = "") -> Iterator[Block]:
        """One block with a table; nothing where the programme asks for no such thing."""
        found = self.entry(key, *codes)
        if found:
            made = table_of(found[1], self.value(key, *codes))
            yield Tabled(table=replace(made, title=title or made.title), note=note)

    def facts(self, *wanted: tuple[str, str, str]) -> tuple[Fact, ...]:
        """(label, key, step) as facts; steps that the programme does not have are left out."""
        rows = []
        for label, key, code in wanted:
            found = self.entry(key, code)
            if found:
                rows.append(Fact(label=label, value=said(found[1], self.value(key, code))))
        return tuple(rows)


def text_or_gap(text: str, gap: str) -> Text:
    """The text, or a named gap while it is empty."""
    return text.strip() or Gap(gap)


def plain_table(
    title: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    figures: tuple[str, ...] = (),
    middle: tuple[str, ...] = (),
    totals: tuple[str, ...] = (),
    missing: str = "",
) -> RecordTable:
    """A table of texts: `figures` are headings of columns with numbers, `middle` of those that stand in the middle."""
    aligns = dict.fromkeys(figures, "n") | dict.fromkeys(middle, "t")
    return RecordTable(
        title=title,
        columns=tuple(Column(label=head, align=aligns.get(head, "")) for head in heads),
        rows=rows,
        totals=totals if rows else (),
        missing="" if rows else missing,
    )
