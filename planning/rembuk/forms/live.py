"""The rows that are typed during a meeting. They are the forms of the separate pages, one row at a time.

Each new row carries `kunci`, made where it is typed, so that a row that arrives twice is kept once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import time
from typing import Any, Final

from django import forms

from kumuh.core.forms import Form, SeenForm, TimeField
from planning.rembuk.clock import Clock
from planning.rembuk.forms.attendance import PERSON_FIELDS, AttendeeForm, PaperForm
from planning.rembuk.forms.fields import long_text
from planning.rembuk.forms.results import ENTRY_FIELDS, DecisionForm, EntryForm
from planning.rembuk.models import Attendee, Decision, Meeting, MinuteEntry
from planning.rembuk.queries import KnownPerson

#: Stands for the end of the meeting where a point of the agenda is asked.
END: Final = "selesai"


def new_key() -> str:
    """A mark that no other row has."""
    return secrets.token_hex(8)


def key_field() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=36, initial=new_key)


class PersonForm(AttendeeForm):
    """One person who came. What is left empty is taken over from an earlier meeting, when only one person fits."""

    sex = forms.ChoiceField(
        label="L/P", choices=[("L", "L"), ("P", "P")], required=False, widget=forms.RadioSelect(attrs={"data-lp": ""})
    )
    kunci = key_field()

    def __init__(self, *args: Any, known: Sequence[KnownPerson] = (), **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, wide=True, **kwargs)
        self.fields["name"].widget.attrs |= {"autocapitalize": "words", "enterkeyhint": "next"}

    def clean(self) -> dict[str, Any]:
        self._take_over(self.cleaned_data)
        return super().clean()

    def has_content(self) -> bool:
        return True

    def _take_over(self, data: dict[str, Any]) -> None:
        """Sex, origin and element from an earlier meeting, where this row does not say them (never type twice)."""
        name = " ".join(str(data.get("name") or "").split())
        data["name"] = name
        if not name:
            self.add_error("name", "Tulis namanya.")
        if not name or data.get("sex"):
            return
        found = [one for one in self.known if one.name.lower() == name.lower()]
        if data.get("rt_id") is not None and not self.city:
            found = [one for one in found if (one.rt_id or 0) == data["rt_id"]]
        if len(found) == 1:
            one = found[0]
            data |= {"sex": one.sex, "rt_id": one.rt_id or 0, "element": one.element, "poor": one.poor}
            data |= {"vulnerable": one.vulnerable, "address": data.get("address") or one.address}

    @staticmethod
    def values_of(person: Attendee) -> dict[str, Any]:
        values = {name: getattr(person, name) for name in PERSON_FIELDS}
        return values | {"rt_id": person.rt_id or 0}


class WishForm(EntryForm):
    """One usulan or pendapat with its answer and follow-up."""

    kunci = key_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("text") or "").strip() and "text" not in self.errors:
            self.add_error("text", "Tulis usulan atau pendapatnya.")
        return data

    @staticmethod
    def values_of(entry: MinuteEntry) -> dict[str, Any]:
        return {name: getattr(entry, name) for name in ENTRY_FIELDS}


class LiveDecisionForm(DecisionForm):
    """A decision as it falls; `pk` names one that is changed."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kunci = key_field()

    @staticmethod
    def values_of(decision: Decision) -> dict[str, Any]:
        return DecisionForm.values_of(decision) | {"pk": decision.pk}


class NoteForm(SeenForm):
    """What was discussed under one point of the agenda, or the conclusion."""

    text = long_text("Catatan", rows=3, required=False)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class PointForm(Form):
    """The button that starts a point (its key) or ends the meeting; `pukul` is when it was pressed."""

    acara = forms.CharField(max_length=20)
    pukul = TimeField(label="Pukul", required=False)

    @property
    def point(self) -> int | None:
        """Key of the point; None ends the meeting."""
        word = self.cleaned_data["acara"]
        return int(word) if word != END else None

    def clean_acara(self) -> str:
        word = str(self.cleaned_data["acara"])
        if word != END and not (word.isdecimal() and len(word) < 19):
            raise forms.ValidationError("Acara ini tidak dikenal. Muat ulang halaman.")
        return word


class TimesForm(Form):
    """The hours of the agenda typed from paper: when each point began, and when the meeting was over."""

    selesai = TimeField(label="Selesai pukul", required=False)

    def __init__(self, *args: Any, clock: Clock, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clock = clock
        for point in clock.points:
            self.fields[f"jam-{point.pk}"] = TimeField(
                label=f"{point.number}. {point.topic}", required=False, initial=point.began
            )
        self.fields["selesai"].initial = clock.finished
        self.order_fields([*(f"jam-{point.pk}" for point in clock.points), "selesai"])

    @property
    def times(self) -> dict[int, time | None]:
        return {point.pk: self.cleaned_data[f"jam-{point.pk}"] for point in self.clock.points}


class PaperCountForm(PaperForm):
    """Signatures counted on the paper; its photo is sent on the page of photos."""

    paper_photo = None  # type: ignore[assignment]  # taken away from the form

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        return {"paper_total": meeting.paper_total, "mismatch_reason": meeting.mismatch_reason}
