"""Verbs of the problem matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import claim_version
from planning.cycles.models import Cycle
from planning.cycles.queries import step_asking
from planning.cycles.services import require_open
from planning.proposals.catalog import ASPECTS, FROM_MEETING, MATRIX_ROWS, OPEN_SPACE
from planning.proposals.enums import ProblemState, SourceKind
from planning.proposals.errors import ProposalRefused
from planning.proposals.models import Problem, ProblemSource
from planning.proposals.pins import problem_row as problem_pin
from planning.proposals.queries.intake import DECIDING
from planning.proposals.queries.problems import problem_row
from planning.rembuk.models import Meeting
from planning.rembuk.queries import serves

#: The check whose step these rows are worked on and locked in.
CHECK = "masalah"


@dataclass(frozen=True)
class ProblemText:
    """What was found out about one indicator. Households in KK; None is "not known", never zero."""

    state: str
    statement: str = ""
    cause: str = ""
    effect: str = ""
    households: int | None = None
    poor_households: int | None = None
    women_households: int | None = None
    potential: str = ""
    need: str = ""


@dataclass(frozen=True)
class SourceText:
    """One source: FGD and rembuk name a meeting of the cycle, the others say in words what they are."""

    kind: str
    meeting: Meeting | None = None
    note: str = ""
    pk: int | None = None


@transaction.atomic
def prepare_matrix(*, cycle: Cycle, by: Any, open_space: bool = False) -> list[Problem]:
    """The seven rows of the cycle, made where missing; what is there stays. Raises StepLocked.

    With `open_space` the unscored eighth row as well: it is made only when somebody wants to fill it.
    """
    require_open(cycle=cycle, step=step_asking(cycle, CHECK))
    kept = {row.aspect: row for row in Problem.objects.select_for_update().filter(cycle=cycle)}
    wanted = MATRIX_ROWS if open_space else ASPECTS
    for aspect in wanted:
        if aspect not in kept:
            kept[aspect] = Problem(cycle=cycle, aspect=aspect)
            save_by(kept[aspect], by)
    return [kept[aspect] for aspect in wanted]


@transaction.atomic
def describe_problem(
    *,
    problem: Problem,
    text: ProblemText,
    sources: Sequence[SourceText],
    removed: Sequence[int] = (),
    by: Any,
    expected: int | None = None,
) -> Problem:
    """Say what is known about one indicator; parts may follow later, the gate of the step counts them.

    `sources` are added or changed (those with `pk`), only `removed` ones go, so that what somebody else added
    meanwhile stays. Raises StaleRecord, StepLocked, or ProposalRefused by field: a problem without words, "no
    problem" without words where the scores of an RT say otherwise, groups larger than the households, a source
    that names no meeting or no words. Only the unscored eighth row may be said to be empty again.
    """
    row = Problem.objects.select_for_update().select_related("cycle").get(pk=problem.pk)
    require_open(cycle=row.cycle, step=step_asking(row.cycle, CHECK), pins=(problem_pin(row.pk),))
    claim_version(row, problem.version if expected is None else expected)
    _require_sense(row, text)
    for column in fields(text):
        value = getattr(text, column.name)
        setattr(row, column.name, value.strip() if isinstance(value, str) else value)
    save_by(row, by)
    _put_sources(row, sources, removed, by)
    return row


def _require_sense(row: Problem, text: ProblemText) -> None:
    optional = row.aspect == OPEN_SPACE
    if text.state not in ProblemState.values or (text.state == ProblemState.UNSAID and not optional):
        raise ProposalRefused({"state": "Pilih: ada masalah atau tidak ada masalah."})
    if text.state == ProblemState.PRESENT and not text.statement.strip():
        raise ProposalRefused({"statement": "Rumuskan masalahnya dengan satu kalimat."})
    if text.state == ProblemState.NONE and not text.statement.strip():
        rts = problem_row(row.cycle, row.aspect).rts if row.aspect in ASPECTS else ()
        if rts:
            some = ", ".join(rts[:3]) + (f" dan {len(rts) - 3} RT lain" if len(rts) > 3 else "")
            raise ProposalRefused(
                {"statement": f"Menurut nilai survei ada masalah di {some}. Jelaskan mengapa dinyatakan tidak ada."}
            )
    groups = {"poor_households": text.poor_households, "women_households": text.women_households}
    for name, value in groups.items():
        if value is not None and text.households is None:
            raise ProposalRefused({"households": "Isi jumlah KK terdampak dahulu."})
        if value is not None and value > (text.households or 0):
            raise ProposalRefused({name: f"Tidak boleh melebihi KK terdampak ({text.households})."})


def _put_sources(row: Problem, sources: Sequence[SourceText], removed: Sequence[int], by: Any) -> None:
    kept = {source.pk: source for source in row.sources.all()}
    for pk in removed:
        gone = kept.pop(pk, None)
        if gone is not None:
            delete_by(gone, by)
    for text in sources:
        _require_source(row, text)
        wanted = (text.kind, text.meeting, text.note.strip())
        source = kept.get(text.pk or 0) or ProblemSource(problem=row)
        if source.pk and (source.kind, source.meeting, source.note) == wanted:
            continue
        source.kind, source.meeting, source.note = wanted
        source.version += 1 if source.pk else 0
        save_by(source, by)


def _require_source(row: Problem, text: SourceText) -> None:
    if text.kind not in SourceKind.values:
        raise ProposalRefused("Pilih jenis sumber.")
    if text.kind in FROM_MEETING:
        if text.meeting is None:
            raise ProposalRefused(f"Sumber {SourceKind(text.kind).label}: pilih pertemuannya.")
        if not serves(text.meeting, row.cycle) or text.meeting.status not in DECIDING:
            raise ProposalRefused(f"“{text.meeting.title}” belum berlangsung atau milik siklus lain.")
    elif text.meeting is not None:
        raise ProposalRefused("Hanya sumber rembuk dan FGD yang memakai pertemuan.")
    elif not text.note.strip():
        raise ProposalRefused(f"Sumber {SourceKind(text.kind).label}: tulis keterangannya.")
