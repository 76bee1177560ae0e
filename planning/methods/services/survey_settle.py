"""What is done about a number that differs: take it over into the RT record, or keep the record with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.enums import EvidenceSource
from kumuh.conditions.services import save_rt_record
from kumuh.conditions.values import Counts, counts_of
from kumuh.core.formats import plain
from kumuh.core.versions import StaleRecord
from planning.methods.enums.survey import Match, Settled
from planning.methods.errors import MethodRefused
from planning.methods.models import MethodSession, SurveyDecision
from planning.methods.queries.survey import Overview, RtLine, line_stamp, overview_of
from planning.methods.services.guard import changed_meanwhile, keep, writable
from planning.methods.survey.sums import HEADS, Compared

HEAD_KEYS: Final = frozenset(head.key for head in HEADS)


@dataclass(frozen=True)
class Choice:
    """What was chosen for one number; keeping a record that differs too much needs a `reason`."""

    key: str
    settled: str
    reason: str = ""


@transaction.atomic
def settle_rt(
    *, session: MethodSession, rt: Neighbourhood, choices: Sequence[Choice], by: Any, seen: str = ""
) -> list[SurveyDecision]:
    """Settle numbers of one RT. Those taken over go through the one door of surveys, so that they are scored again.

    Raises MethodRefused by key (unknown, not complete yet, no reason for keeping a number that differs too much, no
    survey of the year), ChangedMeanwhile when a number moved since `seen` (`line_stamp`), SessionLocked, StepLocked,
    and what `save_rt_record` refuses (SurveyLocked, ConditionsRefused).
    """
    current = writable(session=session)
    overview = overview_of(current)
    line = overview.line_of(rt.pk)
    if line is None:
        raise MethodRefused("RT ini tidak ada dalam survei tersebut.")
    if seen and seen != line_stamp(line):
        raise changed_meanwhile(session=current, now=line_stamp(line), what=f"angka {rt.label}")
    numbers = {one.key: one for one in line.result.lines}
    _refuse(overview, numbers, choices)
    _take_over(overview, line, [numbers[one.key] for one in choices if one.settled == Settled.AMBIL], by)
    return [_decide(current, line, numbers[choice.key], choice, by) for choice in choices]


def _refuse(overview: Overview, numbers: Mapping[str, Compared], choices: Sequence[Choice]) -> None:
    wrong: dict[str, str] = {}
    for choice in choices:
        line = numbers.get(choice.key)
        if line is None or choice.settled not in Settled.values or line.found is None:
            raise MethodRefused("Angka ini tidak ada dalam survei tersebut. Muat ulang halaman.")
        if choice.settled == Settled.TETAP and line.match == Match.BEDA and not choice.reason.strip():
            wrong[choice.key] = "Tulis mengapa data RT tetap dipakai."
        if choice.settled == Settled.AMBIL and not line.is_complete:
            wrong[choice.key] = "Pendataannya belum lengkap, jadi jumlahnya belum dapat dipakai."
        if choice.settled == Settled.AMBIL and overview.reason:
            wrong[choice.key] = f"{overview.reason} Jumlah survei belum dapat dipakai."
    if wrong:
        raise MethodRefused(dict(wrong))


def _take_over(overview: Overview, line: RtLine, taken: Sequence[Compared], by: Any) -> None:
    """Write the numbers into the RT record; everything else of the record stays as it is."""
    if not taken or overview.survey is None:
        return
    record = line.record
    held = counts_of(record) if record else Counts({}, {})
    new = {one.key: one.found for one in taken}
    sources: dict[str, list[str]] = dict(record.sources) if record else {}
    sources |= {key: [EvidenceSource.SURVEY.value] for key in new if key not in HEAD_KEYS}
    try:
        save_rt_record(
            survey=overview.survey,
            neighbourhood=line.rt,
            denominators={**held.denominators, **_part(new, heads=True)},
            volumes={**held.volumes, **_part(new, heads=False)},
            percents={key: value for key, value in held.percents.items() if key not in new},
            sources=sources,
            settlement=record.settlement if record else None,
            open_space_ha=record.open_space_ha if record else None,
            open_space_note=record.open_space_note if record else "",
            by=by,
            expected_version=record.version if record else 0,
        )
    except StaleRecord as stale:
        raise MethodRefused(str(stale)) from stale


def _part(numbers: Mapping[str, Decimal | None], *, heads: bool) -> dict[str, Decimal | None]:
    return {key: value for key, value in numbers.items() if (key in HEAD_KEYS) is heads}


def _decide(session: MethodSession, line: RtLine, number: Compared, choice: Choice, by: Any) -> SurveyDecision:
    row = line.decisions.get(choice.key) or SurveyDecision(
        session=session, neighbourhood=line.rt, key=choice.key, found=Decimal(0)
    )
    wanted = (choice.settled, number.found, number.record, plain(choice.reason))
    if row.pk and (row.settled, row.found, row.recorded, row.reason) == wanted:
        return row
    row.settled, row.found, row.recorded, row.reason = wanted  # type: ignore[assignment]  # found was asked for above
    keep(row=row, by=by)
    return row
