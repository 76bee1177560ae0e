"""Scores of many usulan in one grid, or of one usulan with the reason of each score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing

from kumuh.core.formats import show_number
from kumuh.core.forms import Form, NumberField
from planning.methods.ranking import ProposedScore
from planning.proposals.catalog import SCALE_MAX, SCALE_MIN
from planning.proposals.models import RankingCriterion, Score
from planning.proposals.queries import RankedRow
from planning.proposals.services import ScoreText

SALT = "proposals.semula"
#: What a cell showed or holds: (score as plain digits, reason).
Shown = list[str]


@dataclass(frozen=True)
class Cell:
    """One score on the page: the field, what the data suggest and what is agreed so far."""

    criterion: RankingCriterion
    field: forms.BoundField
    reason: forms.BoundField | None
    suggestion: ProposedScore | None
    score: Score | None

    @property
    def differs(self) -> bool:
        """Whether the agreed score is another than the data suggest."""
        suggested = self.suggestion.score if self.suggestion else None
        return self.score is not None and suggested is not None and self.score.value != suggested

    @property
    def outdated(self) -> bool:
        """Whether the data changed since the score was agreed."""
        if self.score is None or self.suggestion is None:
            return False
        return self.score.proposed_value != self.suggestion.score


class ScoresForm(Form):
    """Scores of one or many usulan. An empty cell starts with what the data suggest.

    Cells carry what they showed: a cell that only somebody else changed keeps their score, a cell that both
    changed is asked again. `changed` holds what is to be saved.
    """

    semula = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        rows: Sequence[RankedRow],
        criteria: Sequence[RankingCriterion],
        suggestions: Mapping[int, Mapping[str, ProposedScore]],
        with_reasons: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.rows, self.criteria, self.suggestions, self.with_reasons = rows, criteria, suggestions, with_reasons
        self.changed: list[ScoreText] = []
        self.conflicted = False
        for row in rows:
            for criterion in criteria:
                self._add_cell(row, criterion)
        self.initial["semula"] = signing.dumps(self._stored(), salt=SALT, compress=True)

    def _add_cell(self, row: RankedRow, criterion: RankingCriterion) -> None:
        score, suggestion = row.scores.get(criterion.code), self._suggestion(row, criterion.code)
        value = score.value if score else suggestion.score if suggestion else None
        name = cell_name(row, criterion.code)
        label = f"{criterion.code} {criterion.name}"
        self.fields[name] = NumberField(
            label=label if self.with_reasons else f"{label}: {row.proposal.title}",
            places=2,
            min_value=SCALE_MIN,
            max_value=SCALE_MAX,
            required=False,
            initial=None if value is None else show_number(value),
        )
        if self.with_reasons:
            told = score.reason if score else ""
            self.fields[f"{name}-dasar"] = forms.CharField(
                label=f"Dasar nilai {criterion.code}", max_length=300, required=False, initial=told
            )

    def _suggestion(self, row: RankedRow, code: str) -> ProposedScore | None:
        return self.suggestions.get(row.proposal.pk, {}).get(code)

    def _stored(self) -> dict[str, Shown]:
        found: dict[str, Shown] = {}
        for row in self.rows:
            for criterion in self.criteria:
                score = row.scores.get(criterion.code)
                found[cell_name(row, criterion.code)] = shown(score.value, score.reason) if score else ["", ""]
        return found

    def cells(self, row: RankedRow) -> list[Cell]:
        """The cells of one usulan, in the order of the criteria."""
        return [
            Cell(
                criterion,
                self[cell_name(row, criterion.code)],
                self[f"{cell_name(row, criterion.code)}-dasar"] if self.with_reasons else None,
                self._suggestion(row, criterion.code),
                row.scores.get(criterion.code),
            )
            for criterion in self.criteria
        ]

    @property
    def grid(self) -> list[tuple[RankedRow, list[Cell]]]:
        return [(row, self.cells(row)) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        opened, stored = self._opened(data.get("semula") or ""), self._stored()
        for row in self.rows:
            for criterion in self.criteria:
                self._settle(row, criterion.code, opened, stored)
        if self.conflicted:
            self._show_again()
        return data

    def _settle(self, row: RankedRow, code: str, opened: Mapping[str, Shown], stored: Mapping[str, Shown]) -> None:
        name = cell_name(row, code)
        if name in self.errors:
            return
        value, now = self.cleaned_data.get(name), stored[name]
        before = opened.get(name, now)
        typed = shown(value, self._reason(name, value, now))
        if typed in (before, now):
            return
        if before != now:
            if self._is_untouched(row, code, before, value):
                return
            self.conflicted = True
            theirs = now[0].replace(".", ",") or "kosong"
            self.add_error(name, f"Orang lain baru saja mengisi {theirs}. Periksa, lalu simpan lagi.")
            return
        self.changed.append(ScoreText(row.proposal.pk, code, value, typed[1]))

    def _reason(self, name: str, value: Decimal | None, now: Shown) -> str:
        """The grid shows no reasons: that of an unchanged score stays, that of another score goes."""
        if self.with_reasons:
            return str(self.cleaned_data.get(f"{name}-dasar") or "").strip()
        return now[1] if shown(value, "")[0] == now[0] else ""

    def _opened(self, signed: str) -> dict[str, Shown]:
        try:
            found: dict[str, Shown] = signing.loads(signed, salt=SALT)
        except signing.BadSignature:
            return {}
        return found

    def _is_untouched(self, row: RankedRow, code: str, before: Shown, value: Decimal | None) -> bool:
        """Whether the cell was empty and still holds what the data suggested, so that nobody typed here."""
        suggestion = self._suggestion(row, code)
        return before == ["", ""] and suggestion is not None and value == suggestion.score

    def _show_again(self) -> None:
        """After a conflict the next save knows what the others put."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # QueryDict
        self.data[self.add_prefix("semula")] = self.initial["semula"]  # type: ignore[index]


def cell_name(row: RankedRow, code: str) -> str:
    """Name of the field of one score."""
    return f"n-{row.proposal.pk}-{code}"


def shown(value: Decimal | None, reason: str) -> Shown:
    """A cell as text; an empty score has no reason."""
    return ["", ""] if value is None else [f"{Decimal(value).normalize():f}", reason]
