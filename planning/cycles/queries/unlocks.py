"""Keys to locked steps: who holds one, who may give one, to whom, and what was changed with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.accounts.models import User
from kumuh.accounts.queries import people_with_roles
from kumuh.core.formats import tanggal
from kumuh.core.history import tracked_tables
from kumuh.core.scope import ScopedQuerySet
from kumuh.reviews.models import Review
from kumuh.reviews.queries import deciders, is_locked, review_of
from kumuh.reviews.registry import CHAINS
from planning.cycles.catalog import Step, find_step
from planning.cycles.enums import StepStatus
from planning.cycles.models import Cycle, StepState, StepUnlock
from planning.cycles.registry import rows_of_step
from planning.cycles.rules import KEY_HOLDERS

#: What a review of a step is about (`reviews.Review.subject_type`).
SUBJECT = "stepstate"


def in_force(day: date | None = None) -> ScopedQuerySet[StepUnlock]:
    """Keys that open their step on this day (today), with who holds them."""
    rows = StepUnlock.objects.filter(ended_at=None, until__gte=day or timezone.localdate())
    return rows.select_related("person")


def active_unlocks(cycle: Cycle) -> dict[str, StepUnlock]:
    """The key in force of each step, by its code. One query."""
    return {key.step: key for key in in_force().filter(cycle=cycle)}


def keys_of(user: Any) -> list[StepUnlock]:
    """Keys that a person holds today, the one that ends first on top, with cycle and kelurahan. One query."""
    return list(in_force().filter(person=user).select_related("cycle__region").order_by("until", "pk"))


def reopeners(step: Step) -> frozenset[str]:
    """Roles that may open a closed step again, and so may give a key to it."""
    return CHAINS[step.chain].may_reopen if step.chain else frozenset({Role.POKJA.value})


def possible_holders(cycle: Cycle, review: Review | None, giver: User) -> list[User]:
    """People who fill steps here and may be given a key: not the giver, nor who judged the present content."""
    judged = deciders(review) if review is not None else frozenset()
    people = people_with_roles(KEY_HOLDERS, cycle.region_id)
    return [person for person in people if person.pk != giver.pk and person.pk not in judged]


def subjects_opened_to(user: Any) -> QuerySet[StepState, int]:
    """Ids of the steps to which the person ever had a key: their own work, on which they do not decide."""
    keys = StepUnlock.objects.filter(cycle=OuterRef("cycle"), step=OuterRef("step"), person=user)
    return StepState.objects.filter(Exists(keys)).order_by().values_list("pk", flat=True)


def people_with_keys(state_id: int) -> frozenset[int]:
    """Users who ever had a key to this step. One query."""
    states = StepState.objects.filter(pk=state_id)
    held = StepUnlock.objects.filter(cycle__steps__in=states, step__in=states.values("step"))
    return frozenset(held.values_list("person", flat=True))


@dataclass(frozen=True)
class LateChange:
    """What was changed with one key: how many entries of the history, and when the last. `when` says after what."""

    key: StepUnlock
    count: int
    last: datetime
    when: str

    @property
    def sentence(self) -> str:
        """The note for the page of the step and for every paper of it."""
        day = tanggal(timezone.localdate(self.last))
        return f"Diubah {self.when}, terakhir {day}, oleh {self.key.person}. Alasan: {self.key.reason.rstrip('.')}."


def late_changes(cycle: Cycle) -> dict[str, list[LateChange]]:
    """What was changed with keys since the present approval (or while it is examined), by step, oldest first.

    One query where there never was a key. What was changed before the step was approved anew is no longer told.
    """
    keys = list(StepUnlock.objects.filter(cycle=cycle).select_related("person").order_by("pk"))
    if not keys:
        return {}
    found: dict[str, list[LateChange]] = {}
    states = {state.step: state for state in cycle.steps.all()}
    for key in keys:
        change = _change(cycle, key, states[key.step])
        if change is not None:
            found.setdefault(key.step, []).append(change)
    return found


def late_sentences(cycle: Cycle, step: str) -> tuple[str, ...]:
    """One sentence for every key with which data of the step was changed since the present approval."""
    return tuple(change.sentence for change in late_changes(cycle).get(step, ()))


def unlocks_for(user: Any) -> ScopedQuerySet[StepUnlock]:
    """Every key in the person's area, ended ones too, with cycle and people."""
    return StepUnlock.objects.for_user(user).select_related("cycle__region", "person", "given_by")


def rows_of_key(key: StepUnlock) -> list[tuple[str, dict[str, Any]]]:
    """Tables with data of the step of a key, each with the lookup of its rows in the history."""
    step = find_step(key.cycle.track, key.step)
    return [(table, dict(lookup)) for table, lookup in rows_of_step(key.cycle, step)]


def span_of_key(key: StepUnlock) -> tuple[datetime, datetime]:
    """From when to when a key opened its step, without what an approval given since then has covered."""
    state = StepState.objects.get(cycle=key.cycle, step=key.step)
    return _span(key, state)


def _span(key: StepUnlock, state: StepState) -> tuple[datetime, datetime]:
    last = timezone.make_aware(datetime.combine(key.until, time.max))
    since = max(key.created_at, state.closed_at) if state.closed_at else key.created_at
    return since, min(key.ended_at or last, last)


def _change(cycle: Cycle, key: StepUnlock, state: StepState) -> LateChange | None:
    """None where nothing was changed, and where the step is open again: then the approval fell."""
    step = find_step(cycle.track, key.step)
    if state.status != StepStatus.CLOSED and not _examined(state):
        return None
    tables, moments = tracked_tables(), []
    mine = {"history_user_id": key.person_id, "history_date__range": _span(key, state)}
    for label, lookup in rows_of_step(cycle, step):
        history: Any = tables[label].history  # type: ignore[attr-defined]  # every tracked table
        moments += list(history.filter(**lookup, **mine).order_by().values_list("history_date", flat=True))
    if not moments:
        return None
    when = (
        "selagi diperiksa"
        if state.status != StepStatus.CLOSED
        else "setelah disahkan"
        if step.chain
        else "setelah langkahnya selesai"
    )
    return LateChange(key, len(moments), max(moments), when)


def _examined(state: StepState) -> bool:
    chain = find_step(state.cycle.track, state.step).chain
    return bool(chain) and is_locked(review_of(chain, SUBJECT, state.pk))
