"""Two people, one row: what both changed is asked, what only one changed is kept, nothing is lost.

The page carries the version it was opened with and a signed copy of the values it showed. On saving, each
field is compared three ways: as opened, as typed, as stored now.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict
from django.utils import timezone

from kumuh.core.formats import jam, tanggal

VERSION, OPENED, SEEN, CHOICE = "version", "semula", "dilihat", "pilih"
MINE, THEIRS = "saya", "sekarang"
SALT = "kumuh.core.forms.semula"
SOMEBODY = "orang lain"


@dataclass(frozen=True)
class FieldConflict:
    """A field that both changed: "isi Anda" and "isi sekarang", and the name of the choice between them."""

    name: str
    label: str
    mine: str
    theirs: str
    choice_name: str


class LockMixin:
    """Mix-in for forms of a `Record`; put it first.

    After `is_valid()`: `cleaned_data` holds the merged values and `expected_version` what the verb must
    claim (`claim_version`). When invalid because of a conflict: `conflicts`, `changed_by`, `changed_at`
    and `kept_labels` (fields that only the other person changed) feed `components/conflict.html`.
    """

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conflicts: list[FieldConflict] = []
        self.kept_labels: list[str] = []
        self.changed_by = SOMEBODY
        self.changed_at: datetime | None = None
        self.expected_version = 0
        self.locked = bool(self.instance and self.instance.pk)
        if not self.locked:
            return
        self.expected_version = self.instance.version
        names = [name for name, field in self.fields.items() if not isinstance(field, forms.FileField)]
        columns = model_to_dict(self.instance)
        self._stored = {name: columns.get(name, self.initial.get(name)) for name in names}  # type: ignore[attr-defined]
        opened = {name: comparable(value) for name, value in self._stored.items()}
        hidden: dict[str, Any] = {"widget": forms.HiddenInput, "required": False}
        self.fields[VERSION] = forms.IntegerField(initial=self.instance.version, **hidden)
        self.fields[OPENED] = forms.CharField(initial=signing.dumps(opened, salt=self._salt, compress=True), **hidden)

    @property
    def seen_name(self) -> str:
        """Name of the hidden input that says which version the person saw when choosing."""
        return self.add_prefix(SEEN)  # type: ignore[attr-defined]

    def refuse_stale(self) -> None:
        """For a view whose verb raised `StaleRecord`: somebody saved in the same moment; try once more."""
        self.add_error(  # type: ignore[attr-defined]
            None,
            "Tepat sebelum ini ada orang lain yang menyimpan. Isian Anda masih ada di bawah dan belum disimpan. "
            "Tekan Simpan sekali lagi untuk melihat perubahannya.",
        )

    @property
    def _salt(self) -> str:
        return f"{SALT}:{self.instance._meta.label_lower}:{self.instance.pk}"

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        if not self.locked:
            return
        version, opened = self.cleaned_data.pop(VERSION, None), self.cleaned_data.pop(OPENED, "")
        if version != self.expected_version:
            self._settle(self._values_when_opened(opened))

    def _values_when_opened(self, signed: str) -> dict[str, str]:
        try:
            return signing.loads(signed, salt=self._salt)
        except signing.BadSignature:
            return {}

    def _settle(self, opened: dict[str, str]) -> None:
        """Merge field by field; ask where both changed the same one."""
        decided = self._choices_made()
        for name, stored in self._stored.items():
            if name not in self.cleaned_data:
                continue
            theirs, mine = comparable(stored), comparable(self.cleaned_data[name])
            if mine == theirs:
                continue
            if mine == opened.get(name):
                self._keep(name, stored)
                self.kept_labels.append(self._label(name))
            elif theirs != opened.get(name) and decided.get(name) == THEIRS:
                self._keep(name, stored)
            elif theirs != opened.get(name) and decided.get(name) != MINE:
                self._ask(name, stored)
        if self.conflicts:
            self._say_conflict()

    def _choices_made(self) -> dict[str, str]:
        """Choices count only for the version they were shown for; a third save asks again."""
        data = self.data  # type: ignore[attr-defined]
        if data.get(self.seen_name) != str(self.expected_version):
            return {}
        return {name: data.get(self._choice_name(name), "") for name in self._stored}

    def _keep(self, name: str, stored: Any) -> None:
        try:
            field = self.fields[name]
            self.cleaned_data[name] = field.clean(field.prepare_value(stored))
        except ValidationError:
            self.cleaned_data[name] = stored

    def _ask(self, name: str, stored: Any) -> None:
        field, mine = self.fields[name], self.cleaned_data[name]
        self.conflicts.append(
            FieldConflict(name, self._label(name), shown(field, mine), shown(field, stored), self._choice_name(name))
        )

    def _say_conflict(self) -> None:
        self.changed_by, self.changed_at = last_change(self.instance)
        when = timezone.localtime(self.changed_at) if self.changed_at else None
        at = f" pada {tanggal(when)} pukul {jam(when)}" if when else ""
        self.add_error(  # type: ignore[attr-defined]
            None,
            ValidationError(
                f"Selagi Anda mengisi, {self.changed_by} menyimpan isian yang sama{at}. Yang Anda ketik masih ada "
                "di bawah dan belum disimpan. Pilih isi mana yang dipakai, lalu simpan lagi.",
                code="bentrok",
            ),
        )

    def _label(self, name: str) -> str:
        return str(self.fields[name].label or name)

    def _choice_name(self, name: str) -> str:
        return self.add_prefix(f"{CHOICE}_{name}")  # type: ignore[attr-defined]


def comparable(value: Any) -> str:
    """One text for equal values, whether they come from a row, a form or a signed copy."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, models.Model):
        return comparable(value.pk)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip().replace("\r\n", "\n")
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, default=str)
    return "|".join(sorted(comparable(part) for part in value)) if isinstance(value, Iterable) else str(value)


def shown(field: forms.Field, value: Any) -> str:
    """A value in words, as the page shows it."""
    if value is None or value == "" or value == []:
        return "(kosong)"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(field.label_from_instance(row) for row in value)) or "(kosong)"
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, models.Model) else field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
        return field.label_from_instance(row) if row else str(value)
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(_choice_label(field, part) for part in value)
    if isinstance(field, forms.ChoiceField):
        return _choice_label(field, value)
    if isinstance(value, date):
        return tanggal(value)
    return str(field.prepare_value(value))


def last_change(record: models.Model) -> tuple[str, datetime | None]:
    """Who saved the row last and when, from its change history (or its own time stamp)."""
    history = getattr(record, "history", None)
    entry = history.select_related("history_user").order_by("-history_date", "-history_id").first() if history else None
    if entry is None:
        return SOMEBODY, getattr(record, "updated_at", None)
    return str(entry.history_user or SOMEBODY), entry.history_date


def _choice_label(field: forms.ChoiceField, value: Any) -> str:
    for key, label in field.choices:  # type: ignore[union-attr, misc]  # a bound list of pairs
        group = label if isinstance(label, list | tuple) else [(key, label)]
        for inner, words in group:
            if str(inner) == str(value):
                return str(words)
    return str(value)
