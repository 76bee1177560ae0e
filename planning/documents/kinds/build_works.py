"""Works of a plan of several years as tables: action plan, investment by source, way to 0 ha. Reads only."""

from __future__ import annotations

from typing import Any

from kumuh.core.formats import show_number, terbilang_rupiah
from planning.documents.errors import PrintRefused
from planning.documents.kinds.build_cycles import grouped_by_rw
from planning.documents.kinds.chapters import Block, Scenario, Tabled
from planning.documents.kinds.record_blocks import plain_table
from planning.documents.kinds.slum_profile import TrajectoryRow
from planning.programs.budget import AmountsDisagree
from planning.programs.queries import WorksTable, plan_years, works_table, year_of
from planning.programs.queries.scenario import Scenario as ScenarioOfPlan
from planning.programs.queries.works import short_label
from planning.proposals.catalog import ASPECTS

NOTHING = "–"


def table_of_works(cycle: Any, name: str) -> WorksTable:
    """Works of the cycle with their money; `PrintRefused` where sources exceed a cost."""
    try:
        return works_table(cycle)
    except AmountsDisagree as problem:
        raise PrintRefused(f"{name} belum dapat dicetak: {problem}") from None


def action_plan(cycle: Any, works: WorksTable) -> Block:
    """Rencana aksi: every work with volume, cost and its year as a column of rupiah."""
    years = plan_years(cycle)
    heads = (
        "Indikator", "Kegiatan", "Lokasi RT/RW", "Volume", "Satuan", "Biaya (Rp)",
        *(str(year) for year in years), "Sumber dana", "Pelaksana", "KK manfaat",
    )  # fmt: skip
    dated = {row.work.pk: year_of(row.work, cycle) for row in works.rows}
    rows = tuple(
        (
            ASPECTS.get(row.work.aspect, str(row.work.aspect)),
            row.work.name,
            place_of(row),
            show_number(row.work.volume),
            row.work.unit,
            show_number(row.cost),
            *(show_number(row.cost) if dated[row.work.pk] == year else NOTHING for year in years),
            sources_of(row, works),
            row.work.get_executor_display(),
            show_number(row.work.households),
        )
        for row in works.rows
    )
    per_year = [sum(row.cost for row in works.rows if dated[row.work.pk] == year) for year in years]
    totals = ("", "", "", "", "", show_number(works.grand_total), *map(show_number, per_year), "", "", "")
    table = plain_table(
        f"Rencana aksi {cycle.years} (biaya menurut tahun, rupiah)",
        heads,
        rows,
        figures=("Volume", "Biaya (Rp)", "KK manfaat", *(str(year) for year in years)),
        middle=("Satuan",),
        totals=totals,
        missing="kegiatan",
    )
    undated = [row.work.name for row in works.rows if dated[row.work.pk] is None]
    return Tabled(table=table, note=f"Belum ada tahunnya: {'; '.join(undated)}." if undated else "")


def place_of(row: Any) -> str:
    """RT by RW and the spot within them, in one cell."""
    return " – ".join(part for part in (grouped_by_rw(row.rts), row.spot) if part)


def sources_of(row: Any, works: WorksTable) -> str:
    """Short names of the sources that pay for a work."""
    named = [short_label(works.sources[at]) for at, amount in enumerate(row.amounts) if amount]
    return ", ".join(named) or NOTHING


def investment_plan(works: WorksTable) -> Block:
    """Rencana investasi: every work with the rupiah of each source; cost without a source has its own column."""
    shown = [short_label(source) for source in works.sources]
    rows = tuple(
        (row.work.name, show_number(row.cost), *(show_number(amount) if amount else NOTHING for amount in row.amounts))
        for row in works.rows
    )
    table = plain_table(
        "Rencana investasi menurut sumber dana (rupiah)",
        ("Kegiatan", "Jumlah", *shown),
        rows,
        figures=("Jumlah", *shown),
        totals=("", show_number(works.grand_total), *map(show_number, works.totals)),
        missing="rencana investasi",
    )
    return Tabled(table=table, note=f"Terbilang: {terbilang_rupiah(works.grand_total)}." if rows else "")


def way_to_zero(found: ScenarioOfPlan | None, ident: str) -> tuple[Block, ...]:
    """Skenario 0 ha: drawn and as a table, year by year."""
    drawn = _trajectory(found) if found else ()
    figures = ("Luas awal (ha)", "Berkurang (ha)", "Sisa (ha)", "Kegiatan")
    rows = tuple(
        (
            str(line.year),
            grouped_by_rw(one.rts) or NOTHING,
            show_number(line.start_ha or 0, 2),
            show_number(one.reduced_ha, 2),
            show_number(one.left_ha, 2),
            show_number(one.works),
        )
        for line, one in zip(drawn, found.years if found else (), strict=True)
    )
    table = plain_table(
        "Skenario pengurangan luas kumuh",
        ("Tahun", "RT yang keluar dari kumuh", *figures),
        rows,
        figures=figures,
        middle=("Tahun",),
        missing="skenario, sebab data tujuh indikator belum ada",
    )
    note = (
        "Dihitung dari hasil setiap kegiatan menurut tahunnya; luas kumuh diputuskan per RT. "
        "Kegiatan dihitung selesai pada akhir tahunnya."
    )
    figure: tuple[Block, ...] = (Scenario(rows=drawn, ident=ident),) if drawn else ()
    return (*figure, Tabled(table=table, note=note if rows else ""))


def _trajectory(found: ScenarioOfPlan) -> tuple[TrajectoryRow, ...]:
    rows = []
    left = found.start_ha
    for one in found.years:
        rows.append(
            TrajectoryRow(
                year=one.year, start_ha=left, reduction_ha=one.reduced_ha, remaining_ha=one.left_ha, target=True
            )
        )
        left = one.left_ha
    return tuple(rows)
