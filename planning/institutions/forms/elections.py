"""An election and its candidates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from kumuh.core.forms import CountField, DateField, LockedModelForm
from kumuh.core.forms.rows import row_formset
from planning.institutions.catalog import Body
from planning.institutions.forms.members import ELSEWHERE
from planning.institutions.forms.people import PersonRowForm
from planning.institutions.models import Election
from planning.institutions.services import CandidateRow, ElectionFacts

MOST_CANDIDATES = 60
BLANK_ROWS, SPARE_ROWS = 5, 2
FIELDS = ("pk", "name", "sex", "rt_id", "element", "votes", "chosen_in_tie")


class ElectionForm(LockedModelForm):
    """The berita acara of the election."""

    class Meta(LockedModelForm.Meta):
        model = Election
        fields = (
            "held_on", "place", "number", "position", "seats", "choices_each", "ballots", "spoiled", "tie_note",
        )  # fmt: skip
        help_texts = {  # Django reads it once
            "ballots": "Boleh kosong bila tidak dihitung; bila diisi, jumlah suara dicocokkan.",
            "tie_note": "Diisi bila suara sama pada kursi terakhir: pemungutan ulang, musyawarah atau undian.",
        }

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.value, one.label) for one in body.positions]
        self.fields["position"] = forms.ChoiceField(label="Untuk jabatan", choices=choices)

    @property
    def facts(self) -> ElectionFacts:
        return ElectionFacts(**{name: self.cleaned_data[name] for name in ElectionFacts.__dataclass_fields__})


def first_election(body: Body) -> dict[str, Any]:
    """What the form of a new election begins with."""
    return {"held_on": timezone.localdate(), "position": body.positions[-1].value}


class CandidateForm(PersonRowForm):
    """One candidate with the votes on him or her."""

    lead_message = "Tulis nama calon, atau kosongkan baris ini."

    votes = CountField(label="Suara", required=False, max_value=1_000_000)
    chosen_in_tie = forms.BooleanField(label="Dipilih saat suara sama", required=False)

    def other_content(self) -> bool:
        return super().other_content() or bool(self.cleaned_data.get("votes"))

    @property
    def row(self) -> CandidateRow:
        data = self.cleaned_data
        votes = int(data["votes"] or 0)
        return CandidateRow(**self.person, pk=data["pk"], votes=votes, chosen_in_tie=data["chosen_in_tie"])


def candidate_formset(extra: int) -> Any:
    """The table of candidates with so many empty lines."""
    return row_formset(CandidateForm, extra=extra, most=MOST_CANDIDATES)


def stored_candidates(election: Election) -> list[dict[str, Any]]:
    """What the table shows of the stored candidates."""
    return [row | {"rt_id": row["rt_id"] or ELSEWHERE} for row in election.candidates.values(*FIELDS)]


class SeatForm(forms.Form):
    """From when the elected hold their position."""

    since = DateField(label="Menjabat sejak")
