"""Abstract bases; `core` itself owns no table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
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


class ChangeHistory(HistoricalRecords):
    """History that its table knows by name, so that a row and its choices can be kept as one entry."""

    def contribute_to_class(self, cls: Any, name: str) -> None:
        super().contribute_to_class(cls, name)
        cls.own_history = self

    def get_extra_fields(self, model: Any, fields: Any) -> dict[str, Any]:
        """Let an entry that is being written know its row; the library would read the row again for every entry."""
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        stored = extra["instance"].fget
        extra["instance"] = property(lambda entry: entry.__dict__.get("written_for") or stored(entry))
        return extra

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        history_instance.written_for = instance
        super().create_historical_record_m2ms(history_instance, instance)
        del history_instance.written_for


def change_history(*choices: str, written_reason: bool = False) -> ChangeHistory:
    """Who changed which field from what to what, for every record (one setting for all tables).

    `choices` are the many-to-many fields of the table: every entry holds what was chosen at that moment. With
    `written_reason` an entry has room for a whole sentence why (`_change_reason`), else for a hundred letters.
    """
    reason = models.TextField(null=True) if written_reason else None
    return ChangeHistory(excluded_fields=["updated_at"], m2m_fields=choices, history_change_reason_field=reason)


def save_by(row: Any, by: Any, **choices: Iterable[models.Model]) -> None:
    """Save a row together with what its many-to-many fields hold, as one entry of its history that says who did it.

    Saving and choosing one after the other would leave an entry without the choice, and one more for every row
    that was added or taken away.
    """
    row._history_user = by  # read by simple_history
    if not choices:
        row.save()
        return
    made = row._state.adding
    with transaction.atomic():
        row.skip_history_when_saving = True
        try:
            row.save()
            for name, chosen in choices.items():
                held = getattr(row, name)
                held.add(*chosen) if made else held.set(chosen)  # a new row holds nothing yet
        finally:
            del row.skip_history_when_saving
        row.own_history.post_save(row, created=made)


def delete_by(row: models.Model, by: Any) -> None:
    """Delete a row; its history stays and says who did it."""
    row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    row.delete()
