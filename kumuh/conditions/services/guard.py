"""What every verb of this app asks first."""

from __future__ import annotations

from collections.abc import Iterable

from kumuh.conditions.errors import SurveyLocked
from kumuh.conditions.registry import lock_reason


def require_unlocked(*, places: Iterable[tuple[str, int]]) -> None:
    """Go on if no (kelurahan code, survey year) is locked by an upper app; otherwise `SurveyLocked`."""
    for code, year in set(places):
        if reason := lock_reason(code, year):
            raise SurveyLocked(reason)
