"""For which step a meeting of another cycle counts."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import Form
from planning.cycles.models import Cycle
from planning.rembuk.catalog import KINDS
from planning.rembuk.models import Meeting


class UseForm(Form):
    """The step; the one that was asked for is chosen, else the first for which such a meeting is meant."""

    langkah = forms.ChoiceField(label="Untuk langkah")

    def __init__(self, *args: Any, cycle: Cycle, meeting: Meeting, asked: str = "", **options: Any) -> None:
        super().__init__(*args, auto_id=f"id_{meeting.pk}_%s", **options)
        codes = [step.code for step in cycle.steps_in_order]
        meant = [code for code in codes if code in KINDS[meeting.type].steps]
        self.fields["langkah"] = forms.ChoiceField(
            label="Untuk langkah",
            choices=[(step.code, f"{step.code} {step.name}") for step in cycle.steps_in_order],
            initial=asked if asked in codes else next(iter(meant), codes[0]),
        )
