"""The overviews of a city as workbooks: the same rows in the same order as on the screen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kumuh.areas.enums import RegionLevel
from kumuh.conditions.enums import Level
from kumuh.core.formats import jam, tanggal
from kumuh.core.spreadsheets import Column, ColumnKind, Table, write_xlsx
from planning.desk.queries import City, CityRow, Stuck, Wait
from planning.programs.enums import SourceOfMoney

WHOLE, MEASURE, MONEY = ColumnKind.WHOLE, ColumnKind.MEASURE, ColumnKind.MONEY
COLUMNS = (
    Column("kode", "Kode wilayah", ColumnKind.CODE),
    Column("kelurahan", "Kelurahan"),
    Column("kecamatan", "Kecamatan"),
    Column("langkah", "Langkah"),
    Column("giliran", "Giliran"),
    Column("hari", "Menunggu (hari)", WHOLE),
    *(Column(f"rt_{level.lower()}", f"RT {level.label.lower()}", WHOLE) for level in Level),
    Column("rt_belum", "RT belum lengkap", WHOLE),
    Column("luas_kumuh_ha", "Luas kumuh (ha)", MEASURE, places=4),
    Column("luas_sesudah_ha", "Luas kumuh sesudah rencana (ha)", MEASURE, places=4),
    Column("biaya", "Biaya rencana (Rp)", MONEY),
    *(Column(f"dana_{source.lower()}", f"{source.label} (Rp)", MONEY) for source in SourceOfMoney),
)


def city_workbook(found: City, chosen: list[tuple[str, str]]) -> bytes:
    """First sheet: the filter and the rule of the order; second sheet: the kelurahan."""
    explained = [("Wilayah", found.region.title), *chosen, ("Aturan urutan", found.order.rule)]
    explained.append(("Jumlah kelurahan", str(len(found.rows))))
    head = Table(
        "Keterangan",
        (Column("hal", "Hal", width=28), Column("isi", "Isi", width=70)),
        [{"hal": label, "isi": text} for label, text in explained],
        key_row=False,
    )
    body = Table("Perbandingan", COLUMNS, [_cells(row) for row in found.rows], key_row=False, freeze_columns=2)
    return write_xlsx([head, body], title=f"Perbandingan kelurahan {found.region.title}")


def _cells(row: CityRow) -> dict[str, Any]:
    stand, levels = row.standing, row.levels
    step = stand.step.name if stand and stand.step else "Semua langkah selesai" if stand else "Belum ada siklus"
    return {
        "kode": row.region.code,
        "kelurahan": row.region.name,
        "kecamatan": row.region.parent.name if row.region.parent else "",
        "langkah": step,
        "giliran": stand.turn if stand else "",
        "hari": stand.days if stand else None,
        "rt_belum": levels.incomplete_rt if levels else None,
        "luas_kumuh_ha": levels.slum_ha if levels else None,
        "luas_sesudah_ha": row.after_ha,
        "biaya": row.cost or None,
        **{f"rt_{level.lower()}": levels.rt[level] if levels else None for level in Level},
        **{f"dana_{source.lower()}": row.money.get(source.value) for source in SourceOfMoney},
    }


STUCK_COLUMNS = (
    Column("kode", "Kode wilayah", ColumnKind.CODE),
    Column("wilayah", "Kelurahan/kota"),
    Column("kecamatan", "Kecamatan"),
    Column("program", "Program"),
    Column("tahun", "Tahun", ColumnKind.CODE),
    Column("nomor", "Langkah ke", WHOLE),
    Column("langkah", "Langkah", width=34),
    Column("tahap", "Tahap", width=24),
    Column("selesai", "Langkah selesai", WHOLE),
    Column("jumlah", "Jumlah langkah", WHOLE),
    Column("giliran", "Giliran", width=34),
    Column("orang", "Pemegang giliran", width=34),
    Column("sejak", "Sejak", ColumnKind.DATE),
    Column("hari", "Menunggu (hari)", WHOLE),
    Column("batas", "Batas jadwal", ColumnKind.DATE),
    Column("lewat", "Lewat batas (hari)", WHOLE),
    Column("kurang", "Yang kurang", width=60),
    Column("banyak", "Banyak yang kurang", WHOLE),
    Column("dihitung", "Dihitung pada"),
)


def stuck_workbook(found: Stuck, chosen: list[tuple[str, str]], day: date) -> bytes:
    """First sheet: place, day and filter; second sheet: the running cycles, the longest waiting first."""
    explained = [("Wilayah", found.region.title), ("Keadaan pada", tanggal(day)), *chosen]
    explained.append(("Jumlah siklus", str(len(found.rows))))
    head = Table(
        "Keterangan",
        (Column("hal", "Hal", width=28), Column("isi", "Isi", width=70)),
        [{"hal": label, "isi": text} for label, text in explained],
        key_row=False,
    )
    body = Table("Tertahan", STUCK_COLUMNS, [_stuck_cells(row) for row in found.rows], key_row=False, freeze_columns=2)
    return write_xlsx([head, body], title=f"Di mana kelurahan tertahan, {found.region.title}")


def _stuck_cells(row: Wait) -> dict[str, Any]:
    stand, region = row.standing, row.cycle.region
    return {
        "kode": region.code,
        "wilayah": region.name,
        "kecamatan": region.parent.name if region.parent and region.level == RegionLevel.KELURAHAN else "",
        "program": row.programme,
        "tahun": row.cycle.years,
        "nomor": stand.number,
        "langkah": stand.step.name if stand.step else "",
        "tahap": row.phase,
        "selesai": row.done,
        "jumlah": row.of,
        "giliran": stand.turn,
        "orang": ", ".join(row.people),
        "sejak": timezone.localdate(stand.since) if stand.since else None,
        "hari": stand.days,
        "batas": row.due,
        "lewat": row.overdue or None,
        "kurang": row.cause.text or "belum dihitung; buka halaman siklusnya",
        "banyak": row.cause.missing,
        "dihitung": _moment(row.cause.counted_at),
    }


def _moment(at: datetime | None) -> str:
    """Day and time of a count; what needs no count has none."""
    return f"{tanggal(timezone.localdate(at))} pukul {jam(timezone.localtime(at))}" if at else ""
