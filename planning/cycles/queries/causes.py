"""Why a cycle does not move, in one sentence, for lists of many cycles.

What a gate is short of is counted by the checks of many apps, for one step of one cycle at a time (5 to 20 queries).
A list therefore shows what was counted last and asks for the rest row by row; every page of a cycle counts anew and
keeps the answer, and `hitung_syarat` counts all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.reviews.enums import ReviewState, Severity
from kumuh.reviews.models import Note
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, ScheduleItem, StepState
from planning.cycles.queries import Standing, StepProgress, standings
from planning.cycles.registry import Part, parts_of

#: A count that is younger is shown as it is; an older one is shown and asked for again.
FRESH = timedelta(minutes=10)
_KEPT_SECONDS = 14 * 24 * 3600


@dataclass(frozen=True)
class GateCount:
    """What the gate of a step was short of at a moment: how many things, the first of them and its form."""

    count: int
    text: str
    url: str
    counted_at: datetime

    @property
    def fresh(self) -> bool:
        return timezone.now() - self.counted_at < FRESH


@dataclass(frozen=True)
class Cause:
    """One sentence and where it leads. `counted_at`: when the gate was looked at; `unknown`: ask again."""

    text: str
    url: str
    missing: int | None = None
    counted_at: datetime | None = None
    unknown: bool = False


def _place(state: StepState) -> str:
    return f"syarat:{state.pk}:{state.version}"


def keep_count(state: StepState, parts: Iterable[Part]) -> GateCount:
    """Keep what was counted for a step, for the lists. Writes only what is new or no longer fresh."""
    missing = [one for part in parts for one in part.missing]
    first = missing[0] if missing else None
    found = GateCount(len(missing), first.text if first else "", first.url if first else "", timezone.now())
    kept: GateCount | None = cache.get(_place(state))
    if kept is None or not kept.fresh or (kept.count, kept.text) != (found.count, found.text):
        cache.set(_place(state), found, _KEPT_SECONDS)
    return found


def keep_progress(here: StepProgress | None) -> None:
    """Keep the count of the step at which a cycle stands, when its page has counted it anyway."""
    if here is not None:
        keep_count(here.state, here.parts)


def _kept(states: Iterable[StepState]) -> dict[int, GateCount]:
    """The counts that are kept, by step state. One query."""
    places = {_place(state): state.pk for state in states}
    return {places[place]: found for place, found in cache.get_many(list(places)).items()}


def standing_state(standing: Standing) -> StepState | None:
    """The stored state of the step at which a cycle stands (its steps are loaded)."""
    return list(standing.cycle.steps.all())[standing.number - 1] if standing.step else None


def _needs_count(standing: Standing, notes: int) -> bool:
    """Whether the gate decides what comes next: nobody examines the step and no note waits for an answer."""
    review = standing.review
    return standing.step is not None and not notes and (review is None or review.state not in EXAMINED)


EXAMINED = {ReviewState.SUBMITTED.value, ReviewState.VERIFIED.value}


def _unanswered(found: Iterable[Standing]) -> dict[int, int]:
    """Required notes without an answer of the returned reviews, by review. One query."""
    returned = [row.review.pk for row in found if row.review and row.review.state == ReviewState.RETURNED]
    notes = Note.objects.filter(review__in=returned, severity=Severity.REQUIRED, internal=False, answer="")
    return dict(notes.order_by().values_list("review_id").annotate(Count("pk")))


def causes(found: Sequence[Standing]) -> dict[int, Cause]:
    """Why each cycle stands where it stands, by cycle. Two queries, whatever the number."""
    notes = _unanswered(found)
    asked = {row.cycle.pk: state for row in found if (state := standing_state(row)) is not None}
    counts = _kept(asked.values())
    return {
        row.cycle.pk: _cause(
            row,
            notes.get(row.review.pk, 0) if row.review else 0,
            counts.get(asked[row.cycle.pk].pk) if row.cycle.pk in asked else None,
        )
        for row in found
    }


def count_gates() -> int:
    """Count what every running cycle is short of and keep it; how many were counted. Queries grow with the cycles."""
    rows = Cycle.objects.filter(finished_on=None).select_related("region", "decree")
    running = list(rows.prefetch_related("steps", "answers", "papers"))
    for cycle in running:
        count_cause(cycle)
    return len(running)


def count_cause(cycle: Cycle) -> Cause:
    """Why one cycle does not move, counted now. Its steps are loaded."""
    (standing,) = standings([cycle])
    state = standing_state(standing)
    notes = _unanswered([standing])
    if state is not None and standing.step is not None and _needs_count(standing, sum(notes.values())):
        found = keep_count(state, parts_of(standing.step, cycle))
        return _cause(standing, 0, found)
    return _cause(standing, sum(notes.values()), None)


def _cause(standing: Standing, notes: int, count: GateCount | None) -> Cause:
    """The sentence of a cycle; `notes` are required and unanswered, `count` what its gate was short of."""
    cycle, review = standing.cycle, standing.review
    page = reverse("cycles:cycle-detail", args=[cycle.pk])
    if standing.step is None:
        return Cause("Semua langkah selesai.", page)
    here = f"{page}#{standing.step.code}"
    if review is not None and notes:
        return Cause(f"Dikembalikan: {notes} catatan wajib belum dijawab.", _review_page(review))
    if review is not None and review.state == ReviewState.SUBMITTED:
        return Cause(f"Menunggu diperiksa {standing.turn}.", _review_page(review))
    if review is not None and review.state == ReviewState.VERIFIED:
        return Cause(f"Sudah diperiksa; menunggu disahkan {standing.turn}.", _review_page(review))
    if count is None:
        return Cause("", here, unknown=True)
    if count.count:
        more = f" Dan {count.count - 1} hal lain." if count.count > 1 else ""
        return Cause(f"{count.text}{more}", count.url, count.count, count.counted_at, not count.fresh)
    return Cause(
        _complete(standing), here if review is None else _review_page(review), 0, count.counted_at, not count.fresh
    )


def _complete(standing: Standing) -> str:
    if standing.review is None and standing.step is not None:
        return f"Lengkap; tinggal ditutup {role_names(standing.step.closers)}."
    again = standing.review is not None and standing.review.state == ReviewState.RETURNED
    return "Lengkap; tinggal diajukan lagi." if again else "Lengkap; tinggal diajukan."


def due_days(found: Iterable[Standing]) -> dict[int, date]:
    """The last day that the quick schedule gives the step of each cycle, by cycle. One query."""
    here = {row.cycle.pk: row.step.code for row in found if row.step is not None}
    planned = ScheduleItem.objects.filter(cycle__in=here).order_by().values_list("cycle_id", "step")
    return {cycle: day for cycle, step, day in planned.annotate(Max("ends_on")) if here[cycle] == step}


def _review_page(review: Any) -> str:
    return reverse("reviews:review-detail", args=[review.pk])


def done_steps(cycle: Cycle) -> tuple[int, int]:
    """How many steps of a cycle are closed, and how many it has. Its steps are loaded."""
    states = list(cycle.steps.all())
    return sum(state.status == StepStatus.CLOSED for state in states), len(states)
