"""Verbs of surveys, by noun."""

from kumuh.conditions.services.bulk import BulkCounts, Incoming, save_many
from kumuh.conditions.services.drafts import confirm_draft_from_2015
from kumuh.conditions.services.records import new_record, save_rt_record, storable_counts
from kumuh.conditions.services.rescoring import Comparison, Difference, compare_scores, repair_scores
from kumuh.conditions.services.rulesets import add_ruleset, load_reference_rulesets, set_default_ruleset
from kumuh.conditions.services.status import (
    Answers,
    decide_status,
    override_handling,
    set_considerations,
    set_legality,
)
from kumuh.conditions.services.surveys import open_survey, update_survey
from kumuh.conditions.services.trials import discard_old_trials, keep_trial, mark_applied

__all__ = [
    "Answers",
    "BulkCounts",
    "Comparison",
    "Difference",
    "Incoming",
    "add_ruleset",
    "compare_scores",
    "confirm_draft_from_2015",
    "decide_status",
    "discard_old_trials",
    "keep_trial",
    "load_reference_rulesets",
    "mark_applied",
    "new_record",
    "open_survey",
    "override_handling",
    "repair_scores",
    "save_many",
    "save_rt_record",
    "set_considerations",
    "set_default_ruleset",
    "set_legality",
    "storable_counts",
    "update_survey",
]
