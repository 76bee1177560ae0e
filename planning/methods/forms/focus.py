"""The guide questions of a discussion, and the points of one group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kumuh.core.forms import CountField, show_refusal
from kumuh.core.forms.rows import RowForm, row_formset
from planning.methods.catalog import INDICATORS, method_of
from planning.methods.enums import MethodKind
from planning.methods.enums.focus import PointKind
from planning.methods.errors import MethodRefused
from planning.methods.focus import ELSEWHERE
from planning.methods.forms.grid import each_row, unrepeated
from planning.methods.forms.sessions import LATER
from planning.methods.models import FocusPoint, FocusQuestion, MethodGroup, MethodSession
from planning.methods.services.focus import MOST_POINTS, MOST_QUESTIONS, PointText, QuestionText, refuse_point

ASPECT_CHOICES = [("", ELSEWHERE), *INDICATORS.items()]


class QuestionForm(RowForm):
    """One guide question."""

    lead = "text"
    text = forms.CharField(label="Pertanyaan", max_length=300, required=False)

    @property
    def text_of_row(self) -> QuestionText:
        return QuestionText(self.cleaned_data["text"], self.cleaned_data["pk"])


QuestionFormSet: Any = row_formset(QuestionForm, extra=2, most=MOST_QUESTIONS)


def stored_questions(session: MethodSession) -> list[dict[str, Any]]:
    """What the list of questions shows: what is stored, otherwise the questions of the guide."""
    rows = [{"pk": row.pk, "text": row.text} for row in session.questions.all()]
    return rows or [{"text": text} for text in method_of(MethodKind.FGD).questions]


class PointForm(RowForm):
    """One point of a group; a row without words is not there."""

    lead = "text"
    lead_message = "Tulis pokok pikirannya, atau kosongkan seluruh baris."
    text = forms.CharField(
        label="Pokok pikiran", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    question = forms.TypedChoiceField(label="Menjawab pertanyaan", coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(label="Jenis", choices=PointKind.choices, initial=PointKind.MASALAH)
    aspect = forms.TypedChoiceField(
        label="Indikator", choices=ASPECT_CHOICES, coerce=int, empty_value=None, required=False
    )
    agree = CountField(
        label="Setuju (orang)", required=False, max_value=2000, widget=forms.TextInput(attrs={"class": "w-short"})
    )
    quote = forms.CharField(
        label="Kutipan tanpa nama", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, group: MethodGroup, questions: Sequence[FocusQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        each_row(self, "text")
        unrepeated(self, "agree")
        self.fields["agree"].need = LATER  # type: ignore[attr-defined]  # read by the pages
        self.group, self.questions = group, questions
        self.fields["question"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Di luar panduan"),
            *((row.pk, row.text) for row in questions),
        ]

    def other_content(self) -> bool:
        """Kind, indicator and question are chosen from the start, so only what was typed makes a row."""
        data = self.cleaned_data
        return bool(data.get("quote")) or data.get("agree") is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and not self.errors:
            try:
                refuse_point(text=self.row, people=self.group.people, questions={row.pk for row in self.questions})
            except MethodRefused as refusal:
                show_refusal(self, refusal)
        return data

    @property
    def row(self) -> PointText:
        data = self.cleaned_data
        return PointText(
            text=data["text"], kind=data["kind"], aspect=data["aspect"], agree=data["agree"], quote=data["quote"],
            question=data["question"], pk=data.get("pk"),
        )  # fmt: skip


PointFormSet: Any = row_formset(PointForm, extra=3, most=MOST_POINTS)


def stored_points(points: Sequence[FocusPoint], session: MethodSession) -> list[dict[str, Any]]:
    """What the list of points shows: what is stored, otherwise one empty point per guide question."""
    rows = [
        {
            "pk": row.pk, "text": row.text, "question": row.question_id, "kind": row.kind, "aspect": row.aspect,
            "agree": row.agree, "quote": row.quote,
        }
        for row in points
    ]  # fmt: skip
    return rows or [{"question": row.pk, "aspect": session.aspect} for row in session.questions.all()]
