"""Forms of cycles: start, preparation, thresholds, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.functional import cached_property

from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.forms import ModelForm
from planning.cycles import queries
from planning.cycles.catalog import Setting, TrackInfo, settings_of
from planning.cycles.models import Cycle, ScheduleItem, SourceDocument, TeamMember


class CycleStartForm(forms.Form):
    """Which place, which fiscal year, which survey year of a programme. The SK follows from the place."""

    region = forms.ModelChoiceField(
        label="Kelurahan",
        queryset=Region.objects.none(),
        empty_label="— pilih kelurahan —",
    )
    fiscal_year = forms.IntegerField(label="Tahun anggaran", min_value=2015, max_value=2100)
    survey_year = forms.IntegerField(
        label="Tahun data dasar", min_value=2000, max_value=2100, help_text="Tahun survei tujuh indikator yang dipakai."
    )

    def __init__(self, *args: Any, user: Any, info: TrackInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = queries.startable_regions(user, info)
        choice = cast(forms.ModelChoiceField, self.fields["region"])
        choice.queryset = regions
        if info.level == "kota":
            choice.label, choice.empty_label = "Kota/kabupaten", "— pilih kota —"
            del self.fields["survey_year"]
        elif info.needs_decree:
            choice.help_text = "Hanya kelurahan yang RT-nya terdaftar dalam SK Kumuh yang berlaku."
        if info.years > 1:
            self.fields["fiscal_year"].label = "Tahun anggaran pertama"
            self.fields["fiscal_year"].help_text = f"Siklus ini mencakup {info.years} tahun anggaran."
        year = timezone.localdate().year
        self.fields["fiscal_year"].initial = year + 1
        if "survey_year" in self.fields:
            self.fields["survey_year"].initial = queries.newest_survey_year(user) or year
        if not self.is_bound and len(regions) == 1:
            self.fields["region"].initial = regions[0]


class RepeatForm(forms.Form):
    """For which fiscal year the next cycle is."""

    fiscal_year = forms.IntegerField(label="Tahun anggaran siklus baru", max_value=2100)

    def __init__(self, *args: Any, old: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].initial = old.fiscal_year + 1
        cast(forms.IntegerField, self.fields["fiscal_year"]).min_value = old.fiscal_year + 1


class ListedField(forms.ModelChoiceField):
    """A choice among rows that the formset read once; not asked for row by row."""

    def __init__(self, known: dict[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.known = known

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        found = self.known.get(str(getattr(value, "pk", value)))
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found


class TeamMemberForm(ModelForm):
    """One member; `rts` are the RT to choose from, where many rows share one list."""

    class Meta(ModelForm.Meta):
        model = TeamMember
        fields = ["name", "sex", "duty", "rt"]

    def __init__(self, *args: Any, cycle: Cycle, rts: Sequence[Neighbourhood] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(queries.decree_rts(cycle)) if rts is None else rts
        self.fields["rt"] = ListedField(
            {str(row.pk): row for row in listed}, queryset=Neighbourhood.objects.none(), label="RT asal", required=False
        )
        cast(Any, self.fields["rt"]).choices = [("", "—"), *((row.pk, row.label) for row in listed)]

    def _get_validation_exclusions(self) -> set[str]:
        """The RT was found in the list; the model need not ask for it again row by row."""
        return cast(set[str], super()._get_validation_exclusions()) | {"rt"}  # type: ignore[misc]  # Django's own hook


class ScheduleItemForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = ScheduleItem
        fields = ["step", "activity", "starts_on", "ends_on", "responsible"]

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = cycle.steps_in_order
        self.fields["step"] = forms.ChoiceField(
            label="Langkah", choices=[(step.code, step.name) for step in steps], initial=steps[0].code
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            raise ValidationError({"ends_on": "Tanggal selesai lebih awal daripada tanggal mulai."})
        return data


class SourceDocumentForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = SourceDocument
        fields = ["title", "holder", "year"]

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class OwnRowFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows of a cycle, saved with one read however many there are."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        key = form.fields["id"]
        known = {str(row.pk): row for row in self.get_queryset()}
        form.fields["id"] = ListedField(
            known, queryset=key.queryset, initial=key.initial, required=False, widget=forms.HiddenInput
        )


class TeamRowFormSet(OwnRowFormSet):
    """Members of the team; all rows share one list of RT."""

    @cached_property
    def rts(self) -> list[Neighbourhood]:
        return list(queries.decree_rts(self.instance))

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"rts": self.rts}


ROWS: dict[str, Any] = {"formset": OwnRowFormSet}
TeamFormSet = inlineformset_factory(Cycle, TeamMember, form=TeamMemberForm, formset=TeamRowFormSet, extra=2)
ScheduleFormSet = inlineformset_factory(Cycle, ScheduleItem, form=ScheduleItemForm, extra=1, **ROWS)
SourceFormSet = inlineformset_factory(Cycle, SourceDocument, form=SourceDocumentForm, extra=1, **ROWS)


class ThresholdForm(forms.Form):
    """One field per setting of the programme, filled with what is in force for the cycle."""

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = queries.thresholds(cycle)
        for setting in settings_of(cycle.track):
            self.fields[setting.key] = setting_field(setting, values[setting.key])


def setting_field(setting: Setting, value: int) -> forms.IntegerField:
    """The field of one setting within its bounds."""
    return forms.IntegerField(
        label=setting.label,
        min_value=setting.least,
        max_value=setting.most,
        initial=value,
        help_text=f"Bawaan: {setting.default}.",
    )


class ReasonForm(forms.Form):
    """A reason in words; blanks are refused."""

    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
