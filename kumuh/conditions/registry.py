"""What upper apps tell this one: which surveys must not change at the moment, and who examines them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

#: The kind of row in a note on the data of an RT: `rt:45`, with the id of the RT.
RT_PIN = "rt"


@dataclass(frozen=True)
class SurveyLock:
    """Why a survey must not change, in an Indonesian sentence; the RT (ids) of `open_rts` may all the same."""

    reason: str
    open_rts: frozenset[int] = field(default_factory=frozenset)


#: Takes the kelurahan's code and the survey year; answers the locks on that survey.
Locks = Callable[[str, int], Iterable[SurveyLock]]
#: Takes the same; answers the review (`reviews.Review`) in which the survey is examined, or None.
ReviewOf = Callable[[str, int], Any]

_LOCKS: list[Locks] = []
_REVIEWS: list[ReviewOf] = []


def register_lock(locks: Locks) -> None:
    """Let `locks` refuse changes to surveys; registering the same function again changes nothing."""
    if locks not in _LOCKS:
        _LOCKS.append(locks)


def locks_of(kelurahan_code: str, year: int) -> tuple[SurveyLock, ...]:
    """All locks on the survey of this kelurahan and year."""
    return tuple(lock for locks in _LOCKS for lock in locks(kelurahan_code, year))


def reason_of(locks: Iterable[SurveyLock], rt: int | None = None) -> str | None:
    """Why the RT with this id (None: the survey as a whole) must not change under these locks, or None."""
    return next((lock.reason for lock in locks if rt not in lock.open_rts), None)


def lock_reason(kelurahan_code: str, year: int, rt: int | None = None) -> str | None:
    """Why the survey of this kelurahan and year, or one RT of it, must not change now, or None."""
    return reason_of(locks_of(kelurahan_code, year), rt)


def register_review(review_of: ReviewOf) -> None:
    """Let `review_of` name the review of a survey; registering the same function again changes nothing."""
    if review_of not in _REVIEWS:
        _REVIEWS.append(review_of)


def survey_review(kelurahan_code: str, year: int) -> Any:
    """The review in which the survey of this kelurahan and year is examined, or None."""
    found = (review_of(kelurahan_code, year) for review_of in _REVIEWS)
    return next((review for review in found if review is not None), None)
