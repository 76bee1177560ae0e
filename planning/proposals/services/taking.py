"""Carrying results of participatory methods onward: copied once, with a pointer to where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from kumuh.areas.models import Neighbourhood
from kumuh.core.formats import tanggal
from kumuh.core.models import save_by
from planning.methods.enums import MethodKind, ResultKind
from planning.methods.models import MethodSession
from planning.methods.queries import result_of, session_for_print
from planning.methods.registry import Result
from planning.proposals.catalog import MATRIX_ROWS, OPEN_SPACE
from planning.proposals.enums import CauseState, FactKind, ProblemState, SourceKind, TakenAs
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import LocalFact, Problem, Proposal, ResultUse, RwCause
from planning.proposals.queries.intake import DECIDING
from planning.proposals.services.causes import CauseText, add_cause
from planning.proposals.services.facts import FactText, save_facts
from planning.proposals.services.problems import ProblemText, SourceText, describe_problem, prepare_matrix

#: Longest words of a potential or need.
MOST_LETTERS = 300


@transaction.atomic
def take_as_problem(*, session: MethodSession, key: str, aspect: int, by: Any) -> Problem:
    """Add a result to the statement of one indicator of the problem matrix, with the method as its source.

    What is said there already stays. A second time gives the row that was made. Raises ProposalRefused (not agreed
    yet, no such result, an unknown indicator), StepLocked when the matrix is closed.
    """
    current, result = _result(session, key, {ResultKind.PROBLEM})
    known = _taken(current, key, TakenAs.PROBLEM)
    if known is not None and known.problem is not None:
        return known.problem
    if aspect not in MATRIX_ROWS:
        raise ProposalRefused({"aspect": "Pilih indikator dari daftar."})
    rows = prepare_matrix(cycle=current.cycle, by=by, open_space=aspect == OPEN_SPACE)
    row = next(one for one in rows if one.aspect == aspect)
    kept = {name: getattr(row, name) for name in ProblemText.__dataclass_fields__}
    said = "\n".join(part for part in (row.statement, f"{result.text}.") if part)
    text = ProblemText(**kept | {"state": ProblemState.PRESENT, "statement": said})
    made = describe_problem(problem=row, text=text, sources=[_source(current)], by=by)
    _keep(current, key, TakenAs.PROBLEM, by, problem=made)
    return made


@transaction.atomic
def take_as_fact(*, session: MethodSession, key: str, sector: str, by: Any, place: str = "") -> LocalFact:
    """Add a result to the list of potentials and needs. A second time gives the row that was made.

    Raises ProposalRefused (not agreed yet, no such result, an unknown sector).
    """
    current, result = _result(session, key, {ResultKind.POTENTIAL, ResultKind.NEED})
    known = _taken(current, key, TakenAs.FACT)
    if known is not None and known.fact is not None:
        return known.fact
    kind = FactKind.NEED if result.kind == ResultKind.NEED else FactKind.POTENTIAL
    text = FactText(sector, kind, result.text[:MOST_LETTERS], place)
    made = save_facts(cycle=current.cycle, texts=[text], by=by)[0]
    _keep(current, key, TakenAs.FACT, by, fact=made)
    return made


@transaction.atomic
def take_as_cause(
    *, session: MethodSession, key: str, aspect: int, places: Sequence[Neighbourhood], by: Any
) -> list[RwCause]:
    """Add a root cause to what the RW of `places` said about one indicator, with what residents can do themselves.

    What an RW said already stays. A second time gives the rows that were made. Raises ProposalRefused (not agreed yet,
    no such result, an unknown indicator or RW, no RW), StepLocked when the step of the causes is closed.
    """
    current, result = _result(session, key, {ResultKind.CAUSE})
    known = _taken(current, key, TakenAs.CAUSE)
    if known is not None and known.cause is not None:
        return [known.cause]
    if not places:
        raise ProposalRefused({"places": "Pilih paling sedikit satu RW."})
    meeting = current.meeting if current.meeting and current.meeting.status in DECIDING else None
    own = str(result.fields.get("contribution", ""))
    text = CauseText(aspect, CauseState.CAUSE, f"{result.text}.", f"{own}." if own else "")
    rows = add_cause(cycle=current.cycle, places=places, text=text, by=by, meeting=meeting)
    _keep(current, key, TakenAs.CAUSE, by, cause=rows[0])
    return rows


@transaction.atomic
def mark_as_proposal(*, session: MethodSession, key: str, proposal: Proposal, by: Any) -> Proposal:
    """Say that an usulan was made of a result. A second one of the same result is refused (ProposalRefused)."""
    current, _ = _result(session, key, {ResultKind.PROPOSAL, ResultKind.NEED, ResultKind.PROBLEM})
    if proposal.cycle_id != current.cycle_id:
        raise ProposalRefused("Usulan ini milik siklus lain.")
    known = _taken(current, key, TakenAs.PROPOSAL)
    if known is not None:
        raise ProposalRefused(f"Hasil ini sudah menjadi usulan “{known.proposal}”.")
    _keep(current, key, TakenAs.PROPOSAL, by, proposal=proposal)
    return proposal


def _result(session: MethodSession, key: str, kinds: set[str]) -> tuple[MethodSession, Result]:
    """The session, locked for this transaction, with the result that its method passes on under this key."""
    MethodSession.objects.select_for_update().filter(pk=session.pk).first()
    current = session_for_print(session.pk)
    if not current.is_locked:
        raise ProposalRefused("Hasil metode ini belum disepakati, jadi belum dapat diteruskan.")
    result = result_of(current, key)
    if result is None or result.kind not in kinds:
        raise ProposalRefused("Baris hasil ini tidak ada lagi. Muat ulang halamannya.")
    return current, result


def _taken(session: MethodSession, key: str, taken_as: str) -> ResultUse | None:
    rows = ResultUse.objects.filter(session=session, key=key, taken_as=taken_as)
    return rows.select_related("problem", "fact", "proposal", "cause").first()


def _keep(session: MethodSession, key: str, taken_as: str, by: Any, **made: Any) -> None:
    save_by(ResultUse(session=session, key=key, taken_as=taken_as, **made), by)


def _source(session: MethodSession) -> SourceText:
    """The method as a source: its rembuk where there is one that took place, otherwise the method itself in words."""
    meeting = session.meeting
    if meeting is not None and meeting.status in DECIDING:
        kind = SourceKind.FGD if session.kind == MethodKind.FGD else SourceKind.REMBUK
        return SourceText(kind, meeting=meeting, note=str(session)[:200])
    words = f"{session.get_kind_display()} “{session}”, {tanggal(session.day)}"
    return SourceText(SourceKind.OBSERVATION, note=words[:200])
