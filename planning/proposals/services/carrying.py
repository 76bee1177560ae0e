"""Usulan and problems that go into another cycle of the same kelurahan: of the next year, or one that runs beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from kumuh.areas.models import Neighbourhood
from kumuh.core.models import save_by
from planning.cycles.models import Cycle
from planning.cycles.queries import step_asking
from planning.cycles.registry import Carried
from planning.cycles.services import require_open
from planning.proposals.enums import ProblemState, ProposalStatus
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import Problem, Proposal
from planning.proposals.registry import uses
from planning.proposals.services.intake import CHECK

#: What an usulan says about the wish itself; answers, decisions and ranking stay with its cycle.
WISH = (
    "kind", "title", "aspect", "criterion_key", "location", "limits", "volume", "unit", "households",
    "poor_households", "women_households", "photo", "latitude", "longitude", "benefit", "asked_by", "asked_by_name",
    "reason", "is_example",
)  # fmt: skip
#: What stays true of a problem until it is looked at again; households are counted anew.
STATEMENT = ("statement", "cause", "effect", "potential", "need")


def take_over_proposal(*, proposal: Proposal, cycle: Cycle, by: Any) -> Proposal:
    """Take one usulan of another cycle over into this one; refuses as `take_over_proposals`."""
    return take_over_proposals(proposals=[proposal], cycle=cycle, by=by, note=f"Diambil dari {proposal.cycle}.")[0]


@transaction.atomic
def take_over_proposals(*, proposals: Iterable[Proposal], cycle: Cycle, by: Any, note: str) -> list[Proposal]:
    """Take usulan of another cycle of the same kelurahan into this one, as new usulan without an answer.

    The wish is typed once; both keep their own answers, and the new one names where it came from. Only RT that are
    still in force go along. All of them or none: raises StepLocked, ProposalRefused (same cycle, another kelurahan,
    merged or declined, taken over already, no RT left).
    """
    require_open(cycle=cycle, step=step_asking(cycle, CHECK))
    rts = Prefetch("rts", Neighbourhood.objects.filter(valid_to=None).order_by("label"), to_attr="standing_rts")
    wanted = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in proposals])
    sources = list(wanted.select_related("cycle").prefetch_related(rts).order_by("pk"))
    known = set(Proposal.objects.filter(cycle=cycle, origin__in=sources).values_list("origin", flat=True))
    made = []
    for source in sources:
        if refusal := _refusal(source, cycle, known):
            raise ProposalRefused(refusal)
        row = Proposal(cycle=cycle, origin=source, origin_note=note, **{name: getattr(source, name) for name in WISH})
        save_by(row, by, rts=source.standing_rts)  # type: ignore[attr-defined]  # prefetched under this name
        made.append(row)
    return made


def _refusal(source: Proposal, cycle: Cycle, known: set[int | None]) -> str:
    if source.cycle_id == cycle.pk:
        return "Usulan ini sudah berada dalam siklus ini."
    if source.cycle.region_id != cycle.region_id:
        return "Usulan hanya dapat dibawa ke siklus lain di kelurahan yang sama."
    if source.status in (ProposalStatus.MERGED, ProposalStatus.DECLINED):
        return f"Usulan ini sudah dijawab ({source.get_status_display().lower()}), jadi tidak dibawa."
    if source.pk in known:
        return "Usulan ini sudah dibawa ke siklus ini."
    return "" if source.standing_rts else "RT usulan ini tidak ada lagi."  # type: ignore[attr-defined]  # prefetched


def carry_problems(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """Problems that residents still have, in words; numbers and sources are those of the new mapping."""
    rows = list(Problem.objects.filter(cycle=old, state=ProblemState.PRESENT))
    for row in rows if new else ():
        words = {name: getattr(row, name) for name in STATEMENT}
        save_by(Problem(cycle=new, aspect=row.aspect, state=row.state, **words), by)
    if rows:
        yield Carried("Masalah yang masih terbuka", True, len(rows), "Disalin; KK dan sumber data diisi lagi.")


def carry_proposals(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """Usulan without an answer, postponed ones, and agreed ones of which no kegiatan was made."""
    wanted = (ProposalStatus.PROPOSED, ProposalStatus.POSTPONED, ProposalStatus.AGREED)
    rows = list(Proposal.objects.filter(cycle=old, status__in=wanted, rts__valid_to=None).distinct().order_by("pk"))
    used = uses([row.pk for row in rows])
    rows = [row for row in rows if row.pk not in used]
    if new is not None:
        take_over_proposals(proposals=rows, cycle=new, by=by, note=f"Belum dilaksanakan dalam {old}.")
    if rows:
        yield Carried("Usulan yang belum dilaksanakan", True, len(rows), "Disalin tanpa jawabannya; asalnya tercatat.")
