"""An election and its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kumuh.core.forms import CountField, DateField, LockedModelForm
from kumuh.core.forms.rows import RowForm, row_formset
from planning.institutions.catalog import Body
from planning.institutions.enums import MemberElement, Sex
from planning.institutions.forms.members import ELSEWHERE
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


class CandidateForm(RowForm):
    """One candidate. A row without a name is an empty line."""

    lead = "name"
    lead_message = "Tulis nama calon, atau kosongkan baris ini."

    name = forms.CharField(label="Nama", max_length=120, required=False)
    sex = forms.ChoiceField(label="L/P", choices=[("", ""), ("L", "L"), ("P", "P")], required=False)
    rt_id = forms.TypedChoiceField(label="RT asal", required=False, coerce=int, empty_value=None)
    element = forms.ChoiceField(label="Unsur", choices=MemberElement.choices, required=False)
    votes = CountField(label="Suara", required=False, max_value=1_000_000)
    chosen_in_tie = forms.BooleanField(label="Dipilih saat suara sama", required=False)

    def __init__(self, *args: Any, rts: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rt_id"].choices = rts  # type: ignore[attr-defined]  # a choice field

    def other_content(self) -> bool:
        return bool(self.cleaned_data.get("sex") or self.cleaned_data.get("votes"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and data.get("sex") not in Sex.values and "sex" not in self.errors:
            self.add_error("sex", "Pilih L atau P.")
        return data

    @property
    def row(self) -> CandidateRow:
        data = {name: self.cleaned_data[name] for name in FIELDS}
        return CandidateRow(
            **data
            | {
                "rt_id": data["rt_id"] or None,
                "votes": int(data["votes"] or 0),
                "element": data["element"] or MemberElement.WARGA,
            }
        )


def candidate_formset(extra: int) -> Any:
    """The table of candidates with so many empty lines."""
    return row_formset(CandidateForm, extra=extra, most=MOST_CANDIDATES)


def stored_candidates(election: Election) -> list[dict[str, Any]]:
    """What the table shows of the stored candidates."""
    return [row | {"rt_id": row["rt_id"] or ELSEWHERE} for row in election.candidates.values(*FIELDS)]


class SeatForm(forms.Form):
    """From when the elected hold their position."""

    since = DateField(label="Menjabat sejak")
