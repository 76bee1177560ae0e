"""The form of one indicator of the problem matrix, and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from kumuh.core.forms import Form, LockedForm
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS, FROM_MEETING
from planning.proposals.enums import ProblemState, SourceKind
from planning.proposals.forms.fields import household_field, long_text, told_poor
from planning.proposals.models import RwCause
from planning.proposals.queries import ProblemRow, source_meetings
from planning.proposals.services import ProblemText, SourceText
from planning.rembuk.models import Meeting

MOST_SOURCES = 20
STATES = [(value, label) for value, label in ProblemState.choices if value != ProblemState.UNSAID]
TEXT_FIELDS = (
    "state", "statement", "cause", "effect", "households", "poor_households", "women_households", "potential", "need",
)  # fmt: skip


class ProblemForm(LockedForm):
    """What people found out about one indicator; location, volume and percent come from the survey."""

    state = forms.ChoiceField(
        label="Adakah masalah?",
        choices=STATES,
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    statement = long_text("Masalah", help_text="Satu atau dua kalimat: apa yang terjadi, di mana, sejak kapan.")
    cause = long_text("Akar penyebab", help_text="Tanyakan “mengapa” sampai tidak ada jawaban lagi.")
    effect = long_text("Akibat", help_text="Apa yang dialami warga.")
    households = household_field("KK terdampak")
    poor_households = household_field("Di antaranya KK miskin/MBR")
    women_households = household_field("Di antaranya KK dikepalai perempuan")
    potential = long_text("Potensi setempat", rows=2, help_text="Orang, lahan, bahan, kebiasaan yang dapat membantu.")
    need = long_text("Kebutuhan penanganan", rows=2)

    def __init__(
        self, *args: Any, cycle: Cycle, row: ProblemRow, causes: Sequence[RwCause] = (), **options: Any
    ) -> None:
        super().__init__(*args, instance=row.problem, **options)
        self.row = row
        if causes and row.problem.state == ProblemState.UNSAID:
            self.initial["cause"] = "\n".join(f"{one.place.label}: {one.cause}" for one in causes)
        self.fields["poor_households"].help_text = told_poor(cycle)
        if not row.scored:
            self._ask_open_space()
        elif row.problem.state == ProblemState.UNSAID:
            self.initial["state"] = ""
        if row.affected:
            told = f"Menurut data: {row.affected.households} KK ({row.affected.sentence})."
            self.fields["households"].help_text = told
            if row.problem.households is None:
                self.initial["households"] = row.affected.households

    def _ask_open_space(self) -> None:
        """The eighth row may be said not to be discussed."""
        state = cast(forms.ChoiceField, self.fields["state"])
        state.choices = [*STATES, (ProblemState.UNSAID, "Tidak dibahas (dibiarkan kosong)")]

    @property
    def text(self) -> ProblemText:
        return ProblemText(**{name: self.cleaned_data[name] for name in TEXT_FIELDS})


class SourceForm(Form):
    """One source. A row in which nothing was said is not there."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Jenis sumber", required=False, choices=[("", "— pilih —"), *SourceKind.choices])
    meeting = forms.ModelChoiceField(
        label="Pertemuan", queryset=Meeting.objects.none(), required=False, empty_label="— untuk rembuk atau FGD —"
    )
    note = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = source_meetings(cycle)

    def has_content(self) -> bool:
        data = self.cleaned_data
        return bool(data.get("kind") or data.get("meeting") or (data.get("note") or "").strip())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.has_content():
            return data
        kind = data.get("kind")
        if not kind and "kind" not in self.errors:
            self.add_error("kind", "Pilih jenis sumbernya.")
        elif kind in FROM_MEETING and not data.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", "Pilih pertemuannya.")
        elif kind and kind not in FROM_MEETING:
            data["meeting"] = None
            if not (data.get("note") or "").strip():
                self.add_error("note", "Tulis sumbernya, misalnya nama dokumen atau siapa yang melihat.")
        return data

    @property
    def text(self) -> SourceText:
        data = self.cleaned_data
        return SourceText(data["kind"], data["meeting"], data["note"], data["pk"])


class BaseSourceFormSet(BaseFormSet):
    """Rows of sources; `texts` are those that count, `removed` the keys of those to go."""

    def texts(self) -> list[SourceText]:
        return [form.text for form in self.forms if form.has_content() and not self._gone(form)]

    def removed(self) -> list[int]:
        gone = [form for form in self.forms if self._gone(form) or not form.has_content()]
        return [form.cleaned_data["pk"] for form in gone if form.cleaned_data.get("pk")]

    def _gone(self, form: forms.Form) -> bool:
        return bool(self._should_delete_form(form))  # type: ignore[attr-defined]  # Django's own


SourceFormSet = formset_factory(
    SourceForm,
    formset=BaseSourceFormSet,
    extra=1,
    max_num=MOST_SOURCES,
    absolute_max=MOST_SOURCES,
    can_delete=True,
)


def initial_sources(row: ProblemRow) -> list[dict[str, Any]]:
    """Rows to start with: what is stored, or the survey where nothing was said yet."""
    kept = [{"pk": s.pk, "kind": s.kind, "meeting": s.meeting_id, "note": s.note} for s in row.sources]
    if kept or row.facts is None or row.said:
        return kept
    note = f"Data 7 indikator tahun {row.problem.cycle.survey_year}, {ASPECTS[row.aspect].lower()}"
    return [{"kind": SourceKind.SURVEY, "note": note}]
