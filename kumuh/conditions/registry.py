"""What upper apps tell this one: which surveys must not change at the moment."""

from __future__ import annotations

from collections.abc import Callable

#: Takes the kelurahan's code and the survey year; answers the Indonesian sentence that refuses, or None.
Lock = Callable[[str, int], str | None]

_LOCKS: list[Lock] = []


def register_lock(lock: Lock) -> None:
    """Let `lock` refuse changes to surveys; registering the same function again changes nothing."""
    if lock not in _LOCKS:
        _LOCKS.append(lock)


def lock_reason(kelurahan_code: str, year: int) -> str | None:
    """Why the survey of this kelurahan and year must not change now, or None."""
    return next((reason for lock in _LOCKS if (reason := lock(kelurahan_code, year))), None)
