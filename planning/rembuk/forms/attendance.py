"""Attendance: the keyboard grid of names, the counts per RT, and the paper beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from kumuh.core.forms import Form, SeenForm
from kumuh.core.uploads import ACCEPTED
from planning.rembuk.catalog import element_choices
from planning.rembuk.enums import Element, Sex
from planning.rembuk.forms.fields import RowForm, long_text, people_field, row_formset
from planning.rembuk.models import Meeting
from planning.rembuk.services import AttendeeRow, CountRow, PaperCheck

ELSEWHERE = "0"
MOST_PEOPLE = 400
BLANK_ROWS = 20
SPARE_ROWS = 5
INSTITUTION = "Lembaga/kelurahan"
#: Lines for institutions on the page of counts of a kota.
INSTITUTION_ROWS = 12
WIDE_FIELDS = ("address", "position", "phone")
PERSON_FIELDS = ("pk", "name", "sex", "rt_id", "element", "poor", "vulnerable", *WIDE_FIELDS)


class PaperForm(SeenForm):
    """The paper list: how many signatures, why that differs, and its photo."""

    paper_total = people_field(
        "Jumlah tanda tangan di kertas", required=False, help_text="Diperlukan sebelum pertemuan ditutup."
    )
    mismatch_reason = long_text("Alasan jumlah berbeda", rows=2, required=False, max_length=1000)
    paper_photo = forms.FileField(
        label="Foto/pindaian daftar hadir kertas",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "data-unggah": "1600"}),
    )

    @property
    def paper(self) -> PaperCheck:
        return PaperCheck(self.cleaned_data["paper_total"], self.cleaned_data["mismatch_reason"])


class AttendeeForm(RowForm):
    """One person of the list. A row without name and sex is an empty line."""

    lead = "name"
    lead_message = "Tulis namanya, atau hapus baris ini."

    name = forms.CharField(label="Nama", max_length=120, required=False)
    sex = forms.ChoiceField(label="L/P", choices=[("", ""), ("L", "L"), ("P", "P")], required=False)
    rt_id = forms.TypedChoiceField(label="RT", required=False, coerce=int, empty_value=None)
    element = forms.ChoiceField(label="Unsur", choices=element_choices, initial=Element.WARGA, required=False)
    poor = forms.BooleanField(label="MBR", required=False)
    vulnerable = forms.BooleanField(label="Rentan", required=False)
    address = forms.CharField(label="Alamat luar RT", max_length=120, required=False)
    position = forms.CharField(label="Jabatan", max_length=80, required=False)
    phone = forms.CharField(label="Nomor HP", max_length=20, required=False)

    def __init__(
        self, *args: Any, rt_choices: Sequence[tuple[Any, str]], wide: bool, city: bool = False, **kwargs: Any
    ) -> None:
        """`wide` shows address, position and phone; in a `city` the institution or kelurahan stands for the RT."""
        super().__init__(*args, **kwargs)
        self.city = city
        self.fields["rt_id"].choices = rt_choices  # type: ignore[attr-defined]  # a choice field
        for name in WIDE_FIELDS if not wide else ():
            self.fields[name].widget = forms.HiddenInput()
        if city:
            self.fields["rt_id"].widget = forms.HiddenInput()
            self.fields["address"].widget = forms.TextInput(attrs={"maxlength": "120", "data-lembaga": ""})
            self.fields["address"].label = INSTITUTION
            self.fields["element"].initial = Element.PEMDA
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "data-nama": ""}
        self.fields["sex"].widget.attrs |= {"data-lp": ""}
        self.fields["rt_id"].widget.attrs |= {"data-rt": ""}
        self.fields["element"].widget.attrs |= {"data-unsur": ""}
        self.fields["poor"].widget.attrs |= {"data-mbr": ""}
        self.fields["vulnerable"].widget.attrs |= {"data-rentan": ""}

    def other_content(self) -> bool:
        return bool(self.cleaned_data.get("sex"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_content() and data.get("sex") not in Sex.values and "sex" not in self.errors:
            self.add_error("sex", "Pilih L atau P.")
        if self.city:
            self._clean_institution(data)
        elif self.has_content() and data.get("rt_id") is None and "rt_id" not in self.errors:
            self.add_error("rt_id", "Pilih RT, atau Luar.")
        return data

    def _clean_institution(self, data: dict[str, Any]) -> None:
        data["rt_id"] = 0
        data["address"] = " ".join(str(data.get("address") or "").split())
        if self.has_content() and not data["address"]:
            self.add_error("address", "Tulis lembaga atau kelurahannya.")

    @property
    def row(self) -> AttendeeRow:
        data = {name: self.cleaned_data[name] for name in PERSON_FIELDS}
        return AttendeeRow(**data | {"rt_id": data["rt_id"] or None, "element": data["element"] or Element.WARGA})


def name_formset(extra: int) -> Any:
    """The grid with so many empty lines below the people already typed."""
    return row_formset(AttendeeForm, extra=extra, most=MOST_PEOPLE)


def people_of(meeting: Meeting) -> list[dict[str, Any]]:
    """What the grid shows of the people already typed; somebody without RT is from elsewhere."""
    rows = list(meeting.attendees.values(*PERSON_FIELDS))
    return [row | {"rt_id": row["rt_id"] or ELSEWHERE} for row in rows]


def rt_choices(rts: Iterable[Any]) -> list[tuple[Any, str]]:
    """RT by number first, so that typing the number picks it: `3 / RW 1`."""
    return [("", "–"), *((rt.pk, short_label(rt)) for rt in rts), (ELSEWHERE, "Luar")]


def short_label(rt: Any) -> str:
    number, _, rw = rt.label.removeprefix("RT ").partition(" / RW ")
    short = number.lstrip("0") or number
    return f"{short} / RW {rw.lstrip('0') or rw}" if rw else short


class CountForm(Form):
    """Men, women, MBR and vulnerable people of one RT of origin; `place` names it for those who listen."""

    men = people_field("Laki-laki", required=False)
    women = people_field("Perempuan", required=False)
    poor = people_field("MBR", required=False)
    vulnerable = people_field("Rentan", required=False)

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs |= {"aria-label": f"{place}, {field.label}", "data-hitung": name}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole = (data.get("men") or 0) + (data.get("women") or 0)
        for name, label in (("poor", "MBR"), ("vulnerable", "Rentan")):
            if (data.get(name) or 0) > whole and not self.errors:
                self.add_error(name, f"{label} {data[name]} melebihi yang hadir dari RT ini ({whole}).")
        return data


class OriginForm(CountForm):
    """Men, women, MBR and vulnerable people of one institution or kelurahan."""

    origin = forms.CharField(label=INSTITUTION, max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        people = (data.get("men") or 0) + (data.get("women") or 0)
        if people and not (data.get("origin") or "").strip() and "origin" not in self.errors:
            self.add_error("origin", "Tulis lembaga atau kelurahannya.")
        return data


class OriginTable:
    """One `OriginForm` per institution or kelurahan at a meeting of the kota, in the shape of `CountTable`."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        stored = [_numbers(count) | {"origin": count.origin} for count in meeting.counts.order_by("origin", "pk")]
        count = max(INSTITUTION_ROWS, len(stored) + 4)
        self.rows = [
            (
                None,
                f"Lembaga {number}",
                OriginForm(
                    data,
                    prefix=f"asal-{number}",
                    initial=stored[number - 1] if number <= len(stored) else {},
                    place=f"Lembaga {number}",
                ),
            )
            for number in range(1, count + 1)
        ]

    def is_valid(self) -> bool:
        verdicts = [form.is_valid() for _, _, form in self.rows]
        return all(verdicts)

    @property
    def counts(self) -> list[CountRow]:
        rows = [form.cleaned_data for _, _, form in self.rows]
        return [
            CountRow(None, *_people(row), " ".join(row["origin"].split()))
            for row in rows
            if (row["men"] or 0) + (row["women"] or 0)
        ]

    @property
    def errors(self) -> list[tuple[str, Any, str]]:
        """(line, field, sentence) for the summary above the table."""
        return errors_of(self.rows)


def errors_of(rows: Iterable[tuple[Any, str, Any]]) -> list[tuple[str, Any, str]]:
    """(label, field, sentence) of every error in rows of (key, label, form)."""
    return [
        (label, form[name], str(text)) for _, label, form in rows for name in form.errors for text in form.errors[name]
    ]


class CountTable:
    """One `CountForm` per RT of origin and one for people from elsewhere; `rows` are (key, label, form)."""

    def __init__(self, meeting: Meeting, rts: Iterable[Any], data: Any = None) -> None:
        stored = {count.rt_id: count for count in meeting.counts.all()}
        places = [*((rt.pk, rt.label) for rt in rts), (None, "Dari luar RT")]
        self.rows = [
            (
                pk,
                label,
                CountForm(
                    data,
                    prefix=f"rt-{pk or ELSEWHERE}",
                    initial=_numbers(stored[pk]) if pk in stored else {},
                    place=label,
                ),
            )
            for pk, label in places
        ]

    def is_valid(self) -> bool:
        verdicts = [form.is_valid() for _, _, form in self.rows]
        return all(verdicts)

    @property
    def counts(self) -> list[CountRow]:
        return [CountRow(pk, *_people(form.cleaned_data)) for pk, _, form in self.rows]

    @property
    def errors(self) -> list[tuple[str, Any, str]]:
        """(RT, field, sentence) for the summary above the table."""
        return errors_of(self.rows)


def _people(data: dict[str, Any]) -> tuple[int, int, int, int]:
    """Men, women, MBR and vulnerable people of one line; empty is nobody."""
    return data["men"] or 0, data["women"] or 0, data["poor"] or 0, data["vulnerable"] or 0


def _numbers(count: Any) -> dict[str, int]:
    return {name: getattr(count, name) for name in ("men", "women", "poor", "vulnerable")}
