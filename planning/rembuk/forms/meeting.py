"""The invitation and its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import CountField, DateField, SeenForm, TimeField
from planning.cycles.models import Cycle
from planning.rembuk.catalog import KINDS, agenda_for, is_city, kind_of
from planning.rembuk.forms.fields import RowForm, long_text, people_field, row_formset
from planning.rembuk.models import Meeting
from planning.rembuk.services import AgendaRow, MeetingPlan

PLAN_FIELDS = (
    "type", "step", "title", "held_on", "starts_at", "ends_at", "place", "inviter_office", "inviter_name",
    "invitation_number", "invited", "invited_count",
)  # fmt: skip


class MeetingForm(SeenForm):
    """What the invitation says."""

    type = forms.ChoiceField(label="Jenis pertemuan")
    step = forms.ChoiceField(label="Untuk langkah")
    title = forms.CharField(label="Judul pertemuan", max_length=200)
    held_on = DateField(label="Tanggal")
    starts_at = TimeField(label="Mulai pukul")
    ends_at = TimeField(label="Selesai pukul", required=False, help_text="Kosong berarti “sampai selesai”.")
    place = forms.CharField(label="Tempat", max_length=200)
    inviter_office = forms.CharField(label="Pengundang (jabatan)", max_length=80)
    inviter_name = forms.CharField(label="Pengundang (nama)", max_length=120, required=False)
    invitation_number = forms.CharField(
        label="Nomor undangan", max_length=80, required=False, help_text="Kosongkan bila nomor diberikan saat dicetak."
    )
    invited = long_text("Yang diundang", rows=8, required=False, help_text="Satu unsur atau kelompok per baris.")
    invited_count = people_field("Jumlah yang diundang", required=False, help_text="Dasar menghitung kuorum.")
    invited_rts = forms.ModelMultipleChoiceField(
        label="RT yang terkait",
        queryset=Neighbourhood.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Setiap RT ini perlu terwakili sedikitnya satu orang.",
    )

    def __init__(self, *args: Any, cycle: Cycle, rts: QuerySet[Neighbourhood], kept: str = "", **kwargs: Any) -> None:
        """`kept` is the type of a stored meeting, which stays a choice even if the programme has it no more."""
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in KINDS.values() if kind.offered_in(cycle.track) or kind.type == kept]
        self.fields["type"].choices = [(kind.type.value, kind.type.label) for kind in kinds]  # type: ignore[attr-defined]  # a choice field
        steps = [(step.code, step.name) for step in cycle.steps_in_order]
        self.fields["step"].choices = steps  # type: ignore[attr-defined]  # a choice field
        self.fields["invited_rts"].queryset = rts  # type: ignore[attr-defined]  # a model choice field
        if is_city(cycle.track):
            self.fields["invited_rts"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = KINDS.get(data.get("type", ""))
        if kind and kind.quorum and data.get("invited_count") is None and "invited_count" not in self.errors:
            self.add_error("invited_count", "Tulis jumlah yang diundang; kuorum rembuk dihitung dari angka ini.")
        if kind and kind.per_rt and not data.get("invited_rts") and "invited_rts" not in self.errors:
            self.add_error("invited_rts", "Pilih RT yang mengadakan pertemuan ini; urutannya dihitung per RT.")
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "Jam selesai harus sesudah jam mulai.")
        return data

    @property
    def plan(self) -> MeetingPlan:
        return MeetingPlan(**{name: self.cleaned_data[name] for name in PLAN_FIELDS})


class AgendaForm(RowForm):
    """One line of the agenda."""

    lead = "topic"
    lead_message = "Tulis acaranya, atau hapus baris ini."

    topic = forms.CharField(label="Acara", max_length=200, required=False)
    minutes = CountField(label="Menit", min_value=1, max_value=999, required=False)

    @property
    def row(self) -> AgendaRow:
        data = self.cleaned_data
        return AgendaRow(data["topic"], data["minutes"], data["pk"])


AgendaFormSet = row_formset(AgendaForm, extra=2, most=40)


def first_values(cycle: Cycle, meeting_type: str, step: str, rts: Iterable[Neighbourhood]) -> dict[str, Any]:
    """What a new invitation proposes: title, office that invites, who is invited, the RT concerned."""
    kind = kind_of(meeting_type, cycle.track)
    return {
        "type": meeting_type,
        "step": step,
        "title": f"{kind.type.label} {cycle.region.name}",
        "held_on": timezone.localdate(),
        "inviter_office": kind.inviter,
        "invited": "\n".join(kind.invited),
        "invited_rts": list(rts),
    }


def stored_values(meeting: Meeting, stamp: str) -> dict[str, Any]:
    """What the form of an existing meeting shows."""
    values = {name: getattr(meeting, name) for name in PLAN_FIELDS}
    return values | {"invited_rts": list(meeting.invited_rts.all()), "dilihat": stamp}


def first_agenda(meeting_type: str, step: str) -> list[dict[str, Any]]:
    return [{"topic": topic.text, "minutes": topic.minutes} for topic in agenda_for(meeting_type, step)]


def stored_agenda(meeting: Meeting) -> list[dict[str, Any]]:
    return [dict(row) for row in meeting.agenda.values("pk", "topic", "minutes")]
