"""Verbs of works: made from an agreed usulan, changed, set aside, taken up again, finished."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood
from kumuh.conditions.queries import RtOutcome
from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import claim_version
from planning.programs.budget import check_allocations, line_cost
from planning.programs.enums import Executor, LandStatus, SourceOfMoney, WorkStatus
from planning.programs.errors import ProgramRefused
from planning.programs.models import Allocation, Fund, Investment, Outcome, Work
from planning.programs.pins import work_rows
from planning.programs.queries import SET_ASIDE, plan_years
from planning.programs.services.guard import hold_step
from planning.programs.values import WorkValues
from planning.proposals.enums import ProposalStatus
from planning.proposals.models import Proposal
from planning.proposals.queries import ruleset_of

#: The check whose step these rows are worked on and locked in.
CHECK = "kegiatan"


@transaction.atomic
def create_work_from_proposal(
    *,
    proposal: Proposal,
    values: WorkValues,
    by: Any,
    rts: Collection[Neighbourhood] | None = None,
    allocations: Mapping[str, int] | None = None,
    outcomes: Iterable[RtOutcome] = (),
    is_example: bool = False,
) -> Work:
    """Make a work out of an agreed usulan; one usulan may become several works.

    `rts` are those of the usulan unless given. `allocations` maps a source to whole rupiah: nothing yet, or exactly
    the cost. `outcomes` are volumes per RT and parameter. Raises `ProgramRefused` (usulan without a decision, and
    everything `save_work` refuses) and `StepLocked`. Rule: no works without participatory planning (guide
    100-0-100), so a work always comes from an usulan that a rembuk agreed upon.
    """
    hold_step(cycle=proposal.cycle, check=CHECK)
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if fresh.status != ProposalStatus.AGREED or fresh.decision_id is None:
        raise ProgramRefused("Kegiatan hanya dapat dibuat dari usulan yang disepakati dalam rembuk.")
    work = Work(cycle=proposal.cycle, proposal=fresh, is_example=is_example or fresh.is_example)
    chosen = list(fresh.rts.all()) if rts is None else list(rts)
    _write(work, values, chosen, allocations or {}, by)
    _write_outcomes(work, outcomes, by)
    return work


@transaction.atomic
def save_work(
    *,
    work: Work,
    values: WorkValues,
    rts: Collection[Neighbourhood],
    allocations: Mapping[str, int],
    by: Any,
    outcomes: Iterable[RtOutcome] | None = None,
    expected_version: int | None = None,
) -> Work:
    """Change a work with its sources of money and, where given, its outcomes, as one step.

    Cost = volume × unit price, whole rupiah (`budget.ROUNDING_RULE`). Sources are none yet, or add up to the cost
    exactly. Outcomes of RT that the work no longer has are removed. Raises `ProgramRefused` (fields by name),
    `StaleRecord` when somebody saved since `expected_version`, `StepLocked`.
    """
    hold_step(cycle=work.cycle, check=CHECK, pins=work_rows(work.pk, work.proposal_id))
    claim_version(work, expected_version)
    _write(work, values, list(rts), allocations, by)
    if outcomes is None:
        chosen = {rt.pk for rt in rts}
        for row in Outcome.objects.filter(work=work).exclude(neighbourhood_id__in=chosen):
            delete_by(row, by)
    else:
        _write_outcomes(work, outcomes, by)
    return work


@transaction.atomic
def save_outcomes(
    *, work: Work, outcomes: Iterable[RtOutcome], by: Any, expected_version: int | None = None
) -> list[Outcome]:
    """Replace what a work is expected to repair: volume per RT and parameter, in the unit of the parameter.

    More than the need is kept and cut at zero where scores are computed (the page warns). Raises `ProgramRefused`
    for an RT that the work does not have, an unknown parameter or a volume that is not above zero, `StaleRecord`,
    `StepLocked`. Outcomes are entered by people, never derived from the kind of work.
    """
    hold_step(cycle=work.cycle, check=CHECK, pins=work_rows(work.pk, work.proposal_id))
    claim_version(work, expected_version)
    save_by(work, by)
    return _write_outcomes(work, outcomes, by)


def _write(work: Work, values: WorkValues, rts: list[Neighbourhood], allocations: Mapping[str, int], by: Any) -> None:
    _refuse_place(work, rts)
    cost = _cost(values)
    _refuse_values(values)
    _refuse_plan(work, values)
    given = {source: amount for source, amount in allocations.items() if amount}
    if given and values.without_source:
        raise ProgramRefused({"without_source": "Sumber dananya sudah diisi. Hapus centang “belum ada”."})
    _refuse_money(cost, given, values.executor)
    for name, value in asdict(values).items():
        setattr(work, name, value)
    work.cost = cost
    work.minimum_volume = values.minimum_volume if values.divisible else None
    save_by(work, by, rts=rts)
    _write_allocations(work, given, by)


def _cost(values: WorkValues) -> int:
    try:
        return line_cost(values.volume, values.unit_price)
    except (ValueError, TypeError) as problem:
        raise ProgramRefused({"unit_price": str(problem)}) from problem


def _refuse_place(work: Work, rts: list[Neighbourhood]) -> None:
    if not rts:
        raise ProgramRefused({"rts": "Pilih paling sedikit satu RT."})
    strange = [rt for rt in rts if rt.kelurahan_id != work.cycle.region_id or rt.kind != NeighbourhoodKind.RT]
    if strange:
        raise ProgramRefused({"rts": f"{strange[0].label} bukan RT kelurahan ini."})


def _refuse_plan(work: Work, values: WorkValues) -> None:
    """The year lies in the plan, the land status is one of the known ones."""
    years = plan_years(work.cycle)
    if values.year is not None and values.year not in years:
        raise ProgramRefused({"year": f"Tahun pelaksanaan harus dalam {years[0]}–{years[-1]}."})
    if values.land and values.land not in LandStatus.values:
        raise ProgramRefused({"land": "Pilih status lahan dari daftar."})


def _refuse_values(values: WorkValues) -> None:
    problems: dict[str, str] = {}
    if not values.name.strip():
        problems["name"] = "Nama kegiatan belum diisi."
    if not values.unit.strip():
        problems["unit"] = "Satuan belum diisi."
    if values.executor not in Executor.values:
        problems["executor"] = "Pilih pelaksana."
    if values.quarter not in (1, 2, 3, 4):
        problems["quarter"] = "Pilih triwulan I sampai IV."
    if values.poor_households > values.households:
        problems["poor_households"] = "KK miskin tidak boleh lebih dari KK penerima manfaat."
    least = values.minimum_volume
    if values.divisible and least is not None and not Decimal(0) < least <= values.volume:
        problems["minimum_volume"] = "Volume paling sedikit harus di atas nol dan tidak melebihi volume."
    if problems:
        raise ProgramRefused(problems)


def _refuse_money(cost: int, allocations: Mapping[str, int], executor: str) -> None:
    unknown = set(allocations) - set(SourceOfMoney.values)
    if unknown:
        raise ProgramRefused(f"Sumber dana tidak dikenal: {', '.join(sorted(unknown))}.")
    try:
        if allocations:
            check_allocations(cost, allocations)
    except (ValueError, TypeError) as problem:
        raise ProgramRefused(str(problem)) from problem
    if executor != Executor.COMMUNITY:
        for fund in Fund.objects.filter(community_only=True, source__in=allocations):
            raise ProgramRefused(
                {"executor": f"{fund.name} hanya untuk kegiatan yang dilaksanakan masyarakat. Pilih sumber dana lain."}
            )


def _write_allocations(work: Work, wanted: Mapping[str, int], by: Any) -> None:
    known = {row.source: row for row in Allocation.objects.select_for_update().filter(work=work)}
    for source, row in known.items():
        if source not in wanted:
            delete_by(row, by)
    for source, amount in wanted.items():
        row = known.get(source) or Allocation(work=work, source=source)
        if row.pk is None or row.amount != amount:
            row.amount, row.version = amount, row.version + (1 if row.pk else 0)
            save_by(row, by)


def _checked(work: Work, outcomes: Iterable[RtOutcome]) -> dict[tuple[int, str], Decimal]:
    """Volumes by RT and parameter; raises `ProgramRefused` for what cannot be."""
    ruleset = ruleset_of(work.cycle)
    wanted: dict[tuple[int, str], Decimal] = {}
    rts = set(work.rts.values_list("pk", flat=True))
    for item in outcomes:
        criterion = ruleset.criterion_by_key.get(item.criterion)
        if criterion is None:
            raise ProgramRefused(f"Parameter {item.criterion} tidak ada dalam versi aturan siklus ini.")
        if item.neighbourhood_id not in rts:
            raise ProgramRefused("Hasil hanya dapat dicatat pada RT yang dipilih untuk kegiatan ini.")
        if not item.volume > 0:
            raise ProgramRefused(f"{criterion.code} {criterion.label}: volume hasil harus lebih dari nol.")
        place = (item.neighbourhood_id, item.criterion)
        if place in wanted:
            raise ProgramRefused(f"{criterion.code} {criterion.label}: tulis satu kali saja untuk setiap RT.")
        wanted[place] = item.volume
    return wanted


def _write_outcomes(work: Work, outcomes: Iterable[RtOutcome], by: Any) -> list[Outcome]:
    wanted = _checked(work, outcomes)
    ruleset = ruleset_of(work.cycle)
    known = {(row.neighbourhood_id, row.criterion_key): row for row in Outcome.objects.filter(work=work)}
    for place, row in known.items():
        if place not in wanted:
            delete_by(row, by)
    kept = []
    for (rt, key), volume in wanted.items():
        row = known.get((rt, key)) or Outcome(work=work, neighbourhood_id=rt, criterion_key=key)
        if row.pk is None or row.volume != volume:
            row.volume, row.unit = volume, ruleset.criterion_by_key[key].unit
            row.version += 1 if row.pk else 0
            save_by(row, by)
        kept.append(row)
    return kept


@transaction.atomic
def postpone_work(*, work: Work, reason: str, by: Any) -> Work:
    """Put a work aside for a later year; it stays visible with its reason. Raises `ProgramRefused`, `StepLocked`."""
    return _set_aside(work, WorkStatus.POSTPONED, reason, by)


@transaction.atomic
def decline_work(*, work: Work, reason: str, by: Any) -> Work:
    """Take a work out of the plan; it stays visible with its reason. Raises `ProgramRefused`, `StepLocked`."""
    return _set_aside(work, WorkStatus.DECLINED, reason, by)


def _set_aside(work: Work, status: WorkStatus, reason: str, by: Any) -> Work:
    if not reason.strip():
        raise ProgramRefused({"reason": "Tulis alasannya; alasan ini tetap terbaca."})
    current = _changeable(work)
    if current.status not in (WorkStatus.PLANNED, WorkStatus.VERIFIED, *SET_ASIDE):
        raise ProgramRefused(f"Kegiatan ini sudah {current.get_status_display().lower()}.")
    current.status, current.status_reason = status, reason.strip()
    current.version += 1
    save_by(current, by)
    return current


@transaction.atomic
def resume_work(*, work: Work, by: Any) -> Work:
    """Take a work that was set aside back into the plan. Raises `ProgramRefused`, `StepLocked`."""
    current = _changeable(work)
    if current.status not in SET_ASIDE:
        raise ProgramRefused("Kegiatan ini tidak sedang ditunda atau ditolak.")
    current.status, current.status_reason = WorkStatus.PLANNED, ""
    current.version += 1
    save_by(current, by)
    return current


def _changeable(work: Work) -> Work:
    hold_step(cycle=work.cycle, check=CHECK, pins=work_rows(work.pk, work.proposal_id))
    return Work.objects.select_for_update().select_related("cycle").get(pk=work.pk)


@transaction.atomic
def finish_work(*, work: Work, year: int, by: Any, outcomes: Iterable[RtOutcome] | None = None) -> list[Investment]:
    """Record that a work was finished in a year, with what it really repaired (the plan unless `outcomes` are given).

    From then on the year-end states count it (`queries.state_at`). The plan and its expected outcomes do not change,
    so a closed step is no hindrance. Raises `ProgramRefused` for a work that was set aside or finished before, for one
    without outcomes, and for a year before the survey or in the future.
    """
    current = Work.objects.select_for_update().select_related("cycle").get(pk=work.pk)
    if current.status in SET_ASIDE:
        raise ProgramRefused("Kegiatan yang ditunda atau ditolak tidak dapat dicatat selesai.")
    if current.status in (WorkStatus.FINISHED, WorkStatus.HANDED_OVER):
        raise ProgramRefused(f"Kegiatan ini sudah dicatat selesai pada {current.realised_year}.")
    if not (current.cycle.survey_year or 0) < year <= timezone.localdate().year:
        raise ProgramRefused({"year": "Tahun selesai harus setelah tahun data dasar dan tidak di masa depan."})
    done = _checked(current, _planned(current) if outcomes is None else outcomes)
    if not done:
        raise ProgramRefused("Isi dahulu apa yang tertangani per RT dan parameter.")
    current.status, current.realised_year = WorkStatus.FINISHED, year
    current.version += 1
    save_by(current, by)
    return [_investment(current, rt, key, volume, by) for (rt, key), volume in done.items()]


def _planned(work: Work) -> list[RtOutcome]:
    rows = Outcome.objects.filter(work=work).order_by("pk").values_list("neighbourhood_id", "criterion_key", "volume")
    return [RtOutcome(rt, key, volume) for rt, key, volume in rows]


def _investment(work: Work, rt: int, key: str, volume: Decimal, by: Any) -> Investment:
    row = Investment(
        kelurahan_id=work.cycle.region_id,
        neighbourhood_id=rt,
        year=work.realised_year or 0,
        criterion_key=key,
        activity=work.name,
        volume=volume,
        unit=ruleset_of(work.cycle).criterion_by_key[key].unit,
        source=f"Kegiatan {work.cycle}",
        work=work,
        recorded_by=by,
    )
    save_by(row, by)
    return row
