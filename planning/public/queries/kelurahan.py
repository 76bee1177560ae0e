"""The public page of one kelurahan: what is ratified, and plainly "sedang disusun" for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from kumuh.areas.queries import active_decree, kelurahan_at
from planning.cycles.catalog import TRACKS
from planning.cycles.enums import StepStatus, Track
from planning.cycles.queries import cycles_of, late_changes, step_states
from planning.cycles.queries.ratified import reopened_on
from planning.cycles.queries.unlocks import LateChange
from planning.public.privacy import Veil
from planning.public.queries import condition, forum, meetings, plan
from planning.public.queries.shapes import (
    DONE,
    HERE,
    WAITING,
    PublicDecree,
    PublicForum,
    PublicMeeting,
    PublicPaper,
    PublicPriority,
    PublicProblem,
    PublicProposal,
    PublicRt,
    PublicSetAside,
    PublicStep,
    PublicWork,
    PublicYear,
)
from planning.rembuk.queries import names_of

#: Seconds that a built page is kept. A step that is closed or reopened makes a new page at once.
KEEP_SECONDS = 600
MAPPED, PLANNED, FUNDED = "P2", "P3", "P4"


@dataclass(frozen=True)
class PublicPage:
    """Everything the page of a kelurahan says. Parts whose step is not closed are empty (`None` for the list)."""

    code: str
    title: str
    above: str
    decree: PublicDecree | None
    fiscal_years: tuple[int, ...] = ()
    fiscal_year: int | None = None
    programme: str = ""
    is_example: bool = False
    steps: tuple[PublicStep, ...] = ()
    data_year: int | None = None
    years: tuple[PublicYear, ...] = ()
    rts: tuple[PublicRt, ...] = ()
    problems: tuple[PublicProblem, ...] = ()
    proposals: tuple[PublicProposal, ...] = ()
    works: tuple[PublicWork, ...] = ()
    set_aside: tuple[PublicSetAside, ...] = ()
    priority: PublicPriority | None = None
    meetings: tuple[PublicMeeting, ...] = ()
    papers: tuple[PublicPaper, ...] = ()
    forum: tuple[PublicForum, ...] = ()

    @property
    def closed(self) -> frozenset[str]:
        """Codes of the ratified steps."""
        return frozenset(step.code for step in self.steps if step.state == DONE)

    @property
    def here(self) -> PublicStep | None:
        """The step that is being worked on; None when the cycle is finished or there is none."""
        return next((step for step in self.steps if step.state == HERE), None)

    @property
    def mapped(self) -> bool:
        return MAPPED in self.closed

    @property
    def planned(self) -> bool:
        return PLANNED in self.closed

    @property
    def funded(self) -> bool:
        return FUNDED in self.closed

    @property
    def total_cost(self) -> int:
        """Rupiah of all works of the plan."""
        return sum(work.cost for work in self.works)

    @property
    def class_counts(self) -> tuple[tuple[str, int], ...]:
        """Level code (empty = belum dinilai) and number of RT, the worst first; levels without RT are left out."""
        counted = [(level, sum(rt.level == level for rt in self.rts)) for level in ("KB", "KS", "KR", "TK", "")]
        return tuple((level, number) for level, number in counted if number)


def public_page(code: str, fiscal_year: int | None = None) -> PublicPage | None:
    """The page of a kelurahan and one of its fiscal years (the newest by default); None where there is no such place.

    A constant number of queries; four when the page is kept already. The key of what is kept holds the state of
    every step, so a reopened step takes its part away at once. Raises LookupError for a year without a cycle.
    """
    region = kelurahan_at(code)
    if region is None:
        return None
    everything = list(cycles_of(code))
    cycles = [row for row in everything if row.track == Track.P2KP]
    cycle = next((row for row in cycles if fiscal_year in (None, row.fiscal_year)), None)
    if cycle is None and fiscal_year is not None:
        raise LookupError(f"no cycle in {fiscal_year}")
    key = _key(code, everything, cycle)
    page: PublicPage | None = cache.get(key)
    if page is None:
        page = replace(_build(region, cycles, cycle, timezone.localdate()), forum=forum.results(everything))
        cache.set(key, page, KEEP_SECONDS)
    return page


def _key(code: str, cycles: list[Any], cycle: Any) -> str:
    states = [(state.pk, state.version, state.status) for row in cycles for state in row.steps.all()]
    chosen = (cycle.pk, cycle.version) if cycle else ()
    mark = hashlib.sha256(repr((sorted(states), chosen)).encode()).hexdigest()[:24]
    return f"publik/2/{code}/{mark}"


def _build(region: Any, cycles: list[Any], cycle: Any, today: date) -> PublicPage:
    decree = active_decree(region.code, today)
    page = PublicPage(
        code=region.code,
        title=region.title,
        above=f"{region.parent.title}, {region.parent.parent.title}",
        decree=PublicDecree(decree.number, decree.signed_on, decree.signer_office) if decree else None,
        fiscal_years=tuple(dict.fromkeys(row.fiscal_year for row in cycles)),
    )
    return _with_cycle(page, cycle) if cycle else page


def _with_cycle(page: PublicPage, cycle: Any) -> PublicPage:
    steps = _steps(cycle)
    page = replace(
        page,
        fiscal_year=cycle.fiscal_year,
        programme=cycle.get_track_display(),
        is_example=cycle.is_example,
        steps=steps,
    )
    if not page.closed:
        return page
    rows = plan.intakes(cycle)
    veil = Veil({*names_of(cycle), *(row.asked_by_name for row in rows)})
    page = replace(
        page, meetings=meetings.decided(cycle, page.closed, veil), papers=meetings.papers(cycle, page.closed, veil)
    )
    if page.mapped:
        page = _with_condition(page, cycle, veil)
    return _with_plan(page, cycle, veil, rows) if page.planned else page


def _with_condition(page: PublicPage, cycle: Any, veil: Veil) -> PublicPage:
    return replace(
        page,
        data_year=cycle.survey_year,
        years=condition.area_years(page.code, cycle.survey_year),
        rts=condition.rt_classes(page.code, cycle.survey_year),
        problems=condition.problems(cycle, veil),
    )


def _with_plan(page: PublicPage, cycle: Any, veil: Veil, rows: list[Any]) -> PublicPage:
    places = plan.ranks(cycle)
    return replace(
        page,
        proposals=plan.asked(veil, places, rows),
        works=plan.planned_works(cycle, veil, places),
        set_aside=plan.set_aside(cycle, veil),
        priority=plan.fund_list(cycle, veil) if page.funded else None,
    )


def _steps(cycle: Any) -> tuple[PublicStep, ...]:
    """The steps in plain words; only a step whose earlier ones are closed is being worked on."""
    states, reopened, changed = step_states(cycle), reopened_on(cycle.pk), late_changes(cycle)
    found: list[PublicStep] = []
    reachable = True
    for number, step in enumerate(TRACKS[cycle.track].steps, 1):
        state = states[step.code]
        closed = reachable and state.status == StepStatus.CLOSED
        word = DONE if closed else HERE if reachable else WAITING
        day = timezone.localtime(state.closed_at).date() if closed and state.closed_at else None
        found.append(
            PublicStep(
                code=step.code,
                number=number,
                name=step.name,
                purpose=step.purpose,
                state=word,
                closed_on=day,
                reopened_on=reopened.get(step.code),
                changed_on=_last_change(changed.get(step.code, ())) if closed else None,
            )
        )
        reachable = closed
    return tuple(found)


def _last_change(changes: Sequence[LateChange]) -> date | None:
    """The day of the last change with a key; who changed and why stays inside."""
    return max((timezone.localdate(change.last) for change in changes), default=None)
