"""Refusals of problems, usulan and ranking, as sentences for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError


class ProposalRefused(ValidationError):
    """A verb cannot be done in the present state; the sentence says why and what to do."""


class RankingRefused(ValidationError):
    """Criteria, scores or an override that cannot stand; nothing was changed."""


@dataclass(frozen=True)
class Refusal:
    """One row of a bulk verb that does not pass, and why."""

    proposal_id: int
    title: str
    sentence: str


class BulkRefused(ProposalRefused):
    """At least one row of a bulk verb was refused, so none was changed; `refusals` names every one."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__([f"“{row.title}”: {row.sentence}" for row in refusals])
