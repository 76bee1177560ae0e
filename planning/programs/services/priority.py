"""Verbs of funds and priority lists. Every ceiling is checked under the lock of its fund."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.core.formats import rupiah
from kumuh.core.models import save_by
from kumuh.core.versions import claim_version
from planning.cycles.models import Cycle
from planning.programs.budget import LARGEST_AMOUNT
from planning.programs.enums import CutRule, FundScope
from planning.programs.errors import CeilingPassed, ProgramRefused
from planning.programs.models import Fund, FundSetting, PriorityList, Work
from planning.programs.pins import list_row
from planning.programs.queries import ceiling_left, ceilings_held, terms_of
from planning.programs.services.guard import hold_step
from planning.rembuk.enums import MeetingStatus
from planning.rembuk.models import Decision
from planning.rembuk.queries import serves

#: The check whose step these rows are worked on and locked in.
CHECK = "prioritas-1m"


@transaction.atomic
def set_priority_rule(
    *,
    cycle: Cycle,
    fund: Fund,
    rule: str,
    ceiling: int,
    by: Any,
    decision: Decision | None = None,
    expected_version: int | None = None,
) -> PriorityList:
    """Choose how the fund is cut for this cycle, its ceiling (rupiah) and the decision that adopted the list.

    Raises `CeilingPassed` when the ceiling is more than the fund leaves for this kelurahan (with a fund per city:
    beside the ceilings of the other kelurahan, also when two people save at once), `ProgramRefused` for a decision
    that is not about priorities in a closed meeting of this cycle, `StaleRecord`, `StepLocked`.
    """
    hold_step(cycle=cycle, check=CHECK, pins=(list_row(cycle.pk),))
    held = Fund.objects.select_for_update().get(pk=fund.pk)
    _refuse_ceiling(cycle, held, ceiling)
    _refuse_decision(cycle, decision)
    if rule not in CutRule.values:
        raise ProgramRefused({"rule": "Pilih aturan potong."})
    row = PriorityList.objects.select_for_update().filter(cycle=cycle, fund=held).first()
    if row is not None:
        claim_version(row, expected_version)
    row = row or PriorityList(cycle=cycle, fund=held)
    row.rule, row.ceiling, row.decision = rule, ceiling, decision
    save_by(row, by)
    return row


def _refuse_ceiling(cycle: Cycle, fund: Fund, ceiling: int) -> None:
    if not 0 < ceiling <= LARGEST_AMOUNT:
        raise ProgramRefused({"ceiling": "Pagu harus lebih dari nol."})
    left = ceiling_left(cycle, terms_of(fund, cycle.region_id))
    if ceiling > left:
        raise CeilingPassed({"ceiling": f"Paling banyak {rupiah(left)}: sisa pagu {fund.name} untuk kelurahan ini."})


def _refuse_decision(cycle: Cycle, decision: Decision | None) -> None:
    if decision is None:
        return
    meeting = decision.meeting
    if not serves(meeting, cycle) or decision.about != "PRIORITAS" or meeting.status != MeetingStatus.CLOSED:
        raise ProgramRefused(
            {"decision": "Pilih keputusan tentang daftar prioritas dari rembuk siklus ini yang sudah ditutup."}
        )


@transaction.atomic
def exclude_work(*, cycle: Cycle, fund: Fund, work: Work, reason: str, by: Any) -> PriorityList:
    """Keep a work out of the list for a written reason, which is printed. Raises `ProgramRefused`, `StepLocked`."""
    if not reason.strip():
        raise ProgramRefused({"reason": "Tulis alasannya; alasan ini dicetak pada daftar."})
    row = _list_for_change(cycle, fund, work)
    row.excluded = {**row.excluded, str(work.pk): reason.strip()}
    row.version += 1
    save_by(row, by)
    return row


@transaction.atomic
def include_work(*, cycle: Cycle, fund: Fund, work: Work, by: Any) -> PriorityList:
    """Take a work that was kept out back into the list. Raises `ProgramRefused`, `StepLocked`."""
    row = _list_for_change(cycle, fund, work)
    row.excluded = {key: reason for key, reason in row.excluded.items() if key != str(work.pk)}
    row.version += 1
    save_by(row, by)
    return row


def _list_for_change(cycle: Cycle, fund: Fund, work: Work) -> PriorityList:
    hold_step(cycle=cycle, check=CHECK, pins=(list_row(cycle.pk),))
    if work.cycle_id != cycle.pk:
        raise ProgramRefused("Kegiatan ini bukan bagian siklus ini.")
    row = PriorityList.objects.select_for_update().filter(cycle=cycle, fund=fund).first()
    if row is None:
        raise ProgramRefused("Pilih dahulu aturan potong dan pagu daftar ini.")
    return row


@transaction.atomic
def set_fund_terms(*, fund: Fund, city: Region, ceiling: int, scope: str, basis: str, by: Any) -> FundSetting:
    """Decide how a city reads a fund: ceiling (rupiah), per kelurahan or for the whole city, and on what basis.

    Refuses (`CeilingPassed`) a ceiling below what lists of a fiscal year already hold. The guide names the ceiling of
    the channeling fund but not whether it counts per kelurahan or per city, so the city decides.
    """
    if city.level != RegionLevel.CITY:
        raise ProgramRefused("Pagu diatur per kota atau kabupaten.")
    if scope not in FundScope.values or not 0 < ceiling <= LARGEST_AMOUNT:
        raise ProgramRefused({"ceiling": "Pagu harus lebih dari nol."})
    if not basis.strip():
        raise ProgramRefused({"basis": "Tulis dasar keputusannya, misalnya nomor surat."})
    Fund.objects.select_for_update().get(pk=fund.pk)
    _refuse_lists_above(fund, city, ceiling, scope)
    row = FundSetting.objects.filter(fund=fund, city=city).first() or FundSetting(fund=fund, city=city)
    row.version += 1 if row.pk else 0
    row.ceiling, row.scope, row.basis = ceiling, scope, basis.strip()
    save_by(row, by)
    return row


def _refuse_lists_above(fund: Fund, city: Region, ceiling: int, scope: str) -> None:
    rows = PriorityList.objects.in_area(city.code).filter(fund=fund).select_related("cycle__region")
    for row in rows:
        place = city.code if scope == FundScope.CITY else row.cycle.region_id
        held = ceilings_held(fund, place, row.cycle.fiscal_year)
        if held > ceiling:
            where = "kota ini" if scope == FundScope.CITY else row.cycle.region.name
            raise CeilingPassed(
                {"ceiling": f"Daftar prioritas {where} tahun {row.cycle.fiscal_year} sudah memegang {rupiah(held)}."}
            )
