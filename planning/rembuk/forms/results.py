"""Minutes, decisions, evidence and the closing page."""

from __future__ import annotations

from typing import Any

from django import forms

from kumuh.core.forms import DateField, Form, SeenForm
from kumuh.core.uploads import ACCEPTED
from planning.rembuk.catalog import kind_of, subjects_for
from planning.rembuk.enums import DecisionMethod, EvidenceKind
from planning.rembuk.forms.fields import RowForm, long_text, people_field, row_formset
from planning.rembuk.models import Decision, Meeting
from planning.rembuk.queries import representatives_by_slot
from planning.rembuk.services import DecisionText, EntryRow, Officers

NEEDED = "Boleh menyusul, tetapi harus terisi untuk menutup pertemuan."
ENTRY_FIELDS = (
    "pk", "agenda_item_id", "text", "raised_by", "answer", "follow_up", "follow_up_by", "follow_up_on",
)  # fmt: skip
DECISION_FIELDS = ("text", "about", "method", "agree", "against", "abstain", "dissent")


class MinutesForm(SeenForm):
    """What was discussed under each agenda line, and the conclusion."""

    summary = long_text(
        "Kesimpulan", rows=4, required=False, help_text="Beberapa kalimat yang dibacakan di akhir rembuk."
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agenda = list(meeting.agenda.all())
        for number, item in enumerate(self.agenda, 1):
            label = f"{number}. {item.topic}"
            self.fields[f"bahas-{item.pk}"] = long_text(label, rows=3, required=False, initial=item.discussion)
        self.fields["summary"].initial = meeting.summary
        self.order_fields([*(f"bahas-{item.pk}" for item in self.agenda), "summary"])

    @property
    def discussion_fields(self) -> list[forms.BoundField]:
        return [self[f"bahas-{item.pk}"] for item in self.agenda]

    @property
    def discussions(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"bahas-{item.pk}"] for item in self.agenda}


class EntryForm(RowForm):
    """One usulan or pendapat."""

    lead = "text"
    lead_message = "Tulis usulan atau pendapatnya, atau hapus baris ini."

    text = long_text("Usulan/pendapat", rows=2, required=False)
    raised_by = forms.CharField(label="Pengusul", max_length=120, required=False)
    agenda_item_id = forms.TypedChoiceField(label="Pada acara", required=False, coerce=int, empty_value=None)
    answer = long_text("Tanggapan", rows=2, required=False)
    follow_up = long_text("Tindak lanjut", rows=2, required=False)
    follow_up_by = forms.CharField(label="Oleh siapa", max_length=120, required=False)
    follow_up_on = DateField(label="Paling lambat", required=False)

    def __init__(self, *args: Any, agenda: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((item.pk, item.topic) for item in agenda)]
        self.fields["agenda_item_id"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (data.get("follow_up") or "").strip() and not (data.get("follow_up_by") or "").strip():
            self.add_error("follow_up_by", "Tulis siapa yang mengerjakan tindak lanjut ini.")
        return data

    @property
    def row(self) -> EntryRow:
        return EntryRow(**{name: self.cleaned_data[name] for name in ENTRY_FIELDS})


EntryFormSet = row_formset(EntryForm, extra=1, most=100)


def entries_of(meeting: Meeting) -> list[dict[str, Any]]:
    return list(meeting.entries.values(*ENTRY_FIELDS))


class DecisionForm(Form):
    """A decision as taken. Whether it stands is judged by the verb, which knows who was present."""

    text = long_text("Bunyi keputusan", rows=3)
    about = forms.ChoiceField(label="Tentang")
    method = forms.ChoiceField(
        label="Cara memutuskan",
        choices=DecisionMethod.choices,
        widget=forms.RadioSelect(attrs={"data-boxes": "1", "data-cara": ""}),
        initial=DecisionMethod.CONSENSUS,
    )
    agree = people_field("Setuju", required=False)
    against = people_field("Tidak setuju", required=False)
    abstain = people_field("Abstain", required=False)
    dissent = long_text(
        "Keberatan yang dicatat", rows=2, required=False, help_text="Pendapat yang berbeda tetap ditulis."
    )

    def __init__(self, *args: Any, meeting: Meeting, kept: str = "", **kwargs: Any) -> None:
        """Subjects are those of the meeting's type; `kept` is the one of a stored decision."""
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = subjects_for(meeting.type, kept)  # type: ignore[attr-defined]  # a choice field

    @property
    def decision(self) -> DecisionText:
        return DecisionText(**{name: self.cleaned_data[name] for name in DECISION_FIELDS})

    @staticmethod
    def values_of(decision: Decision) -> dict[str, Any]:
        return {name: getattr(decision, name) for name in DECISION_FIELDS}


class EvidenceForm(Form):
    """A photo or scan; cleaned and named by the verb."""

    kind = forms.ChoiceField(label="Jenis", choices=EvidenceKind.choices)
    file = forms.FileField(
        label="Berkas",
        help_text="JPG, PNG, WEBP, HEIC; pindaian juga PDF. Lokasi pemotretan dihapus, foto dikecilkan.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "data-unggah": "1600"}),
    )
    caption = forms.CharField(label="Keterangan", max_length=200, required=False)


class ClosingForm(SeenForm):
    """Who led and signs, and why thresholds were missed."""

    chair_name = forms.CharField(label="Pimpinan rembuk", max_length=120, required=False, help_text=NEEDED)
    chair_office = forms.CharField(label="Jabatan pimpinan", max_length=80, required=False)
    secretary_name = forms.CharField(label="Notulis", max_length=120, required=False, help_text=NEEDED)
    facilitator_name = forms.CharField(label="Fasilitator pendamping", max_length=120, required=False)
    berita_acara_number = forms.CharField(
        label="Nomor berita acara",
        max_length=80,
        required=False,
        help_text="Kosongkan bila nomor diberikan saat dicetak.",
    )
    participation_note = long_text("Penjelasan fasilitator", rows=4, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = kind_of(meeting.type, meeting.cycle.track).signers.slots
        for slot in self.slots:
            self.fields[f"wakil-{slot.key}"] = forms.CharField(label=slot.label, max_length=120, required=False)

    @property
    def representative_fields(self) -> list[forms.BoundField]:
        return [self[f"wakil-{slot.key}"] for slot in self.slots]

    @property
    def representatives(self) -> dict[str, str]:
        return {slot.key: self.cleaned_data[f"wakil-{slot.key}"] for slot in self.slots}

    @property
    def officers(self) -> Officers:
        names = ("chair_name", "chair_office", "secretary_name", "facilitator_name", "berita_acara_number")
        return Officers(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def values_of(meeting: Meeting, stamp: str) -> dict[str, Any]:
        names = (
            "chair_name", "chair_office", "secretary_name", "facilitator_name", "berita_acara_number",
            "participation_note",
        )  # fmt: skip
        found = {f"wakil-{key}": row.name for key, row in representatives_by_slot(meeting).items()}
        return {name: getattr(meeting, name) for name in names} | found | {"dilihat": stamp}


class ResultForm(Form):
    """What follows on paper after closing: the signed berita acara, and where the result was made known."""

    scan = forms.FileField(
        label="Pindaian berita acara bertanda tangan",
        required=False,
        help_text="PDF atau foto. Yang sudah dikirim tetap tersimpan.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "data-unggah": "1600"}),
    )
    published_on = DateField(label="Hasil diumumkan tanggal", required=False)
    published_at = forms.CharField(
        label="Diumumkan di", max_length=200, required=False, help_text="Misalnya papan informasi kelurahan dan RW."
    )
