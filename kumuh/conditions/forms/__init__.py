"""Forms of surveys."""

from kumuh.conditions.forms.imports import ConfirmForm, UploadForm
from kumuh.conditions.forms.records import RecordForm, record_form
from kumuh.conditions.forms.rulesets import RuleSetFileForm
from kumuh.conditions.forms.status import StatusForm
from kumuh.conditions.forms.surveys import SurveyEditForm, SurveyForm

__all__ = [
    "ConfirmForm",
    "RecordForm",
    "RuleSetFileForm",
    "StatusForm",
    "SurveyEditForm",
    "SurveyForm",
    "UploadForm",
    "record_form",
]
