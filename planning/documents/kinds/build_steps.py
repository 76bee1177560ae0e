"""How the sheet of one step is built: record, meetings, decisions, papers, gate, review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.core.formats import show_number, tanggal
from kumuh.reviews.enums import ReviewVerb
from kumuh.reviews.queries import opinions, signatures
from planning.cycles.catalog import Output, Step, find_step
from planning.cycles.enums import StepStatus, Track
from planning.cycles.queries import answers, late_sentences, papers, review_of_step
from planning.cycles.queries.printing import step_for_print
from planning.cycles.registry import parts_of
from planning.documents.kinds import chains, frame
from planning.documents.kinds.build_records import facts_of, tables_of, ticks_of
from planning.documents.kinds.builders import Builder, SubjectFacts
from planning.documents.kinds.common import DocumentMeta, Gap, Text
from planning.documents.kinds.opinions import opinions_table
from planning.documents.kinds.reflections import stage_reflections
from planning.documents.kinds.step_sheet import Asked, DecidedThere, Move, PaperKept, StepSheet
from planning.rembuk.enums import DecisionMethod
from planning.rembuk.queries import closed_meetings, decisions

CODE = "lembar-langkah"
#: The fast track prints its own four papers instead.
WITHOUT_SHEET: Final = frozenset({Track.P2KP})


def read_step(pk: int) -> Any:
    """The state of a step with its cycle; LookupError with a sentence when it has no sheet."""
    try:
        state = step_for_print(pk)
    except ObjectDoesNotExist:
        raise LookupError(f"Tidak ada langkah dengan nomor {pk}.") from None
    if state.cycle.track in WITHOUT_SHEET:
        raise LookupError(f"Langkah {state.cycle.get_track_display()} mempunyai dokumennya sendiri.")
    return state


def describe(state: Any) -> SubjectFacts:
    """Facts of the sheet: final while the step is closed."""
    cycle, step = state.cycle, find_step(state.cycle.track, state.step)
    return SubjectFacts(
        region_code=cycle.region_id,
        body=body_of(cycle),
        title=f"Lembar Langkah {step.code} {step.name} – {cycle}",
        final=state.status == StepStatus.CLOSED,
        file_stem=frame.file_stem("lembar-langkah", step.code, cycle.region.name, cycle.fiscal_year),
        cycle_id=cycle.pk,
        late=late_sentences(cycle, step.code),
        refusal="" if state.status != StepStatus.NOT_STARTED else "Langkah ini belum dimulai, jadi belum ada isinya.",
    )


def body_of(cycle: Any) -> str:
    """Whose letterhead the sheet carries: the kelurahan office, or Pokja PKP in the programme of the kota."""
    return frame.POKJA if cycle.track == Track.CITY else frame.KELURAHAN


def build(state: Any, meta: DocumentMeta) -> StepSheet:
    """The sheet of the step as it stands now."""
    cycle = state.cycle
    step = find_step(cycle.track, state.step)
    recorded = answers(cycle, step.code)
    review = review_of_step(state)
    events = frame.moves_of(cycle, step.code)
    order = [one.step for one in cycle.steps.all()]
    roles = chains.signers_of(step, cycle.track, {event.role for event in events})
    return StepSheet(
        meta=meta,
        letterhead=frame.letterhead_of(cycle.region, body_of(cycle)),
        signatures=frame.signature_block(
            roles,
            cycle.region,
            frame.ratified_on(cycle, step.code) if state.status == StepStatus.CLOSED else None,
            frame.deputies_of(cycle, step.code),
            chains.people_of(cycle, events),
        ),
        place=frame.place_of(cycle.region),
        programme=cycle.get_track_display(),
        years=cycle.years,
        number=order.index(step.code) + 1,
        steps=len(order),
        code=step.code,
        name=step.name,
        phase=step.phase,
        purpose=step.purpose,
        facilitated_by=step.facilitated_by,
        attended_by=step.attended_by,
        outputs=step.outputs,
        source=step.source,
        standing=_standing(state),
        facts=facts_of(step.entries, recorded),
        ticks=ticks_of(step.entries, recorded),
        tables=tables_of(step.entries, recorded),
        meetings=frame.meeting_refs(closed_meetings(cycle, step.code)),
        opinions=opinions_table(cycle, step.code) if _is_answered_there(step) else None,
        decisions=tuple(_decided(row) for row in decisions(cycle) if row.meeting.step == step.code),
        papers=_papers(step.papers, papers(cycle, step.code)),
        asked=tuple(
            Asked(label=part.label, note=part.note, missing=tuple(one.text for one in part.missing))
            for part in parts_of(step, cycle)
        ),
        rule=step.gate,
        moves=_moves(state, step, review, events),
        approved_by=step.approved_by,
        reflections=stage_reflections(cycle, step.code),
    )


def _is_answered_there(step: Step) -> bool:
    """Whether the gate asks for an answer to every opinion, so that the sheet shows them."""
    return any(one.check == "dijawab" for one in step.needs)


def _standing(state: Any) -> str:
    """Where the step stands, in a sentence."""
    begun = f"Dimulai {tanggal(timezone.localdate(state.opened_at))}. " if state.opened_at else ""
    if state.status == StepStatus.CLOSED and state.closed_at:
        said = f"Selesai {tanggal(timezone.localdate(state.closed_at))}."
    else:
        said = "Sedang berjalan."
    again = f" Pernah dibuka kembali: {state.reopened_reason.strip()}" if state.reopened_reason.strip() else ""
    return f"{begun}{said}{again}"


def _decided(row: Any) -> DecidedThere:
    if row.method == DecisionMethod.CONSENSUS:
        how = "Musyawarah mufakat"
    else:
        how = (
            f"Suara terbanyak: setuju {show_number(row.agree)}, tidak {show_number(row.against)}, "
            f"abstain {show_number(row.abstain or 0)}"
        )
    dissent = f". Keberatan: {row.dissent.strip()}" if row.dissent.strip() else ""
    return DecidedThere(meeting=row.meeting.title, on=row.meeting.held_on, text=row.text, how=f"{how}{dissent}")


def _papers(wanted: Iterable[Output], kept: Mapping[str, Any]) -> tuple[PaperKept, ...]:
    """The papers that the step asks for; one that may be missing is listed only when it is there."""
    return tuple(_paper(one, kept.get(one.code)) for one in wanted if one.required or one.code in kept)


def _paper(output: Output, row: Any) -> PaperKept:
    number: Text = (row.number if row else "") or (Gap("nomor") if output.numbered else "–")
    published: Text = "–"
    if row and row.published_on:
        published = ", ".join(part for part in (tanggal(row.published_on), row.published_at) if part)
    elif output.published:
        published = Gap("tanggal diumumkan")
    return PaperKept(
        title=output.title,
        number=number,
        on=row.dated_on if row else None,
        scanned=bool(row and row.file),
        published=published,
    )


# --- Who decided ----------------------------------------------------------------------------------------------
def _moves(state: Any, step: Any, review: Any, events: list[Any]) -> tuple[Move, ...]:
    """Drafted, heard, verified, signed, told, in that order; what is still to be done has a gap for a name."""
    if step.approval is None:
        return (_closed(state, step),)
    if review is None:
        return tuple(_move(part, None, roles) for part, roles in _parts(step.approval))
    drafted = next((event for event in reversed(events) if event.verb == ReviewVerb.SUBMIT), None)
    verified = next((event for event in reversed(events) if event.verb == ReviewVerb.VERIFY), None)
    told = [event for event in events if event.verb == ReviewVerb.ACKNOWLEDGE]
    return (
        _move("Mengajukan", drafted, step.approval.drafted_by),
        *(_move("Memberi pertimbangan", one.event, one.roles) for one in opinions(review)),
        _move("Memverifikasi", verified, step.approval.verified_by),
        *(_move("Mengesahkan", one.event, one.roles) for one in signatures(review)),
        *(_move("Mengetahui", event, {event.role}) for event in told),
    )


def _parts(approval: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """What a chain asks for before its review was opened."""
    yield "Mengajukan", approval.drafted_by
    yield from (("Memberi pertimbangan", roles) for roles in approval.consulted)
    yield "Memverifikasi", approval.verified_by
    yield from (("Mengesahkan", roles) for roles in approval.signed_by)


def _move(part: str, event: Any, roles: Iterable[str]) -> Move:
    if event is None:
        return Move(part=part, capacity=role_names(roles), name=Gap(f"yang {part.lower()}"))
    return Move(
        part=part,
        capacity=event.capacity,
        name=event.by.name,
        on=timezone.localdate(event.at),
        words=event.reason.strip(),
    )


def _closed(state: Any, step: Any) -> Move:
    capacity = role_names(step.closers)
    if state.closed_by is None or state.closed_at is None:
        return Move(part="Menutup langkah", capacity=capacity, name=Gap("yang menutup langkah"))
    on = timezone.localdate(state.closed_at)
    return Move(part="Menutup langkah", capacity=capacity, name=state.closed_by.name, on=on)


STEP_BUILDER = Builder(read=read_step, describe=describe, build=build)
