"""The head of a session, its groups, its conclusion, its photos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from kumuh.core.formats import tanggal
from kumuh.core.forms import CountField, Form, LockedModelForm, ReasonField, SeenForm
from kumuh.core.forms.rows import RowForm, row_formset
from kumuh.core.uploads import ACCEPTED
from planning.methods.catalog import INDICATORS
from planning.methods.enums import GroupKind
from planning.methods.models import MethodGroup, MethodSession
from planning.methods.queries import group_stamp, meetings_to_use
from planning.methods.services import Conclusion, GroupText, SessionText
from planning.methods.services.groups import MOST_GROUPS
from planning.rembuk.models import Meeting

FROM_MEETING = "Kosongkan bila sama dengan yang tertulis pada rembuknya."
MOST_PEOPLE = 2000
#: What a field says about itself that may be empty until the result is agreed.
LATER = "boleh menyusul"


class MeetingChoice(forms.ModelChoiceField):
    """A rembuk by its day and title."""

    def label_from_instance(self, obj: Meeting) -> str:  # type: ignore[override]  # rows of rembuk only
        return f"{tanggal(obj.held_on)} – {obj.title}"


class SessionForm(LockedModelForm):
    """The head of a session. Inside a rembuk the day is that of the rembuk."""

    meeting = MeetingChoice(
        label="Dilakukan dalam rembuk",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Di luar rembuk",
        help_text="Tanggal, tempat, pemandu dan pencatat lalu diambil dari rembuk itu.",
    )
    aspect = forms.TypedChoiceField(
        label="Tentang indikator",
        choices=[("", "Lebih dari satu indikator"), *INDICATORS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta(LockedModelForm.Meta):
        model = MethodSession
        fields = ("title", "topic", "aspect", "meeting", "held_on", "place", "facilitator", "recorder")
        help_texts = {  # Django reads it once
            "held_on": "Hanya bila di luar rembuk.",
            "place": FROM_MEETING,
            "facilitator": FROM_MEETING,
            "recorder": FROM_MEETING,
            "topic": "Misalnya: genangan di gang 3.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["meeting"]).queryset = meetings_to_use(self.instance.cycle)

    @property
    def text(self) -> SessionText:
        return SessionText(**{name: self.cleaned_data[name] for name in SessionText.__dataclass_fields__})


class ConclusionForm(LockedModelForm):
    """What the group concluded."""

    class Meta(LockedModelForm.Meta):
        model = MethodSession
        fields = ("conclusion", "follow_up", "note", "representative")
        widgets = {  # Django reads it once
            "conclusion": forms.Textarea(attrs={"rows": 4}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "conclusion": "Beberapa kalimat yang dibacakan kepada peserta; harus terisi sebelum disepakati.",
            "follow_up": "Siapa mengerjakan apa, paling lambat kapan.",
            "note": "Misalnya: siapa yang banyak bicara, siapa yang diam, apa yang diperdebatkan.",
            "representative": "Dicetak pada lembar hasil.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["conclusion"].need = LATER  # type: ignore[attr-defined]  # read by the pages

    @property
    def text(self) -> Conclusion:
        return Conclusion(**{name: self.cleaned_data[name] for name in Conclusion.__dataclass_fields__})


class GroupForm(RowForm):
    """One group; a row without a kind is not there."""

    lead = "kind"
    lead_message = "Pilih kelompoknya, atau hapus baris ini."
    kind = forms.ChoiceField(label="Kelompok", choices=[("", "–"), *GroupKind.choices], required=False)
    name = forms.CharField(
        label="Nama sendiri",
        max_length=120,
        required=False,
        help_text="Bila perlu, misalnya “Ibu-ibu posyandu Melati”.",
    )
    men = CountField(
        label="Laki-laki", max_value=MOST_PEOPLE, required=False, widget=forms.TextInput(attrs={"class": "w-short"})
    )
    women = CountField(
        label="Perempuan", max_value=MOST_PEOPLE, required=False, widget=forms.TextInput(attrs={"class": "w-short"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("men", "women"):
            self.fields[name].need = LATER  # type: ignore[attr-defined]  # read by the pages

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == GroupKind.LAIN and not (data.get("name") or "").strip():
            self.add_error("name", "Tulis nama kelompoknya.")
        return data

    @property
    def text(self) -> GroupText:
        return GroupText(**{name: self.cleaned_data[name] for name in GroupText.__dataclass_fields__})


GroupFormSet: Any = row_formset(GroupForm, extra=2, most=MOST_GROUPS)


def stored_groups(session: MethodSession) -> list[Mapping[str, Any]]:
    """What the list of groups shows: what is stored."""
    return list(session.groups.values("pk", "kind", "name", "men", "women"))


def removed_groups(formset: Any) -> list[int]:
    """Keys of stored groups whose row was ticked away or emptied; after `is_valid()`."""
    kept = {form.cleaned_data.get("pk") for form in formset.kept()}
    return [pk for form in formset.forms if (pk := form.cleaned_data.get("pk")) and pk not in kept]


class StampForm(SeenForm):
    """The mark of what a page of rows held when it was opened."""

    @staticmethod
    def of_groups(session: MethodSession) -> dict[str, str]:
        return {"dilihat": group_stamp(session)}


class PhotoForm(Form):
    """A photo or scan; cleaned and named by the verb."""

    file = forms.FileField(
        label="Berkas",
        help_text="JPG, PNG, WEBP, HEIC; pindaian juga PDF. Lokasi pemotretan dihapus, foto dikecilkan.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "data-unggah": "1600"}),
    )
    caption = forms.CharField(label="Keterangan", max_length=200, required=False)
    group: Any = forms.ModelChoiceField(
        label="Kelompok", queryset=MethodGroup.objects.none(), required=False, empty_label="Semua kelompok"
    )
    has_people = forms.BooleanField(
        label="Memuat nama atau wajah warga yang dapat dikenali",
        initial=True,
        required=False,
        help_text="Foto seperti itu hanya terlihat oleh yang bekerja dengan nama warga dan tidak ikut dicetak.",
    )

    def __init__(self, *args: Any, session: MethodSession, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["group"]).queryset = session.groups.all()


class ReasonForm(Form):
    """A reason in words; blanks are refused."""

    alasan = ReasonField(max_length=300)
