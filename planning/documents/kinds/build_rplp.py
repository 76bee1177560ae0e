"""How the RPLP is built: what the steps recorded, the profile, the works with their money, the way to 0 ha.

Content of the chapters: RPLP of LKM Karangsari, module on the action plan, "Cara cepat menyusun RPLP"; their order is a
proposal (INF). The RPLP is general: sizes and prices of single buildings stand in the RTPLP.
"""

from __future__ import annotations

from typing import Any, Final

from kumuh.core.formats import hectares, show_number
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.annual_plan import SlumState
from planning.documents.kinds.bodies import members_table, team_of
from planning.documents.kinds.build_plans import indicators_of, slum_state
from planning.documents.kinds.build_problems import potentials, problem_summaries
from planning.documents.kinds.build_works import action_plan, investment_plan, table_of_works, way_to_zero
from planning.documents.kinds.chapters import (
    Block,
    IndicatorFigures,
    Kept,
    LegalBasis,
    Listed,
    MeetingList,
    Problems,
    SlumFigures,
    Tabled,
    Words,
    annexes,
    chapters,
)
from planning.documents.kinds.common import DocumentMeta
from planning.documents.kinds.opinions import opinions_table
from planning.documents.kinds.plans import AreaPlan
from planning.documents.kinds.record_blocks import Records, cycle_with_records, plain_table, text_or_gap
from planning.documents.kinds.reflections import stage_reflections
from planning.institutions.enums import InstitutionKind
from planning.programs.queries import WorksTable, predicted, scenario
from planning.proposals.queries import cause_matrix, ruleset_of

CODE: Final = "rplp"
NAME: Final = "Rencana Penataan Lingkungan Permukiman (RPLP)"
STATEMENT: Final = (
    "Rencana ini disusun warga bersama TIPP dan BKM, diuji publik, dikonsultasikan dengan Bappeda dan dinas, lalu "
    "disahkan sebagai bagian dari dokumen perencanaan kelurahan."
)
VISION, ACTION = ("K2.4a", "L2.1"), ("K2.4b", "L2.3")
MAPPED: Final = ("K2.3", "L2.2")


def build_area_plan(cycle: Any, meta: DocumentMeta) -> AreaPlan:
    """The RPLP of the cycle; chapters for which nothing was recorded name their gap."""
    records = Records(cycle)
    works = table_of_works(cycle, "RPLP")
    found = predicted(cycle) if works.rows else None
    slum = slum_state(cycle, found)
    return AreaPlan(
        **cycles.frame_of(CODE, cycle, meta),
        name=NAME,
        years=cycle.years,
        statement=STATEMENT,
        chapters=chapters(
            ("Pendahuluan", _introduction(cycle, records, works)),
            ("Profil dan keadaan", _profile(cycle, records, slum, indicators_of(found))),
            ("Analisis", _analysis(cycle, records)),
            ("Visi, misi, tujuan dan strategi", _vision(records)),
            ("Rencana penataan", _arrangement(records)),
            ("Rencana aksi dan skenario 0 ha", _action(cycle, records, works, slum)),
            ("Rencana investasi dan pemasaran", _investment(records, works)),
            ("Rencana pengelolaan lingkungan dan sosial", _environment(records)),
            ("Kelembagaan, aturan bersama dan pemeliharaan", _keeping(cycle, records)),
        ),
        annexed=annexes(
            ("Berita acara dan daftar hadir", _meetings(cycle)),
            ("Tanggapan uji publik dan konsultasi", (Tabled(table=opinions_table(cycle)),)),
        ),
        annexes=("Peta rencana skala 1:1.000 atau 1:5.000", "SK TIPP"),
    )


def _introduction(cycle: Any, records: Records, works: WorksTable) -> tuple[Block, ...]:
    name = cycle.region.name
    return (
        Words(
            title="Latar belakang",
            paragraphs=(
                f"Kelurahan {name} menyusun rencana penataan lingkungan permukiman untuk tahun {cycle.years} bersama "
                f"warganya. Rencana ini memuat {len(works.rows)} kegiatan senilai Rp "
                f"{show_number(works.grand_total)} dari semua sumber dana, supaya kumuh tertangani dan kumuh baru "
                "tercegah.",
            ),
        ),
        LegalBasis(
            title="Dasar hukum dan penetapan",
            legal_basis=cycles.legal_basis(ruleset_of(cycle)),
            decree=frame.decree_ref(cycle),
        ),
        *records.words("keselarasan", *VISION, title="Kedudukan terhadap rencana kota"),
        *records.words("pemda", *VISION, title="Kesepakatan dengan pemerintah daerah"),
        Words(title="Proses", paragraphs=(_process(cycle),)),
        members_table(team_of(cycle, InstitutionKind.TIPP), "Tim Inti Perencanaan Partisipatif (TIPP)"),
    )


def _process(cycle: Any) -> str:
    held = cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE))
    men, women = sum(row.men for row in held), sum(row.women for row in held)
    return (
        f"Rencana ini dibahas dalam {len(held)} pertemuan dengan {men + women} kehadiran, {women} di antaranya "
        "perempuan; nomor berita acaranya ada pada lampiran."
    )


def _profile(cycle: Any, records: Records, slum: SlumState, indicators: Any) -> tuple[Block, ...]:
    return (
        SlumFigures(title="Keadaan kumuh", slum=slum),
        IndicatorFigures(indicators=indicators, ident="rplp-indikator"),
        *records.words("keadaan", "L2.3", title="Topografi dan isu kritis"),
        *records.words("sosial_ekonomi", *MAPPED, title="Sosial dan ekonomi"),
        *records.words("sosial", *MAPPED, title="Potensi dan masalah sosial"),
        *records.words("ekonomi", *MAPPED, title="Potensi dan masalah ekonomi"),
        *records.words("lingkungan", *MAPPED, title="Potensi dan masalah lingkungan"),
    )


def _analysis(cycle: Any, records: Records) -> tuple[Block, ...]:
    return (
        Problems(title="Masalah menurut tujuh indikator", rows=problem_summaries(cycle)),
        *_causes(cycle, records),
        *records.words("simpulan", "K2.2", title="Simpulan perkara kritis"),
        *records.words("potensi", *MAPPED, title="Potensi warga dan tempat"),
        Listed(title="Potensi per indikator", items=potentials(cycle), missing="potensi per indikator"),
        *records.table("analisis", *VISION, title="Masalah, potensi, pilihan dan tujuan"),
    )


def _causes(cycle: Any, records: Records) -> tuple[Block, ...]:
    """What residents named as causes, RW by RW; nothing in a programme without critical reflection."""
    if not records.entry("simpulan", "K2.2"):
        return ()
    said = [
        (row.place.label, cell.name, cell.row)
        for row in cause_matrix(cycle)
        for cell in row.cells
        if cell.row is not None
    ]
    rows = tuple(
        (place, indicator, cause.cause or cause.get_state_display(), cause.contribution or "–")
        for place, indicator, cause in said
    )
    heads = ("RW", "Indikator", "Sebab menurut warga", "Yang dapat dilakukan warga")
    title = "Perkara kritis: sebab menurut warga, per RW"
    return (Tabled(table=plain_table(title, heads, rows, missing="sebab menurut warga, per RW")),)


def _vision(records: Records) -> tuple[Block, ...]:
    analysed: tuple[Block, ...] = ()
    if records.entry("analisis", *VISION):
        analysed = (
            Listed(title="Tujuan", items=_column(records, "tujuan"), missing="tujuan"),
            Listed(title="Strategi", items=_column(records, "strategi"), missing="strategi"),
        )
    return (
        *records.words("visi", *VISION, title="Visi"),
        *records.words("misi", *VISION, title="Misi"),
        *analysed,
    )


def _column(records: Records, key: str) -> tuple[str, ...]:
    """One column of the analysis, each saying once, in its order."""
    found = (str(row.get(key, "")).strip() for row in records.rows("analisis", *VISION))
    return tuple(dict.fromkeys(text for text in found if text))


def _arrangement(records: Records) -> tuple[Block, ...]:
    return (
        *records.words("guna_lahan", "L2.3", title="Peruntukan lahan"),
        *records.words("prasarana", "L2.3", title="Prasarana, fasilitas dan utilitas"),
        *records.words("pencegahan", *VISION, title="Pencegahan kumuh baru"),
        *records.words("peningkatan", *VISION, title="Peningkatan kualitas"),
    )


def _action(cycle: Any, records: Records, works: WorksTable, slum: SlumState) -> tuple[Block, ...]:
    found = scenario(cycle)
    explained = records.value("sisa_penjelasan", *ACTION)
    ends = (_end(found.left_ha, str(explained or "")),) if found else ()
    return (action_plan(cycle, works), *way_to_zero(found, "rplp-skenario"), *ends)


def _end(left: Any, explained: str) -> Block:
    if not left:
        return Words(paragraphs=("Dengan semua kegiatan selesai, luas kumuh menjadi 0 ha.",))
    said = f"Setelah semua kegiatan selesai masih tersisa {hectares(left)} kumuh."
    return Words(title="Sisa kumuh", paragraphs=(said, text_or_gap(explained, "penjelasan sisa kumuh")))


def _investment(records: Records, works: WorksTable) -> tuple[Block, ...]:
    return (
        investment_plan(works),
        *records.words("sasaran", "K2.7", title="Pemasaran: sasaran dan strategi"),
        *records.words("strategi", "L3", title="Pemasaran: strategi"),
    )


def _environment(records: Records) -> tuple[Block, ...]:
    return (
        *records.words("rpls", "L2.3", title="Pengelolaan lingkungan dan sosial"),
        *records.table("rpls", "K2.4b", title="Dampak dan pengelolaannya"),
    )


def _keeping(cycle: Any, records: Records) -> tuple[Block, ...]:
    rules = Words(
        title="Aturan bersama",
        paragraphs=(
            "Aturan bersama warga disusun setelah rencana rinci kawasan (RTPLP) dan ditandatangani wakil warga, BKM "
            "dan Lurah; hasil pembangunan dipelihara oleh Kelompok Pemanfaat dan Pemelihara (KPP).",
        ),
    )
    stages = stage_reflections(cycle)
    kept: tuple[Block, ...] = (Kept(title="Penerapan prinsip", stages=stages),) if stages else ()
    return (members_table(team_of(cycle, InstitutionKind.BKM), "Badan Keswadayaan Masyarakat (BKM)"), rules, *kept)


def _meetings(cycle: Any) -> tuple[Block, ...]:
    return (MeetingList(meetings=cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE))),)


AREA_PLAN_BUILDER = cycles.builder(CODE, build_area_plan, read=cycle_with_records)
