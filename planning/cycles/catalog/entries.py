"""Short ways to write entries down, so that a programme reads like a form."""

from __future__ import annotations

from typing import Any

from planning.cycles.catalog.words import Entry, EntryKind


def text(key: str, label: str, help: str = "", **more: Any) -> Entry:
    """One line of words."""
    return Entry(key, label, EntryKind.TEXT, help, **more)


def long(key: str, label: str, help: str = "", **more: Any) -> Entry:
    """Several lines of words."""
    return Entry(key, label, EntryKind.LONG, help, **more)


def day(key: str, label: str, help: str = "", **more: Any) -> Entry:
    """A date."""
    return Entry(key, label, EntryKind.DATE, help, **more)


def count(key: str, label: str, unit: str = "", help: str = "", **more: Any) -> Entry:
    """A whole number of `unit`."""
    return Entry(key, label, EntryKind.COUNT, help, unit=unit, **more)


def number(key: str, label: str, unit: str = "", help: str = "", **more: Any) -> Entry:
    """A decimal number of `unit`."""
    return Entry(key, label, EntryKind.DECIMAL, help, unit=unit, **more)


def money(key: str, label: str, help: str = "", **more: Any) -> Entry:
    """An amount in whole rupiah."""
    return Entry(key, label, EntryKind.MONEY, help, **more)


def yes(key: str, label: str, help: str = "", **more: Any) -> Entry:
    """A box that must be ticked."""
    return Entry(key, label, EntryKind.YES, help, **more)


def choice(key: str, label: str, *choices: tuple[str, str], help: str = "", **more: Any) -> Entry:
    """One of the (code, words)."""
    return Entry(key, label, EntryKind.CHOICE, help, choices=choices, **more)


def table(key: str, label: str, help: str, *columns: Entry, **more: Any) -> Entry:
    """Rows of columns."""
    return Entry(key, label, EntryKind.TABLE, help, columns=columns, **more)
