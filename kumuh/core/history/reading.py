"""History of tracked tables, read with a number of queries that depends on the tables and not on the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from simple_history.models import registered_models

from kumuh.core.history.shapes import CHANGED, DELETED, Change, Event, Save, Source
from kumuh.core.history.words import data_changes, in_words, short

#: Events of one person that lie this close together came from one press of a button.
TOGETHER = timedelta(seconds=3)
GONE = "(sudah dihapus)"
#: Fields that name a related row, the best first.
NAMING = ("title", "name", "topic", "activity", "text", "label", "pin_label", "step", "number")


def tracked_tables() -> dict[str, type[models.Model]]:
    """Every table with a change history, by its label: `{"rembuk.meeting": Meeting, …}`."""
    return {model._meta.label_lower: model for model in registered_models.values() if not model._meta.auto_created}


def last_state(table: type[models.Model], pk: Any) -> models.Model | None:
    """The row as it was last, also when it was deleted since; None when there never was one."""
    row = table.history.filter(**{table._meta.pk.name: pk}).order_by("history_date", "history_id").last()  # type: ignore[attr-defined, union-attr]  # every tracked table
    return row.instance if row else None


def history_of(sources: Iterable[Source]) -> list[Save]:
    """Everything that happened to the rows of all sources, newest first, grouped by press of a button.

    The number of queries depends on the tables, not on the rows.
    """
    kept = [(source, _rows(source)) for source in sources]
    people = _Names([row for _, rows in kept for row in rows], ["history_user"])
    events = [event for source, rows in kept for event in _events(source, rows, people)]
    events.sort(key=lambda event: event.at, reverse=True)
    return list(_together(events))


def _rows(source: Source) -> list[Any]:
    rows = source.table.history.filter(**source.lookup)  # type: ignore[attr-defined]  # every tracked table
    return list(rows.order_by("history_date", "history_id"))


class _Names:
    """Names of the rows that foreign keys point to: one query per table."""

    def __init__(self, rows: Sequence[Any], columns: Iterable[str], called: Mapping[str, Any] | None = None) -> None:
        self.called = called or {}
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for name in columns if rows else ():
            column = rows[0]._meta.get_field(name)
            wanted[column.related_model] |= {getattr(row, column.attname) for row in rows} - {None}
        self.found = {table: _in_bulk(table, ids) for table, ids in wanted.items()}

    def of(self, column: Any, key: Any) -> str:
        if key is None:
            return ""
        row = self.found[column.related_model].get(key)
        return GONE if row is None else self.called.get(column.name, str)(row)


class _Choices:
    """What the many-to-many fields held at every entry: one query per field, and one for the names."""

    def __init__(self, source: Source, rows: Sequence[Any]) -> None:
        self.held = {column: _held(source, column) for column in (source.choices if rows else ())}
        self.names = {
            column: _in_bulk(column.related_model, set().union(*held.values())) for column, held in self.held.items()
        }

    def changes(self, source: Source, old: Any, new: Any) -> Iterator[Change]:
        """Names that were added and taken away between two entries; a first entry tells all it holds."""
        for column, held in self.held.items():
            now = held[new.history_id]
            if old is None:
                first = self._told(column, now)
                if first:
                    yield Change(source.word(column), new=first)
            elif now != (was := held[old.history_id]):
                added, removed = self._told(column, now - was), self._told(column, was - now)
                yield Change(source.word(column), added=added, removed=removed)

    def _told(self, column: Any, keys: set[Any]) -> str:
        known = self.names[column]
        return ", ".join(sorted(str(known.get(key, GONE)) for key in keys))


def _held(source: Source, column: Any) -> dict[int, set[Any]]:
    """Keys that a field held, by the key of the entry."""
    table = getattr(source.table.history.model, column.name).model  # type: ignore[attr-defined]  # every tracked table
    entries = source.table.history.filter(**source.lookup).values("history_id")  # type: ignore[attr-defined]
    held: dict[int, set[Any]] = defaultdict(set)
    for entry, key in table.objects.filter(history__in=entries).values_list("history_id", column.m2m_reverse_name()):
        held[entry].add(key)
    return held


def _in_bulk(table: type[models.Model], ids: set[Any]) -> dict[Any, models.Model]:
    """Rows by key with what their names may need loaded."""
    links = [column.name for column in table._meta.concrete_fields if column.is_relation]
    rows = table._base_manager.filter(pk__in=ids)
    return {row.pk: row for row in (rows.select_related(*links) if links else rows)} if ids else {}


def _events(source: Source, rows: list[Any], people: _Names) -> Iterator[Event]:
    if source.counted:
        yield from _counts(source, rows, people)
        return
    links = [column.name for column in source.fields if column.is_relation]
    names, choices = _Names(rows, links, source.called), _Choices(source, rows)
    before: dict[Any, Any] = {}
    for row in rows:
        old = before.get(_key(source, row))
        changes = (*_changes(source, old, row, names), *choices.changes(source, old, row))
        if changes or row.history_type != CHANGED:
            yield Event(
                row.history_date,
                _who(row, people),
                row.history_type,
                source.kind,
                _record_name(source, row, names),
                () if row.history_type == DELETED else changes,
                row.history_change_reason or "",
                first=old is None,
            )
        before[_key(source, row)] = row


def _key(source: Source, row: Any) -> Any:
    return getattr(row, source.table._meta.pk.attname)  # type: ignore[union-attr]  # every table has a key


def _who(row: Any, people: _Names) -> str:
    return people.of(row._meta.get_field("history_user"), row.history_user_id) or "Aplikasi"


def _counts(source: Source, rows: list[Any], people: _Names) -> Iterator[Event]:
    """One event per moment, person and act, with the number of rows."""
    seen: Counter[tuple[datetime, str, str]] = Counter()
    for row in rows:
        seen[row.history_date.replace(microsecond=0), _who(row, people), row.history_type] += 1
    for (at, who, act), count in seen.items():
        yield Event(at, who, act, source.kind, "", (), "", count)


def _record_name(source: Source, row: Any, names: _Names) -> str:
    """What people would call a related row: its title, name, or what it points to."""
    columns = {column.name: column for column in source.fields}
    for name in (*NAMING, *source.codes):
        if name in columns and getattr(row, name) not in (None, ""):
            return short(_told(source, columns[name], getattr(row, name), names))
    for column in columns.values():
        if column.is_relation or column.choices:
            return _told(source, column, getattr(row, column.attname), names)
    return ""


def _changes(source: Source, old: Any, new: Any, names: _Names) -> Iterator[Change]:
    """Differences between two states of a row; a new row tells every field that is filled."""
    if old is None and new.history_type == DELETED:
        return
    for column in source.fields:
        was = getattr(old, column.attname) if old is not None else None
        now = getattr(new, column.attname)
        if was == now:
            continue
        label = source.word(column)
        if isinstance(column, models.JSONField):
            yield from data_changes(label, was, now, source.names)
            continue
        told = Change(label, _told(source, column, was, names), _told(source, column, now, names))
        if told.old != told.new:
            yield told


def _told(source: Source, column: Any, value: Any, names: _Names) -> str:
    """A field's value in words: the name of the row it points to, the words for its code, or the value itself."""
    if column.is_relation:
        return names.of(column, value)
    words = source.codes.get(column.name, {})
    return words.get(value) or in_words(column, value)


def _together(events: Sequence[Event]) -> Iterator[Save]:
    """Neighbours in time by the same person; `events` are newest first, so are the saves."""
    group: list[Event] = []
    for event in events:
        if group and (event.who != group[-1].who or group[-1].at - event.at > TOGETHER):
            yield Save(group[0].at, group[0].who, tuple(reversed(group)))
            group = []
        group.append(event)
    if group:
        yield Save(group[0].at, group[0].who, tuple(reversed(group)))
