"""What is decided about an RT beside its score: land legality, other considerations, handling pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.conditions.enums import Handling
from kumuh.conditions.errors import ConditionsRefused
from kumuh.conditions.models import RtRecord
from kumuh.conditions.services.guard import require_unlocked
from kumuh.core.models import save_by
from kumuh.core.versions import StaleRecord


def set_legality(
    *,
    record: RtRecord,
    by: User,
    land_status_clear: bool | None,
    plan_conform: bool | None,
    override: bool | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> RtRecord:
    """Keep the two land items of an RT and, where needed, a legality decided by people.

    True only where the item holds for the whole location; None is "belum diketahui". `override` replaces what
    the items give and needs a reason (Perda Kota Surabaya 4/2018 Pasal 26; how mixed signs combine differs
    between sources). Raises `ConditionsRefused` without a reason, `StaleRecord`, `SurveyLocked`.
    """
    return _change(record, by, expected_version, **_legality(land_status_clear, plan_conform, override, reason))


def set_considerations(
    *,
    record: RtRecord,
    by: User,
    strategic_location: bool | None,
    social_potential: bool | None,
    expected_version: int | None = None,
) -> RtRecord:
    """Keep the answers of pertimbangan lain that people give; population density is computed.

    None is "belum diketahui" and leaves class and priority open. Raises `StaleRecord`, `SurveyLocked`.
    """
    return _change(
        record, by, expected_version, strategic_location=strategic_location, social_potential=social_potential
    )


def override_handling(
    *, record: RtRecord, by: User, pattern: Handling | None, reason: str = "", expected_version: int | None = None
) -> RtRecord:
    """Choose another pola penanganan than the proposal of the table, or take the proposal again (None).

    A choice needs a reason (Perda Kota Surabaya 4/2018 Pasal 29: the table proposes, the plan decides).
    Raises `ConditionsRefused`, `StaleRecord`, `SurveyLocked`.
    """
    return _change(record, by, expected_version, **_handling(pattern, reason))


@dataclass(frozen=True)
class Answers:
    """Everything that is decided about an RT beside its score; None or empty is "belum diketahui"."""

    land_status_clear: bool | None = None
    plan_conform: bool | None = None
    legal_override: bool | None = None
    legal_reason: str = ""
    strategic_location: bool | None = None
    social_potential: bool | None = None
    handling_override: str = ""
    handling_reason: str = ""


def decide_status(*, record: RtRecord, by: User, answers: Answers, expected_version: int | None = None) -> RtRecord:
    """Keep legality, considerations and handling of an RT together, all or nothing.

    The rules and refusals of `set_legality`, `set_considerations` and `override_handling`.
    """
    pattern = Handling.of(answers.handling_override) if answers.handling_override else None
    return _change(
        record,
        by,
        expected_version,
        **_legality(answers.land_status_clear, answers.plan_conform, answers.legal_override, answers.legal_reason),
        strategic_location=answers.strategic_location,
        social_potential=answers.social_potential,
        **_handling(pattern, answers.handling_reason),
    )


def _legality(land: bool | None, plan: bool | None, override: bool | None, reason: str) -> dict[str, Any]:
    if override is not None and not reason.strip():
        raise ConditionsRefused("Legalitas yang ditetapkan sendiri perlu alasan.")
    kept = reason.strip() if override is not None else ""
    return {"land_status_clear": land, "plan_conform": plan, "legal_override": override, "legal_reason": kept}


def _handling(pattern: Handling | None, reason: str) -> dict[str, Any]:
    if pattern is not None and not reason.strip():
        raise ConditionsRefused("Pola penanganan yang dipilih sendiri perlu alasan.")
    kept = reason.strip() if pattern else ""
    return {"handling_override": pattern.value if pattern else "", "handling_reason": kept}


def _change(record: RtRecord, by: User, expected_version: int | None, **values: Any) -> RtRecord:
    require_unlocked(places=[(record.kelurahan_id, record.year, record.neighbourhood_id)])
    with transaction.atomic():
        row = RtRecord.objects.select_for_update().get(pk=record.pk)
        if expected_version is not None and row.version != expected_version:
            raise StaleRecord(row)
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            save_by(row, by)
    return row
