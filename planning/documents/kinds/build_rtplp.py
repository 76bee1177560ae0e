"""How the RTPLP is built: the priority area with its scores, plots, components, drawings, impacts, money and rules.

Content: technical guide on planning (PLPBK/KOTAKU 2016), aims of PLP-BK (tanggap bencana); chapter order is a proposal
(INF). Owners of plots stand in it, so fewer people may open it.
"""

from __future__ import annotations

from typing import Any, Final

from kumuh.core.formats import rupiah, show_number, terbilang_rupiah
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.build_works import NOTHING, investment_plan, place_of, sources_of, table_of_works
from planning.documents.kinds.chapters import Block, LegalBasis, MeetingList, Tabled, Words, annexes, chapters
from planning.documents.kinds.common import DocumentMeta, Gap, Text
from planning.documents.kinds.plans import DetailPlan
from planning.documents.kinds.record_blocks import Records, cycle_with_records, plain_table
from planning.programs.queries import WorksTable, year_of
from planning.proposals.queries import ruleset_of

CODE: Final = "rtplp"
NAME: Final = "Rencana Tindak Penataan Lingkungan Permukiman (RTPLP)"
STATEMENT: Final = (
    "Rencana rinci kawasan prioritas ini disusun TIPP bersama warga kawasan dan pemilik persil, diperiksa tenaga "
    "teknis, diverifikasi dinas atau Pokja PKP, lalu disahkan sebagai dasar gambar, biaya dan pelaksanaan."
)
CHOSEN, DETAILED, RULES = ("K2.5a", "L2.4"), ("K2.5b", "L2.4"), ("K2.5c", "L2.4")


def build_detail_plan(cycle: Any, meta: DocumentMeta) -> DetailPlan:
    """The RTPLP of the cycle; chapters for which nothing was recorded name their gap."""
    records = Records(cycle)
    works = table_of_works(cycle, "RTPLP")
    return DetailPlan(
        **cycles.frame_of(CODE, cycle, meta),
        name=NAME,
        years=cycle.years,
        statement=STATEMENT,
        chapters=chapters(
            ("Pendahuluan dan penetapan kawasan", _area(cycle, records)),
            ("Keadaan kawasan dan persil", tuple(records.table("persil", *DETAILED))),
            ("Konsep dan kesesuaian tata ruang", _concept(records)),
            ("Mitigasi bencana dan dampak", tuple(records.table("penapisan", *DETAILED))),
            ("Gambar rencana dan spesifikasi", tuple(records.table("gambar", *DETAILED))),
            ("Rencana rinci per komponen", (_components(cycle, works),)),
            ("Biaya dan pentahapan", (investment_plan(works),)),
            ("Pemasaran", (*records.words("sasaran", "K2.7"), *records.words("strategi", "L3"))),
            ("Aturan bersama dan pemeliharaan", _rules(records)),
        ),
        annexed=annexes(
            ("Berita acara dan daftar hadir", _meetings(cycle)),
        ),
        annexes=("Peta kawasan skala 1:1.000", "DTPL: DED, spesifikasi dan RAB", "Surat hibah atau izin lahan"),
    )


def _area(cycle: Any, records: Records) -> tuple[Block, ...]:
    chosen = [
        " ".join(part for part in (str(row.get("kawasan", "")), f"({row['rt']})" if row.get("rt") else "") if part)
        for row in records.rows("calon_kawasan", *CHOSEN)
        if row.get("hasil") == "TERPILIH"
    ]
    said: Text = f"Kawasan yang terpilih: {'; '.join(chosen)}." if chosen else Gap("kawasan yang terpilih")
    willing: Text = "Warga kawasan terpilih menyatakan bersedia ditata."
    if records.value("warga_bersedia", *CHOSEN) is not True:
        willing = Gap("pernyataan kesediaan warga kawasan")
    basis = LegalBasis(
        title="Dasar hukum", legal_basis=cycles.legal_basis(ruleset_of(cycle)), decree=frame.decree_ref(cycle)
    )
    return (
        basis,
        Words(title="Kawasan prioritas", paragraphs=(said, willing)),
        *records.table("calon_kawasan", *CHOSEN),
    )


def _concept(records: Records) -> tuple[Block, ...]:
    return (
        *records.words("tata_ruang", *DETAILED),
        *records.words("guna_lahan", "L2.3", title="Peruntukan lahan"),
        *records.words("peningkatan", "K2.4a", title="Konsep peningkatan kualitas"),
    )


def _components(cycle: Any, works: WorksTable) -> Block:
    """Component by component: where, how much, at what price, when, from whom, by whom, on what land."""
    heads = (
        "Komponen", "Lokasi/segmen", "Volume", "Satuan", "Harga satuan (Rp)", "Jumlah (Rp)", "Tahun", "Sumber dana",
        "Pelaksana", "Status lahan",
    )  # fmt: skip
    rows = tuple(
        (
            row.work.name,
            place_of(row),
            show_number(row.work.volume),
            row.work.unit,
            show_number(row.work.unit_price),
            show_number(row.cost),
            str(year_of(row.work, cycle) or NOTHING),
            sources_of(row, works),
            row.work.get_executor_display(),
            row.work.get_land_display() if row.work.land else NOTHING,
        )
        for row in works.rows
    )
    table = plain_table(
        "Komponen rencana",
        heads,
        rows,
        figures=("Volume", "Harga satuan (Rp)", "Jumlah (Rp)"),
        middle=("Satuan", "Tahun"),
        totals=("", "", "", "", "", show_number(works.grand_total), "", "", "", ""),
        missing="komponen",
    )
    said = f"Jumlah {rupiah(works.grand_total)} ({terbilang_rupiah(works.grand_total)})." if rows else ""
    return Tabled(table=table, note=said)


def _rules(records: Records) -> tuple[Block, ...]:
    count = len(records.rows("pasal", *RULES))
    said: Text = (
        f"Aturan bersama memuat {count} pasal; naskahnya dicetak tersendiri." if count else Gap("aturan bersama")
    )
    keeping = "Hasil pembangunan dipelihara oleh Kelompok Pemanfaat dan Pemelihara (KPP) dengan iuran pemakai."
    return (Words(paragraphs=(said, keeping)),)


def _meetings(cycle: Any) -> tuple[Block, ...]:
    return (MeetingList(meetings=cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE))),)


DETAIL_PLAN_BUILDER = cycles.builder(CODE, build_detail_plan, read=cycle_with_records)
