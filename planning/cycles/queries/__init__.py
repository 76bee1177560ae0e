"""Reads of cycles: progress of the steps, whose turn it is, what comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import Role, role_names
from kumuh.areas.naming import CITY_LENGTH
from kumuh.core.scope import ScopedQuerySet
from kumuh.core.versions import stamp_of
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.models import Review
from kumuh.reviews.queries import is_locked, turns_of, unanswered
from kumuh.reviews.registry import CHAINS
from planning.cycles.catalog import DEFAULT_THRESHOLDS, TRACKS, Step, find_step
from planning.cycles.enums import StepStatus, Track
from planning.cycles.models import Cycle, StepAnswer, StepPaper, StepState
from planning.cycles.queries.openings import (  # noqa: F401  # read from outside by this name
    is_locked_step,
    opening,
    openings,
    order_sentences,
    review_in,
    review_of_step,
    reviews_of,
)
from planning.cycles.queries.places import (  # noqa: F401  # read from outside by this name
    active_decrees,
    decree_rts,
    may_start_somewhere,
    newest_survey_of,
    newest_survey_year,
    startable_regions,
)
from planning.cycles.queries.programmes import (  # noqa: F401  # read from outside by this name
    programme_setting,
    programmes_for,
    repeat_refusal,
    start_settings,
)
from planning.cycles.queries.reflections import Reflection, StageReflection, reflections  # noqa: F401  # as above
from planning.cycles.queries.unlocks import (  # noqa: F401  # read from outside by this name
    SUBJECT,
    active_unlocks,
    keys_of,
    late_changes,
    late_sentences,
    reopeners,
    rows_of_key,
    span_of_key,
    unlocks_for,
)
from planning.cycles.registry import Missing, Part, parts_of


@dataclass(frozen=True)
class StepProgress:
    """One step as the cycle page shows it. `turn` says in words who acts next; empty when closed or waiting.

    `unanswered` counts the notes that must be answered before a returned step can be submitted again.
    """

    step: Step
    state: StepState
    parts: tuple[Part, ...]
    review: Review | None
    turn: str
    reachable: bool
    unanswered: int = 0

    @property
    def days(self) -> int | None:
        """Full days since it is somebody's turn; None when closed or not begun."""
        return days_since(waiting_since(self.state, self.review)) if self.turn else None

    @property
    def done(self) -> int:
        return sum(part.complete for part in self.parts)

    @property
    def required(self) -> int:
        return len(self.parts)

    @property
    def closed(self) -> bool:
        return self.state.status == StepStatus.CLOSED

    @property
    def locked(self) -> bool:
        return self.closed or is_locked(self.review)

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(missing for part in self.parts for missing in part.missing)


@dataclass(frozen=True)
class NextAction:
    """Where the one "lanjutkan" button leads, and why. Without `url` the person cannot do anything now."""

    label: str
    url: str
    reason: str


def cycles_for(user: Any) -> ScopedQuerySet[Cycle]:
    """Cycles in the person's area with everything a list shows (constant number of queries)."""
    return Cycle.objects.for_user(user).select_related("region__parent", "decree").prefetch_related("steps")


def cycle_for_print(pk: int) -> Cycle:
    """A cycle with its kelurahan, the regions above, SK and steps. Raises `Cycle.DoesNotExist`.

    A page of an edition reads it twice: for its comparison, and for the gate that asks whether the paper still says
    what is recorded.
    """
    rows = Cycle.objects.select_related("region__parent__parent__parent", "decree").prefetch_related("steps")
    for cycle in rows.filter(pk=pk):
        return cycle
    raise Cycle.DoesNotExist(f"no cycle {pk}")


def cycles_of(kelurahan: str) -> QuerySet[Cycle]:
    """Cycles of every programme in a kelurahan (dotted code) with SK and steps, newest year first. Two queries."""
    rows = Cycle.objects.filter(region_id=kelurahan).select_related("decree", "region").prefetch_related("steps")
    return rows.order_by("-fiscal_year", "-pk")


def newest_cycles(kelurahan: Iterable[str], track: Track) -> dict[str, int]:
    """The newest fiscal year of each of these kelurahan that has a cycle of the programme. One query."""
    rows = Cycle.objects.filter(region_id__in=list(kelurahan), track=track).order_by().values_list("region_id")
    return dict(rows.annotate(newest=Max("fiscal_year")))


def newly_closed(track: Track, step: str, limit: int) -> list[StepState]:
    """The states of a step that were closed last, with cycle and kelurahan, newest first. One query."""
    rows = StepState.objects.filter(cycle__track=track, step=step, status=StepStatus.CLOSED, closed_at__isnull=False)
    return list(rows.select_related("cycle__region__parent__parent").order_by("-closed_at", "-pk")[:limit])


def cycle_in_year(kelurahan: str, fiscal_year: int) -> Cycle | None:
    """The newest cycle of a kelurahan (dotted code) for a fiscal year, whatever its programme."""
    return Cycle.objects.filter(region_id=kelurahan, fiscal_year=fiscal_year).order_by("-pk").first()


def thresholds(cycle: Cycle) -> dict[str, int]:
    """Thresholds in force for this cycle: the programme's defaults, replaced where the cycle says otherwise."""
    return {**DEFAULT_THRESHOLDS, **cycle.thresholds}


def step_states(cycle: Cycle) -> dict[str, StepState]:
    """State per step code."""
    return {state.step: state for state in cycle.steps.all()}


def step_url(cycle: Cycle, step: str) -> str:
    """Where a step is read: on the page of its cycle, with its phase unfolded in a programme that has phases."""
    page = reverse("cycles:cycle-detail", args=[cycle.pk])
    info = TRACKS[cycle.track]
    folded = len({one.phase for one in info.steps}) > 1
    return f"{page}?tahap={step}#{step}" if folded else f"{page}#{step}"


def steps_beside(cycle: Cycle, step: str) -> frozenset[str]:
    """Codes of the steps in the phase of this one; empty for a code that the programme does not have."""
    steps = TRACKS[cycle.track].steps
    wanted = {one.phase for one in steps if one.code == step}
    return frozenset(one.code for one in steps if one.phase in wanted)


def progress(cycle: Cycle, *, counting: Collection[str] | None = None) -> tuple[StepProgress, ...]:
    """All steps of the cycle in order with their parts, review and whose turn it is.

    The parts of the current step are always counted; `counting` names the other steps whose parts are (None: all),
    because a long programme asks the database a hundred times for all of them.
    """
    states = list(cycle.steps.all())
    reviews = reviews_of(states)
    rows: list[StepProgress] = []
    earlier_closed = True
    for state in states:
        step, review = find_step(cycle.track, state.step), reviews.get(state.pk)
        is_here = earlier_closed and state.status != StepStatus.CLOSED
        reachable = earlier_closed or step.continuous
        is_turn = reachable and state.status != StepStatus.CLOSED
        counted = is_here or counting is None or step.code in counting
        parts = parts_of(step, cycle) if counted else ()
        complete = counted and all(part.complete for part in parts)
        returned = is_here and review is not None and review.state == ReviewState.RETURNED
        rows.append(
            StepProgress(
                step=step,
                state=state,
                parts=parts,
                review=review,
                turn=_turn(cycle, step, review, complete=complete) if is_turn else "",
                reachable=reachable,
                unanswered=len(unanswered(review)) if review is not None and returned else 0,
            )
        )
        earlier_closed = earlier_closed and state.status == StepStatus.CLOSED
    return tuple(rows)


@dataclass(frozen=True)
class Standing:
    """Where one cycle stands, for lists of many. `step` None: all steps are closed.

    `number` counts from 1; `turn` names whose turn it is; `since` is when the waiting (or the step) began.
    """

    cycle: Cycle
    step: Step | None
    number: int
    review: Review | None
    turn: str
    roles: frozenset[str]
    since: datetime | None

    @property
    def days(self) -> int | None:
        """Full days since then; None when nobody waits."""
        return days_since(self.since)

    @property
    def state(self) -> str:
        """Code for the badge: state of the review, else of the cycle."""
        if self.step is None:
            return StepStatus.CLOSED.value
        return self.review.state if self.review else StepStatus.OPEN.value


def standings(cycles: Iterable[Cycle]) -> list[Standing]:
    """Step, review and whose turn it is of many cycles whose steps are loaded. Two queries, whatever the number."""
    rows = list(cycles)
    here = {cycle.pk: _standing_step(cycle) for cycle in rows}
    reviews = reviews_of(state for _, _, state in here.values() if state is not None)
    turns = turns_of(reviews.values())
    return [_standing(cycle, *here[cycle.pk], reviews, turns) for cycle in rows]


def _standing_step(cycle: Cycle) -> tuple[Step | None, int, StepState | None]:
    states = list(cycle.steps.all())
    for number, state in enumerate(states, 1):
        if state.status != StepStatus.CLOSED:
            return find_step(cycle.track, state.step), number, state
    return None, len(states), None


def _standing(
    cycle: Cycle,
    step: Step | None,
    number: int,
    state: StepState | None,
    reviews: Mapping[int, Review],
    turns: Mapping[int, frozenset[str]],
) -> Standing:
    if step is None or state is None:
        return Standing(cycle, None, number, None, "", frozenset(), None)
    review = reviews.get(state.pk)
    if review is None:
        roles = step.closers if _of_city(cycle) else frozenset({Role.FASILITATOR.value}) | step.closers
        return Standing(cycle, step, number, None, _turn(cycle, step, None, complete=False), roles, state.opened_at)
    roles = turns[review.pk]
    return Standing(cycle, step, number, review, role_names(roles), roles, waiting_since(state, review))


def waiting_since(state: StepState, review: Review | None) -> datetime | None:
    """Since when it is the turn of who has it now: the latest move of the review, or the day the step opened.

    A later step that waited for an earlier one to be corrected counts from the day it opened again.
    """
    moments = [state.opened_at, review.waiting_since if review else None]
    return max((moment for moment in moments if moment is not None), default=None)


def days_since(moment: datetime | None) -> int | None:
    """Full days since a moment; None when there is none."""
    return None if moment is None else (timezone.now() - moment).days


def cycles_by_city(user: Any) -> list[tuple[str, int, int]]:
    """(code of the city, cycles, finished cycles) of the person's area, by code. One query."""
    rows = Cycle.objects.for_user(user).order_by().annotate(city=Substr("region_id", 1, CITY_LENGTH)).values("city")
    counted = rows.annotate(all=Count("pk"), finished=Count("pk", filter=Q(finished_on__isnull=False)))
    return sorted((row["city"], row["all"], row["finished"]) for row in counted)


def _of_city(cycle: Cycle) -> bool:
    """Whether the programme is one of a whole kota, which has no fasilitator of a kelurahan."""
    return TRACKS[cycle.track].level == "kota"


def _turn(cycle: Cycle, step: Step, review: Review | None, *, complete: bool) -> str:
    """Whose turn it is in words: one of the roles, or, for signatures that are still missing, each of them."""
    if review is None:
        own = complete or _of_city(cycle)
        return role_names(step.closers) if own else "Fasilitator, lalu " + step.approved_by
    roles = turns_of([review])[review.pk]
    if review.state == ReviewState.VERIFIED:
        return " dan ".join(sorted(Role(role).label for role in roles))
    return role_names(roles)


def review_at(cycle: Cycle, check: str) -> Review | None:
    """The review of the step that asks for this check; None without such a step or before its review."""
    return review_in(cycle, step_asking(cycle, check))


def gate_sentences(state: StepState) -> list[str]:
    """What the gate of a step is short of, as sentences."""
    step = find_step(state.cycle.track, state.step)
    return [missing.text for part in parts_of(step, state.cycle) for missing in part.missing]


def current(rows: Sequence[StepProgress]) -> StepProgress | None:
    """The first step that is not closed; None when the cycle is finished."""
    return next((row for row in rows if not row.closed), None)


def next_action(cycle: Cycle, rows: Sequence[StepProgress], held: frozenset[str] | None = None) -> NextAction:
    """What comes next: notes to answer, the first missing part of the current step, otherwise its approval.

    `held` are the roles of the person: who cannot submit or close is led to the review, or nowhere. None asks nothing.
    """
    here = current(rows)
    if here is None:
        documents = reverse("documents:cycle-documents", args=[cycle.pk])
        return NextAction("Buka dokumen", documents, "Semua langkah selesai.")
    if here.review is not None and (here.unanswered or here.locked or not here.missing):
        return _review_action(here, here.review, held)
    if here.missing:
        return NextAction("Lanjutkan", here.missing[0].url, here.missing[0].text)
    reason = f"{here.step.name} lengkap dan dapat ditutup oleh {role_names(here.step.closers)}."
    if held is not None and held.isdisjoint(here.step.closers):
        return NextAction("", "", reason)
    return NextAction("Tutup langkah", step_url(cycle, here.step.code), reason)


def _review_action(here: StepProgress, review: Review, held: frozenset[str] | None) -> NextAction:
    page = reverse("reviews:review-detail", args=[review.pk])
    writes = held is None or not held.isdisjoint(CHAINS[review.chain].submit_roles)
    if here.locked:
        return NextAction("Lihat pemeriksaan", page, f"menunggu {here.turn}.")
    if here.unanswered:
        reason = f"{here.unanswered} catatan wajib belum dijawab."
        return NextAction("Jawab catatan" if writes else "Lihat pemeriksaan", page, reason)
    again = "diajukan lagi" if review.state == ReviewState.RETURNED else "diajukan untuk diperiksa"
    return NextAction("Ajukan" if writes else "Lihat pemeriksaan", page, f"{here.step.name} lengkap dan dapat {again}.")


def roles_here(user: Any, cycle: Cycle) -> frozenset[str]:
    """The roles that the person holds today where the cycle is."""
    held: frozenset[str] = user.roles_in(cycle.region_id)
    return held


def step_asking(cycle: Cycle, check: str) -> str:
    """Code of the step of the cycle's programme whose gate asks for this check; empty when none does.

    What a check looks at is worked on, and locked, in that step.
    """
    step = TRACKS[cycle.track].step_asking(check)
    return step.code if step else ""


def preparation(cycle_id: int) -> QuerySet[Cycle]:
    """The cycle with team, schedule and first data for the preparation page."""
    return Cycle.objects.filter(pk=cycle_id).prefetch_related("team", "schedule", Prefetch("sources"))


def _fetched(cycle: Cycle, rows: str) -> bool:
    """Whether these rows of the cycle were prefetched; lists of cycles count the gate of one step of each."""
    return rows in getattr(cycle, "_prefetched_objects_cache", {})


def answers(cycle: Cycle, step: str) -> dict[str, Any]:
    """What was captured in the record of a step, by the key of the entry. No query when they are prefetched."""
    rows = cycle.answers.all() if _fetched(cycle, "answers") else StepAnswer.objects.filter(cycle=cycle, step=step)
    return {answer.key: answer.value for answer in rows if answer.step == step}


def papers(cycle: Cycle, step: str) -> dict[str, StepPaper]:
    """Papers that a step left behind, by their code. No query when they are prefetched."""
    rows = cycle.papers.all() if _fetched(cycle, "papers") else StepPaper.objects.filter(cycle=cycle, step=step)
    return {paper.code: paper for paper in rows if paper.step == step}


def record_stamp(cycle: Cycle, step: str) -> str:
    """A short mark of what the record of a step holds; equal marks mean that nobody changed it."""
    held = list(cycle.answers.filter(step=step).order_by("key").values_list("key", "version"))
    return stamp_of(held)
