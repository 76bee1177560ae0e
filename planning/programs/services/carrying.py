"""Works that go into the next year's cycle: what was postponed or found no money comes back as an usulan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planning.cycles.models import Cycle
from planning.cycles.registry import Carried
from planning.programs.enums import WorkStatus
from planning.programs.models import Work
from planning.programs.queries import amounts_of, priority
from planning.proposals.models import Proposal
from planning.proposals.services import take_over_proposals

#: A work that nobody began: without its whole cost it is carried over.
NOT_BEGUN = (WorkStatus.PLANNED, WorkStatus.VERIFIED)


def carry_works(*, old: Cycle, new: Cycle | None, by: Any) -> Iterator[Carried]:
    """Works that were postponed, whose sources do not cover their cost, or that the fund's ceiling left in reserve.

    Each comes back once as its usulan; declined works, and works that nobody made from an usulan, stay behind.
    """
    found = _unfunded(old)
    usulan = {work.proposal.pk: work.proposal for work in found if work.proposal is not None}
    placed = set(Proposal.objects.filter(pk__in=usulan, rts__valid_to=None).values_list("pk", flat=True))
    fresh = [row for row in usulan.values() if row.pk in placed]
    if new is not None:
        note = f"Kegiatannya belum terdanai atau ditunda dalam {old}."
        take_over_proposals(proposals=fresh, cycle=new, by=by, note=note)
    if fresh:
        yield Carried("Kegiatan yang belum terdanai atau ditunda", True, len(fresh), "Disalin sebagai usulan.")
    alone = sum(work.proposal is None for work in found)
    if alone:
        note = "Tidak ikut karena tidak berasal dari usulan; catat sebagai usulan baru bila masih diperlukan."
        yield Carried("Kegiatan tanpa usulan", False, alone, note)


def _unfunded(cycle: Cycle) -> list[Work]:
    """Works of a cycle that were postponed or have not all their money, in the order of the plan."""
    rows = Work.objects.filter(cycle=cycle).exclude(status=WorkStatus.DECLINED)
    rows = rows.select_related("proposal").prefetch_related("allocations").order_by("aspect", "pk")
    reserve = _in_reserve(cycle)
    return [work for work in rows if work.status == WorkStatus.POSTPONED or _lacks_money(work, reserve)]


def _lacks_money(work: Work, reserve: set[int]) -> bool:
    short = sum(amounts_of(work).values()) < work.cost
    return work.status in NOT_BEGUN and (short or work.pk in reserve)


def _in_reserve(cycle: Cycle) -> set[int]:
    """Works that asked the channeling fund and stand below the cut of an adopted list."""
    found = priority(cycle)
    if found is None or found.row is None:
        return set()
    return {line.work.pk for line in found.lines if not line.selected and line.asked > 0}
