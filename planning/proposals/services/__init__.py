"""Verbs of problems, usulan and their ranking, by noun."""

from planning.proposals.services.carrying import take_over_proposal, take_over_proposals
from planning.proposals.services.causes import CauseText, save_causes
from planning.proposals.services.facts import FactText, save_facts
from planning.proposals.services.intake import (
    Intake,
    agree_proposals,
    change_proposal,
    decline_proposal,
    merge_proposal,
    postpone_proposal,
    take_proposal,
    withdraw_answer,
)
from planning.proposals.services.problems import ProblemText, SourceText, describe_problem, prepare_matrix
from planning.proposals.services.ranking import (
    CriterionText,
    ScoreText,
    adopt_ranking,
    override_rank,
    save_criteria,
    save_scores,
    start_ranking,
    withdraw_override,
)
from planning.proposals.services.taking import mark_as_proposal, take_as_cause, take_as_fact, take_as_problem

__all__ = [
    "CauseText",
    "CriterionText",
    "FactText",
    "Intake",
    "ProblemText",
    "ScoreText",
    "SourceText",
    "adopt_ranking",
    "agree_proposals",
    "change_proposal",
    "decline_proposal",
    "describe_problem",
    "mark_as_proposal",
    "merge_proposal",
    "override_rank",
    "postpone_proposal",
    "prepare_matrix",
    "save_causes",
    "save_criteria",
    "save_facts",
    "save_scores",
    "start_ranking",
    "take_as_cause",
    "take_as_fact",
    "take_as_problem",
    "take_over_proposal",
    "take_over_proposals",
    "take_proposal",
    "withdraw_answer",
    "withdraw_override",
]
