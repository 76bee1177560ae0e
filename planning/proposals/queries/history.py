"""What happened to an usulan: who changed which field from what to what, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from kumuh.core.formats import show_number, tanggal
from planning.proposals.models import Proposal

#: Columns that say nothing to a reader.
SILENT = {"id", "created_at", "updated_at", "version", "cycle", "aspect", "is_example"}


@dataclass(frozen=True)
class HistoryEntry:
    """One save, in the shape of `components/timeline.html`; `changes` holds (label, old, new)."""

    who: str
    what: str
    at: datetime
    changes: tuple[tuple[str, str, str], ...]
    reason: str = ""


def history_of(proposal: Proposal) -> list[HistoryEntry]:
    """Every save of an usulan since its intake. One query, besides names of rows that it points to."""
    found = list(proposal.history.select_related("history_user").order_by("history_date", "history_id"))
    names = _names(found)
    columns = [column for column in Proposal._meta.concrete_fields if column.name not in SILENT]
    entries = []
    for before, entry in zip([None, *found], found, strict=False):
        changes = tuple(
            (_label(column), _words(column, before, names), _words(column, entry, names))
            for column in columns
            if before is not None and getattr(before, column.attname) != getattr(entry, column.attname)
        )
        if before is None or changes:
            what = "mencatat usulan ini" if before is None else "mengubah"
            entries.append(HistoryEntry(str(entry.history_user or "Sistem"), what, entry.history_date, changes))
    return entries[::-1]


def _label(column: models.Field) -> str:
    text = str(column.verbose_name)
    return text[:1].upper() + text[1:]


def _names(entries: list[Any]) -> dict[tuple[str, int], str]:
    """Words for the rows that the history points to, asked once per column."""
    names: dict[tuple[str, int], str] = {}
    for column in Proposal._meta.concrete_fields:
        if isinstance(column, models.ForeignKey) and column.name not in SILENT:
            keys = {key for entry in entries if (key := getattr(entry, column.attname))}
            rows = column.related_model._default_manager.filter(pk__in=keys) if keys else []
            names |= {(column.name, row.pk): str(row) for row in rows}
    return names


def _words(column: models.Field, entry: Any, names: dict[tuple[str, int], str]) -> str:
    value = getattr(entry, column.attname)
    if value is None or value == "":
        return ""
    if isinstance(column, models.ForeignKey):
        return names.get((column.name, value), "(sudah tidak ada)")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, Decimal | int):
        return show_number(value)
    if isinstance(column, models.FileField):
        return "ada"
    return tanggal(value) if isinstance(value, date) else str(value)
