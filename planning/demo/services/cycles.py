"""The example cycles, each built in one transaction and left alone once it exists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.models import Decree, Region
from planning.cycles.enums import Track
from planning.cycles.models import Cycle
from planning.cycles.services import close_step, start_cycle
from planning.demo.catalog import FISCAL_YEAR, SURVEY_YEAR
from planning.demo.services.facts import Place, place_of
from planning.demo.services.meetings import hold_meeting
from planning.demo.services.plan import (
    answer_proposals,
    cut_fund,
    make_works,
    rank_proposals,
    take_proposals,
)
from planning.demo.services.preparation import prepare
from planning.demo.services.problems import describe_problems, problem_text
from planning.demo.services.reviews import People, review_step
from planning.demo.stories import FINISHED, STORIES, Story, story
from planning.programs.models import Work
from planning.programs.queries import amounts_of
from planning.programs.services import save_work
from planning.programs.values import WorkValues
from planning.proposals.models import Problem
from planning.proposals.services import describe_problem
from planning.rembuk.models import Decision, Meeting


def build_cycles(*, decree: Decree, people: People, told: Callable[[str], None]) -> None:
    """Build the cycles that are missing; `told` hears one line per cycle."""
    for name in STORIES:
        words = story(name)
        region = Region.objects.get(code=words.code)
        known = Cycle.objects.filter(region=region, track=Track.P2KP, fiscal_year=FISCAL_YEAR).exists()
        if not known:
            build_cycle(words=words, region=region, decree=decree, people=people)
        stands = "selesai" if words.stands_at == FINISHED else f"di {words.stands_at}"
        told(f"Siklus contoh {region.name}: {stands}{' (sudah ada)' if known else ''}.")


@transaction.atomic
def build_cycle(*, words: Story, region: Region, decree: Decree, people: People) -> Cycle:
    """Start a cycle and carry it to the step where its story stands."""
    writer = people["fasilitator"]
    cycle = start_cycle(
        track=Track.P2KP,
        region=region,
        decree=decree,
        fiscal_year=FISCAL_YEAR,
        survey_year=SURVEY_YEAR,
        by=writer,
        started_on=words.starts_on,
        is_example=True,
    )
    prepare(cycle=cycle, team=words.team, sources=words.sources, principles=words.principles)
    place = place_of(cycle=cycle)
    meetings: dict[str, Meeting] = {}
    works: dict[str, Work] = {}
    for step in ("P1", "P2", "P3", "P4"):
        _hold(place, words, step, meetings, people)
        works |= _fill(place, words, step, meetings, people)
        if step == "P1" and words.passed(step):
            close_step(cycle=cycle, step=step, by=people["askot"])
        elif step in words.reviews:
            reviewed = Corrections(place, works, writer)
            review_step(cycle=cycle, step=step, told=words.reviews[step], people=people, corrects=reviewed)
    cycle.refresh_from_db()
    return cycle


def _hold(place: Place, words: Story, step: str, meetings: dict[str, Meeting], people: People) -> None:
    for told in words.meetings:
        if told.words["langkah"] == step:
            meetings[told.script] = hold_meeting(
                place=place, told=told, number=len(meetings) + 1, by=people["fasilitator"], accepted_by=people["bkm"]
            )


def _fill(place: Place, words: Story, step: str, meetings: Mapping[str, Meeting], people: People) -> dict[str, Work]:
    """What people type in a step beside the meetings; returns the works it made."""
    writer = people["fasilitator"]
    if step == "P2" and words.problems:
        describe_problems(place=place, aspects=words.problems, meeting=meetings["perempuan"], by=writer)
    if step == "P3" and words.proposals:
        source = meetings.get("renta") or meetings["perempuan"]
        rows = take_proposals(place=place, told=words.proposals, meeting=source, by=writer)
        if "renta" in meetings:
            told, usulan, renta = words.proposals, decided(meeting=meetings["renta"], about="USULAN"), meetings["renta"]
            answer_proposals(place=place, told=told, rows=rows, decision=usulan, by=writer)
            works = make_works(place=place, told=told, rows=rows, by=writer)
            rank_proposals(
                place=place, told=told, rows=rows, decision=decided(meeting=renta, about="RENTA_PIP"), by=writer
            )
            return works
    if step == "P4" and words.priority:
        decision = decided(meeting=meetings["prioritas"], about="PRIORITAS")
        cut_fund(place=place, told=words.priority, decision=decision, by=writer)
    return {}


def decided(*, meeting: Meeting, about: str) -> Decision:
    """The decision of a meeting on this matter."""
    return meeting.decisions.get(about=about)


class Corrections:
    """What a returned note is pinned to, and the correction that the facilitator makes there."""

    LABELS = {"akar_penyebab": "Akar penyebab", "kk_terdampak": "KK terdampak", "biaya": "Biaya"}

    def __init__(self, place: Place, works: Mapping[str, Work], by: User) -> None:
        self.place, self.works, self.by = place, works, by

    def __call__(self, spot: str) -> tuple[str, str, Callable[[str], Any]]:
        """Pin, its words, and the correction for a place of the story (`masalah:4/…`, `kegiatan:air-005/…`)."""
        kind, _, rest = spot.partition(":")
        key, _, part = rest.partition("/")
        if kind == "masalah":
            row = Problem.objects.get(cycle=self.place.cycle, aspect=int(key))
            return f"masalah:{row.pk}/{part}", f"{self.LABELS[part]} indikator {key}", lambda text: self._say(row, text)
        work = self.works[key]
        return f"kegiatan:{work.pk}/{part}", f"{self.LABELS[part]} “{work.name}”", lambda text: self._note(work, text)

    def _say(self, row: Problem, text: str) -> None:
        summary = next(item for item in self.place.aspects if item.aspect.number == row.aspect)
        told = problem_text(place=self.place, summary=summary)
        changed = told.__class__(**{**told.__dict__, "cause": f"{told.cause} {text}"})
        describe_problem(problem=row, text=changed, sources=(), by=self.by)

    def _note(self, work: Work, text: str) -> None:
        work.refresh_from_db()
        fields = {name: getattr(work, name) for name in WorkValues.__dataclass_fields__}
        values = WorkValues(**{**fields, "note": text})
        save_work(work=work, values=values, rts=list(work.rts.all()), allocations=amounts_of(work), by=self.by)
