"""Results of participatory methods that became problems, potentials or usulan, and where an usulan came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse

from planning.cycles.models import Cycle
from planning.cycles.queries import step_asking
from planning.methods.models import MethodSession
from planning.methods.queries import result_of, session_for_print
from planning.methods.registry import Made, Result
from planning.proposals.catalog import MATRIX_ROWS
from planning.proposals.models import Proposal, ResultUse

#: The check whose step works on the causes per RW.
CAUSES: Final = "sebab"


def made_of(session: MethodSession, taken_as: str) -> Mapping[str, Made]:
    """What results of a session became, by their key. One query."""
    rows = ResultUse.objects.filter(session=session, taken_as=taken_as)
    return {row.key: _made(row) for row in rows.select_related("problem", "fact", "proposal", "cause__place")}


def taking_page(session: MethodSession, result: Result, taken_as: str) -> str:
    """The page that carries a result on."""
    return reverse("proposals:result-take", args=[session.cycle_id, session.pk, taken_as.lower(), result.key])


def _made(row: ResultUse) -> Made:
    cycle = _cycle_of(row)
    if row.problem:
        label = f"Masalah: {MATRIX_ROWS[row.problem.aspect]}"
        return Made(label, reverse("proposals:problem-detail", args=[cycle, row.problem.aspect]))
    if row.proposal:
        return Made(
            f"Usulan: {row.proposal.title}", reverse("proposals:proposal-detail", args=[cycle, row.proposal.pk])
        )
    if row.cause:
        return Made(f"Sebab: {row.cause}", reverse("proposals:cause-list", args=[cycle]))
    label = f"Potensi dan kebutuhan: {row.fact}"
    return Made(label, reverse("proposals:fact-list", args=[cycle]))


def _cycle_of(row: ResultUse) -> int:
    made = row.problem or row.proposal or row.cause or row.fact
    return int(made.cycle_id)  # type: ignore[union-attr]  # one of them is there


def asks_for_causes(session: MethodSession) -> bool:
    """Whether the programme of the session asks for causes RW by RW, so that root causes have a place to go."""
    return bool(step_asking(session.cycle, CAUSES))


def origin_words(proposal: Proposal) -> str:
    """The methods an usulan was carried on from, in words; empty without one. One query."""
    rows = ResultUse.objects.filter(proposal=proposal).select_related("session")
    return "; ".join(f"{row.session.get_kind_display()} “{row.session}”" for row in rows)


def result_named(cycle: Cycle, named: str) -> tuple[MethodSession, Result] | None:
    """Session and result that an address names as `12-faktor:7`; None for anything else, or before it was agreed."""
    pk, _, key = named.partition("-")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 10) or not key:
        return None
    if not MethodSession.objects.filter(pk=pk, cycle=cycle).exists():
        return None
    session = session_for_print(int(pk))
    result = result_of(session, key)
    return (session, result) if result is not None and session.is_locked else None


def first_values(session: MethodSession, result: Result) -> dict[str, Any]:
    """First values of the form of an usulan from a result, so that it is not typed twice."""
    return {
        "title": result.text[:200],
        "reason": ". ".join(part for part in (result.text, result.note) if part),
        "source_meeting": session.meeting_id,
    } | dict(result.fields)


def is_taken(session: MethodSession, key: str, taken_as: str) -> Made | None:
    """What a result became already; None when nobody took it. One query."""
    return made_of(session, taken_as).get(key)
