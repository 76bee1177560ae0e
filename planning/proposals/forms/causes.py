"""The form of one RW: what its residents said about each of the seven indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from django import forms

from kumuh.core.forms import SeenForm
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS
from planning.proposals.enums import CauseState
from planning.proposals.forms.fields import long_text
from planning.proposals.models import RwCause
from planning.proposals.queries import source_meetings
from planning.proposals.services import CauseText
from planning.rembuk.enums import MeetingType
from planning.rembuk.models import Meeting

STATES = [("", "Belum dibahas"), *CauseState.choices]


class CauseLine(NamedTuple):
    """The fields of one indicator on the page."""

    name: str
    state: forms.BoundField
    cause: forms.BoundField
    contribution: forms.BoundField


class CausesForm(SeenForm):
    """Seven indicators of one RW, and the meeting in which they were discussed."""

    meeting = forms.ModelChoiceField(
        label="Dibahas pada",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="— pilih pertemuan —",
        help_text="Biasanya Refleksi Perkara Kritis (RPK) di RW ini.",
    )

    def __init__(self, *args: Any, cycle: Cycle, kept: Mapping[int, RwCause], stamp: str, **options: Any) -> None:
        super().__init__(*args, **options)
        held = source_meetings(cycle)
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = held
        self.initial["dilihat"] = stamp
        known = next((row.meeting_id for row in kept.values() if row.meeting_id), None)
        own = held.filter(type=MeetingType.RPK).first() if known is None else None
        self.initial["meeting"] = known or (own.pk if own else None)
        for aspect, name in ASPECTS.items():
            self._add(aspect, name, kept.get(aspect))

    def _add(self, aspect: int, name: str, row: RwCause | None) -> None:
        self.fields[f"state_{aspect}"] = forms.ChoiceField(
            label=f"{name}: ada sebabnya?",
            choices=STATES,
            required=False,
            initial=row.state if row else "",
            widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
        )
        self.fields[f"cause_{aspect}"] = long_text("Sebab menurut warga", rows=2)
        self.fields[f"contribution_{aspect}"] = long_text("Yang dapat dilakukan warga sendiri", rows=2)
        self.initial[f"cause_{aspect}"] = row.cause if row else ""
        self.initial[f"contribution_{aspect}"] = row.contribution if row else ""

    @property
    def lines(self) -> list[CauseLine]:
        return [
            CauseLine(name, self[f"state_{aspect}"], self[f"cause_{aspect}"], self[f"contribution_{aspect}"])
            for aspect, name in ASPECTS.items()
        ]

    @property
    def texts(self) -> list[CauseText]:
        """What was typed, indicator by indicator; after `is_valid()`."""
        data = self.cleaned_data
        return [
            CauseText(aspect, data[f"state_{aspect}"], data[f"cause_{aspect}"], data[f"contribution_{aspect}"])
            for aspect in ASPECTS
        ]
