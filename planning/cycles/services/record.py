"""The record of a step and the papers it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kumuh.core.uploads import CleanFile
from kumuh.core.versions import ChangedMeanwhile, claim_version
from planning.cycles.catalog import find_step
from planning.cycles.errors import CycleRefused
from planning.cycles.models import Cycle, StepAnswer, StepPaper
from planning.cycles.queries import record_stamp
from planning.cycles.services.steps import require_open


@transaction.atomic
def save_record(*, cycle: Cycle, step: str, values: Mapping[str, Any], seen: str = "") -> None:
    """Keep what was captured in a step, one row per entry; an emptied one is taken away.

    `values` by key of the entry: words, true, or rows of a table. `seen` is the `queries.record_stamp` of when the
    form was opened. Refuses (`StepLocked`) a closed step, (`CycleRefused`) an entry that the step does not have, and
    (`ChangedMeanwhile`) a record that somebody else saved meanwhile. What is stored already is no change, so the same
    form sent twice is saved once.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_open(cycle=cycle, step=step)
    known = {entry.key for entry in find_step(cycle.track, step).entries}
    if unknown := sorted(set(values) - known):
        raise CycleRefused(f"Langkah ini tidak mempunyai isian {', '.join(unknown)}.")
    stored = {answer.key: answer for answer in StepAnswer.objects.filter(cycle=cycle, step=step)}
    changed = {key: value for key, value in values.items() if (value or None) != _value_of(stored.get(key))}
    if changed and seen and seen != (now := record_stamp(cycle, step)):
        raise ChangedMeanwhile(now, what="catatan ini")
    for key, value in changed.items():
        answer = stored.get(key)
        if answer is None:
            StepAnswer.objects.create(cycle=cycle, step=step, key=key, value=value)
        elif not value:
            answer.delete()
        else:
            claim_version(answer)
            answer.value = value
            answer.save()


def _value_of(answer: StepAnswer | None) -> Any:
    return answer.value if answer is not None else None


@transaction.atomic
def keep_paper(
    *,
    cycle: Cycle,
    step: str,
    code: str,
    number: str = "",
    dated_on: date | None = None,
    scan: CleanFile | None = None,
    published_on: date | None = None,
    published_at: str = "",
    expected_version: int | None = None,
) -> StepPaper:
    """Keep what is known of a paper; without a new scan the stored one stays, a replaced file is not thrown away.

    The same form sent twice is kept once, with one file. Refuses `StepLocked`, `CycleRefused` (no such paper; made
    known before it was dated) and `StaleRecord`.
    """
    require_open(cycle=cycle, step=step)
    if find_step(cycle.track, step).paper(code) is None:
        raise CycleRefused("Langkah ini tidak mempunyai keluaran itu.")
    if published_on and dated_on and published_on < dated_on:
        raise CycleRefused("Tanggal diumumkan lebih awal daripada tanggal lembarnya.")
    paper = StepPaper.objects.filter(cycle=cycle, step=step, code=code).first()
    words = (number.strip(), dated_on, published_on, published_at.strip())
    new_scan = scan if scan is None or paper is None or not (paper.file.name or "").endswith(scan.name) else None
    if paper is not None and new_scan is None and words == _words_of(paper):
        return paper
    if paper is None:
        paper = StepPaper(cycle=cycle, step=step, code=code)
    else:
        claim_version(paper, expected_version)
    paper.number, paper.dated_on, paper.published_on, paper.published_at = words
    if new_scan is not None:
        paper.file.save(f"{cycle.pk}/{new_scan.name}", new_scan.as_file(), save=False)
    paper.save()
    return paper


def _words_of(paper: StepPaper) -> tuple[Any, ...]:
    return (paper.number, paper.dated_on, paper.published_on, paper.published_at)
