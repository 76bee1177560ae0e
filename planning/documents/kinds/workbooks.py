"""The data workbook inside a PDF: the printed figures as numbers, made from the view itself."""

from __future__ import annotations

from typing import Any

from kumuh.core.pdf import PdfAttachment
from kumuh.core.spreadsheets import Column, ColumnKind, Table, write_xlsx
from planning.documents.kinds.annual_plan import SOURCE_COLUMNS, AnnualPlan
from planning.documents.kinds.common import SEVEN_INDICATORS, DocumentMeta, Gap
from planning.documents.kinds.slum_profile import SlumProfile

TEXT, WHOLE, MEASURE, MONEY = ColumnKind.TEXT, ColumnKind.WHOLE, ColumnKind.MEASURE, ColumnKind.MONEY


def _table(name: str, columns: list[tuple[str, str, ColumnKind]], rows: list[tuple[Any, ...]]) -> Table:
    keys = [key for key, _, _ in columns]
    return Table(
        name=name,
        columns=[Column(key, heading, kind, places=4 if kind is MEASURE else 2) for key, heading, kind in columns],
        rows=[dict(zip(keys, map(_plain, row), strict=True)) for row in rows],
        key_row=False,
    )


def _plain(value: Any) -> Any:
    return None if isinstance(value, Gap) else value


def _attachment(name: str, meta: DocumentMeta, tables: list[Table]) -> tuple[PdfAttachment, ...]:
    content = write_xlsx(tables, title=meta.title)
    return (PdfAttachment(name=name, content=content, description=f"Buku data {meta.title}", modified=meta.printed_at),)


def profile_workbook(view: SlumProfile) -> tuple[PdfAttachment, ...]:
    """Every RT with its denominators and totals, and one row per RT and parameter of the printed forms."""
    return _attachment(
        "buku-data-profil.xlsx",
        view.meta,
        [_identities(view), _recapitulation(view), _parameters(view)],
    )


def _identities(view: SlumProfile) -> Table:
    return _table(
        "Identitas RT",
        [
            ("rt", "RT/RW", TEXT), ("luas", "Luas verifikasi (ha)", MEASURE), ("bangunan", "Bangunan (unit)", WHOLE),
            ("jiwa", "Jiwa", WHOLE), ("kk", "KK", WHOLE), ("jalan", "Jalan ideal (m)", MEASURE),
            ("drainase", "Drainase ideal (m)", MEASURE),
        ],
        [(r.rt, r.area_ha, r.buildings, r.people, r.households, r.road_m, r.drain_m) for r in view.rts],
    )  # fmt: skip


def _recapitulation(view: SlumProfile) -> Table:
    aspects = [(f"nilai_{number}", name, WHOLE) for number, name in enumerate(SEVEN_INDICATORS, 1)]
    return _table(
        "Rekapitulasi",
        [
            ("rt", "RT/RW", TEXT), *aspects, ("total", "Total nilai", WHOLE), ("tingkat", "Tingkat", TEXT),
            ("luas", "Luas kumuh (ha)", MEASURE), ("prioritas", "Prioritas", TEXT),
        ],
        [(r.rt, *r.aspects, r.total, r.level, r.slum_area_ha, r.priority) for r in view.recap],
    )  # fmt: skip


def _parameters(view: SlumProfile) -> Table:
    return _table(
        "Penilaian",
        [
            ("rt", "RT/RW", TEXT), ("aspek", "Aspek", TEXT), ("kriteria", "Kriteria", TEXT),
            ("volume", "Volume belum memenuhi syarat", MEASURE), ("satuan", "Satuan", TEXT),
            ("persen", "Persen", MEASURE), ("nilai", "Nilai", WHOLE),
        ],
        [
            (form.rt, aspect.aspect, one.criterion, one.volume, one.unit, one.percent, one.score)
            for form in (*view.assessments, *view.other_forms)
            for aspect in form.aspects
            for one in aspect.criteria
        ],
    )  # fmt: skip


def plan_workbook(view: AnnualPlan) -> tuple[PdfAttachment, ...]:
    """The works with the rupiah of every source, and the priority list with its reasons."""
    return _attachment("buku-data-renta-pip.xlsx", view.meta, [_works(view), _priority(view)])


def _works(view: AnnualPlan) -> Table:
    sources = [(f"sumber_{number}", f"{name} (Rp)", MONEY) for number, name in enumerate(SOURCE_COLUMNS, 1)]
    return _table(
        "Kegiatan",
        [
            ("no", "No.", WHOLE), ("indikator", "Indikator", TEXT), ("kegiatan", "Kegiatan", TEXT),
            ("lokasi", "Lokasi RT/RW", TEXT), ("volume", "Volume", MEASURE), ("satuan", "Satuan", TEXT),
            ("harga", "Harga satuan perkiraan (Rp)", MONEY), ("biaya", "Biaya (Rp)", MONEY), *sources,
            ("pelaksana", "Pelaksana", TEXT), ("kk", "KK manfaat", WHOLE), ("kk_miskin", "KK miskin/MBR", WHOLE),
            ("jadwal", "Triwulan", TEXT),
        ],
        [
            (
                number, work.indicator, work.activity, work.location, work.volume, work.unit, work.unit_price,
                work.cost, *work.sources, work.executor, work.households, work.poor_households, work.schedule,
            )
            for number, work in enumerate(view.works, 1)
        ],
    )  # fmt: skip


def _priority(view: AnnualPlan) -> Table:
    return _table(
        "Prioritas",
        [
            ("peringkat", "Peringkat", WHOLE), ("kegiatan", "Kegiatan", TEXT), ("lokasi", "Lokasi", TEXT),
            ("skor", "Skor (0–100)", MEASURE), ("biaya", "Diambil dari dana (Rp)", MONEY),
            ("kumulatif", "Kumulatif (Rp)", MONEY), ("hasil", "Masuk/Cadangan", TEXT), ("alasan", "Alasan", TEXT),
        ],
        [
            (
                row.rank, row.activity, row.location, row.score, row.cost, row.cumulative,
                row.verdict, row.reason,
            )
            for row in view.fund.rows
        ],
    )  # fmt: skip
