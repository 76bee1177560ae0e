"""Answering items of kelurahan plans, one or hundreds at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.core.models import delete_by, save_by
from planning.city.enums import SET_ASIDE, AnswerStatus
from planning.city.errors import AnswerChanged, CityRefused
from planning.city.models import Answer, AreaProgramme
from planning.city.queries import CITY_ANSWERS, Item, items
from planning.city.services.guard import lock_plan, refuse_year
from planning.cycles.models import Cycle


@dataclass(frozen=True)
class Decision:
    """What the city answers. `year` None: the item's own year, or the nearest one of the plan.

    `programme` is asked for DIGABUNG; `executor` (SKPD) is kept on the programmes that DITERIMA makes, else the one
    that the Musrenbang named.
    """

    status: str
    reason: str = ""
    programme: AreaProgramme | None = None
    executor: str = ""
    year: int | None = None


@transaction.atomic
def answer_items(
    *, cycle: Cycle, works: Collection[int], decision: Decision, by: Any, seen: Mapping[int, int] | None = None
) -> int:
    """Give the same answer to items of ratified kelurahan plans; returns how many.

    An accepted item becomes a programme of its own with the item's name, indicator and kawasan; its volume, money
    and place are never copied. A merged one joins `programme`. `seen` holds the version of each answer when the page
    was opened (0: none). Rule: every item is merged, accepted, postponed or declined with a reason (KBIK Kota Metro).

    Refuses `StepLocked`; `CityRefused` for nothing chosen, what is no item of a ratified plan of this city, a missing
    reason or programme, a year outside the plan; `AnswerChanged` when somebody answered one of them meanwhile.
    """
    lock_plan(cycle=cycle, check=CITY_ANSWERS)
    wanted = set(works)
    chosen = [item for item in items(cycle) if item.work.pk in wanted]
    if not chosen or len(chosen) < len(wanted):
        raise CityRefused("Pilih butir rencana kelurahan yang sudah disahkan." if not chosen else _GONE)
    _check(cycle, decision)
    changed = [item for item in chosen if seen is not None and seen.get(item.work.pk, 0) != item.version]
    if changed:
        names = "; ".join(f"{item.work.name} ({item.work.cycle.region.name})" for item in changed[:5])
        raise AnswerChanged(
            f"Selagi Anda memilih, orang lain menjawab: {names}. Belum ada yang disimpan; periksa jawabannya dahulu."
        )
    for item in chosen:
        _answer(cycle, item, decision, by)
    return len(chosen)


_GONE = "Sebagian butir yang dipilih tidak lagi ada dalam rencana yang disahkan. Muat ulang halamannya."


def _check(cycle: Cycle, decision: Decision) -> None:
    if decision.status not in AnswerStatus.values:
        raise CityRefused({"status": "Pilih jawabannya."})
    if decision.status in SET_ASIDE and not decision.reason.strip():
        raise CityRefused({"reason": "Butir yang ditunda atau ditolak perlu alasan; warga membacanya."})
    if decision.year is not None:
        refuse_year(cycle=cycle, year=decision.year)
    if decision.status != AnswerStatus.MERGED:
        return
    programme = decision.programme
    if programme is None or programme.cycle_id != cycle.pk:
        raise CityRefused({"programme": "Pilih program kawasan tempat butir ini digabung."})
    if decision.year is not None and not programme.first_year <= decision.year <= programme.last_year:
        years = f"{programme.first_year} sampai {programme.last_year}"
        raise CityRefused({"year": f"Program “{programme}” berjalan {years}; pilih tahun di dalamnya."})


def _answer(cycle: Cycle, item: Item, decision: Decision, by: Any) -> None:
    row = item.answer or Answer(cycle=cycle, work=item.work)
    before = row.programme
    row.status, row.reason = decision.status, decision.reason.strip()
    row.programme, row.year = None, None
    if decision.status == AnswerStatus.MERGED and decision.programme is not None:
        row.programme = decision.programme
        row.year = decision.year or _nearest(item.planned_year, row.programme)
    elif decision.status == AnswerStatus.ACCEPTED:
        row.year = decision.year or _within(cycle, item.planned_year)
        row.programme = _own_programme(cycle, item, before, row.year, decision.executor, by)
    row.answered_by, row.answered_on = by, timezone.localdate()
    if row.pk:
        row.version += 1
    save_by(row, by)
    if before is not None and before != row.programme:
        _drop_if_empty(before, by)


def _within(cycle: Cycle, year: int) -> int:
    """The year itself, or the nearest one that the plan covers."""
    return max(cycle.fiscal_year, min(year, cycle.until_year or cycle.fiscal_year))


def _nearest(year: int, programme: AreaProgramme) -> int:
    return max(programme.first_year, min(year, programme.last_year))


def _own_programme(
    cycle: Cycle, item: Item, before: AreaProgramme | None, year: int, executor: str, by: Any
) -> AreaProgramme:
    """The programme that carries one accepted item: the one it has, or a new one."""
    row = before if before is not None and before.taken_over else AreaProgramme(cycle=cycle, taken_over=True)
    if not row.pk:
        row.name, row.aspect = item.work.name, item.work.aspect
        row.settlement = next(iter(item.settlements), None)
    row.first_year = row.last_year = year
    row.executor = executor.strip() or row.executor or item.department
    save_by(row, by)
    return row


def _drop_if_empty(programme: AreaProgramme, by: Any) -> None:
    """A row that was made from one item goes with it, unless the city added something of its own or other items."""
    used = programme.answers.exists() or programme.costs.exists() or programme.volume is not None
    if programme.taken_over and not used:
        delete_by(programme, by)
