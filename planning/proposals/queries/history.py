"""What happened to an usulan: who changed which field from what to what, the latest first."""

from __future__ import annotations

from kumuh.core.history import Save, Source
from kumuh.core.history import history_of as saves_of
from planning.proposals.models import Proposal
from planning.proposals.queries.facts import ruleset_of

#: Columns that follow from others.
HIDDEN = frozenset({"cycle", "aspect"})


def history_of(proposal: Proposal) -> list[Save]:
    """Every save of an usulan since its intake, with the RT that came and went; a fixed number of queries."""
    criteria = {item.key: item.label for item in ruleset_of(proposal.cycle).criteria}
    words, codes = {"merged_into": "digabung ke"}, {"criterion_key": criteria}
    return saves_of([Source(Proposal, {"id": proposal.pk}, HIDDEN, words=words, codes=codes)])
