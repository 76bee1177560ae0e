"""Verbs of the city's plan."""

from planning.city.services.agreements import AgreementFacts, record_agreement
from planning.city.services.answers import Decision, answer_items
from planning.city.services.notes import explain_area
from planning.city.services.programmes import (
    Cost,
    ProgrammeFacts,
    add_programme,
    change_programme,
    record_progress,
    remove_programme,
)

__all__ = [
    "AgreementFacts",
    "Cost",
    "Decision",
    "ProgrammeFacts",
    "add_programme",
    "answer_items",
    "change_programme",
    "explain_area",
    "record_agreement",
    "record_progress",
    "remove_programme",
]
