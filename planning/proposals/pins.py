"""Rows of the problem matrix, of usulan and of the ranking as notes name them."""

from __future__ import annotations

PROBLEM, PROPOSAL, RANKING = "masalah", "usulan", "peringkat"


def problem_row(pk: int | None) -> str:
    """A row of the problem matrix; "" before it is stored."""
    return f"{PROBLEM}:{pk}" if pk else ""


def proposal_row(pk: int) -> str:
    """An usulan."""
    return f"{PROPOSAL}:{pk}"


def ranking_row(cycle: int) -> str:
    """The ranking of a cycle with its criteria, by the id of the cycle."""
    return f"{RANKING}:{cycle}"
