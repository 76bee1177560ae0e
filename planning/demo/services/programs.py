"""The example cycles that answer their gates by the usual words, carried to the step where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.models import Decree, Neighbourhood, Region
from planning.cycles.catalog import DEFAULT_THRESHOLDS, TRACKS, Step
from planning.cycles.catalog.words import settled
from planning.cycles.models import Cycle
from planning.cycles.services import close_step, propose_schedule, start_cycle
from planning.demo.programs import ProgramStory, program_stories
from planning.demo.services.bodies import form_bkm
from planning.demo.services.facts import Place, place_of
from planning.demo.services.reviews import People, approve_step, person_of, submit_step
from planning.demo.services.stages import Stage, carry_out
from planning.demo.stories import FINISHED


def build_programs(*, of_city: bool, decree: Decree, people: People, told: Callable[[str], None]) -> None:
    """Build the cycles of the kelurahan, or of the kota, that are missing; `told` hears one line per cycle."""
    for story in program_stories():
        if story.of_city != of_city:
            continue
        region = Region.objects.get(code=story.code)
        known = Cycle.objects.filter(region=region, track=story.track, fiscal_year=story.fiscal_year).exists()
        if not known:
            build_program(story=story, region=region, decree=decree, people=people)
        name = TRACKS[story.track].track.label
        stands = "selesai" if story.stands_at == FINISHED else f"di {story.stands_at}"
        told(f"Siklus contoh {name} {region.name} {story.fiscal_year}: {stands}{' (sudah ada)' if known else ''}.")


@transaction.atomic
def build_program(*, story: ProgramStory, region: Region, decree: Decree, people: People) -> Cycle:
    """Start a cycle and close one step after the other up to the one where its story stands.

    That step is begun: what it records stands there, its meetings and its decision are still to come; or it is complete
    and waits to be examined.
    """
    info = TRACKS[story.track]
    of_kelurahan = info.level == "kelurahan"
    cycle = start_cycle(
        track=story.track,
        region=region,
        decree=decree if info.needs_decree else None,
        fiscal_year=story.fiscal_year,
        survey_year=story.survey_year,
        by=people["fasilitator" if of_kelurahan else "pokja"],
        started_on=story.starts_on,
        is_example=True,
    )
    propose_schedule(cycle=cycle)
    rts = tuple(_rts(region, decree)) if of_kelurahan else ()
    if of_kelurahan:
        form_bkm(cycle=cycle, rts=rts, on=story.starts_on, by=people["fasilitator"])
    place = place_of(cycle=cycle) if story.survey_year else None
    for step in _ordered(cycle):
        stage = _stage(cycle, step, place, rts, people)
        here = step.code == story.stands_at
        carry_out(stage=stage, only_begin=here and not story.submitted)
        if here and story.submitted:
            submit_step(cycle=cycle, step=step, people=people)
        if here:
            break
        decide(cycle=cycle, step=step, people=people)
    cycle.refresh_from_db()
    return cycle


def decide(*, cycle: Cycle, step: Step, people: People) -> None:
    """Close the step by those who may: its review goes all the way, or one of its closers closes it."""
    if step.chain:
        approve_step(cycle=cycle, step=step, people=people)
    else:
        close_step(cycle=cycle, step=step.code, by=person_of(roles=step.closers, people=people))


def _ordered(cycle: Cycle) -> list[Step]:
    """Steps in the cycle's order, with its numbers in place; those that run through it are closed last."""
    values = {**DEFAULT_THRESHOLDS, **cycle.thresholds}
    return [settled(step, values) for step in sorted(cycle.steps_in_order, key=lambda step: step.continuous)]


def _rts(region: Region, decree: Decree) -> Iterable[Neighbourhood]:
    """The RT of the kelurahan in the SK, also for programmes that do not need one."""
    listed = decree.listed.filter(neighbourhood__kelurahan_id=region.code).values("neighbourhood_id")
    return Neighbourhood.objects.filter(pk__in=listed).select_related("parent").order_by("label")


def _stage(cycle: Cycle, step: Step, place: Place | None, rts: tuple[Neighbourhood, ...], people: People) -> Stage:
    planned = cycle.schedule.filter(step=step.code).first()
    first: date = planned.starts_on if planned else cycle.started_on
    last: date = planned.ends_on if planned else cycle.started_on
    region = cycle.region
    words = {
        "kelurahan": region.name,
        "wilayah": region.title,
        "tahun": str(cycle.fiscal_year),
        "rt_pertama": rts[0].label if rts else "",
        "rt_terakhir": rts[-1].label if rts else "",
    }
    by: User = people["fasilitator" if rts else "pokja"]
    return Stage(cycle=cycle, step=step, first=first, last=last, place=place, rts=rts, words=words, by=by)
