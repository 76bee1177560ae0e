"""One step of an example cycle: what its gate asks for is recorded, held, formed and kept, then decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood
from planning.cycles.catalog import Need, Output, Step, reflected_principles
from planning.cycles.models import Cycle
from planning.cycles.services import Answer, keep_paper, save_record, write_reflections
from planning.demo.catalog import read
from planning.demo.pictures import paper_scan
from planning.demo.programs import answers_for, filled
from planning.demo.services.bodies import form_body
from planning.demo.services.cityplan import explain_areas, plan_city, report_progress
from planning.demo.services.facts import Place
from planning.demo.services.papers import print_for
from planning.demo.services.plan import answer_proposals, cut_fund, make_works, rank_proposals, take_proposals
from planning.demo.services.preparation import prepare
from planning.demo.services.problems import describe_problems
from planning.demo.services.rounds import Round, hold_round, rounds_for
from planning.demo.services.trainings import hold_training
from planning.demo.services.usual import usual_proposals
from planning.programs.enums import ForumLevel, ForumStatus
from planning.programs.models import Work
from planning.programs.queries import MEETING_TYPES, forum_items, items_at
from planning.programs.services import ForumText, save_forum
from planning.proposals.enums import CauseState
from planning.proposals.queries import deciding
from planning.proposals.queries.causes import slum_places
from planning.proposals.services import CauseText, save_causes
from planning.rembuk.enums import Subject
from planning.rembuk.models import Meeting


@dataclass
class Stage:
    """A step being carried out: its cycle, first and last day, the place, who writes, the meetings held so far."""

    cycle: Cycle
    step: Step
    first: date
    last: date
    place: Place | None
    rts: tuple[Neighbourhood, ...]
    words: dict[str, str]
    by: User
    meetings: list[Meeting] = field(default_factory=list)

    def day(self, place: int, of: int) -> date:
        """A day inside the step, later for a later `place` of so many."""
        span = max((self.last - self.first).days - 1, 0)
        return self.first + timedelta(days=min(1 + place * span // max(of, 1), span))

    @property
    def held_place(self) -> Place:
        """The kelurahan with its numbers; a cycle of the kota has none (LookupError)."""
        if self.place is None:
            raise LookupError(f"{self.step.code} asks for data of RT")
        return self.place


def carry_out(*, stage: Stage, only_begin: bool = False) -> None:
    """Everything of a step but its decision: record, bodies, meetings, data of its checks, papers.

    `only_begin` records what the example has words for and leaves the rest to be done. LookupError names a check of a
    gate, or an entry of the record, that the example does not know how to answer.
    """
    if only_begin:
        _record(stage, required=False)
        return
    for need in stage.step.needs:
        if need.check not in FILLERS:
            raise LookupError(f"{stage.step.code} asks for {need.check}, which no example answers")
    _record(stage)
    for before in FIRST:
        _answer(stage, before)
    held = list(rounds_for(needs=stage.step.needs, step=stage.step.code, rts=stage.rts))
    for number, one in enumerate(held):
        _hold(stage, one, stage.day(number, len(held)))
    for need in stage.step.needs:
        if need.check not in (*FIRST, "cetakan"):
            FILLERS[need.check](stage, need)
    for number, output in enumerate(stage.step.papers):
        _paper(stage, output, number)
    _answer(stage, "cetakan")


def _answer(stage: Stage, check: str) -> None:
    for need in stage.step.needs:
        if need.check == check:
            FILLERS[check](stage, need)


def _record(stage: Stage, *, required: bool = True) -> None:
    rts = tuple({"rt": rt.label} for rt in stage.rts)
    told = answers_for(stage.cycle.track, stage.step, required=required)
    values = {key: filled(value, words=stage.words, first=stage.first, rts=rts) for key, value in told.items()}
    if values:
        save_record(cycle=stage.cycle, step=stage.step.code, values=values)


def _hold(stage: Stage, held: Round, on: date) -> None:
    stage.meetings.append(
        hold_round(cycle=stage.cycle, step=stage.step.code, held=held, on=on, words=stage.words, by=stage.by)
    )


def _paper(stage: Stage, output: Output, number: int) -> None:
    """Papers bear the last days of the step, one after the other."""
    on = max(stage.last - timedelta(days=len(stage.step.papers) - number), stage.first)
    keep_paper(
        cycle=stage.cycle,
        step=stage.step.code,
        code=output.code,
        number=f"{number + 1:02d}/{stage.step.code}/{on.year} (contoh)" if output.numbered else "",
        dated_on=on,
        scan=paper_scan(output.title.upper()[:60]),
        published_on=on if output.published else None,
        published_at="Papan pengumuman kelurahan (contoh)" if output.published else "",
    )


# --- What the named checks ask -------------------------------------------------------------------
def _nothing(stage: Stage, need: Need) -> None:
    """Answered by the meetings, the survey of the city or the other checks of the step."""


def _prepare(stage: Stage, need: Need) -> None:
    prepare(cycle=stage.cycle, team=4, sources=2, principles=False)


def _body(stage: Stage, need: Need) -> None:
    form_body(cycle=stage.cycle, options=need.options, rts=stage.rts, on=stage.first, by=stage.by)


def _train(stage: Stage, need: Need) -> None:
    hold_training(cycle=stage.cycle, options=need.options, on=stage.day(1, 3), by=stage.by)


def _print(stage: Stage, need: Need) -> None:
    signed = bool(need.options.get("bertanda_tangan"))
    print_for(kind=need.options["jenis"], cycle=stage.cycle, signed=signed, by=stage.by)


def _problems(stage: Stage, need: Need) -> None:
    describe_problems(place=stage.held_place, aspects=range(1, 8), meeting=stage.meetings[0], by=stage.by)


def _proposals(stage: Stage, need: Need) -> None:
    """The usual usulan of the place, agreed by what the meetings decided, ranked where the programme ranks them."""
    if Work.objects.filter(cycle=stage.cycle).exists():
        return
    place = stage.held_place
    told = usual_proposals(place=place)
    decision = deciding(stage.cycle).first()
    if decision is None:
        raise LookupError(f"{stage.step.code}: no decision about usulan")
    rows = take_proposals(place=place, told=told, meeting=decision.meeting, by=stage.by)
    answer_proposals(place=place, told=told, rows=rows, decision=decision, by=stage.by)
    make_works(place=place, told=told, rows=rows, by=stage.by)
    if any(one.check == "usulan" and one.options.get("peringkat", True) for one in stage.step.needs):
        rank_proposals(place=place, told=told, rows=rows, decision=decision, by=stage.by)


def _causes(stage: Stage, need: Need) -> None:
    """What each RW said in its own reflection."""
    said = read("program/sebab.json")
    for place in slum_places(stage.cycle):
        texts = [
            CauseText(aspect, CauseState.CAUSE if cause else CauseState.NONE, cause, own)
            for aspect, (cause, own) in ((aspect, said[str(aspect)]) for aspect in range(1, 8))
        ]
        meeting = next(
            (one for one in stage.meetings if one.invited_rts.filter(Q(parent=place) | Q(pk=place.pk)).exists()), None
        )
        save_causes(cycle=stage.cycle, place=place, texts=texts, by=stage.by, meeting=meeting)


def _forum(stage: Stage, need: Need) -> None:
    """A Musrenbang accepts every item in the order of the plan."""
    level = ForumLevel(need.options["tingkat"])
    meeting = next(one for one in reversed(stage.meetings) if one.type == MEETING_TYPES[level])
    _answer_items(stage, level, meeting)


def _consolidate(stage: Stage, need: Need) -> None:
    """The city takes up all items but the last, which waits for money."""
    _answer_items(stage, ForumLevel.CITY, None)


def _answer_items(stage: Stage, level: ForumLevel, meeting: Meeting | None) -> None:
    items = items_at(forum_items(stage.cycle), level)
    of_city = level == ForumLevel.CITY
    texts = [
        ForumText(
            work=item.work.pk,
            status=ForumStatus.POSTPONED if waits else ForumStatus.ACCEPTED,
            reason="Menunggu anggaran tahun berikutnya." if waits else "",
            reference="" if waits else f"{level.value[:3]}-{place:03d} (contoh)",
            department="Dinas permukiman (contoh)" if of_city and not waits else "",
            year=stage.cycle.fiscal_year + 1 if of_city and not waits else None,
            rank=None if of_city else place,
        )
        for place, item in enumerate(items, 1)
        for waits in [of_city and place == len(items) > 1]
    ]
    save_forum(cycle=stage.cycle, level=level, texts=texts, by=stage.by, meeting=meeting)


def _reflect(stage: Stage, need: Need) -> None:
    """The words that the example has for each principle."""
    found = reflected_principles(stage.step)
    kept = {**read("siklus/persiapan.json")["prinsip"], **read("program/prinsip.json")}
    answers = {one.code: Answer(kept[one.code]) for one in found.principles} if found else {}
    write_reflections(cycle=stage.cycle, step=stage.step.code, answers=answers, by=stage.by)


def _cut(stage: Stage, need: Need) -> None:
    """The rembuk of the step adopts what the ceiling of the fund allows."""
    decision = next(row for one in stage.meetings for row in one.decisions.filter(about=Subject.PRIORITAS))
    cut_fund(place=stage.held_place, told=read("program/prioritas.json"), decision=decision, by=stage.by)


def _explain(stage: Stage, need: Need) -> None:
    explain_areas(cycle=stage.cycle, by=stage.by)


def _plan(stage: Stage, need: Need) -> None:
    plan_city(cycle=stage.cycle, by=stage.by)


def _progress(stage: Stage, need: Need) -> None:
    report_progress(cycle=stage.cycle, by=stage.by)


FILLERS: Final[Mapping[str, Callable[[Stage, Need], None]]] = {
    "persiapan": _prepare,
    "lembaga": _body,
    "pelatihan": _train,
    "cetakan": _print,
    "survei": _nothing,
    "masalah": _problems,
    "usulan": _proposals,
    "rencana-lima-tahun": _proposals,
    "kegiatan": _nothing,
    "skenario-0-ha": _nothing,
    "dana": _nothing,
    "sebab": _causes,
    "musrenbang": _forum,
    "konsolidasi": _consolidate,
    "refleksi": _reflect,
    "prioritas-1m": _cut,
    "profil-kota": _explain,
    "butir-rplp-dijawab": _plan,
    "lima-makna": _nothing,
    "kemajuan-program": _progress,
    "data-terbaru": _nothing,
    "rembuk": _nothing,
    "jangkauan": _nothing,
    "diumumkan": _nothing,
    "dijawab": _nothing,
    "kelompok-terpisah": _nothing,
    "keikutsertaan": _nothing,
}
#: Preparation, bodies and trainings come before the meetings of a step.
FIRST: Final = ("persiapan", "lembaga", "pelatihan")
