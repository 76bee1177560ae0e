"""What one rater says: a grid of scores, a list of pairs, or a first, second and third choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from django import forms

from kumuh.core.formats import show_number
from kumuh.core.forms import NumberField, SeenForm
from planning.methods.enums.matrix import MatrixMethod
from planning.methods.matrices import POINTS
from planning.methods.models import MatrixAlternative, MatrixCriterion, MatrixRater
from planning.methods.queries.matrix import Board, key_of, rater_stamp
from planning.methods.services.ratings import Answers

PLACES = ("Pilihan pertama (3)", "Pilihan kedua (2)", "Pilihan ketiga (1)")


class RatingForm(SeenForm):
    """Common part of the three: how the rater is called (never a name), and why something was changed afterwards."""

    label = forms.CharField(
        label="Sebutan penilai",
        max_length=60,
        required=False,
        help_text="Misalnya “Kader” atau “Lembar 3”. Jangan tulis nama orang.",
    )
    reason = forms.CharField(label="Alasan mengubah nilai", max_length=300, required=False)

    def __init__(self, *args: Any, board: Board, rater: MatrixRater | None, paper: bool, **options: Any) -> None:
        first = {"dilihat": rater_stamp(rater), "label": rater.label if rater else ""}
        super().__init__(*args, initial=first, **options)
        self.board, self.rater = board, rater
        self.vote = board.votes.get(rater.pk) if rater else None
        if not paper:
            del self.fields["label"]
        if rater is None or rater.given_at is None:
            del self.fields["reason"]
        self.build()

    def build(self) -> None:
        """Add the fields of the method."""
        raise NotImplementedError

    @property
    def answers(self) -> Answers:
        """What was said, by keys."""
        raise NotImplementedError

    @property
    def words(self) -> dict[str, str]:
        """Label and reason as the verb takes them."""
        return {name: self.cleaned_data.get(name) or "" for name in ("label", "reason")}


@dataclass(frozen=True)
class ScoreCell:
    """One cell of the grid."""

    criterion: MatrixCriterion
    field: forms.BoundField


class ScoreForm(RatingForm):
    """A grid: a row per alternative, a cell per criterion."""

    template = "methods/_score_grid.html"

    def build(self) -> None:
        low, high = self.board.setup.low, self.board.setup.high
        told = self.vote.scores if self.vote else {}
        for row in self.board.alternatives:
            for criterion in self.board.criteria:
                value = told.get((key_of(row), criterion.code))
                self.fields[_cell(row, criterion)] = NumberField(
                    label=f"{row.text}: {criterion.name}",
                    places=2,
                    min_value=low,
                    max_value=high,
                    required=False,
                    initial=None if value is None else show_number(value),
                )

    @property
    def grid(self) -> list[tuple[MatrixAlternative, list[ScoreCell]]]:
        """The rows of the grid."""
        return [
            (row, [ScoreCell(one, self[_cell(row, one)]) for one in self.board.criteria])
            for row in self.board.alternatives
        ]

    @property
    def answers(self) -> Answers:
        found: dict[tuple[int, int], Decimal] = {}
        for row in self.board.alternatives:
            for criterion in self.board.criteria:
                value = self.cleaned_data.get(_cell(row, criterion))
                if value is not None:
                    found[row.pk, criterion.pk] = Decimal(value)
        return Answers(scores=found)


def _cell(row: MatrixAlternative, criterion: MatrixCriterion) -> str:
    return f"n{row.pk}-{criterion.pk}"


class PairForm(RatingForm):
    """Every pair once: which of the two?"""

    template = "methods/_pair_list.html"

    def build(self) -> None:
        told: Mapping[tuple[str, str], str] = self.vote.winners if self.vote else {}
        pairs = list(combinations(self.board.alternatives, 2))
        for number, (one, other) in enumerate(pairs, 1):
            won = told.get((key_of(one), key_of(other))) or told.get((key_of(other), key_of(one)))
            first = {key_of(one): one.pk, key_of(other): other.pk}.get(won or "")
            self.fields[f"p{one.pk}-{other.pk}"] = forms.TypedChoiceField(
                label=f"Pasangan {number} dari {len(pairs)}",
                choices=[(one.pk, one.text), (other.pk, other.text)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=first,
                widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
            )

    @property
    def pairs(self) -> list[forms.BoundField]:
        """The questions in the order of the list."""
        return [self[f"p{one.pk}-{other.pk}"] for one, other in combinations(self.board.alternatives, 2)]

    @property
    def answers(self) -> Answers:
        found = {}
        for one, other in combinations(self.board.alternatives, 2):
            winner = self.cleaned_data.get(f"p{one.pk}-{other.pk}")
            if winner is not None:
                found[one.pk, other.pk] = winner
        return Answers(winners=found)


class BallotForm(RatingForm):
    """First, second and third choice."""

    template = "methods/_ballot.html"

    def build(self) -> None:
        keys = {key_of(row): row.pk for row in self.board.alternatives}
        told = [keys[key] for key in self.vote.picks] if self.vote else []
        choices = [("", "–"), *((row.pk, f"{at}. {row.text}") for at, row in enumerate(self.board.alternatives, 1))]
        for at, label in enumerate(PLACES[: len(self.board.alternatives)]):
            self.fields[f"s{at}"] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=told[at] if at < len(told) else None,
            )

    @property
    def places(self) -> list[forms.BoundField]:
        """The choices, best first."""
        return [self[name] for name in self.fields if name in {f"s{at}" for at in range(len(POINTS))}]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: set[int] = set()
        for at, field in enumerate(self.places):
            value = data.get(field.name)
            if value is None and any(data.get(after.name) for after in self.places[at + 1 :]):
                self.add_error(field.name, "Isi pilihan ini dahulu.")
            elif value in seen:
                self.add_error(field.name, "Sudah dipilih di atas. Pilih yang lain.")
            elif value is not None:
                seen.add(value)
        return data

    @property
    def answers(self) -> Answers:
        told = [self.cleaned_data.get(field.name) for field in self.places]
        return Answers(picks=tuple(pk for pk in told if pk is not None))


FORMS: Mapping[str, type[RatingForm]] = {MatrixMethod.PASANGAN: PairForm, MatrixMethod.SUARA: BallotForm}


def rating_form(data: Any, *, board: Board, rater: MatrixRater | None, paper: bool) -> RatingForm:
    """The form of the method of a session."""
    return FORMS.get(board.setup.method, ScoreForm)(data, board=board, rater=rater, paper=paper)
