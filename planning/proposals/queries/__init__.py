"""Reads of problems, usulan and their ranking, by noun."""

from planning.proposals.queries.facts import PlaceFacts, criterion_of, place_facts, remarks, ruleset_of
from planning.proposals.queries.intake import (
    agreed,
    deciding,
    found_proposals,
    proposals,
    proposals_for,
    readiness_of,
    similar,
    status_counts,
    wish_of,
)
from planning.proposals.queries.proposed import proposed_scores
from planning.proposals.queries.ranking import (
    RankedList,
    RankedRow,
    default_rows,
    matrix_of,
    ranked,
    ranking_of,
)

__all__ = [
    "PlaceFacts",
    "RankedList",
    "RankedRow",
    "agreed",
    "criterion_of",
    "deciding",
    "default_rows",
    "found_proposals",
    "matrix_of",
    "place_facts",
    "proposals",
    "proposals_for",
    "proposed_scores",
    "ranked",
    "ranking_of",
    "readiness_of",
    "remarks",
    "ruleset_of",
    "similar",
    "status_counts",
    "wish_of",
]
