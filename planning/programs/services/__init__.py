"""Verbs of works, money, priority lists and finished works, by noun."""

from planning.programs.services.forum import ForumText, save_forum
from planning.programs.services.investments import (
    InvestmentValues,
    apply_investment_trial,
    keep_investment_trial,
    record_investment,
    record_investments,
)
from planning.programs.services.priority import exclude_work, include_work, set_fund_terms, set_priority_rule
from planning.programs.services.reference import load_published_prices, load_reference_funds, save_unit_price
from planning.programs.services.works import (
    create_work_from_proposal,
    decline_work,
    finish_work,
    postpone_work,
    resume_work,
    save_outcomes,
    save_work,
)

__all__ = [
    "ForumText",
    "InvestmentValues",
    "apply_investment_trial",
    "create_work_from_proposal",
    "decline_work",
    "exclude_work",
    "finish_work",
    "include_work",
    "keep_investment_trial",
    "load_published_prices",
    "load_reference_funds",
    "postpone_work",
    "record_investment",
    "record_investments",
    "resume_work",
    "save_forum",
    "save_outcomes",
    "save_unit_price",
    "save_work",
    "set_fund_terms",
    "set_priority_rule",
]
