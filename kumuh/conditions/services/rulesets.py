"""Regulation versions: loaded once, added as a new version, never changed under records that used them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.conditions.errors import RuleSetRefused
from kumuh.conditions.models import RtRecord, RuleSet, Survey
from kumuh.conditions.queries import code_refusal, usable_version
from kumuh.conditions.ruleset import load_ruleset
from kumuh.conditions.ruleset.packaged import packaged_rulesets
from kumuh.core.models import save_by


def load_reference_rulesets() -> str:
    """Bring the packaged regulation versions into the database; says what it did in one Indonesian line.

    Versions that are there with the same data stay untouched. A version whose data differs is replaced only
    while no survey uses it, else it stays and is named: old records are never re-scored silently. The packaged
    default becomes the default only where none is set.
    """
    made: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    with transaction.atomic():
        known = {row.code: row for row in RuleSet.objects.select_for_update()}
        for data in packaged_rulesets():
            version = load_ruleset(data)
            row = known.get(version.key)
            if row is None:
                RuleSet.objects.create(code=version.key, title=version.name, data=data)
                made.append(version.key)
            elif row.data != data:
                (kept if _is_used(row) else changed).append(version.key)
                if version.key in changed:
                    row.title, row.data = version.name, data
                    row.save()
            if version.default and not RuleSet.objects.filter(is_default=True).exists():
                _make_default(version.key)
    return _summary(made, changed, kept)


def add_ruleset(*, data: dict[str, Any], by: User) -> RuleSet:
    """Add a regulation version from its JSON shape; it becomes the default only by a second verb.

    Raises `RuleSetRefused` for unusable data, for a code that is known already or cannot stand in an address.
    """
    version = usable_version(data)
    if reason := code_refusal(version.key):
        raise RuleSetRefused(reason)
    row = RuleSet(code=version.key, title=version.name, data=data)
    row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    row.save(force_insert=True)
    return row


def set_default_ruleset(*, code: str, by: User) -> RuleSet:
    """Let new surveys use another scored version; existing surveys keep theirs. Raises `RuleSetRefused`."""
    with transaction.atomic():
        row = RuleSet.objects.select_for_update().filter(code=code).first()
        if row is None or not load_ruleset(row.data).scored:
            raise RuleSetRefused("Versi bawaan harus versi yang dinilai.")
        return _make_default(code, by)


def _make_default(code: str, by: User | None = None) -> RuleSet:
    for other in RuleSet.objects.filter(is_default=True).exclude(code=code):
        other.is_default = False
        save_by(other, by)
    row = RuleSet.objects.get(code=code)
    row.is_default = True
    save_by(row, by)
    return row


def _is_used(row: RuleSet) -> bool:
    return Survey.objects.filter(ruleset=row).exists() or RtRecord.objects.filter(ruleset=row).exists()


def _summary(made: list[str], changed: list[str], kept: list[str]) -> str:
    parts = [
        f"{words} {', '.join(codes)}"
        for words, codes in (("baru", made), ("diperbarui", changed), ("berbeda tetapi sudah dipakai, dibiarkan", kept))
        if codes
    ]
    return "; ".join(parts) or "tidak ada perubahan"
