"""Forms of the city's plan."""

from planning.city.forms.agreements import AgreementForm
from planning.city.forms.answers import AnswerForm, ItemFilter
from planning.city.forms.notes import ExplainForm
from planning.city.forms.programmes import CostRow, ProgrammeForm, ProgressForm, cost_formset

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "CostRow",
    "ExplainForm",
    "ItemFilter",
    "ProgrammeForm",
    "ProgressForm",
    "cost_formset",
]
