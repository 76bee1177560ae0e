"""The RT survey form: one page per RT, made from the regulation version of the survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from kumuh.areas.models import Settlement
from kumuh.conditions.enums import Direction, EvidenceSource
from kumuh.conditions.inputs import MOST_COUNT, MOST_HECTARES, MOST_PERCENT, MOST_VOLUME, WHOLE_UNITS
from kumuh.conditions.models import RtRecord
from kumuh.conditions.ruleset import Aspect, Band, Criterion, Denominator
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.scoring import CriterionScore, RecordScore
from kumuh.conditions.values import Counts, counts_of, score_counts
from kumuh.core.forms import CountField, LockedForm, NumberField

VOLUME, UNKNOWN, SOURCES, PERCENT = "v_", "x_", "s_", "p_"
#: What a version counts: today what is NOT in order, the baseline of 2015 what is.
ASKED = {Direction.SLUM: "Yang tidak beres", Direction.POSITIVE: "Yang sudah baik"}
BOTH = "Ada angkanya, tetapi juga ditandai belum diukur. Hapus salah satunya."


@dataclass(frozen=True)
class Measure:
    """One parameter on the page: its fields, what it is divided by, and what the server made of it."""

    criterion: Criterion
    denominator: Denominator | None
    volume: forms.BoundField
    unknown: forms.BoundField
    sources: forms.BoundField
    percent: forms.BoundField | None
    result: CriterionScore
    band: Band | None

    @property
    def source_labels(self) -> list[str]:
        """The ticked sources in words."""
        chosen = self.sources.value() or []
        return [item.label for item in EvidenceSource if item.value in chosen]


@dataclass(frozen=True)
class Section:
    """One of the seven aspects with its measures and the points it has so far."""

    aspect: Aspect
    measures: tuple[Measure, ...]
    points: int

    @property
    def is_complete(self) -> bool:
        """Whether every parameter has a score."""
        return all(measure.result.score is not None for measure in self.measures)


class RecordForm(LockedForm):
    """Counts of one RT. Use `record_form(...)`, which adds the fields of the regulation version.

    An empty field is "belum diukur" as well as a ticked one; zero is zero. After validation `counts` holds the
    numbers, `score` what they give; both also work for what was typed so far (`preview`).
    """

    version: Version
    open_space_ha = NumberField(label="Luas ruang terbuka publik", unit="ha", places=6, min_value=0, required=False)
    open_space_note = forms.CharField(
        label="Keadaan dan kebutuhannya",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self.version.criterion_by_key:
            if cleaned.get(f"{UNKNOWN}{key}") and cleaned.get(f"{VOLUME}{key}") is not None:
                self.add_error(f"{VOLUME}{key}", BOTH)
        return cleaned

    @property
    def counts(self) -> Counts:
        """What was typed, as far as it is valid; from the record where nothing was typed yet."""
        if not self.is_bound:
            return counts_of(self.instance)
        self.errors  # noqa: B018 - runs validation, so that valid fields are at hand
        found = self.cleaned_data
        keys = self.version.criterion_by_key
        percents = {key: found.get(f"{PERCENT}{key}") for key in keys if f"{PERCENT}{key}" in self.fields}
        return Counts(
            {key: found.get(key) for key in self.version.denominator_by_key},
            {key: None if found.get(f"{UNKNOWN}{key}") else found.get(f"{VOLUME}{key}") for key in keys},
            {key: value for key, value in percents.items() if value is not None},
        )

    @property
    def sources(self) -> dict[str, list[str]]:
        """The sources ticked for every parameter."""
        found = {key: self.cleaned_data.get(f"{SOURCES}{key}") or [] for key in self.version.criterion_by_key}
        return {key: values for key, values in found.items() if values}

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb `save_rt_record` takes from this form."""
        counts = self.counts
        kept = {name: self.cleaned_data[name] for name in ("settlement", "open_space_ha", "open_space_note")}
        return kept | {
            "denominators": counts.denominators,
            "volumes": counts.volumes,
            "percents": counts.percents,
            "sources": self.sources,
            "expected_version": self.expected_version,
        }

    @property
    def score(self) -> RecordScore:
        """What the server computes from the numbers typed so far."""
        return score_counts(self.version, self.counts)

    @property
    def denominators(self) -> list[forms.BoundField]:
        """The header figures of the RT."""
        return [self[key] for key in self.version.denominator_by_key]

    def sections(self, score: RecordScore) -> list[Section]:
        """The seven aspects with their fields and results."""
        results = {item.key: item for item in score.criteria}
        return [
            Section(
                aspect,
                tuple(self._measure(item, results[item.key]) for item in self._criteria(aspect)),
                sum(results[item.key].score or 0 for item in self._criteria(aspect)),
            )
            for aspect in self.version.aspects
        ]

    def _criteria(self, aspect: Aspect) -> Iterator[Criterion]:
        return (item for item in self.version.criteria if item.aspect == aspect.number)

    def _measure(self, criterion: Criterion, result: CriterionScore) -> Measure:
        key = criterion.key
        bands = self.version.bands.items if self.version.bands else ()
        return Measure(
            criterion,
            self.version.denominator_by_key[criterion.denominator] if criterion.denominator else None,
            self[f"{VOLUME}{key}"],
            self[f"{UNKNOWN}{key}"],
            self[f"{SOURCES}{key}"],
            self[f"{PERCENT}{key}"] if f"{PERCENT}{key}" in self.fields else None,
            result,
            next((band for band in bands if band.score == result.score), None),
        )


def record_form(version: Version, record: RtRecord, settlements: QuerySet[Settlement]) -> type[RecordForm]:
    """The form class for a regulation version; percents of a source get a field where the record has them."""
    fields: dict[str, Any] = {item.key: _denominator_field(item) for item in version.denominators}
    for field in fields.values():
        field.widget.attrs["data-desimal"] = "0"
    fields["settlement"] = forms.ModelChoiceField(
        label="Kawasan", queryset=settlements, required=False, empty_label="Tidak termasuk kawasan"
    )
    for criterion in version.criteria:
        has_percent = criterion.key in record.imported_percents
        fields |= dict(_criterion_fields(criterion, has_percent, ASKED[version.direction]))
    return type("RecordForm", (RecordForm,), {"version": version, **fields})


def record_initial(version: Version, record: RtRecord) -> dict[str, Any]:
    """Values that live in JSON columns, by the names of the fields."""
    counts = counts_of(record)
    initial: dict[str, Any] = {key: counts.denominators.get(key) for key in record.other_denominators}
    for key in version.criterion_by_key:
        volume, percent = counts.volumes.get(key), counts.percents.get(key)
        initial[f"{VOLUME}{key}"] = volume
        initial[f"{PERCENT}{key}"] = percent
        initial[f"{UNKNOWN}{key}"] = bool(record.pk) and volume is None and percent is None
        initial[f"{SOURCES}{key}"] = record.sources.get(key, [])
    return initial


def _criterion_fields(criterion: Criterion, has_percent: bool, asked: str) -> Iterable[tuple[str, forms.Field]]:
    whole = criterion.unit in WHOLE_UNITS
    label = f"{criterion.code} {criterion.label}"
    volume = NumberField(
        label=label,
        help_text=f"{asked}: {criterion.measured}.",
        unit=criterion.unit,
        places=0 if whole else 6,
        max_value=MOST_VOLUME,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"}),
    )
    volume.widget.attrs["data-desimal"] = "0"
    yield f"{VOLUME}{criterion.key}", volume
    yield f"{UNKNOWN}{criterion.key}", forms.BooleanField(label="Belum diukur", required=False)
    yield (
        f"{SOURCES}{criterion.key}",
        forms.MultipleChoiceField(
            label="Sumber angka",
            choices=EvidenceSource.choices(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
    )
    if has_percent:
        yield (
            f"{PERCENT}{criterion.key}",
            NumberField(
                label=f"{label}, persen dari sumber",
                help_text="Dipakai untuk menilai selama diisi; kosongkan setelah volumenya diukur.",
                unit="%",
                places=6,
                max_value=MOST_PERCENT,
                required=False,
            ),
        )


def _denominator_field(item: Denominator) -> forms.Field:
    if item.unit in WHOLE_UNITS:
        return CountField(label=item.label, unit=item.unit, max_value=MOST_COUNT, required=False)
    places, most = (3, MOST_VOLUME) if item.unit == "m" else (6, MOST_HECTARES)
    return NumberField(label=item.label, unit=item.unit, places=places, min_value=0, max_value=most, required=False)
