"""Forms of usulan: intake, answers, bulk agreement, filters of the list."""

from __future__ import annotations

from typing import Any, cast

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from kumuh.areas.models import Neighbourhood
from kumuh.core.forms import Form, LockedForm, NumberField, ReasonField
from kumuh.core.uploads import ACCEPTED_PHOTOS
from planning.cycles.models import Cycle
from planning.proposals.catalog import ASPECTS, all_units
from planning.proposals.coordinates import coordinates_of, parse_coordinates
from planning.proposals.enums import AskedBy, Benefit, IntakeKind, ProposalStatus
from planning.proposals.forms.fields import CoordinatesField, household_field, long_text, told_poor
from planning.proposals.models import Proposal
from planning.proposals.queries import (
    answerable,
    choosable_rts,
    deciding,
    parameters,
    proposals,
    source_meetings,
    standing,
)
from planning.proposals.services import Intake
from planning.rembuk.models import Decision, Meeting

INTAKE_FIELDS = (
    "title", "criterion_key", "asked_by", "kind", "location", "limits", "volume", "unit", "households",
    "poor_households", "women_households", "asked_by_name", "reason", "benefit", "source_meeting",
)  # fmt: skip
GROUPS = {
    "first": ("title", "criterion_key", "rts", "asked_by", "asked_by_name", "source_meeting"),
    "place": ("location", "limits", "coordinates", "photo"),
    "size": ("volume", "unit"),
    "people": ("households", "poor_households", "women_households"),
    "why": ("reason", "benefit", "kind"),
}


class ProposalForm(LockedForm):
    """An usulan as it stands on the paper: only the first few fields are needed, the rest may follow."""

    title = forms.CharField(
        label="Apa yang diusulkan", max_length=200, help_text="Singkat, misalnya “Perbaikan saluran gang Mawar”."
    )
    criterion_key = forms.ChoiceField(
        label="Memperbaiki apa", help_text="Parameter kumuh yang menjadi lebih baik; indikatornya mengikuti."
    )
    rts = forms.ModelMultipleChoiceField(
        label="RT",
        queryset=Neighbourhood.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"data-boxes": "1"}),
    )
    asked_by = forms.ChoiceField(label="Diusulkan oleh", choices=[("", "— pilih —"), *AskedBy.choices])
    asked_by_name = forms.CharField(label="Nama pengusul", max_length=120, required=False)
    source_meeting = forms.ModelChoiceField(
        label="Disampaikan pada", queryset=Meeting.objects.none(), required=False, empty_label="— di luar pertemuan —"
    )
    location = forms.CharField(
        label="Lokasi", max_length=200, required=False, help_text="Nama gang dan patokan yang dikenal warga."
    )
    limits = forms.CharField(label="Batas lokasi", max_length=200, required=False, help_text="Dari … sampai ….")
    coordinates = CoordinatesField(
        label="Koordinat",
        required=False,
        help_text="Lintang lalu bujur, misalnya -6.888600, 109.675300. Salin dari peta di telepon.",
    )
    photo = forms.FileField(
        label="Foto lokasi",
        required=False,
        widget=forms.FileInput(attrs={"data-unggah": "1600", "accept": ACCEPTED_PHOTOS}),
    )
    volume = NumberField(label="Volume", places=3, min_value=0, required=False)
    unit = forms.ChoiceField(label="Satuan", required=False)
    households = household_field("KK penerima manfaat")
    poor_households = household_field("Di antaranya KK miskin/MBR")
    women_households = household_field("Di antaranya KK dikepalai perempuan/rentan")
    reason = long_text("Mengapa diperlukan", rows=2)
    benefit = forms.ChoiceField(
        label="Manfaat utama", required=False, choices=[("", "— belum disebut —"), *Benefit.choices]
    )
    kind = forms.ChoiceField(label="Jenis masukan", choices=IntakeKind.choices)

    def __init__(self, *args: Any, cycle: Cycle, instance: Proposal | None = None, **options: Any) -> None:
        instance = instance or Proposal(cycle=cycle)
        point = coordinates_of(instance.latitude, instance.longitude)
        options["initial"] = {"coordinates": str(point) if point else ""} | dict(options.get("initial") or {})
        super().__init__(*args, instance=instance, **options)
        chosen = [rt.pk for rt in instance.rts.all()] if instance.pk else []
        self._choose("criterion_key", [("", "— pilih —"), *parameters(cycle)])
        self._choose("unit", [("", "satuan parameter"), *((unit, unit) for unit in all_units())])
        self.fields["poor_households"].help_text = told_poor(cycle)
        self._ask("rts", choosable_rts(cycle, chosen))
        self._ask("source_meeting", source_meetings(cycle))

    def _choose(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _ask(self, name: str, rows: QuerySet[Any]) -> None:
        cast(forms.ModelChoiceField, self.fields[name]).queryset = rows

    @property
    def intake(self) -> Intake:
        point = parse_coordinates(self.cleaned_data["coordinates"])
        values = {name: self.cleaned_data[name] for name in INTAKE_FIELDS}
        return Intake(**values, **(point._asdict() if point else {}))


class SimilarForm(Form):
    """What to do with a new usulan that looks like others: keep it apart, or join it to one of them.

    `seen` holds the keys that were shown, so that a similar one that came meanwhile is shown as well.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    into = forms.TypedChoiceField(
        label="Usulan baru ini",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )

    def __init__(self, *args: Any, similar: list[Proposal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.similar = similar
        choices: list[Any] = [("", "Usulan lain, simpan tersendiri")]
        choices += [(row.pk, f"Sama dengan “{row.title}”, simpan dan gabungkan ke sana") for row in similar]
        cast(forms.TypedChoiceField, self.fields["into"]).choices = choices

    @property
    def keys(self) -> set[str]:
        return {str(row.pk) for row in self.similar}

    @property
    def settled(self) -> bool:
        """Whether nothing similar is left that the person has not seen."""
        return self.is_valid() and self.keys <= set(self.cleaned_data["seen"].split(","))

    @property
    def target(self) -> Proposal | None:
        """The similar usulan that was chosen to join."""
        return next((row for row in self.similar if row.pk == self.cleaned_data["into"]), None)


class AnswerForm(Form):
    """One answer to one usulan; agreement goes through the decision of a rembuk."""

    answer = forms.ChoiceField(
        label="Jawaban",
        choices=[
            (ProposalStatus.MERGED, "Digabung dengan usulan lain"),
            (ProposalStatus.POSTPONED, "Ditunda, ditinjau lagi nanti"),
            (ProposalStatus.DECLINED, "Tidak diterima"),
        ],
        widget=forms.RadioSelect(attrs={"data-boxes": "1"}),
    )
    into = forms.ModelChoiceField(
        label="Digabung ke",
        queryset=Proposal.objects.none(),
        required=False,
        empty_label="— pilih usulan —",
        help_text="Bila digabung.",
    )
    reason = ReasonField(
        required=False, max_length=1000, help_text="Wajib bila ditunda atau tidak diterima; dibaca oleh pengusul."
    )

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(forms.ModelChoiceField, self.fields["into"])
        field.queryset = standing(proposal.cycle).exclude(pk=proposal.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answer = data.get("answer")
        if answer == ProposalStatus.MERGED and not data.get("into") and "into" not in self.errors:
            self.add_error("into", "Pilih usulan tempat menggabungkan.")
        needs_reason = answer in (ProposalStatus.POSTPONED, ProposalStatus.DECLINED)
        if needs_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Tulis alasannya, agar pengusul mendapat jawaban.")
        return data


class AgreeForm(Form):
    """Which decision agreed on which usulan."""

    decision = forms.ModelChoiceField(
        label="Keputusan rembuk",
        queryset=Decision.objects.none(),
        empty_label="— pilih keputusan —",
        help_text="Keputusan tentang usulan dari pertemuan yang sudah berlangsung.",
    )
    rows = forms.ModelMultipleChoiceField(
        label="Usulan yang disepakati",
        queryset=Proposal.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang usulan yang disepakati."},
    )

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.decisions = list(deciding(cycle))
        cast(forms.ModelChoiceField, self.fields["decision"]).queryset = deciding(cycle)
        cast(forms.ModelChoiceField, self.fields["rows"]).queryset = answerable(cycle)
        if len(self.decisions) == 1:
            self.initial.setdefault("decision", self.decisions[0].pk)

    @property
    def chosen(self) -> set[int]:
        """Keys of the ticked usulan, to show the ticks again."""
        return {int(pk) for pk in self["rows"].value() or [] if str(pk).isdigit()}


class ProposalFilter(django_filters.FilterSet):
    """Filters above the list of usulan."""

    kata = django_filters.CharFilter(label="Kata", method="filter_words")
    aspect = django_filters.ChoiceFilter(
        label="Indikator", choices=list(ASPECTS.items()), empty_label="Semua indikator"
    )
    rt = django_filters.ModelChoiceFilter(label="RT", field_name="rts", queryset=None, empty_label="Semua RT")
    status = django_filters.ChoiceFilter(label="Keadaan", choices=ProposalStatus.choices, empty_label="Semua keadaan")

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, queryset=proposals(cycle), **options)
        rts = Neighbourhood.objects.filter(proposals__cycle=cycle).distinct().order_by("label")
        self.filters["rt"].queryset = rts

    def filter_words(self, rows: QuerySet[Proposal], _name: str, value: str) -> QuerySet[Proposal]:
        for word in value.split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(location__icontains=word) | Q(asked_by_name__icontains=word)
            )
        return rows
