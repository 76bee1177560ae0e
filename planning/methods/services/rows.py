"""Putting a list of rows down as it was typed: changed ones keep their key, missing ones go, their history stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

from kumuh.core.models import delete_by
from planning.methods.services.guard import keep

Row = TypeVar("Row", bound=models.Model)
Wanted = tuple[int | None, Mapping[str, Any]]


def replace_rows(*, held: Iterable[Row], wanted: Sequence[Wanted], make: Callable[[], Row], by: Any) -> list[Row]:
    """Rows as they are wanted, in that order: each with the key of the stored row that it changes (None: a new one).

    Rows that nobody wants any more are taken away first; rows that stay as they are, are not saved. Answers the rows.
    """
    stored = {row.pk: row for row in held}
    kept = {pk for pk, _ in wanted}
    for pk, row in stored.items():
        if pk not in kept:
            delete_by(row, by)
    rows = []
    for pk, values in wanted:
        row = stored.get(pk) or make()  # type: ignore[arg-type]  # a key of None is never stored
        before = {name: getattr(row, name) for name in values} if row.pk else None
        if before != dict(values):
            for name, value in values.items():
                setattr(row, name, value)
            keep(row=row, by=by)
        rows.append(row)
    return rows
