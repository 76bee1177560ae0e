"""What counts as answered in a step's record, and what a paper that a step leaves behind still lacks. No tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from kumuh.core.formats import rupiah, with_unit
from planning.cycles.catalog import Entry, EntryKind, Output

UNANSWERED = {EntryKind.YES: "belum dicentang"}
NUMBERS = frozenset({EntryKind.COUNT, EntryKind.DECIMAL, EntryKind.MONEY})


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


def shortcomings(entry: Entry, value: Any) -> list[str]:
    """What the answer lacks, as ends of a sentence that begins with the entry's label; nothing when it is complete.

    Missing words and rows, numbers outside their bounds, and choices of which a table has too few rows.
    """
    if not is_answered(entry, value):
        have = len(filled_rows(entry, value)) if entry.kind == EntryKind.TABLE else 0
        return [f"baru {have} dari {entry.rows} baris" if have else UNANSWERED.get(entry.kind, "belum diisi")]
    if entry.kind != EntryKind.TABLE:
        return bound_words(entry, entry, value)
    rows = filled_rows(entry, value)
    found = [
        f"baris {number}: {column.label} {words}"
        for number, row in enumerate(rows, 1)
        for column in entry.columns
        for words in bound_words(column, column, row.get(column.key))
    ]
    return [*found, *_quota_words(entry, rows)]


def bound_words(bounds: Entry, shown: Entry, value: Any) -> list[str]:
    """How a number breaks the bounds of `bounds`, in the unit of `shown`; nothing when it keeps them or is none."""
    amount = as_number(value) if shown.kind in NUMBERS else None
    if amount is None:
        return []
    words = []
    if bounds.least is not None and amount < bounds.least:
        words.append(f"kurang dari {_amount(shown, bounds.least)}")
    if bounds.most is not None and amount > bounds.most:
        words.append(f"lebih dari {_amount(shown, bounds.most)}")
    return words


def as_number(value: Any) -> Decimal | None:
    """The stored words of a number; None when there is none."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _amount(entry: Entry, value: int) -> str:
    return rupiah(value) if entry.kind == EntryKind.MONEY else with_unit(value, entry.unit)


def _quota_words(entry: Entry, rows: list[dict[str, str]]) -> list[str]:
    if not entry.quota:
        return []
    names: Mapping[str, str] = dict(entry.column(entry.counted).choices)
    have = Counter(row.get(entry.counted) for row in rows)
    return [
        f"{names[code]} baru {have[code]} dari {least}" if have[code] else f"belum memuat {names[code]}"
        for code, least in entry.quota
        if have[code] < least
    ]


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


def dates_in_order(earlier: Kept | None, later: Kept | None) -> bool:
    """Whether the one paper bears a date before the other; a paper without a date does not break the order."""
    first, second = earlier and earlier.dated_on, later and later.dated_on
    return not (first and second) or first < second
