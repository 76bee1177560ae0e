"""How the record of a step becomes facts and tables on paper. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kumuh.core.formats import rupiah, show_number, tanggal, with_unit
from planning.cycles.catalog import Entry, EntryKind, Step
from planning.cycles.record import as_number, filled_rows
from planning.documents.kinds.common import Gap, Text
from planning.documents.kinds.recorded import Column, Fact, RecordTable

NUMBERS: Final = frozenset({EntryKind.COUNT, EntryKind.DECIMAL, EntryKind.MONEY})
#: Amounts that are per unit, alternatives, or running totals: adding them up says nothing.
NOT_ADDED: Final = frozenset(
    {
        ("kas", "saldo"),
        ("iuran", "iuran"),
        ("iuran", "keringanan"),
        ("kemajuan", "dana"),
        ("opsi", "biaya"),
        ("opsi", "rawat"),
        ("calon_mitra", "nilai"),
    }
)
NOTHING: Final = "–"


def facts_of(entries: Iterable[Entry], answers: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The entries that are no tables and no ticks, in the order of the form; what is required and missing is a gap."""
    wanted = [entry for entry in entries if entry.kind not in (EntryKind.TABLE, EntryKind.YES)]
    return tuple(
        Fact(label=entry.label, value=said(entry, answers.get(entry.key)), long=entry.kind == EntryKind.LONG)
        for entry in wanted
    )


def ticks_of(entries: Iterable[Entry], answers: Mapping[str, Any]) -> tuple[tuple[str, bool], ...]:
    """The sentences that are ticked, and whether they are."""
    return tuple((entry.label, answers.get(entry.key) is True) for entry in entries if entry.kind == EntryKind.YES)


def tables_of(entries: Iterable[Entry], answers: Mapping[str, Any]) -> tuple[RecordTable, ...]:
    """The tables of a record in the order of the form."""
    return tuple(table_of(entry, answers.get(entry.key)) for entry in entries if entry.kind == EntryKind.TABLE)


def entry_of(step: Step, key: str) -> Entry:
    """The entry of a step with this key; KeyError when the step asks for no such thing."""
    found = next((entry for entry in step.entries if entry.key == key), None)
    if found is None:
        raise KeyError(f"{step.code} has no entry {key}")
    return found


def table_of(entry: Entry, value: Any) -> RecordTable:
    """One table; rows that lack a required cell are printed as well, with a dash in their empty cells."""
    rows = [row for row in value if any(str(cell).strip() for cell in row.values())] if isinstance(value, list) else []
    missing = "" if rows else (entry.label[:1].lower() + entry.label[1:])
    if not rows and not entry.required:
        missing = ""
    return RecordTable(
        title=entry.label,
        columns=tuple(_column(column) for column in entry.columns),
        rows=tuple(tuple(_cell(column, row.get(column.key)) for column in entry.columns) for row in rows),
        totals=_totals(entry, filled_rows(entry, value)) if len(rows) > 1 else (),
        missing=missing,
    )


def _column(entry: Entry) -> Column:
    if entry.kind == EntryKind.MONEY:
        return Column(label=f"{entry.label} (Rp)", align="n")
    if entry.kind in NUMBERS:
        return Column(label=f"{entry.label} ({entry.unit})" if entry.unit else entry.label, align="n")
    return Column(label=entry.label, align="t" if entry.kind == EntryKind.DATE or _is_mark(entry) else "")


def _is_mark(entry: Entry) -> bool:
    """Whether a choice is printed by its code alone: L/P."""
    return entry.kind == EntryKind.CHOICE and len(entry.label) <= len("L/P")


def _cell(entry: Entry, value: Any) -> str:
    if value is None or not str(value).strip():
        return NOTHING
    if entry.kind in NUMBERS:
        amount = as_number(value)
        return show_number(amount) if amount is not None else str(value)
    if _is_mark(entry):
        return str(value)
    return _words(entry, value)


def _totals(entry: Entry, rows: list[dict[str, str]]) -> tuple[str, ...]:
    """Sums of the columns of money; nothing when no column is added up."""
    added = [_added(entry, column) for column in entry.columns]
    if not any(added):
        return ()
    return tuple(
        show_number(sum((as_number(row.get(column.key)) or Decimal(0) for row in rows), Decimal(0))) if wanted else ""
        for column, wanted in zip(entry.columns, added, strict=True)
    )


def _added(entry: Entry, column: Entry) -> bool:
    return column.kind == EntryKind.MONEY and (entry.key, column.key) not in NOT_ADDED


def said(entry: Entry, value: Any) -> Text:
    """An entry in words with its unit; a named gap where it is required and empty, a dash where it may stay so."""
    if value is None or not str(value).strip():
        return Gap(entry.label[:1].lower() + entry.label[1:]) if entry.required else NOTHING
    return _words(entry, value)


def _words(entry: Entry, value: Any) -> str:
    text = str(value).strip()
    if entry.kind == EntryKind.DATE:
        return _day(text)
    if entry.kind == EntryKind.CHOICE:
        return dict(entry.choices).get(text, text)
    amount = as_number(text) if entry.kind in NUMBERS else None
    if amount is None:
        return text
    return rupiah(int(amount)) if entry.kind == EntryKind.MONEY else with_unit(amount, entry.unit)


def _day(text: str) -> str:
    try:
        return tanggal(date.fromisoformat(text))
    except ValueError:
        return text
