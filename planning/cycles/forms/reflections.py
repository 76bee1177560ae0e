"""The reflection of a stage: three short answers per principle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from kumuh.core.forms import SeenForm
from planning.cycles.catalog import Principle
from planning.cycles.queries import StageReflection
from planning.cycles.registry import Occasion
from planning.cycles.services import Answer

LONGEST = 2000


class ReflectionForm(SeenForm):
    """Per principle: how it was kept, what to improve, the meeting that shows it. An empty answer is no answer."""

    def __init__(self, *args: Any, stage: StageReflection, occasions: Sequence[Occasion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.stage = stage
        choices = [("", "– tanpa –"), *((one.key, one.label) for one in occasions)]
        for row in stage.rows:
            code = row.principle.code
            self.fields[f"{code}-kept"] = forms.CharField(
                label="Bagaimana diterapkan pada tahap ini", required=False, initial=row.kept, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            self.fields[f"{code}-improve"] = forms.CharField(
                label="Yang perlu diperbaiki", required=False, initial=row.improve, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"{code}-occasion"] = forms.ChoiceField(
                label="Terlihat pada pertemuan", required=False, choices=choices,
                initial=row.occasion.key if row.occasion else "",
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[Principle, list[forms.BoundField]]]:
        """Each principle with its three fields."""
        for row in self.stage.rows:
            code = row.principle.code
            yield row.principle, [self[f"{code}-{part}"] for part in ("kept", "improve", "occasion")]

    @property
    def answers(self) -> dict[str, Answer]:
        """What was typed, by the code of the principle."""
        data = self.cleaned_data
        return {
            row.principle.code: Answer(
                *(data[f"{row.principle.code}-{part}"] for part in ("kept", "improve", "occasion"))
            )
            for row in self.stage.rows
        }
