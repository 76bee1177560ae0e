"""Saving many RT at once with the same scoring and history as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood, Settlement
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import version_of
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.services.guard import require_unlocked
from kumuh.conditions.services.records import storable_counts
from kumuh.conditions.values import INPUT_FIELDS, RESULT_FIELDS, Counts, columns_of, result_columns
from kumuh.core.bulk import CHANGED, create_with_history, note_history

BATCH = 500
WRITTEN = (*INPUT_FIELDS, *RESULT_FIELDS, "settlement", "version", "updated_at")


@dataclass(frozen=True)
class Incoming:
    """The counts of one RT on their way into a survey; `settlement` None keeps what is stored."""

    survey: Survey
    neighbourhood: Neighbourhood
    counts: Counts
    settlement: Settlement | None = None


@dataclass(frozen=True)
class BulkCounts:
    """How many records were new, changed and left alone."""

    created: int
    changed: int
    unchanged: int


def save_many(*, rows: Sequence[Incoming], by: User | None, reason: str) -> BulkCounts:
    """Save the counts of many RT with their scores, all or nothing; the same rules as `save_rt_record`.

    Sources, legality, considerations and handling of existing records stay. Records that would not change are
    not touched. `reason` stands in the change history (100 characters). Raises `ConditionsRefused`, `SurveyLocked`.
    """
    require_unlocked(places=[(row.survey.kelurahan_id, row.survey.year, row.neighbourhood.pk) for row in rows])
    with transaction.atomic():
        now = timezone.now()
        versions = {row.survey.pk: version_of(row.survey.ruleset) for row in {r.survey.pk: r for r in rows}.values()}
        stored = RtRecord.objects.select_for_update().filter(survey__in=versions)
        known = {(record.neighbourhood_id, record.year): record for record in stored}
        fresh: list[RtRecord] = []
        changed: list[RtRecord] = []
        for row in rows:
            record = known.get((row.neighbourhood.pk, row.survey.year))
            wanted = _wanted(row, versions[row.survey.pk], record)
            if record is None:
                fresh.append(_fresh(row, wanted))
            elif any(getattr(record, name) != value for name, value in wanted.items()):
                record.version += 1
                record.updated_at = now
                changed.append(_fill(record, wanted))
        create_with_history(rows=fresh, by=by, reason=reason)
        if changed:
            _update(changed)
            note_history(rows=changed, act=CHANGED, by=by, reason=reason)
    return BulkCounts(len(fresh), len(changed), len(rows) - len(fresh) - len(changed))


def _update(rows: Sequence[RtRecord]) -> None:
    """Overwrite the written columns of stored rows; one "insert or update" is far quicker than a large CASE."""
    RtRecord.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN, batch_size=BATCH
    )


def _wanted(row: Incoming, ruleset: RuleSet, record: RtRecord | None) -> dict[str, Any]:
    counts = storable_counts(
        ruleset=ruleset,
        denominators=row.counts.denominators,
        volumes=row.counts.volumes,
        percents=row.counts.percents,
    )
    kept = record.settlement_id if record else row.neighbourhood.settlement_id
    wanted = columns_of(ruleset, counts) | result_columns(ruleset, counts)
    return wanted | {"settlement_id": row.settlement.pk if row.settlement else kept}


def _fresh(row: Incoming, wanted: dict[str, Any]) -> RtRecord:
    return RtRecord(
        survey_id=row.survey.pk,
        kelurahan_id=row.survey.kelurahan_id,
        neighbourhood_id=row.neighbourhood.pk,
        year=row.survey.year,
        ruleset_id=row.survey.ruleset_id,
        **wanted,
    )


def _fill(record: RtRecord, wanted: dict[str, Any]) -> RtRecord:
    for name, value in wanted.items():
        setattr(record, name, value)
    return record
