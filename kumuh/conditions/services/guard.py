"""What every verb of this app asks first."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kumuh.conditions.errors import SurveyLocked
from kumuh.conditions.registry import locks_of, reason_of


def require_unlocked(*, places: Iterable[tuple[str, int, int | None]]) -> None:
    """Go on if nothing that is to be changed is locked by an upper app; otherwise `SurveyLocked`.

    A place is the kelurahan's code, the survey year and the id of the RT; None where the survey as a whole changes.
    """
    locks = functools.cache(locks_of)  # asked once per survey, not once per RT
    for code, year, rt in set(places):
        if reason := reason_of(locks(code, year), rt):
            raise SurveyLocked(reason)
