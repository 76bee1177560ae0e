"""Programmes per kawasan: the city's own part, and how far each one is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kumuh.areas.models import Settlement
from kumuh.core.models import delete_by, save_by
from kumuh.core.versions import claim_version
from planning.city.enums import Intent
from planning.city.errors import CityRefused
from planning.city.models import AreaProgramme, ProgrammeCost
from planning.city.queries import CITY_ANSWERS, CITY_PROGRESS
from planning.city.services.guard import lock_plan, refuse_year
from planning.cycles.models import Cycle
from planning.programs.enums import SourceOfMoney


@dataclass(frozen=True)
class Cost:
    """Whole rupiah of one source in one year."""

    year: int
    source: str
    amount: int


@dataclass(frozen=True)
class ProgrammeFacts:
    """What is typed about a programme: the city's own part only. `volume` goes with `unit`, `reduction_ha` in ha."""

    name: str
    first_year: int
    last_year: int
    settlement: Settlement | None = None
    aspect: int = 0
    intent: str = Intent.IMPROVEMENT.value
    volume: Decimal | None = None
    unit: str = ""
    executor: str = ""
    basis: str = ""
    reduction_ha: Decimal | None = None


@transaction.atomic
def add_programme(*, cycle: Cycle, facts: ProgrammeFacts, costs: Collection[Cost], by: Any) -> AreaProgramme:
    """Put a programme of the city's own into the plan; items of kelurahan may join it.

    Refuses (`CityRefused`) years outside the plan, a kawasan of another city, a volume without unit, costs that are
    not positive, named twice or outside the programme's years, and `StepLocked`.
    """
    lock_plan(cycle=cycle, check=CITY_ANSWERS)
    _check(cycle, facts, costs)
    row = AreaProgramme(cycle=cycle)
    _write(row, facts, by)
    _write_costs(row, costs, by)
    return row


@transaction.atomic
def change_programme(
    *, programme: AreaProgramme, facts: ProgrammeFacts, costs: Collection[Cost], by: Any, expected_version: int
) -> AreaProgramme:
    """Change the city's own part of a programme; items that joined it keep their money and volume.

    Refuses what `add_programme` refuses, years that leave out an item, and `StaleRecord`.
    """
    row = AreaProgramme.objects.select_related("cycle").get(pk=programme.pk)
    lock_plan(cycle=row.cycle, check=CITY_ANSWERS)
    claim_version(row, expected_version)
    _check(row.cycle, facts, costs)
    outside = row.answers.exclude(year__range=(facts.first_year, facts.last_year)).select_related("work").first()
    if outside is not None:
        told = f"Butir “{outside.work}” dijadwalkan {outside.year}; ubah tahunnya dahulu pada jawaban butir."
        raise CityRefused({"first_year": told})
    _write(row, facts, by)
    _write_costs(row, costs, by)
    return row


@transaction.atomic
def remove_programme(*, programme: AreaProgramme, by: Any, expected_version: int) -> None:
    """Take a programme without items out of the plan; its history stays.

    Refuses (`CityRefused`) one that items joined, `StepLocked`, and `StaleRecord`.
    """
    row = AreaProgramme.objects.select_related("cycle").get(pk=programme.pk)
    lock_plan(cycle=row.cycle, check=CITY_ANSWERS)
    claim_version(row, expected_version)
    if row.answers.exists():
        raise CityRefused("Program ini memuat butir rencana kelurahan. Jawab butirnya lain dahulu.")
    delete_by(row, by)


def _check(cycle: Cycle, facts: ProgrammeFacts, costs: Collection[Cost]) -> None:
    if not facts.name.strip():
        raise CityRefused({"name": "Tulis nama program atau kegiatan."})
    refuse_year(cycle=cycle, year=facts.first_year, field="first_year")
    refuse_year(cycle=cycle, year=facts.last_year, field="last_year")
    if facts.last_year < facts.first_year:
        raise CityRefused({"last_year": "Tahun selesai lebih awal daripada tahun mulai."})
    if facts.settlement is not None and facts.settlement.city_id != cycle.region_id:
        raise CityRefused({"settlement": "Kawasan itu milik kota lain."})
    if (facts.volume is None) != (not facts.unit.strip()):
        raise CityRefused({"unit": "Volume dan satuannya diisi bersama, atau keduanya kosong."})
    keys = [(cost.year, cost.source) for cost in costs]
    if len(keys) != len(set(keys)):
        raise CityRefused("Satu sumber dana ditulis sekali untuk setiap tahun; gabungkan jumlahnya.")
    for cost in costs:
        if cost.amount <= 0 or cost.source not in SourceOfMoney.values:
            raise CityRefused("Setiap baris biaya memerlukan tahun, sumber dana dan jumlah rupiah.")
        if not facts.first_year <= cost.year <= facts.last_year:
            raise CityRefused(f"Biaya tahun {cost.year} berada di luar tahun program ini.")


def _write(row: AreaProgramme, facts: ProgrammeFacts, by: Any) -> None:
    for name in facts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    save_by(row, by)


def _write_costs(row: AreaProgramme, costs: Collection[Cost], by: Any) -> None:
    wanted = {(cost.year, cost.source): cost.amount for cost in costs}
    for old in row.costs.all():
        amount = wanted.pop((old.year, old.source), None)
        if amount is None:
            delete_by(old, by)
        elif amount != old.amount:
            old.amount = amount
            save_by(old, by)
    for (year, source), amount in wanted.items():
        save_by(ProgrammeCost(programme=row, year=year, source=source, amount=amount), by)


@transaction.atomic
def record_progress(
    *,
    programme: AreaProgramme,
    physical_percent: Decimal,
    spent: int,
    on: date,
    by: Any,
    note: str = "",
    expected_version: int,
) -> AreaProgramme:
    """Write how far a programme is: percent built, rupiah paid, on which day. Earlier figures stay in the history.

    Refuses (`CityRefused`) a day in the future or before the last report, a percent outside 0 to 100, a negative
    amount, `StepLocked`, and `StaleRecord`.
    """
    row = AreaProgramme.objects.select_related("cycle").get(pk=programme.pk)
    lock_plan(cycle=row.cycle, check=CITY_PROGRESS)
    claim_version(row, expected_version)
    if on > timezone.localdate():
        raise CityRefused({"on": "Kemajuan dicatat paling lambat per hari ini."})
    if row.progress_on is not None and on < row.progress_on:
        raise CityRefused({"on": "Sudah ada kemajuan dengan tanggal yang lebih baru."})
    if not 0 <= physical_percent <= 100:
        raise CityRefused({"physical_percent": "Kemajuan fisik 0 sampai 100 %."})
    if spent < 0:
        raise CityRefused({"spent": "Jumlah yang dibayarkan tidak boleh kurang dari 0."})
    row.physical_percent, row.spent, row.progress_on, row.progress_note = physical_percent, spent, on, note.strip()
    save_by(row, by)
    return row
