"""Which plans and profiles of kelurahan are ratified, and who verified them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from kumuh.areas.naming import city_code
from kumuh.core.scope import ScopedQuerySet
from kumuh.reviews.enums import ReviewVerb
from kumuh.reviews.models import ReviewEvent
from planning.cycles.catalog import TRACKS, Step, TrackInfo, find_step
from planning.cycles.enums import StepStatus, Track
from planning.cycles.models import Cycle, StepState
from planning.cycles.queries import SUBJECT, step_asking, step_url

PROFILE, ITEMS = "survei", "kegiatan"
#: Checks of the city's own steps: where answers, explanations and progress are worked on and locked.
CITY_PROFILE, CITY_ANSWERS, CITY_PROGRESS = "profil-kota", "butir-rplp-dijawab", "kemajuan-program"


@dataclass(frozen=True)
class Ratified:
    """A step of a kelurahan cycle that is closed: when, and who verified it in the last round (empty without)."""

    cycle: Cycle
    step: str
    closed_on: date | None
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def step_name(self) -> str:
        return find_step(self.cycle.track, self.step).name

    @property
    def url(self) -> str:
        return step_url(self.cycle, self.step)


def profile_step(info: TrackInfo) -> str:
    """The step that ratifies the profile of a kelurahan in this programme; empty where it makes none."""
    step = info.step_asking(PROFILE)
    return step.code if step else ""


def plan_step(info: TrackInfo) -> str:
    """The step that ratifies the plan with its works; empty where a programme makes none.

    The first step with a review from the one on that asks for works: Renta PIP in P2KP, the ratification of the
    RPLP in KOTAKU and PLPBK.
    """
    asking = info.step_asking(ITEMS)
    if asking is None:
        return ""
    found = False
    for step in info.steps:
        found = found or step is asking
        if found and step.chain:
            return step.code
    return asking.code


#: Programme → the step that ratifies its profile, and the step that ratifies its plan.
PROFILE_STEPS: Final[Mapping[str, str]] = {
    track: code for track, info in TRACKS.items() if info.level == "kelurahan" and (code := profile_step(info))
}
PLAN_STEPS: Final[Mapping[str, str]] = {
    track: code for track, info in TRACKS.items() if info.level == "kelurahan" and (code := plan_step(info))
}


def last_year(prefix: str = "") -> Coalesce:
    """The last fiscal year that a cycle covers, as an expression."""
    return Coalesce(F(f"{prefix}until_year"), F(f"{prefix}fiscal_year"))


def city_cycles(user: Any) -> ScopedQuerySet[Cycle]:
    """Cycles of the city programme in the person's area, with their region and steps."""
    rows = Cycle.objects.for_user(user).filter(track=Track.CITY)
    return rows.select_related("region__parent").prefetch_related("steps", "answers")


def newest_city_cycle(code: str) -> Cycle | None:
    """The newest city cycle of the city to which a region belongs. One query."""
    return Cycle.objects.filter(track=Track.CITY, region_id=city_code(code)).order_by("-fiscal_year", "-pk").first()


def ratified_plans(cycle: Cycle) -> list[Ratified]:
    """Plans of the city's kelurahan that are ratified and reach into the years of the city's cycle. Two queries."""
    states = _closed(PLAN_STEPS, cycle.region_id).alias(last=last_year("cycle__"))
    until = cycle.until_year or cycle.fiscal_year
    return _ratified(states.filter(last__gte=cycle.fiscal_year, cycle__fiscal_year__lte=until))


def open_plans(cycle: Cycle) -> QuerySet[Cycle]:
    """Kelurahan cycles of the same years whose plan is not ratified (yet, or any more). One query."""
    until = cycle.until_year or cycle.fiscal_year
    wanted = Q()
    for track, step in PLAN_STEPS.items():
        wanted |= Q(track=track, steps__step=step)
    rows = Cycle.objects.in_areas([cycle.region_id]).alias(last=last_year())
    rows = rows.filter(wanted, last__gte=cycle.fiscal_year, fiscal_year__lte=until)
    return rows.exclude(steps__in=_closed(PLAN_STEPS, cycle.region_id)).select_related("region").distinct()


def ratified_profiles(code: str) -> dict[str, Ratified]:
    """The newest ratified profile of every kelurahan below a region, by the code of the kelurahan. Two queries."""
    found = _ratified(_closed(PROFILE_STEPS, code).filter(cycle__survey_year__isnull=False))
    newest: dict[str, Ratified] = {}
    for row in sorted(found, key=lambda row: (row.cycle.survey_year or 0, row.cycle.fiscal_year, row.cycle.pk)):
        newest[row.cycle.region_id] = row
    return newest


def open_profiles(code: str) -> dict[str, tuple[Cycle, Step]]:
    """The newest cycle of every kelurahan whose profile step is not closed, with that step. Two queries."""
    wanted = Q()
    for track, step in PROFILE_STEPS.items():
        wanted |= Q(cycle__track=track, step=step)
    rows = StepState.objects.in_areas([code]).filter(wanted).exclude(status=StepStatus.CLOSED)
    rows = rows.select_related("cycle").order_by("cycle__fiscal_year", "cycle_id")
    return {row.cycle.region_id: (row.cycle, find_step(row.cycle.track, row.step)) for row in rows}


def _closed(steps: Mapping[str, str], code: str) -> ScopedQuerySet[StepState]:
    wanted = Q()
    for track, step in steps.items():
        wanted |= Q(cycle__track=track, step=step)
    return StepState.objects.in_areas([code]).filter(wanted, status=StepStatus.CLOSED)


def _ratified(states: QuerySet[StepState]) -> list[Ratified]:
    rows = list(states.select_related("cycle__region__parent").order_by("cycle__region_id", "cycle_id"))
    verified = _verifiers(row.pk for row in rows)
    return [
        Ratified(row.cycle, row.step, _day(row.closed_at), *verified.get(row.pk, ("", None)))  # type: ignore[arg-type]
        for row in rows
    ]


def _verifiers(states: Iterable[int]) -> dict[int, tuple[str, date | None]]:
    """Who verified each step in its present round and when."""
    events = ReviewEvent.objects.filter(
        review__subject_type=SUBJECT, review__subject_id__in=list(states), verb=ReviewVerb.VERIFY, voided=False
    )
    rows = events.order_by("pk").values_list("review__subject_id", "by__name", "at")
    return {state: (name, _day(at)) for state, name, at in rows}


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def step_of(cycle: Cycle, check: str) -> str:
    """The step of the city cycle that asks for a check: where its subject is worked on and locked."""
    return step_asking(cycle, check)
