"""Verbs of the critical reflection: what one RW says about the seven indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.models import Cycle
from planning.cycles.queries import step_asking
from planning.cycles.services import require_open
from planning.proposals.catalog import ASPECTS
from planning.proposals.enums import CauseState
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import RwCause
from planning.proposals.queries.causes import causes_stamp, slum_places
from planning.proposals.queries.intake import DECIDING
from planning.rembuk.models import Meeting
from planning.rembuk.queries import serves

#: The check whose step these rows are worked on and locked in.
CHECK = "sebab"


@dataclass(frozen=True)
class CauseText:
    """What was said about one indicator. An empty `state` with words is a cause; empty altogether: not discussed."""

    aspect: int
    state: str = ""
    cause: str = ""
    contribution: str = ""


@transaction.atomic
def save_causes(
    *,
    cycle: Cycle,
    place: Neighbourhood,
    texts: Sequence[CauseText],
    by: Any,
    meeting: Meeting | None = None,
    seen: str = "",
) -> list[RwCause]:
    """Keep what the residents of one RW said; an indicator that was emptied is taken back, its history stays.

    Rule: each of the seven indicators has a cause or "tidak ada masalah" for every RW of the SK (technical guide
    KOTAKU 2016, 3.2.2). `seen` is `queries.causes_stamp` of when the form was opened. Raises StepLocked, or
    ProposalRefused: an RW that the cycle is not about, a cause without words, a meeting that did not take place,
    and ChangedMeanwhile when somebody else saved this RW.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=step_asking(cycle, CHECK))
    if place.pk not in {known.pk for known in slum_places(cycle)}:
        raise ProposalRefused(f"{place.label} tidak termasuk wilayah siklus ini.")
    if meeting is not None and (not serves(meeting, cycle) or meeting.status not in DECIDING):
        raise ProposalRefused({"meeting": f"“{meeting.title}” belum berlangsung atau milik siklus lain."})
    kept = {row.aspect: row for row in RwCause.objects.filter(cycle=cycle, place=place)}
    now = causes_stamp(kept.values())
    if seen and seen != now:
        raise ChangedMeanwhile(now, what=f"sebab {place.label}")
    for text in texts:
        _refuse_text(text)
        _put(cycle, place, text, kept.get(text.aspect), meeting, by)
    return list(RwCause.objects.filter(cycle=cycle, place=place))


@transaction.atomic
def add_cause(
    *,
    cycle: Cycle,
    places: Sequence[Neighbourhood],
    text: CauseText,
    by: Any,
    meeting: Meeting | None = None,
) -> list[RwCause]:
    """Add words to what several RW said about one indicator; what they said already stays, with its meeting.

    Raises as `save_causes`.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=step_asking(cycle, CHECK))
    known = {place.pk for place in slum_places(cycle)}
    _refuse_text(text)
    rows = RwCause.objects.filter(cycle=cycle, aspect=text.aspect).select_related("meeting")
    held = {row.place_id: row for row in rows}
    for place in places:
        if place.pk not in known:
            raise ProposalRefused(f"{place.label} tidak termasuk wilayah siklus ini.")
        row = held.get(place.pk)
        cause = _joined(row.cause if row else "", text.cause)
        own = _joined(row.contribution if row else "", text.contribution)
        more = CauseText(text.aspect, CauseState.CAUSE, cause, own)
        _put(cycle, place, more, row, (row and row.meeting) or meeting, by)
    written = {row.place_id: row for row in RwCause.objects.filter(cycle=cycle, aspect=text.aspect)}
    return [written[place.pk] for place in places]


def _joined(before: str, more: str) -> str:
    return "\n".join(part for part in (before.strip(), more.strip()) if part)


def _refuse_text(text: CauseText) -> None:
    if text.aspect not in ASPECTS:
        raise ProposalRefused("Indikatornya satu sampai tujuh.")
    if text.state == CauseState.CAUSE and not text.cause.strip():
        raise ProposalRefused({f"cause_{text.aspect}": "Tulis sebabnya menurut warga."})
    if text.state == CauseState.NONE and text.cause.strip():
        raise ProposalRefused(
            {f"state_{text.aspect}": "Sebabnya ditulis, jadi pilih “Ada sebab”; atau kosongkan sebabnya."}
        )


def _put(
    cycle: Cycle, place: Neighbourhood, text: CauseText, row: RwCause | None, meeting: Meeting | None, by: Any
) -> None:
    state = text.state or (CauseState.CAUSE if text.cause.strip() else "")
    if not state:
        if row is not None:
            delete_by(row, by)
        return
    wanted = (state, text.cause.strip(), text.contribution.strip(), meeting)
    if row is not None and (row.state, row.cause, row.contribution, row.meeting) == wanted:
        return
    row = row or RwCause(cycle=cycle, place=place, aspect=text.aspect)
    row.state, row.cause, row.contribution, row.meeting = wanted
    row.version += 1 if row.pk else 0
    save_by(row, by)
