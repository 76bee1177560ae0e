"""Abstract bases; `core` itself owns no table."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords


class Record(models.Model):
    """A row that people edit: it knows when it changed and which version is on the screen.

    `version` is raised by the one door that saves the row (`core.forms` and the services), so that
    a form opened before somebody else's save is noticed instead of silently winning.
    """

    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)
    version = models.PositiveIntegerField("versi", default=1, editable=False)

    class Meta:
        abstract = True


def change_history() -> HistoricalRecords:
    """Who changed which field from what to what, for every record (one setting for all tables)."""
    return HistoricalRecords(excluded_fields=["updated_at"])
