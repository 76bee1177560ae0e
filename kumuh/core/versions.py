"""Saving a row, or a list of rows, only if it is still what was shown."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction


class StaleRecord(Exception):
    """Somebody else saved the row since it was read. Nothing was written."""

    def __init__(self, record: models.Model) -> None:
        super().__init__("Data ini baru saja diubah orang lain. Perubahan Anda belum disimpan; muat ulang halamannya.")
        self.record = record


class ChangedMeanwhile(ValidationError):
    """Somebody else saved what a form shows since it was opened. Nothing was written.

    `stamp` marks what is stored now (`stamp_of`): a form sent again with it overwrites knowingly.
    """

    def __init__(self, stamp: str, *, what: str, by: str = "orang lain") -> None:
        super().__init__(
            f"Selagi Anda mengisi, {by} menyimpan {what}. Isian Anda masih ada di bawah dan belum disimpan. "
            "Buka halaman ini di tab lain untuk membandingkan; bila isian Anda yang benar, simpan sekali lagi."
        )
        self.stamp = stamp


def stamp_of(held: Any) -> str:
    """A short mark of stored values (plain lists, numbers, words); equal marks mean that nobody changed them."""
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def claim_version(record: models.Model, expected: int | None = None) -> None:
    """Raise the version of `record` by one, if it is still `expected` (by default what the object carries).

    Call it first inside the transaction of the verb, then change and save the object: on SQLite the write
    lock, on PostgreSQL the row lock makes every other claim wait and then fail. Raises `StaleRecord` when
    the version moved on or the row is gone; `RuntimeError` outside a transaction.
    """
    rows = type(record)._base_manager
    if not transaction.get_connection(rows.db).in_atomic_block:
        raise RuntimeError("claim_version needs a transaction")
    seen: int = record.version if expected is None else expected  # type: ignore[attr-defined]  # every Record
    if not rows.filter(pk=record.pk, version=seen).update(version=seen + 1):
        raise StaleRecord(record)
    record.version = seen + 1  # type: ignore[attr-defined]
