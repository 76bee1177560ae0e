"""Forms of the survey: one household, the area of an RT, what is done about differences, a file of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils import timezone

from kumuh.core.forms import CountField, DateField, Form, NumberField, SeenForm
from kumuh.core.spreadsheets import Limits
from planning.methods.enums.survey import Asked, Match, Settled
from planning.methods.queries.survey import RtLine
from planning.methods.services.survey_settle import Choice
from planning.methods.survey.answers import cleaned, faults
from planning.methods.survey.questions import AREA, HOUSEHOLD
from planning.methods.survey.sums import Compared
from planning.methods.survey.words import Form as Paper
from planning.methods.survey.words import Question, Section

#: Choices up to here are boxes, more of them a list.
MOST_BOXES: Final = 5
UNSAID: Final = ("", "Belum")
ENDINGS: Final = ".xlsx,.xls,.ods,.csv"


@dataclass(frozen=True)
class ShownSection:
    """A section of a form on the page: its heading and its fields, with the question of each."""

    section: Section
    fields: tuple[tuple[Question, forms.BoundField], ...]

    @property
    def title(self) -> str:
        """Number and heading, as on paper."""
        return f"{self.section.number}. {self.section.title}"


class AnswerForm(SeenForm):
    """Answers by key of the question; nothing is required, what stays empty is not answered."""

    paper: Paper

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kept = cleaned(self.paper, data)
        for key, sentence in faults(self.paper, kept, today=timezone.localdate()).items():
            if key not in self.errors:
                self.add_error(key, sentence)
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, for the verb."""
        return {key: self.cleaned_data.get(key) for key in (question.key for question in self.paper.questions)}

    def sections(self) -> Iterator[ShownSection]:
        """The form as the page shows it."""
        for section in self.paper.sections:
            yield ShownSection(section, tuple((question, self[question.key]) for question in section.questions))


def _field(question: Question) -> forms.Field:
    given: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": False}
    if question.asked == Asked.PILIHAN:
        choices = [(option.code, option.label) for option in question.options]
        if len(choices) > MOST_BOXES:
            return forms.ChoiceField(choices=[UNSAID, *choices], **given)
        widget = forms.RadioSelect(attrs={"data-boxes": "1"})
        return forms.ChoiceField(choices=[*choices, UNSAID], widget=widget, initial="", **given)
    if question.asked == Asked.BILANGAN:
        counted = CountField(unit=question.unit, **given)
        counted.widget.attrs.pop("data-angka", None)  # small counts need no echo
        return counted
    if question.asked == Asked.UKURAN:
        return NumberField(unit=question.unit, places=question.places, **given)
    if question.asked == Asked.TANGGAL:
        return DateField(**given)
    attributes = {"inputmode": "numeric", "autocomplete": "off"} if question.key == "nik" else {"autocomplete": "off"}
    most = None if question.key == "nik" else question.most  # a NIK is told at its field, not cut off
    return forms.CharField(widget=forms.TextInput(attrs=attributes), max_length=most, **given)


def _form(name: str, paper: Paper) -> type[AnswerForm]:
    fields = {question.key: _field(question) for question in paper.questions}
    return type(name, (AnswerForm,), {"paper": paper, **fields})


HouseholdForm: Final = _form("HouseholdForm", HOUSEHOLD)
AreaForm: Final = _form("AreaForm", AREA)


class SettleForm(SeenForm):
    """What is done about each number of an RT that differs: nothing yet, take it over, or keep the record."""

    def __init__(self, *args: Any, line: RtLine, may_take: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.line = line
        self.numbers = settleable(line)
        for one in self.numbers:
            choices = [("", "Belum diputuskan"), *Settled.choices]
            if not (one.is_complete and may_take):
                choices = [choice for choice in choices if choice[0] != Settled.AMBIL]
            made = line.decision_on(one)
            self.fields[one.key] = forms.ChoiceField(
                label=f"{one.code} {one.name}".strip(),
                choices=choices,
                required=False,
                initial=made.settled if made else "",
                widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
            )
            self.fields[f"alasan_{one.key}"] = forms.CharField(
                label="Alasan tetap memakai data RT",
                max_length=300,
                required=False,
                initial=made.reason if made else "",
            )

    def rows(self) -> Iterator[tuple[Compared, forms.BoundField, forms.BoundField]]:
        """Every number with its choice and its reason."""
        for one in self.numbers:
            yield one, self[one.key], self[f"alasan_{one.key}"]

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, for the verb."""
        said: Mapping[str, Any] = self.cleaned_data
        return [
            Choice(one.key, said[one.key], said.get(f"alasan_{one.key}", ""))
            for one in self.numbers
            if said.get(one.key)
        ]

    def everything(self) -> list[Choice]:
        """All complete numbers taken over."""
        return [Choice(one.key, Settled.AMBIL) for one in self.numbers if one.is_complete]


def settleable(line: RtLine) -> Sequence[Compared]:
    """Numbers to decide about: those too far apart first, then complete ones that differ at all."""
    found = [one for one in line.result.lines if one.match == Match.BEDA or one.differs]
    return sorted(found, key=lambda one: one.match != Match.BEDA)


class AnswersFileForm(Form):
    """A file of answers to try."""

    file = forms.FileField(
        label="Berkas jawaban",
        help_text=f"Ekspor XLSX atau CSV dari KoboToolbox atau ODK Central; paling besar {Limits().megabytes} MB.",
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > Limits().megabytes * 1024 * 1024:
            raise forms.ValidationError(f"Berkas lebih besar dari {Limits().megabytes} MB.")
        return file
