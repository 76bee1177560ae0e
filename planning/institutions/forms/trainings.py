"""Forms of trainings: the training, its list of people, the grid of scores, a material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone

from kumuh.areas.models import Region
from kumuh.core.forms import CountField, LockedModelForm, ScanField, SeenForm
from kumuh.core.forms.rows import row_formset
from kumuh.core.uploads import CleanFile
from planning.cycles.models import Cycle
from planning.institutions.catalog import Topic, TopicSet
from planning.institutions.enums import Grasp
from planning.institutions.forms.people import PersonRowForm
from planning.institutions.models import Material, Participant, Training
from planning.institutions.models.trainings import HIGHEST
from planning.institutions.services import NewPerson, Score, TrainingFacts

MOST_NEW, BLANK_NEW = 60, 3
#: The three answers of the grid with the letter on the button and what it means.
MARKS = ((Grasp.UNDERSTOOD.value, "P", "paham"), (Grasp.NOT_YET.value, "B", "belum"), ("", "–", "tidak dinilai"))


class TrainingForm(LockedModelForm):
    """What was taught, when, where and by whom."""

    topics = forms.MultipleChoiceField(label="Materi", widget=forms.CheckboxSelectMultiple)
    pindaian = ScanField(
        label="Daftar hadir bertanda tangan",
        required=False,
        help_text="PDF atau foto; boleh menyusul sesudah pelatihan.",
    )

    class Meta(LockedModelForm.Meta):
        model = Training
        fields = ("title", "topics", "held_on", "ends_on", "place", "trainers", "cycle", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}  # Django reads it once
        help_texts = {  # Django reads it once
            "title": "Misalnya Pelatihan TIPP dan BKM.",
            "ends_on": "Kosongkan bila selesai pada hari yang sama.",
            "trainers": "Nama dan lembaganya, dipisah koma.",
        }

    def __init__(self, *args: Any, region: Region, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.code, one.name) for one in self.instance.curriculum.topics]
        cast(forms.MultipleChoiceField, self.fields["topics"]).choices = choices
        cycles = Cycle.objects.filter(region=region).select_related("region").order_by("-fiscal_year", "-pk")
        cast(forms.ModelChoiceField, self.fields["cycle"]).queryset = cycles

    @property
    def facts(self) -> TrainingFacts:
        known = {name: self.cleaned_data[name] for name in TrainingFacts.__dataclass_fields__}
        return TrainingFacts(**known | {"topics": tuple(known["topics"])})

    @property
    def scan(self) -> CleanFile | None:
        return self.cleaned_data.get("pindaian")


def first_training(topic_set: TopicSet) -> dict[str, Any]:
    """What the form of a new training begins with: every topic, today."""
    return {"topics": [one.code for one in topic_set.topics], "held_on": timezone.localdate(), "title": topic_set.name}


class PeopleForm(SeenForm):
    """Who stays on the list and who is added from the lists that exist."""

    tetap = forms.TypedMultipleChoiceField(required=False, coerce=int)
    pilih = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, here: Sequence[Participant], offered: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.here, self.offered = here, offered
        cast(forms.ChoiceField, self.fields["tetap"]).choices = [(row.pk, row.name) for row in here]
        cast(forms.ChoiceField, self.fields["pilih"]).choices = [(one.key, one.name) for one in offered]

    @property
    def groups(self) -> list[tuple[str, list[tuple[Any, bool]]]]:
        """The lists that exist with their people, and whether each was chosen."""
        chosen = set(self["pilih"].value() or ())
        found: dict[str, list[tuple[Any, bool]]] = {}
        for one in self.offered:
            found.setdefault(one.group, []).append((one, one.key in chosen))
        return list(found.items())

    @property
    def listed(self) -> list[tuple[Participant, bool]]:
        """People of the training, and whether they stay."""
        staying = {str(one) for one in self["tetap"].value() or ()}
        return [(row, not self.is_bound or str(row.pk) in staying) for row in self.here]


class NewPersonForm(PersonRowForm):
    """Somebody who stands in no list."""

    lead_message = "Tulis namanya, atau kosongkan baris ini."

    institution_id = forms.TypedChoiceField(label="Lembaga", required=False, coerce=int, empty_value=None)
    origin = forms.CharField(label="Asal", max_length=120, required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution_id"].choices = [("", "– tanpa lembaga –"), *bodies]  # type: ignore[attr-defined]

    @property
    def row(self) -> NewPerson:
        data = self.cleaned_data
        return NewPerson(**self.person, institution_id=data["institution_id"] or None, origin=data["origin"])


def new_people(extra: int) -> Any:
    """The table of people who stand in no list, with so many empty lines."""
    return row_formset(NewPersonForm, extra=extra, most=MOST_NEW)


class ScoresForm(SeenForm):
    """One line per participant: present, score before and after, grasp of each topic."""

    def __init__(self, *args: Any, people: Sequence[Participant], topics: Sequence[Topic], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people, self.topics = people, topics
        choices = [(code, words) for code, _, words in MARKS]
        for row in people:
            self.fields[f"h{row.pk}"] = forms.BooleanField(label="Hadir", required=False, initial=row.present)
            for name, label, value in (("a", "Sebelum", row.before), ("z", "Sesudah", row.after)):
                self.fields[f"{name}{row.pk}"] = CountField(
                    label=f"{label}, {row.name}", required=False, initial=value, min_value=0, max_value=HIGHEST
                )
            for topic in topics:
                self.fields[f"{topic.code}-{row.pk}"] = forms.ChoiceField(
                    label=f"{topic.name}, {row.name}", choices=choices, required=False, initial=row.grasp(topic)
                )

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Each participant with the fields of their line; `marks` are (topic, name of the field, value)."""
        for row in self.people:
            marks = [(topic, f"{topic.code}-{row.pk}", self[f"{topic.code}-{row.pk}"].value()) for topic in self.topics]
            fields = {
                name: self[f"{code}{row.pk}"] for name, code in (("present", "h"), ("before", "a"), ("after", "z"))
            }
            yield {"person": row, "marks": marks} | fields

    @property
    def scores(self) -> list[Score]:
        """What was typed, one per participant."""
        data = self.cleaned_data
        return [
            Score(
                row.pk,
                present=data[f"h{row.pk}"],
                before=_whole(data[f"a{row.pk}"]),
                after=_whole(data[f"z{row.pk}"]),
                grasps={topic.code: data[f"{topic.code}-{row.pk}"] for topic in self.topics},
            )
            for row in self.people
        ]


def _whole(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


class MaterialForm(LockedModelForm):
    """A file or an address for a topic."""

    link = forms.URLField(
        label="Alamat",
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text="Bila bahannya ada di internet.",
    )
    berkas = ScanField(label="Berkas", required=False, help_text="PDF atau foto.")

    class Meta(LockedModelForm.Meta):
        model = Material
        fields = ("topic", "title", "link")

    def __init__(self, *args: Any, topic_set: TopicSet, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.code, one.name) for one in topic_set.topics]
        self.fields["topic"] = forms.ChoiceField(label="Materi", choices=choices)

    def _post_clean(self) -> None:
        """The verb checks; the row is not validated before it has its place and file."""
