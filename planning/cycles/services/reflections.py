"""The reflection of a stage: how each principle was kept and what to improve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.versions import ChangedMeanwhile
from planning.cycles.catalog import find_step, reflected_principles
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, PrincipleNote
from planning.cycles.queries.reflections import reflection_stamp
from planning.cycles.registry import occasions
from planning.cycles.services.steps import require_open


@dataclass(frozen=True)
class Answer:
    """What is typed about one principle. `occasion` is the key of a meeting of the cycle, or empty."""

    kept: str
    improve: str = ""
    occasion: str = ""


@transaction.atomic
def write_reflections(
    *, cycle: Cycle, step: str, answers: Mapping[str, Answer], by: Any = None, seen: str = ""
) -> None:
    """Keep the answers of a stage by the code of the principle; an emptied one is taken away, others stay.

    The answers are printed in the plan of their stage, so they are locked with its step. `seen` is the
    `queries.reflections.reflection_stamp` of when the form was opened.

    Refuses `StepLocked`, (`CycleRefused`) a step without reflection, a principle of another programme, something to
    improve without saying how the principle was kept, a meeting of another cycle, and (`ChangedMeanwhile`) answers that
    somebody else saved meanwhile.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=step)
    if seen and seen != (now := reflection_stamp(cycle, step)):
        raise ChangedMeanwhile(now, what="refleksi ini")
    _check(cycle, step, answers)
    stored = {note.principle: note for note in PrincipleNote.objects.filter(cycle=cycle, step=step)}
    for code, answer in answers.items():
        _write(cycle, step, code, answer, stored.get(code), by)


def _check(cycle: Cycle, step: str, answers: Mapping[str, Answer]) -> None:
    found = reflected_principles(find_step(cycle.track, step))
    if found is None:
        raise CycleRefused("Langkah ini tidak mempunyai refleksi.")
    names = {one.code: one.name for one in found.principles}
    if unknown := sorted(set(answers) - set(names)):
        raise CycleRefused(f"Bukan {found.name}: {', '.join(unknown)}.")
    for code, answer in answers.items():
        if (answer.improve.strip() or answer.occasion) and not answer.kept.strip():
            raise CycleRefused(f"{names[code]}: tulis dahulu bagaimana prinsip ini diterapkan.")
    named = {answer.occasion for answer in answers.values() if answer.occasion}
    if named and not named <= {one.key for one in occasions(cycle)}:
        raise CycleRefused("Pertemuan yang dipilih sebagai bukti bukan milik siklus ini.")


def _write(cycle: Cycle, step: str, code: str, answer: Answer, note: PrincipleNote | None, by: Any) -> None:
    kept, improve = answer.kept.strip(), answer.improve.strip()
    if not kept:
        if note is not None:
            note.delete()
        return
    if note is not None and (note.answer, note.improve, note.occasion) == (kept, improve, answer.occasion):
        return
    if note is None:
        note = PrincipleNote(cycle=cycle, step=step, principle=code)
    else:
        note.version += 1
    note.answer, note.improve, note.occasion = kept, improve, answer.occasion
    note.answered_by, note.answered_at = by, timezone.now()
    note.save()
