"""Computing stored scores again and comparing; repairing them only when asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from simple_history.utils import bulk_update_with_history

from kumuh.accounts.models import User
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import rulesets, version_of
from kumuh.conditions.values import DENOMINATOR_COLUMNS, RESULT_FIELDS, counts_of, result_columns

CHUNK = 1_000
READ = (*DENOMINATOR_COLUMNS, "other_denominators", "volumes", "imported_percents", *RESULT_FIELDS, "ruleset_id")


class Difference(NamedTuple):
    """One stored result that is not what its own regulation version gives today."""

    record_id: int
    field: str
    stored: Any
    computed: Any


class Comparison(NamedTuple):
    """How many records were looked at, and every difference."""

    checked: int
    differences: list[Difference]


def compare_scores(*, rows: QuerySet[RtRecord]) -> Comparison:
    """Score `rows` again, each with the version it was scored with, and list what differs. Writes nothing."""
    differences: list[Difference] = []
    checked = 0
    for record, computed in _recomputed(rows):
        checked += 1
        differences += _differences(record, computed)
    return Comparison(checked, differences)


def repair_scores(*, rows: QuerySet[RtRecord], by: User | None, reason: str) -> Comparison:
    """Replace stored results that differ from what their own version gives, with history and a reason.

    The version of a record never changes here: old records are not scored with a newer regulation. Surveys
    that are locked are repaired as well, because only the stored copy of a result is put right.
    """
    differences: list[Difference] = []
    checked = 0
    with transaction.atomic():
        wrong: list[RtRecord] = []
        for record, computed in _recomputed(rows):
            checked += 1
            found = _differences(record, computed)
            if found:
                differences += found
                wrong.append(record)
        full = {row.pk: row for row in RtRecord.objects.select_for_update().filter(pk__in=[r.pk for r in wrong])}
        versions = rulesets()
        for row in full.values():
            for name, value in result_columns(version_of(versions[row.ruleset_id]), counts_of(row)).items():
                setattr(row, name, value)
            row.version += 1
        bulk_update_with_history(
            list(full.values()),
            RtRecord,
            [*RESULT_FIELDS, "version"],
            batch_size=200,
            default_user=by,
            default_change_reason=reason[:100],
        )
    return Comparison(checked, differences)


def _recomputed(rows: QuerySet[RtRecord]) -> Iterator[tuple[RtRecord, dict[str, Any]]]:
    versions = {code: version_of(row) for code, row in rulesets().items() if row.data}
    for record in rows.only(*READ).order_by("pk").iterator(chunk_size=CHUNK):
        yield record, result_columns(versions[record.ruleset_id], counts_of(record))


def _differences(record: RtRecord, computed: dict[str, Any]) -> list[Difference]:
    return [
        Difference(record.pk, name, getattr(record, name), value)
        for name, value in computed.items()
        if getattr(record, name) != value
    ]
