"""The parts of the live screen: which form each has, which verb keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import BaseForm
from django.http import Http404
from django.utils import timezone

from planning.rembuk import queries, services
from planning.rembuk.catalog import is_city, likely_subject
from planning.rembuk.forms.attendance import rt_choices
from planning.rembuk.forms.live import (
    LiveDecisionForm,
    NoteForm,
    PaperCountForm,
    PersonForm,
    PointForm,
    TimesForm,
    WishForm,
)
from planning.rembuk.models import AgendaItem, Attendee, Decision, Meeting, MinuteEntry
from planning.rembuk.queries import KnownPerson


@dataclass(frozen=True)
class LivePart:
    """`form(meeting, part, data)` binds what was sent, `save(meeting, form, by)` keeps it.

    `anchor` is the place on the page; `stamp(meeting, part)` marks the words that a note holds now.
    """

    anchor: str
    form: Callable[[Meeting, str, Any], Any]
    save: Callable[[Meeting, Any, Any], Any]
    stamp: Any = None


# --- People ---------------------------------------------------------------------------------------
def _person_form(
    meeting: Meeting, part: str, data: Any, known: Sequence[KnownPerson] | None = None, **options: Any
) -> PersonForm:
    choices = rt_choices(queries.rts_of(meeting.cycle, meeting.held_on))
    people = queries.known_people(meeting) if known is None else known
    city = is_city(meeting.cycle.track)
    return PersonForm(data, prefix="orang", rt_choices=choices, known=people, city=city, **options)


def _save_person(meeting: Meeting, form: PersonForm, by: Any) -> None:
    services.save_attendee(meeting=meeting, row=form.row, key=form.cleaned_data["kunci"], by=by)


def _paper_form(meeting: Meeting, part: str, data: Any, **options: Any) -> PaperCountForm:
    return PaperCountForm(data, prefix="kertas", **options)


def _save_paper(meeting: Meeting, form: PaperCountForm, by: Any) -> None:
    services.check_paper(meeting=meeting, paper=form.paper, by=by)


# --- Clock ----------------------------------------------------------------------------------------
def _save_point(meeting: Meeting, form: PointForm, by: Any) -> None:
    at = form.cleaned_data["pukul"] or timezone.localtime().time()
    if form.point is None:
        services.finish_agenda(meeting=meeting, at=at, by=by)
    else:
        services.start_point(meeting=meeting, point=form.point, at=at, by=by)


def _times_form(meeting: Meeting, part: str, data: Any, **options: Any) -> TimesForm:
    return TimesForm(data, prefix="jam", clock=queries.agenda_clock(meeting), **options)


def _save_times(meeting: Meeting, form: TimesForm, by: Any) -> None:
    services.write_times(meeting=meeting, times=form.times, finished=form.cleaned_data["selesai"], by=by)


# --- Minutes --------------------------------------------------------------------------------------
def _point_of(meeting: Meeting, part: str) -> AgendaItem:
    key = part.partition("-")[2]
    found = meeting.agenda.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404("Acara ini sudah tidak ada dalam susunan acara.")
    return found


def _note_form(meeting: Meeting, part: str, data: Any) -> NoteForm:
    return note_form(_point_of(meeting, part), data)


def note_form(item: AgendaItem, data: Any = None) -> NoteForm:
    """The words under one point of the agenda."""
    initial = {"text": item.discussion, "dilihat": queries.text_stamp(item.discussion)}
    form = NoteForm(data, prefix=f"bahas-{item.pk}", label=f"Pembahasan: {item.topic}", initial=initial)
    form.point = item.pk  # type: ignore[attr-defined]  # handed to the verb
    return form


def _save_note(meeting: Meeting, form: Any, by: Any) -> None:
    services.write_discussion(meeting=meeting, point=form.point, text=form.cleaned_data["text"], seen=form.seen, by=by)


def _summary_form(meeting: Meeting, part: str, data: Any) -> NoteForm:
    initial = {"text": meeting.summary, "dilihat": queries.text_stamp(meeting.summary)}
    return NoteForm(data, prefix="kesimpulan", label="Kesimpulan yang dibacakan di akhir rembuk", initial=initial)


def _save_summary(meeting: Meeting, form: NoteForm, by: Any) -> None:
    services.write_summary(meeting=meeting, text=form.cleaned_data["text"], seen=form.seen, by=by)


def _wish_form(meeting: Meeting, part: str, data: Any, **options: Any) -> WishForm:
    return WishForm(data, prefix="usulan", agenda=list(meeting.agenda.all()), **options)


def _save_wish(meeting: Meeting, form: WishForm, by: Any) -> None:
    services.save_entry(meeting=meeting, row=form.row, key=form.cleaned_data["kunci"], by=by)


# --- Decisions ------------------------------------------------------------------------------------
def _decision_form(meeting: Meeting, part: str, data: Any, **options: Any) -> LiveDecisionForm:
    kept = options.pop("kept", "")
    return LiveDecisionForm(data, prefix="putusan", meeting=meeting, kept=kept, **options)


def _save_decision(meeting: Meeting, form: LiveDecisionForm, by: Any) -> None:
    pk, key = form.cleaned_data["pk"], form.cleaned_data["kunci"]
    existing = meeting.decisions.filter(pk=pk).first() if pk else None
    services.record_decision(meeting=meeting, decision=form.decision, existing=existing, key=key, by=by)


PARTS: Final[Mapping[str, LivePart]] = {
    "orang": LivePart("hadir", _person_form, _save_person),
    "kertas": LivePart("selesai", _paper_form, _save_paper),
    "acara": LivePart("acara", lambda meeting, part, data: PointForm(data), _save_point),
    "jam": LivePart("acara", _times_form, _save_times),
    "bahas": LivePart(
        "catatan", _note_form, _save_note, lambda meeting, part: queries.text_stamp(_point_of(meeting, part).discussion)
    ),
    "kesimpulan": LivePart(
        "kesimpulan", _summary_form, _save_summary, lambda meeting, part: queries.text_stamp(meeting.summary)
    ),
    "usulan": LivePart("usulan", _wish_form, _save_wish),
    "putusan": LivePart("putusan", _decision_form, _save_decision),
}
#: What the page says after a row was kept.
ADDED: Final[Mapping[str, str]] = {
    "orang": "Peserta tercatat.",
    "kertas": "Jumlah tanda tangan tersimpan.",
    "acara": "Jam acara tercatat.",
    "jam": "Jam acara tersimpan.",
    "bahas": "Pembahasan tersimpan.",
    "kesimpulan": "Kesimpulan tersimpan.",
    "usulan": "Usulan tercatat.",
    "putusan": "Keputusan tercatat.",
}
#: Rows that can be taken back: their table and the verb.
REMOVED: Final[Mapping[str, tuple[Any, Callable[[Any, Any], None]]]] = {
    "orang": (Attendee, lambda row, by: services.remove_attendee(person=row, by=by)),
    "usulan": (MinuteEntry, lambda row, by: services.remove_entry(entry=row, by=by)),
    "putusan": (Decision, lambda row, by: services.remove_decision(decision=row, by=by)),
}


def all_forms(
    meeting: Meeting, known: Sequence[KnownPerson], asked: Mapping[str, str], sent: Mapping[str, BaseForm]
) -> dict[str, Any]:
    """Every form of the page. `asked`: a row to change (`orang=7`) or the RT that the next person keeps (`rt=3`)."""
    rows = {"orang": meeting.attendees, "usulan": meeting.entries, "putusan": meeting.decisions}
    changing = {part: _row(found, asked.get(part)) for part, found in rows.items()}
    made = {
        "orang": _person_form(meeting, "orang", None, known, initial=_first_person(changing["orang"], asked)),
        "usulan": _wish_form(meeting, "usulan", None, initial=_first_wish(changing["usulan"], meeting)),
        "putusan": _first_decision(changing["putusan"], meeting),
        "jam": _times_form(meeting, "jam", None),
        "kesimpulan": _summary_form(meeting, "kesimpulan", None),
        "kertas": _paper_form(meeting, "kertas", None, initial=PaperCountForm.values_of(meeting)),
    }
    notes = [(item, sent.get(f"bahas-{item.pk}") or note_form(item)) for item in meeting.agenda.all()]
    return {part: sent.get(part) or form for part, form in made.items()} | {"bahas": notes, "changing": changing}


def _first_person(person: Attendee | None, asked: Mapping[str, str]) -> dict[str, Any]:
    return PersonForm.values_of(person) if person else {"rt_id": asked.get("rt")}


def _first_wish(entry: MinuteEntry | None, meeting: Meeting) -> dict[str, Any]:
    """A new usulan belongs to the point that is discussed now."""
    now = queries.agenda_clock(meeting).now
    return WishForm.values_of(entry) if entry else {"agenda_item_id": now.pk if now else None}


def _first_decision(decision: Decision | None, meeting: Meeting) -> LiveDecisionForm:
    if decision:
        initial = LiveDecisionForm.values_of(decision)
        return _decision_form(meeting, "putusan", None, initial=initial, kept=decision.about)
    return _decision_form(meeting, "putusan", None, initial={"about": likely_subject(meeting.type, meeting.step)})


def _row(rows: Any, key: str | None) -> Any:
    """The row with the key that an address names; None for anything else."""
    return rows.filter(pk=key).first() if key and key.isdecimal() and len(key) < 19 else None
