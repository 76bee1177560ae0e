"""Scores that follow from the facts, beside which people put their own."""

from __future__ import annotations

from collections.abc import Sequence

from planning.cycles.models import Cycle
from planning.methods.ranking import (
    ProposedScore,
    propose_cost_efficiency,
    propose_pro_poor,
    propose_severity,
    propose_spread,
)
from planning.proposals.models import Proposal
from planning.proposals.queries.facts import PlaceFacts, place_facts
from planning.proposals.registry import known_costs

#: Criteria that the facts can score; the others are weighed by people alone.
FROM_FACTS = ("K1", "K3", "K4", "K6")


def proposed_scores(cycle: Cycle, rows: Sequence[Proposal]) -> dict[int, dict[str, ProposedScore]]:
    """Per usulan and criterion the score that the data suggests, with its sentence.

    `rows` are compared with each other for K6 (cost per household, by thirds), so pass all agreed usulan.
    """
    facts = place_facts(cycle, rows)
    costs = known_costs([row.pk for row in rows])
    efficiency = propose_cost_efficiency({str(row.pk): (costs.get(row.pk), row.households) for row in rows})
    return {row.pk: _of(row, facts[row.pk]) | {"K6": efficiency[str(row.pk)]} for row in rows}


def _of(row: Proposal, facts: PlaceFacts) -> dict[str, ProposedScore]:
    return {
        "K1": propose_severity(facts.named_scores),
        "K3": propose_spread(row.households, facts.households),
        "K4": propose_pro_poor(row.households, poor=row.poor_households, women_headed=row.women_households),
    }
