"""Change history of every record: no table and no choice of several rows without one."""

from django.apps import apps
from django.db import models

from kumuh.core.history import tracked_tables
from tests.architecture.code import ORDER

#: Tables without a change history, each with the reason.
WITHOUT_HISTORY = {
    "areas.Lineage": "only grows: each row is an entry of the history of an RT or RW, with who, when and why",
    "accounts.User": "name, address and password of an account; what a person may do is Assignment, which has one",
    "accounts.FormDraft": "typed and not sent; deleted once it arrived",
    "reviews.ReviewEvent": "only grows: each row is a move of a review, with who, when and why",
    "reviews.Digest": "only grows: a mark that the mail of a day left",
    "conditions.ImportTrial": "a file that was tried; what it changed is in the history of the data",
    "methods.SurveyTrial": "answers that were tried; what they changed is in the history of the households",
    "programs.InvestmentTrial": "a file that was tried; what it added is in the history of the works",
    "documents.NumberSequence": "a counter; the numbers it gave stand in the history of the documents",
    "documents.Edition": "never changed but for its revocation, which holds who, when and why itself",
}


def own_tables():
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in ORDER and not model.__name__.startswith("Historical")
    ]


def test_every_table_has_a_change_history_or_a_reason_to_have_none():
    without = {model._meta.label for model in own_tables() if model._meta.label_lower not in tracked_tables()}
    assert without == set(WITHOUT_HISTORY)


def test_every_choice_of_several_rows_is_part_of_the_history():
    """A many-to-many field that the history does not follow changes without a trace."""
    assert {
        model._meta.label: untold
        for model in tracked_tables().values()
        if (
            untold := {field.name for field in model._meta.local_many_to_many}
            - {field.name for field in model.history.model._history_m2m_fields}
        )
    } == {}


def test_whatever_a_history_points_to_has_a_name():
    """Otherwise the page says `RankingCriterion object (3)`."""
    targets = {
        field.related_model
        for model in tracked_tables().values()
        for field in [*model._meta.fields, *model._meta.local_many_to_many]
        if field.is_relation
    }
    assert {target._meta.label for target in targets if target.__str__ is models.Model.__str__} == set()
