"""The plan of the example city: programmes per kawasan, answers to the plans of kelurahan, agreements, progress.

Volumes of the city's own part are shares of the real needs per RT; who pays and how far each programme is are
examples (`fixtures/demo/program/rencana-kota.json`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle as in_turns
from typing import Any, Final

from django.utils import timezone

from kumuh.accounts.models import User
from kumuh.areas.models import Settlement
from kumuh.conditions.queries import aspect_summary
from planning.city.enums import SET_ASIDE, AnswerStatus, Intent
from planning.city.models import AreaProgramme
from planning.city.queries import Item, PlaceRow, items, plan_answers, plan_of, register
from planning.city.services import (
    AgreementFacts,
    Cost,
    Decision,
    ProgrammeFacts,
    add_programme,
    answer_items,
    explain_area,
    record_agreement,
    record_progress,
)
from planning.cycles.models import Cycle
from planning.demo.catalog import day, read
from planning.demo.pictures import paper_scan
from planning.demo.stories import part_of
from planning.programs.budget import line_cost
from planning.programs.models import UnitPrice

Told = Mapping[str, Any]
FILE: Final = "program/rencana-kota.json"
#: Answers that join an item to the programme of its own kawasan name no programme.
OF_PLACE: Final = "kawasan"
THOUSAND: Final = 1000
SQUARE_METRE: Final = Decimal("0.0001")


def explain_areas(*, cycle: Cycle, by: User) -> None:
    """Say of every kelurahan where SK, map and survey differ that the survey is the newer one."""
    for row in register(cycle.region, notes_of=cycle).in_decree:
        if row.region is not None and not row.explained:
            text = "Luas survei dipakai karena lebih baru; SK diperbaiki pada penetapan berikutnya (contoh)."
            explain_area(cycle=cycle, kelurahan=row.region, text=text, by=by)


def plan_city(*, cycle: Cycle, by: User) -> None:
    """Programmes of the whole kota and of each kawasan, an answer to every item, and a signed list per kelurahan."""
    told = read(FILE)
    known: dict[str, AreaProgramme] = {
        row["kunci"]: add_programme(cycle=cycle, facts=_facts(cycle, row), costs=_costs(cycle, row), by=by)
        for row in told["program"]
    }
    wanted = items(cycle)
    places = _programmes_of_places(cycle, told["kawasan"], wanted, by)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in wanted:
        answer = told["jawaban"][str(item.work.aspect)]
        into = answer.get("ke", "")
        place = item.settlements[0].name if into == OF_PLACE else into
        groups[str(item.work.aspect), place].append(item.work.pk)
    for (aspect, place), works in groups.items():
        decision = _decision(told["jawaban"][aspect], {**known, **places}.get(place))
        answer_items(cycle=cycle, works=works, decision=decision, by=by)
    _agree(cycle, told["kesepakatan"], by)


def _decision(told: Told, programme: AreaProgramme | None) -> Decision:
    return Decision(
        status=AnswerStatus(told["jawaban"]),
        reason=told.get("alasan", ""),
        programme=programme,
        executor=told.get("pelaksana", ""),
    )


def _facts(cycle: Cycle, told: Told, settlement: Settlement | None = None) -> ProgrammeFacts:
    """The city's own part as the file tells it; without a volume it only carries items of kelurahan."""
    volume = told.get("volume")
    return ProgrammeFacts(
        name=told["nama"],
        first_year=cycle.fiscal_year,
        last_year=cycle.until_year or cycle.fiscal_year,
        settlement=settlement,
        aspect=told["indikator"],
        intent=told.get("jenis", Intent.IMPROVEMENT),
        volume=Decimal(volume) if volume is not None else None,
        unit=told["satuan"] if volume is not None else "",
        executor=told["pelaksana"],
        basis=told["dasar"],
        reduction_ha=told.get("luas"),
    )


def _costs(cycle: Cycle, told: Told) -> list[Cost]:
    """Its cost in parts (percent) by year and source, to the thousand; the last part takes what is left."""
    if told.get("volume") is None:
        return []
    total = told.get("biaya") or line_cost(Decimal(told["volume"]), _price(cycle, told["harga"]).price)
    parts = [total * percent // (100 * THOUSAND) * THOUSAND for _, _, percent in told["bagian"]]
    parts[-1] += total - sum(parts)
    return [Cost(year, source, part) for (year, source, _), part in zip(told["bagian"], parts, strict=True) if part]


def _price(cycle: Cycle, name: str) -> UnitPrice:
    return UnitPrice.objects.filter(city_id=cycle.region_id, name=name).latest("year")


# --- Kawasan --------------------------------------------------------------------------------------
def _programmes_of_places(cycle: Cycle, told: Told, wanted: Iterable[Item], by: User) -> dict[str, AreaProgramme]:
    """One programme for each kawasan of the SK that still has needs, or whose items join one."""
    settlements = Settlement.objects.filter(city=cycle.region).in_bulk()
    joined = {one.pk for item in wanted for one in item.settlements}
    found: dict[str, AreaProgramme] = {}
    for row in register(cycle.region, notes_of=cycle).in_decree:
        settlement = settlements[row.listed[0].settlement or 0]
        own = _own_part(row, told)
        if "volume" in own or settlement.pk in joined:
            words = {**told, **own, "nama": told["nama"].format(kawasan=settlement.name)}
            facts = _facts(cycle, words, settlement)
            found[settlement.name] = add_programme(cycle=cycle, facts=facts, costs=_costs(cycle, words), by=by)
    return found


def _own_part(row: PlaceRow, told: Told) -> Told:
    """A share of the first need of the kawasan, in its unit, with price and hectares; empty where nothing is needed."""
    assert row.region is not None  # every kelurahan of the SK has one
    criteria = [item for aspect in aspect_summary(row.region, row.year or 0) for item in aspect.criteria]
    needs = {item.criterion.key: (item.volume or Decimal(0), item.criterion.unit) for item in criteria}
    for size in told["ukuran"]:
        volume, unit = needs[size["parameter"]]
        if volume > 0:
            slum = row.survey.slum_ha if row.survey else Decimal(0)
            area = (slum * Decimal(str(told["bagian_luas"]))).quantize(SQUARE_METRE, ROUND_HALF_UP)
            share = part_of(volume, told["bagian_kebutuhan"], whole=True)
            return {"volume": share, "satuan": unit, "harga": size["harga"], "luas": area or None}
    return {}


# --- Agreements and progress ----------------------------------------------------------------------
def _agree(cycle: Cycle, told: Told, by: User) -> None:
    """Both sides sign the final list of every kelurahan plan."""
    on = timezone.localdate()
    for number, row in enumerate(plan_answers(cycle), 1):
        aside = any(item.status in SET_ASIDE for item in row.items)
        record_agreement(
            cycle=cycle,
            plan=row.plan.cycle,
            facts=_agreement(told, number, on, row.plan.cycle.region.name, differences=told["beda"] if aside else ""),
            by=by,
            scan=paper_scan("KESEPAKATAN DAFTAR AKHIR"),
        )


def _agreement(told: Told, number: int, on: date, name: str, *, differences: str) -> AgreementFacts:
    return AgreementFacts(
        number=f"{number:02d}/BA-DA/{on.year} (contoh)",
        agreed_on=on,
        place=told["tempat"],
        community_name=told["warga"].format(kelurahan=name),
        community_office=told["jabatan_warga"],
        city_name=told["kota"],
        city_office=told["jabatan_kota"],
        differences=differences,
    )


def report_progress(*, cycle: Cycle, by: User) -> None:
    """Write how far every programme was at the end of the plan: most are done, some go on in the next one."""
    told = read(FILE)["kemajuan"]
    rows: Sequence[Any] = plan_of(cycle).rows
    for row, percent in zip(rows, in_turns(told["persen"]), strict=False):
        record_progress(
            programme=row.programme,
            physical_percent=Decimal(percent),
            spent=row.cost * percent // (100 * THOUSAND) * THOUSAND,
            on=day(told["tanggal"]),
            by=by,
            note=told["selesai" if percent == 100 else "berjalan"],
            expected_version=row.programme.version,
        )
