"""The grid of members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from kumuh.core.forms import DateField, SeenForm
from kumuh.core.forms.rows import row_formset
from planning.institutions.catalog import Body
from planning.institutions.enums import AccountRole
from planning.institutions.forms.people import PersonRowForm
from planning.institutions.models import Institution
from planning.institutions.services import MemberRow

ELSEWHERE = "0"
MOST_MEMBERS = 120
BLANK_ROWS, SPARE_ROWS = 7, 3
FIELDS = (
    "pk", "name", "sex", "rt_id", "origin", "element", "position", "team", "account_role", "since", "until", "leaving",
)  # fmt: skip

SIGNATORIES = [("", "– bukan penanda tangan –"), *((role.value, role.label.split(",")[0]) for role in AccountRole)]


class ListForm(SeenForm):
    """Carries what the page showed when it was opened."""


class MemberForm(PersonRowForm):
    """One member. `since` follows the line above while typing."""

    lead_message = "Tulis namanya, atau kosongkan baris ini."

    position = forms.ChoiceField(label="Jabatan", required=False)
    team = forms.ChoiceField(label="Pokja/tim", required=False)
    account_role = forms.ChoiceField(label="Rekening", choices=SIGNATORIES, required=False)
    since = DateField(label="Sejak", required=False)
    until = DateField(label="Sampai", required=False)
    leaving = forms.CharField(label="Alasan berhenti", max_length=200, required=False)
    origin = forms.CharField(label="Asal bila bukan warga RT", max_length=120, required=False)

    def __init__(self, *args: Any, body: Body, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.fields["position"].choices = [(one.value, one.label) for one in body.positions]  # type: ignore[attr-defined]
        self.fields["since"].initial = since
        self.fields["position"].initial = body.positions[-1].value
        self.fields["team"].choices = [("", "– tanpa pokja –"), *((one.value, one.label) for one in body.teams)]  # type: ignore[attr-defined]
        for name, wanted in (("team", body.teams), ("account_role", body.account)):
            if not wanted:
                self.fields[name].widget = forms.HiddenInput()
        self.fields["name"].widget.attrs |= {"data-nama": ""}
        self.fields["rt_id"].widget.attrs |= {"data-rt": ""}
        self.fields["sex"].widget.attrs |= {"data-lp": ""}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.has_content():
            return data
        if data.get("since") is None:
            self.say("since", "Isi sejak kapan.")
        if data.get("until") and data.get("since") and data["until"] < data["since"]:
            self.say("until", "Lebih awal daripada “sejak”.")
        if data.get("leaving") and not data.get("until"):
            self.say("until", "Isi tanggal berhentinya.")
        return data

    @property
    def row(self) -> MemberRow:
        data = {name: self.cleaned_data[name] for name in FIELDS} | self.person
        data["position"] = data["position"] or self.body.positions[-1]
        return MemberRow(**data)


def member_formset(extra: int) -> Any:
    """The grid with so many empty lines below the members already typed."""
    return row_formset(MemberForm, extra=extra, most=MOST_MEMBERS)


def stored_members(institution: Institution) -> list[dict[str, Any]]:
    """What the grid shows of the stored members; somebody without RT is from elsewhere."""
    return [row | {"rt_id": row["rt_id"] or ELSEWHERE} for row in institution.members.values(*FIELDS)]


def first_day(institution: Institution) -> date:
    """The day with which an empty line begins: that of the formation, else today."""
    return institution.formed_on or timezone.localdate()


def rt_choices(rts: Sequence[Any]) -> list[tuple[Any, str]]:
    """RT of the place by number, and "Luar" for people from offices."""
    return [("", "–"), *((rt.pk, short_rt(rt.label)) for rt in rts), (ELSEWHERE, "Luar")]


def short_rt(label: str) -> str:
    """`RT 003 / RW 001` as `3 / RW 1`, so that typing the number picks it."""
    number, _, rw = label.removeprefix("RT ").partition(" / RW ")
    return f"{number.lstrip('0') or number} / RW {rw.lstrip('0') or rw}" if rw else number.lstrip("0") or number
