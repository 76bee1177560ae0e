"""What scoring matrices take from the problems and usulan of a cycle, and the ranks that they gave to usulan.

The ranking of the cycle stays the one of `queries.ranking`; ranks of a meeting only explain it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planning.cycles.models import Cycle
from planning.methods.models import MethodSession
from planning.methods.queries.matrix_reading import MASALAH, USULAN, MeetingRank, ranks_from
from planning.methods.registry import ChoiceSource, Offered
from planning.proposals.catalog import MATRIX_ROWS
from planning.proposals.enums import ProblemState
from planning.proposals.models import Problem
from planning.proposals.queries.intake import standing
from planning.proposals.registry import known_costs


def offered_problems(session: MethodSession) -> Iterable[Offered]:
    """Problems of the cycle that are there, by indicator. One query."""
    for row in Problem.objects.filter(cycle=session.cycle, state=ProblemState.PRESENT).order_by("aspect"):
        words = " ".join(row.statement.split()) or f"Masalah {MATRIX_ROWS[row.aspect].lower()}"
        yield Offered(str(row.pk), _first_sentence(words), row.aspect, row.households, note=MATRIX_ROWS[row.aspect])


def _first_sentence(words: str) -> str:
    """The first sentence, at most 200 letters."""
    first = words.partition(". ")[0].rstrip(".")
    return first if len(first) <= 200 else f"{first[:199]}…"


def offered_proposals(session: MethodSession) -> Iterable[Offered]:
    """Usulan of the cycle that stand for themselves, with what breaks a tie. Three queries at most."""
    rows = list(standing(session.cycle).select_related("decision__meeting"))
    costs = known_costs([row.pk for row in rows])
    for row in rows:
        decided = row.decision.meeting.held_on if row.decision else None
        yield Offered(
            str(row.pk), row.title, row.aspect, row.households, costs.get(row.pk), decided, MATRIX_ROWS[row.aspect]
        )


SOURCES: Final = (
    ChoiceSource(MASALAH, "Masalah", offered_problems),
    ChoiceSource(USULAN, "Usulan", offered_proposals),
)


def meeting_ranks(cycle: Cycle) -> dict[int, tuple[MeetingRank, ...]]:
    """Ranks that agreed matrices gave to usulan of the cycle, by the key of the usulan, newest first."""
    return {int(key): ranks for key, ranks in ranks_from(cycle, USULAN).items()}
