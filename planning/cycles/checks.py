"""What gates ask of cycles and conditions, and who decides on steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from kumuh.accounts.enums import Role
from kumuh.conditions.models import RtRecord
from kumuh.conditions.registry import RT_PIN, SurveyLock, register_lock, register_review
from kumuh.core.formats import tanggal
from kumuh.reviews.errors import NotReady
from kumuh.reviews.models import Review
from kumuh.reviews.pins import key_of, keys_of, kind_of
from kumuh.reviews.registry import (
    Chain,
    PinPlace,
    Reminder,
    Subject,
    Workers,
    register_chain,
    register_deadline,
    register_pin,
    register_reminders,
    register_subject,
    register_workers,
)
from kumuh.reviews.rules import REOPENERS
from planning.cycles import queries, services
from planning.cycles.catalog import PRINCIPLE_SETS, TRACKS, Entry, EntryKind, Step, find_step
from planning.cycles.errors import GateShort
from planning.cycles.models import Cycle, ScheduleItem, StepState
from planning.cycles.queries.reflections import answered_principles
from planning.cycles.queries.unlocks import people_with_keys, subjects_opened_to
from planning.cycles.record import dates_in_order, paper_lacks, shortcomings
from planning.cycles.registry import (
    Missing,
    Part,
    of_check,
    of_own_step,
    register_carrier,
    register_check,
    register_rows,
)
from planning.cycles.services.carrying import carry_references, carry_team

#: The check whose step holds the data of the seven indicators.
MAPPING = "survei"


def preparation_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """SK in force, data of its RT, team, schedule for every step, first data."""
    page = reverse("cycles:preparation-edit", args=[cycle.pk])
    yield _decree_part(cycle)
    yield _profile_part(cycle, complete=False)
    team = cycle.team.count()
    yield Part(
        "Tim perencana",
        f"{page}#tim",
        () if team else (Missing("Tim perencana belum diisi.", f"{page}#tim"),),
        f"{team} orang",
    )
    scheduled = _scheduled(cycle)
    unscheduled = [step.name for step in cycle.steps_in_order if step.code not in scheduled]
    yield Part(
        "Jadwal cepat",
        f"{page}#jadwal",
        (Missing(f"Jadwal belum memuat: {', '.join(unscheduled)}.", f"{page}#jadwal"),) if unscheduled else (),
    )
    sources = cycle.sources.count()
    yield Part(
        "Data awal",
        f"{page}#data-awal",
        () if sources else (Missing("Belum ada data awal atau data sekunder yang dicatat.", f"{page}#data-awal"),),
        f"{sources} sumber",
    )


def survey_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every RT of the SK has complete counts for all criteria."""
    yield _profile_part(cycle, complete=True)


def record_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every required entry of the step's record is answered and keeps its bounds; optional ones only the bounds."""
    url = reverse("cycles:record-edit", args=[cycle.pk, step.code])
    answered = queries.answers(cycle, step.code)
    missing = tuple(
        Missing(f"{_named(entry)} {', '.join(short)}.", f"{url}#id_{entry.key}")
        for entry in step.entries
        if (entry.required or answered.get(entry.key)) and (short := shortcomings(entry, answered.get(entry.key)))
    )
    asked = sum(entry.required for entry in step.entries)
    told = f"{max(asked - len(missing), 0)} dari {asked} isian" if asked else "boleh kosong"
    yield Part("Catatan langkah", url, missing, told)


def _named(entry: Entry) -> str:
    """The entry at the start of a sentence; the sentence that is ticked stands in quotes."""
    return f"“{entry.label}”" if entry.kind == EntryKind.YES else entry.label


def paper_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every required paper of the step is kept, numbered where it has a number, and made known where it must be."""
    kept = queries.papers(cycle, step.code)
    for output in step.papers:
        if not output.required:
            continue
        url = reverse("cycles:paper-edit", args=[cycle.pk, step.code, output.code])
        short = paper_lacks(output, kept.get(output.code))
        missing = [Missing(f"{output.title}: belum ada {', '.join(short)}.", url)] if short else []
        earlier = step.paper(output.later_than)
        if earlier is not None and not dates_in_order(kept.get(earlier.code), kept.get(output.code)):
            missing.append(Missing(f"{output.title} harus bertanggal sesudah {earlier.title.lower()}.", url))
        yield Part(output.title, url, tuple(missing))


def reflection_parts(cycle: Cycle, step: Step, options: Mapping[str, Any]) -> Iterator[Part]:
    """Every principle of the set `prinsip` is answered for this stage; with `wajib=False` it is counted, not asked."""
    asked = PRINCIPLE_SETS[options["prinsip"]]
    answered = answered_principles(cycle, step.code)
    lacking = [one.name for one in asked.principles if one.code not in answered]
    url = reverse("cycles:reflection-edit", args=[cycle.pk, step.code])
    short = bool(lacking) and options.get("wajib", True)
    missing = (Missing(f"Refleksi {asked.name} belum dijawab: {', '.join(lacking)}.", url),) if short else ()
    yield Part(f"Refleksi {asked.name}", url, missing, f"{len(asked) - len(lacking)} dari {len(asked)} prinsip")


def _decree_part(cycle: Cycle) -> Part:
    decree = cycle.decree
    if decree is None or decree.revoked_on is not None:
        url = reverse("areas:decree-list")
        return Part(
            "SK Kumuh berlaku", url, (Missing("Siklus ini tidak lagi berada dalam SK Kumuh yang berlaku.", url),)
        )
    return Part("SK Kumuh berlaku", reverse("areas:decree-detail", args=[decree.pk]), note=f"Nomor {decree.number}")


def _scheduled(cycle: Cycle) -> set[str]:
    return set(cycle.schedule.values_list("step", flat=True))


def _profile_part(cycle: Cycle, *, complete: bool) -> Part:
    """Records of the survey year for the RT of the SK; `complete` also asks for a total in each."""
    url = reverse("conditions:survey-detail", args=[cycle.region_id, cycle.survey_year])
    records = RtRecord.objects.filter(neighbourhood=OuterRef("pk"), year=cycle.survey_year or 0)
    if complete:
        records = records.exclude(total=None)
    wanted = queries.decree_rts(cycle).annotate(measured=Exists(records)).values_list("label", "measured")
    lacking = [label for label, measured in wanted if not measured]
    word = "lengkap" if complete else "masuk"
    missing = (Missing(f"Data 7 indikator belum {word}: {_some(lacking)}.", url),) if lacking else ()
    return Part("Data 7 indikator per RT", url, missing, f"{len(wanted) - len(lacking)} dari {len(wanted)} RT")


def _some(labels: list[str], limit: int = 5) -> str:
    more = len(labels) - limit
    return ", ".join(labels[:limit]) + (f" dan {more} RT lain" if more > 0 else "")


def describe_steps(ids: Iterable[int]) -> dict[int, Subject]:
    """Title, page and region of the reviewed steps, in one query."""
    states = StepState.objects.filter(pk__in=list(ids)).select_related("cycle__region")
    return {
        state.pk: Subject(
            title=f"{find_step(state.cycle.track, state.step).name} – {state.cycle}",
            url=queries.step_url(state.cycle, state.step),
            region=state.cycle.region.name,
        )
        for state in states
    }


def step_deadlines(ids: Iterable[int]) -> dict[int, date]:
    """The last day of each step in the quick schedule of its cycle; unscheduled steps have none. One query."""
    planned = ScheduleItem.objects.filter(cycle=OuterRef("cycle"), step=OuterRef("step")).order_by("-ends_on")
    states = StepState.objects.filter(pk__in=list(ids)).annotate(ends_on=Subquery(planned.values("ends_on")[:1]))
    return dict(states.exclude(ends_on=None).values_list("pk", "ends_on"))


def key_reminders(user: Any) -> Iterator[Reminder]:
    """The keys that a person holds today."""
    for key in queries.keys_of(user):
        name = find_step(key.cycle.track, key.step).name
        url = queries.step_url(key.cycle, key.step)
        words = f"sampai {tanggal(key.until)}. {key.reason}"
        yield Reminder(f"{name} – {key.cycle}", url, key.cycle.region.name, words)


def _gate(state_id: int) -> list[str]:
    state = StepState.objects.select_related("cycle").get(pk=state_id)
    return [*queries.order_sentences(state), *queries.gate_sentences(state)]


def _close(state_id: int) -> None:
    """Close the approved step; what became short since the gate was asked takes the approval back with a sentence."""
    try:
        services.close_approved_step(state_id=state_id)
    except GateShort as short:
        raise NotReady(list(short.missing)) from short


def _reopen(state_id: int) -> None:
    services.reopen_after_review(state_id=state_id)


def _register_chain(step: Step) -> None:
    """The chain of a step, as the catalogue declares who decides on it."""
    approval = step.approval
    if approval is None:
        raise ValueError(f"{step.code}: a chain needs an approval")
    register_chain(
        Chain(
            code=step.chain,
            title=step.name,
            subject_type=queries.SUBJECT,
            submit_roles=approval.drafted_by,
            verify_roles=approval.verified_by,
            approve_roles=approval.signed_by,
            reopen_roles=(approval.verified_by & REOPENERS) | {Role.POKJA},
            consult_roles=approval.consulted,
            informed_roles=approval.informed,
            on_submit=_gate,
            on_verify=_gate,
            on_approve=_gate,
            after_approve=_close,
            after_reopen=_reopen,
        )
    )


def survey_locks(kelurahan_code: str, year: int) -> list[SurveyLock]:
    """A survey that a cycle stands on is locked while its mapping step is under review or closed.

    After a partial return the RT with a note stay open.
    """
    locks = []
    for cycle in _standing_on(kelurahan_code, year):
        found = queries.opening(cycle, queries.step_asking(cycle, MAPPING))
        if not found.whole:
            marked = frozenset(keys_of(pin for pin in found.pins if kind_of(pin) == RT_PIN))
            locks.append(SurveyLock(f"Data RT tahun {year} dipakai {cycle}. {found.refusal}", marked))
    return locks


def survey_review(kelurahan_code: str, year: int) -> Review | None:
    """The review in which the data of a survey are examined: that of the newest cycle that stands on it."""
    cycle = _standing_on(kelurahan_code, year).last()
    return queries.review_at(cycle, MAPPING) if cycle else None


def _standing_on(kelurahan_code: str, year: int) -> QuerySet[Cycle]:
    cycles = Cycle.objects.filter(region_id=kelurahan_code, survey_year=year, track__in=_tracks_asking(MAPPING))
    return cycles.select_related("region").order_by("pk")


def _tracks_asking(check: str) -> list[str]:
    return [track for track, info in TRACKS.items() if info.step_asking(check)]


def rt_places(review: Review, pins: Collection[str]) -> dict[str, PinPlace]:
    """Where the data of pinned RT are changed and read, in the survey year of the cycle. One query."""
    cycle = Cycle.objects.filter(steps__pk=review.subject_id).first()
    if cycle is None or not cycle.survey_year:
        return {}
    return {pin: _rt_place(cycle, key) for pin in pins if (key := key_of(pin)) is not None}


def _rt_place(cycle: Cycle, rt: int) -> PinPlace:
    place = [cycle.region_id, cycle.survey_year, rt]
    return PinPlace(reverse("conditions:rt-record-edit", args=place), reverse("conditions:rt-record", args=place))


def register() -> None:
    """Called once when the app is ready."""
    register_lock(survey_locks)
    register_review(survey_review)
    register_pin(RT_PIN, rt_places)
    register_subject(queries.SUBJECT, describe_steps)
    register_deadline(queries.SUBJECT, step_deadlines)
    register_workers(queries.SUBJECT, Workers(people=people_with_keys, subjects=subjects_opened_to))
    register_reminders("Terbuka sementara untuk Anda", key_reminders)
    for info in TRACKS.values():
        for step in info.steps:
            if step.chain:
                _register_chain(step)
    register_check("persiapan", preparation_parts)
    register_check("survei", survey_parts)
    register_check("catatan", record_parts)
    register_check("berkas", paper_parts)
    register_check("refleksi", reflection_parts)
    register_carrier(10, carry_team)
    register_carrier(20, carry_references)
    _register_rows()


def _register_rows() -> None:
    """The tables of this app and the data of RT, by the step in which they are worked on."""
    for table in ("cycles.stepanswer", "cycles.steppaper", "cycles.principlenote"):
        register_rows(table, of_own_step())
    for table in ("cycles.teammember", "cycles.scheduleitem", "cycles.sourcedocument"):
        register_rows(table, of_check("persiapan", "cycle"))
    register_rows("conditions.rtrecord", _record_rows)


def _record_rows(cycle: Cycle, step: Step) -> Mapping[str, Any] | None:
    asked = step.code == queries.step_asking(cycle, MAPPING)
    return {"kelurahan_id": cycle.region_id, "year": cycle.survey_year} if asked else None
