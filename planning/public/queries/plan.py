"""Usulan with their answers, works with their money, the priority list – as ratified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kumuh.core.formats import tanggal
from planning.programs.queries import Priority, amounts_of, priority, source_label, works, works_set_aside
from planning.proposals.catalog import ASPECTS
from planning.proposals.enums import ProposalStatus
from planning.proposals.queries import proposals, ranked
from planning.public.privacy import Veil
from planning.public.queries.shapes import PriorityRow, PublicPriority, PublicProposal, PublicSetAside, PublicWork


def ranks(cycle: Any) -> dict[int, int]:
    """Place in the agreed order by usulan; those without a place are left out."""
    return {row.proposal.pk: row.place for row in ranked(cycle).placed if row.place is not None}


def asked(veil: Veil, places: Mapping[int, int], rows: list[Any]) -> tuple[PublicProposal, ...]:
    """Every intake with its answer: the ranked ones first, then the others in the order of arrival."""
    ordered = sorted(rows, key=lambda row: (places.get(row.pk, len(rows) + 1), row.pk))
    return tuple(
        PublicProposal(
            title=veil(row.title),
            kind=row.get_kind_display(),
            indicator=ASPECTS.get(row.aspect, ""),
            place=_place(row, veil),
            asked_by=row.get_asked_by_display(),
            status=row.status,
            answer=_answer(row, veil),
            rank=places.get(row.pk),
        )
        for row in ordered
    )


def intakes(cycle: Any) -> list[Any]:
    """The intakes as rows; they hold names, so they never leave the public reads."""
    return list(proposals(cycle))


def _answer(row: Any, veil: Veil) -> str:
    """What the answer says; for an agreed usulan without further words the day on which the rembuk agreed."""
    if row.status == ProposalStatus.AGREED and row.decision and not row.answer:
        return f"Disepakati rembuk {tanggal(row.decision.meeting.held_on)}."
    if row.status == ProposalStatus.MERGED and row.merged_into:
        return f"Digabung ke “{veil(row.merged_into.title)}”. {veil(row.answer)}".strip()
    return veil(row.answer) or "Belum dijawab."


def planned_works(cycle: Any, veil: Veil, places: Mapping[int, int]) -> tuple[PublicWork, ...]:
    """Works of the plan in the order of the ranking, with cost and sources in rupiah."""
    made = [
        PublicWork(
            rank=places.get(row.proposal_id or 0),
            name=veil(row.name),
            place=_place(row, veil),
            volume=row.volume,
            unit=row.unit,
            cost=row.cost,
            sources=tuple((source_label(source), amount) for source, amount in amounts_of(row).items()),
            executor=row.get_executor_display(),
            quarter=row.get_quarter_display(),
            households=row.households,
        )
        for row in works(cycle)
    ]
    return tuple(sorted(made, key=lambda work: (work.rank is None, work.rank or 0)))


def set_aside(cycle: Any, veil: Veil) -> tuple[PublicSetAside, ...]:
    """Works that were postponed or declined, with the reason."""
    return tuple(PublicSetAside(veil(row.name), row.status, veil(row.status_reason)) for row in works_set_aside(cycle))


def fund_list(cycle: Any, veil: Veil) -> PublicPriority | None:
    """The priority list of the channeling fund; None where the fund is unknown."""
    found = priority(cycle)
    if found is None:
        return None
    return PublicPriority(
        fund=found.fund.name,
        rule=found.rule.label,
        tie_rule=found.tie_rule,
        ceiling=found.ceiling,
        total=found.total,
        remaining=found.remaining,
        rows=_rows(found, veil),
    )


def _rows(found: Priority, veil: Veil) -> tuple[PriorityRow, ...]:
    return tuple(
        PriorityRow(
            order=line.cut.order,
            name=veil(line.work.name),
            place=_place(line.work, veil),
            asked=line.asked,
            given=line.cut.amount,
            verdict=line.verdict.value,
            reason=veil(line.cut.reason),
        )
        for line in found.lines
    )


def _place(row: Any, veil: Veil) -> str:
    """RT and location in one line; the RT are loaded."""
    rts = ", ".join(sorted(rt.label for rt in row.rts.all()))
    location = veil(row.location)
    return f"{rts} – {location}" if rts and location else rts or location
