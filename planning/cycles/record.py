"""What counts as answered in a step's record, and what a paper that a step leaves behind still lacks. No tables."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from planning.cycles.catalog import Entry, EntryKind, Output


class Kept(Protocol):
    """The part of a stored paper that the rule needs."""

    number: str
    dated_on: date | None
    file: Any
    published_on: date | None


def is_answered(entry: Entry, value: Any) -> bool:
    """Whether the stored value answers the entry: words, a tick, or enough rows that hold something."""
    if entry.kind == EntryKind.TABLE:
        return len(filled_rows(entry, value)) >= max(entry.rows, 1)
    if entry.kind == EntryKind.YES:
        return value is True
    return bool(str(value if value is not None else "").strip())


def filled_rows(entry: Entry, value: Any) -> list[dict[str, str]]:
    """Rows of a table in which every required column holds something."""
    wanted = [column.key for column in entry.columns if column.required]
    rows = value if isinstance(value, list) else []
    return [row for row in rows if all(str(row.get(key, "")).strip() for key in wanted)]


def paper_lacks(output: Output, kept: Kept | None) -> list[str]:
    """What is still missing of a paper, in words for one sentence; nothing when it is complete."""
    lacks = []
    if output.numbered and not (kept and kept.number):
        lacks.append("nomor")
    if not (kept and kept.dated_on):
        lacks.append("tanggal")
    if not (kept and kept.file):
        lacks.append("berkas pindaian")
    if output.published and not (kept and kept.published_on):
        lacks.append("tanggal diumumkan")
    return lacks
