"""Change history of any tracked table in words: who, when, which field, from what to what.

Rows are read from the history tables that `core.models.change_history` keeps; nothing here writes, so history can
only grow. Apps say which tables belong together; this module knows no table by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from django.db import models
from django.utils import timezone
from simple_history.models import registered_models

from kumuh.core.formats import jam, rupiah, show_number, tanggal

CREATED, CHANGED, DELETED = "+", "~", "-"
#: Fields that say nothing to people.
UNTOLD: Final = frozenset({"created_at", "updated_at", "version"})
#: Events of one person that lie this close together came from one press of a button.
TOGETHER = timedelta(seconds=3)
#: A piece of data with more differences than this is told as one line.
MOST_KEYS = 40
MANY = "isinya berubah"
GONE = "(sudah dihapus)"

Words = Mapping[str, str]


class Change(NamedTuple):
    """One field: its name, the old and the new value in words; "" is empty."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Event:
    """One row of a history table. `act` is `+`, `~` or `-`; `record` names the row it is about.

    `first` is the oldest state that is known: what it tells is no change, it was so.
    """

    at: datetime
    who: str
    act: str
    kind: str
    record: str
    changes: tuple[Change, ...]
    reason: str
    count: int = 1
    first: bool = False

    @property
    def told(self) -> str:
        """What a first state says, in one line; its own name is not repeated."""
        return "; ".join(f"{change.label} {change.new}" for change in self.changes if change.new != self.record)


@dataclass(frozen=True)
class Save:
    """What one person did with one press of a button: the record and the rows that belong to it."""

    at: datetime
    who: str
    events: tuple[Event, ...]

    @property
    def reason(self) -> str:
        return next((event.reason for event in self.events if event.reason), "")


@dataclass(frozen=True)
class Source:
    """Rows of one history table: those where `lookup` holds.

    `hidden` fields are never told. `counted` tells only how many rows came and went, for names of people and for
    long lists. `names` gives words for the keys of stored data (`jalan_kualitas` → `Kualitas jalan`), `words`
    for fields whose table has none.
    """

    table: type[models.Model]
    lookup: Mapping[str, Any]
    hidden: frozenset[str] = frozenset()
    counted: bool = False
    names: Words = field(default_factory=dict)
    words: Words = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.table._meta.verbose_name)

    def word(self, column: models.Field[Any, Any]) -> str:
        """What people call a field."""
        own = str(column.verbose_name)
        return self.words.get(column.name, own) if own == column.name.replace("_", " ") else own

    @property
    def fields(self) -> list[models.Field[Any, Any]]:
        """Fields that are told: not the key, not the link to the record itself, nothing that follows from others."""
        skipped = UNTOLD | self.hidden | {name.removesuffix("_id") for name in self.lookup}
        return [
            column
            for column in self.table._meta.concrete_fields
            if not column.primary_key
            and column.name not in skipped
            and (column.editable or not isinstance(column, models.JSONField))
        ]


def tracked_tables() -> dict[str, type[models.Model]]:
    """Every table with a change history, by its label: `{"rembuk.meeting": Meeting, …}`."""
    return {model._meta.label_lower: model for model in registered_models.values()}


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

    def __init__(self, rows: Sequence[Any], columns: Iterable[str]) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for name in columns if rows else ():
            column = rows[0]._meta.get_field(name)
            wanted[column.related_model] |= {getattr(row, column.attname) for row in rows} - {None}
        self.found = {table: _in_bulk(table, ids) for table, ids in wanted.items()}

    def of(self, table: Any, key: Any) -> str:
        if key is None:
            return ""
        row = self.found[table].get(key)
        return GONE if row is None else str(row)


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
    names = _Names(rows, links)
    before: dict[Any, Any] = {}
    for row in rows:
        old = before.get(_key(source, row))
        changes = tuple(_changes(source, old, row, names))
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
    table = row._meta.get_field("history_user").related_model
    return people.of(table, row.history_user_id) or "Aplikasi"


def _counts(source: Source, rows: list[Any], people: _Names) -> Iterator[Event]:
    """One event per moment, person and act, with the number of rows."""
    seen: Counter[tuple[datetime, str, str]] = Counter()
    for row in rows:
        seen[row.history_date.replace(microsecond=0), _who(row, people), row.history_type] += 1
    for (at, who, act), count in seen.items():
        yield Event(at, who, act, source.kind, "", (), "", count)


def _record_name(source: Source, row: Any, names: _Names) -> str:
    """What people would call a related row: its title, name, or what it points to."""
    for name in ("title", "name", "topic", "number", "label", "pin_label"):
        if any(column.name == name for column in source.fields):
            return _short(str(getattr(row, name)))
    for column in source.fields:
        if column.is_relation:
            return names.of(column.related_model, getattr(row, column.attname))
        if column.choices:
            return _told(column, getattr(row, column.attname), names)
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
            yield from _data_changes(label, was, now, source.names)
            continue
        told = Change(label, _told(column, was, names), _told(column, now, names))
        if told.old != told.new:
            yield told


def _data_changes(label: str, was: Any, now: Any, words: Words) -> Iterator[Change]:
    """Differences inside stored data, key by key."""
    old, new = _flat(was), _flat(now)
    keys = [key for key in {**old, **new} if old.get(key, "") != new.get(key, "")]
    if len(keys) > MOST_KEYS:
        yield Change(label, "", MANY)
        return
    for key in keys:
        name = words.get(key, key.replace("_", " "))
        yield Change(f"{label}: {name}" if name else label, old.get(key, ""), new.get(key, ""))


def _flat(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {str(key): _text(part) for key, part in value.items()}
    return {"": _text(value)}


def _text(value: Any) -> str:
    """A piece of stored data in words; texts that hold a number are shown as numbers."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(part)}".strip() for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(part) for part in value)
    if isinstance(value, int | float):
        return show_number(value)
    try:
        return show_number(Decimal(value))
    except (ArithmeticError, ValueError):
        return str(value)


def _told(column: Any, value: Any, names: _Names) -> str:
    """A field's value as a page writes it: labels of choices, dates, rupiah, names."""
    if value is None or value == "":
        return ""
    if column.is_relation:
        return names.of(column.related_model, value)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(column, models.FileField):
        return PurePath(str(value)).name
    return _plain(column, value)


def _plain(column: Any, value: Any) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{tanggal(local)} pukul {jam(local)}"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, time):
        return jam(value)
    if "(Rp)" in str(column.verbose_name):
        return rupiah(int(value))
    if isinstance(value, int | Decimal):
        return str(value) if str(column.verbose_name).startswith("tahun") else show_number(value)
    return str(value)


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


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
