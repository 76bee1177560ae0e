"""How the CSIAP is built: what residents mapped and ranked in the rounds of rembuk, and the actions of the KSM.

Outline: SPBM slides (content of the planning stage); chapter order is a proposal (INF), as no published copy was found.
Future users stand in it as sums per RT; their names are in the Rencana Kerja Masyarakat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kumuh.core.formats import rupiah, show_number, terbilang_rupiah, with_unit
from planning.cycles.record import as_number
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds.bodies import members_table, team_of
from planning.documents.kinds.build_works import NOTHING, place_of, sources_of, table_of_works
from planning.documents.kinds.chapters import Block, Facts, Kept, MeetingList, Tabled, Words, annexes, chapters
from planning.documents.kinds.common import DocumentMeta
from planning.documents.kinds.plans import SanitationPlan
from planning.documents.kinds.record_blocks import Records, cycle_with_records, plain_table
from planning.documents.kinds.recorded import Fact
from planning.documents.kinds.reflections import stage_reflections
from planning.institutions.enums import InstitutionKind
from planning.programs.queries import WorksTable, forum_items, source_label, year_of
from planning.proposals.catalog import ASPECTS

CODE: Final = "csiap"
NAME: Final = "Community Sanitation Improvement Action Plan (CSIAP)"
STATEMENT: Final = (
    "Rencana aksi peningkatan sanitasi ini disusun KSM bersama warga melalui rembuk RT/RW dan rembuk kelurahan, "
    "diperbaiki bersama Tim Teknis (TFL dan TAMK), dan diverifikasi DPIU."
)
USERS: Final = ("calon_pengguna", "S1.4")


def build_sanitation_plan(cycle: Any, meta: DocumentMeta) -> SanitationPlan:
    """The CSIAP of the cycle; chapters for which nothing was recorded name their gap."""
    records = Records(cycle)
    works = table_of_works(cycle, "CSIAP")
    return SanitationPlan(
        **cycles.frame_of(CODE, cycle, meta),
        name=NAME,
        years=cycle.years,
        statement=STATEMENT,
        chapters=chapters(
            ("Pendahuluan", _introduction(cycle, records, works)),
            ("Profil sanitasi kelurahan", tuple(records.table("sanitasi_rt", "S3.1"))),
            ("Hasil perencanaan partisipatif", _findings(records)),
            ("Masalah dan prioritas", tuple(records.table("peringkat", "S1.3"))),
            ("Lokasi dan calon pengguna", _places(records)),
            ("Pembiayaan dan kontribusi", _money(records, works)),
            ("Kelembagaan KSM", (members_table(team_of(cycle, InstitutionKind.KSM), "Kelompok Swadaya Masyarakat"),)),
            ("Rencana aksi, pilihan sarana dan jadwal", _actions(cycle, works)),
        ),
        annexed=annexes(
            ("Berita acara rembuk dan daftar hadir", _meetings(cycle)),
        ),
        annexes=("Peta sosial dan peta sanitasi",),
    )


def _introduction(cycle: Any, records: Records, works: WorksTable) -> tuple[Block, ...]:
    stages = stage_reflections(cycle)
    kept: tuple[Block, ...] = (Kept(title="Penerapan prinsip", stages=stages),) if stages else ()
    return (
        Words(
            title="Latar belakang",
            paragraphs=(
                f"Warga Kelurahan {cycle.region.name} memetakan keadaan sanitasinya, mengurutkan masalahnya dan "
                f"memilih tindakannya sendiri. Rencana aksi ini memuat {len(works.rows)} tindakan senilai "
                f"{rupiah(works.grand_total)} untuk tahun {cycle.years}.",
            ),
        ),
        *records.words("aturan", "S1.1", title="Aturan main yang disepakati"),
        *kept,
    )


def _findings(records: Records) -> tuple[Block, ...]:
    return (
        *records.words("cara", "S1.0", title="Cara sosialisasi"),
        *records.table("masalah_rt", "S1.2", title="Masalah dan kebutuhan menurut peta sosial dan kalender musim"),
        *records.table("lembaga", "S1.3", title="Lembaga yang berpengaruh menurut diagram Venn"),
    )


def _places(records: Records) -> tuple[Block, ...]:
    return (*records.table("lokasi", "S1.5"), Tabled(table=users_per_rt(records)), *records.table("lahan", "S1.4"))


def users_per_rt(records: Records) -> Any:
    """Future users by RT: households, men, women, promised cash in rupiah. No names."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in records.rows(*USERS):
        found = sums[str(row.get("rt", "")).strip() or "–"]
        found[0] += 1
        for at, key in enumerate(("jiwa_l", "jiwa_p", "tunai"), 1):
            found[at] += int(as_number(row.get(key)) or 0)
    totals = [sum(column) for column in zip(*sums.values(), strict=True)] if sums else []
    heads = ("KK", "Laki-laki", "Perempuan", "Janji tunai (Rp)")
    return plain_table(
        "Calon pengguna per RT",
        ("RT/RW", *heads),
        tuple((rt, *map(show_number, sums[rt])) for rt in sorted(sums)),
        figures=heads,
        totals=("", *map(show_number, totals)),
        missing="calon pengguna",
    )


def _money(records: Records, works: WorksTable) -> tuple[Block, ...]:
    rows = tuple(
        (source_label(source), show_number(total))
        for source, total in zip(works.sources, works.totals, strict=True)
        if total
    )
    table = plain_table(
        "Biaya menurut sumber dana",
        ("Sumber dana", "Biaya (Rp)"),
        rows,
        figures=("Biaya (Rp)",),
        totals=("", show_number(works.grand_total)),
        missing="sumber dana",
    )
    cash = money_in(records.rows(*USERS), "tunai")
    return (
        Tabled(table=table, note=f"Terbilang: {terbilang_rupiah(works.grand_total)}." if rows else ""),
        Facts(rows=(Fact(label="Janji kontribusi tunai", value=rupiah(cash)),)),
    )


def _actions(cycle: Any, works: WorksTable) -> tuple[Block, ...]:
    """Table of actions: problem, place, households, action, volume, cost, source, year, who answers, Musrenbang."""
    answered = {item.work.pk: item.last for item in forum_items(cycle)}
    rows = tuple(_action(row, works, cycle, answered.get(row.work.pk)) for row in works.rows)
    heads = (
        "Masalah", "Lokasi RT/RW", "KK terdampak", "Tindakan dan sarana", "Volume", "Biaya (Rp)", "Sumber dana",
        "Tahun", "Penanggung jawab", "Status Musrenbang",
    )  # fmt: skip
    totals = ("", "", "", "", "", show_number(works.grand_total), "", "", "", "")
    table = plain_table(
        "Rencana aksi peningkatan sanitasi",
        heads,
        rows,
        figures=("KK terdampak", "Volume", "Biaya (Rp)"),
        middle=("Tahun",),
        totals=totals,
        missing="rencana aksi",
    )
    return (Tabled(table=table, note=f"Terbilang: {terbilang_rupiah(works.grand_total)}." if rows else ""),)


def _action(row: Any, works: WorksTable, cycle: Any, answer: Any) -> tuple[str, ...]:
    work = row.work
    problem = work.proposal.reason.strip() if work.proposal else ""
    return (
        problem or ASPECTS.get(work.aspect, NOTHING),
        place_of(row),
        show_number(work.households),
        work.name,
        with_unit(work.volume, work.unit),
        show_number(row.cost),
        sources_of(row, works),
        str(year_of(work, cycle) or NOTHING),
        work.responsible or NOTHING,
        f"{answer.get_level_display()}: {answer.get_status_display().lower()}" if answer else "Belum dibahas",
    )


def _meetings(cycle: Any) -> tuple[Block, ...]:
    return (MeetingList(meetings=cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE))),)


def money_in(rows: Iterable[Mapping[str, str]], key: str) -> int:
    """Whole rupiah of one column."""
    return sum(int(as_number(row.get(key)) or 0) for row in rows)


SANITATION_PLAN_BUILDER = cycles.builder(CODE, build_sanitation_plan, read=cycle_with_records)
