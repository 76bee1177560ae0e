"""Tried workbooks: kept with their report, applied at most once, thrown away when old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.areas.models import Region
from kumuh.conditions.errors import ImportRefused
from kumuh.conditions.models import ImportTrial, RuleSet

KEEP_DAYS = 30


def keep_trial(
    *, region: Region, ruleset: RuleSet, filename: str, content: bytes, digest: str, report: dict[str, Any], by: User
) -> ImportTrial:
    """Keep a tried file with what trying it found. Changes no survey."""
    trial = ImportTrial(
        region=region, ruleset=ruleset, filename=filename[-200:], digest=digest, report=report, tried_by=by
    )
    suffix = filename.rpartition(".")[2].lower()
    name = f"{digest[:24]}.{suffix if suffix.isalnum() and len(suffix) < 6 else 'bin'}"
    trial.file.save(name, ContentFile(content), save=False)
    trial.save(force_insert=True)
    return trial


def mark_applied(*, trial: ImportTrial, by: User, outcome: dict[str, Any]) -> ImportTrial:
    """Note that exactly this file was applied. Raises `ImportRefused` for the second time."""
    with transaction.atomic():
        row = ImportTrial.objects.select_for_update().get(pk=trial.pk)
        if row.applied_at is not None:
            raise ImportRefused("Berkas ini sudah diterapkan. Unggah lagi bila ada perubahan baru.")
        row.applied_by, row.applied_at, row.outcome = by, timezone.now(), outcome
        row.save(update_fields=["applied_by", "applied_at", "outcome"])
    return row


def discard_old_trials(*, days: int = KEEP_DAYS) -> int:
    """Throw away files and reports that were tried and never applied in `days` days; returns how many."""
    limit = timezone.now() - timedelta(days=days)
    old = list(ImportTrial.objects.filter(applied_at=None, tried_at__lt=limit))
    for trial in old:
        trial.file.delete(save=False)
        trial.delete()
    return len(old)
