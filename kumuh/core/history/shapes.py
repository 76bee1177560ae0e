"""What is told: changes, events, saves, and the tables that they are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.db import models

CREATED, CHANGED, DELETED = "+", "~", "-"
#: Fields that say nothing to people.
UNTOLD: Final = frozenset({"created_at", "updated_at", "version", "is_example"})
#: This many rows of one kind that came or went together are told as one line, which opens.
MANY_ROWS = 4
#: A first state with more fields than this opens as a list.
MOST_IN_LINE = 4

Words = Mapping[str, str]


class Change(NamedTuple):
    """One field: its name, the old and the new value in words; "" is empty.

    Of a choice of several rows (RT of a kegiatan) only the names that came and went are told; of what is too long to
    compare on a page only a `note` that it changed.
    """

    label: str
    old: str = ""
    new: str = ""
    added: str = ""
    removed: str = ""
    note: str = ""


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
    def facts(self) -> list[tuple[str, str]]:
        """What a first state says, as label and value; its own name is not repeated."""
        return [(change.label, change.new) for change in self.changes if change.new and not self._names(change.new)]

    def _names(self, value: str) -> bool:
        """Whether the value is the name of the record, whole or cut."""
        whole, cut = self.record.removesuffix("…"), self.record.endswith("…")
        return value == self.record or (cut and " ".join(value.split()).startswith(whole))

    @property
    def told(self) -> str:
        """A short first state in one line; "" when it takes more than a line."""
        facts = self.facts if len(self.facts) <= MOST_IN_LINE else []
        return "; ".join(
            value if value.startswith(f"{label} ") or label.startswith(self.kind) else f"{label} {value}"
            for label, value in facts
        )


@dataclass(frozen=True)
class Group:
    """Events of one kind and act that follow each other within one save."""

    act: str
    kind: str
    events: tuple[Event, ...]

    @property
    def folded(self) -> bool:
        """Whether they are told as one line, which opens: `Menambah 13 jumlah hadir per RT`."""
        return len(self.events) >= MANY_ROWS


@dataclass(frozen=True)
class Save:
    """What one person did with one press of a button: the record and the rows that belong to it."""

    at: datetime
    who: str
    events: tuple[Event, ...]

    @property
    def reason(self) -> str:
        return next((event.reason for event in self.events if event.reason), "")

    @property
    def groups(self) -> list[Group]:
        """The events, those of the same kind and act together."""
        runs = groupby(self.events, key=lambda event: (event.act, event.kind))
        return [Group(act, kind, tuple(events)) for (act, kind), events in runs]


@dataclass(frozen=True)
class Source:
    """Rows of one history table: those where `lookup` holds.

    `hidden` fields are never told. `counted` tells only how many rows came and went, for names of people and for
    long lists. `names` gives words for the keys of stored data (`jalan_kualitas` → `Kualitas jalan`), `words`
    for fields whose table has none, `codes` for stored codes of a field (`{"step": {"P1": "P1 Persiapan"}}`), and
    `called` says how a row is called that a field points to (its own name otherwise).
    """

    table: type[models.Model]
    lookup: Mapping[str, Any]
    hidden: frozenset[str] = frozenset()
    counted: bool = False
    names: Words = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    codes: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    called: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.table._meta.verbose_name)

    @property
    def choices(self) -> list[models.ManyToManyField[Any, Any]]:
        """Many-to-many fields whose choices are part of the history."""
        tracked = self.table.history.model._history_m2m_fields  # type: ignore[attr-defined]  # every tracked table
        return [column for column in tracked if column.name not in self.hidden]

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
            and (column.editable or not (isinstance(column, models.JSONField) or column.name == "key"))
        ]
