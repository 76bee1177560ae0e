"""How the Rencana Kerja Masyarakat of a KSM is built: eighteen points of the checklist, option, money, users.

Content: checklist of the sanitation guide (18 points), form of such plans with its table of costs and its two lists of
contributions; columns of the lists are a proposal (INF).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kumuh.core.formats import rupiah, show_number, tanggal, terbilang_rupiah
from planning.cycles.catalog import find_step
from planning.cycles.enums import Track
from planning.cycles.queries import answers
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds.bodies import members_table, team_of
from planning.documents.kinds.build_csiap import USERS, money_in
from planning.documents.kinds.build_records import ticks_of
from planning.documents.kinds.chapters import Block, Facts, MeetingList, Tabled, Words, annexes, chapters
from planning.documents.kinds.common import DocumentMeta, Gap, Text
from planning.documents.kinds.plans import CommunityWorkPlan
from planning.documents.kinds.record_blocks import Records, cycle_with_records, plain_table
from planning.documents.kinds.recorded import Fact
from planning.institutions.enums import InstitutionKind

CODE: Final = "rencana-kerja-masyarakat"
NAME: Final = "Rencana Kerja Masyarakat"
STATEMENT: Final = (
    "Rencana kerja ini disusun KSM menurut pilihan teknologi yang disepakati calon pengguna dalam rembuk, didampingi "
    "TFL, dan diverifikasi sebagai dasar perjanjian, pembangunan dan pemeliharaan sarana."
)
STEP: Final = "S3.4"
COSTS, OPTIONS = ("kontribusi", STEP), ("opsi", STEP)
#: Keys of the points of the checklist begin so; their labels carry their number.
POINT: Final = "butir_"
SOURCES: Final = ("blm", "apbd", "tunai", "natura")


def build_work_plan(cycle: Any, meta: DocumentMeta) -> CommunityWorkPlan:
    """The community work plan of the cycle; what was not recorded names its gap."""
    records = Records(cycle)
    ksm = team_of(cycle, InstitutionKind.KSM)
    return CommunityWorkPlan(
        **cycles.frame_of(CODE, cycle, meta),
        name=NAME,
        years=cycle.years,
        statement=STATEMENT,
        chapters=chapters(
            ("Pengantar", _letter(cycle, records, ksm)),
            ("Profil lokasi", _site(records)),
            ("Kelembagaan KSM", _body(ksm)),
            ("Pemilihan teknologi", _options(records)),
            ("Rencana biaya dan sumber dana", _costs(records)),
            ("Kontribusi masyarakat", _contributions(records)),
            ("Operasional, pemeliharaan dan pelatihan", _running(records)),
            ("Daftar periksa 18 butir", _checklist(cycle)),
        ),
        annexed=annexes(
            ("Daftar calon pengguna", tuple(_users(records))),
            ("Berita acara rembuk dan daftar hadir", _meetings(cycle)),
        ),
        annexes=("DED dan RAB", "Surat kesediaan lahan", "AD/ART dan SK KSM", "Halaman depan buku rekening"),
    )


def _letter(cycle: Any, records: Records, ksm: Any) -> tuple[Block, ...]:
    who: Text = ksm.name if ksm else Gap("nama KSM")
    cost = sum(money_in(records.rows(*COSTS), key) for key in SOURCES)
    return (
        Facts(
            rows=(
                Fact(label="Kepada Yth.", value="Pejabat Pembuat Komitmen (PPK)/Satker"),
                Fact(label="Dari", value=who),
                Fact(label="Perihal", value=f"Rencana Kerja Masyarakat Kelurahan {cycle.region.name} {cycle.years}"),
            )
        ),
        Words(
            paragraphs=(
                f"Bersama ini kami sampaikan rencana kerja pembangunan sarana sanitasi dengan biaya {rupiah(cost)} "
                f"({terbilang_rupiah(cost)}), hasil rembuk calon pengguna. Lampirannya memuat daftar pengguna, "
                "kontribusi warga, DED dan RAB.",
            )
        ),
    )


def _site(records: Records) -> tuple[Block, ...]:
    return (
        *records.table("lokasi", "S1.5", title="Lokasi yang ditetapkan"),
        *records.table("sanitasi_rt", "S3.1", title="Keadaan sanitasi"),
        *records.table("lahan", "S1.4", title="Ketersediaan lahan"),
    )


def _body(ksm: Any) -> tuple[Block, ...]:
    if ksm is None:
        return (members_table(None, "Kelompok Swadaya Masyarakat"),)
    articles: Text = tanggal(ksm.articles_on) if ksm.articles_on else Gap("tanggal AD/ART")
    account: Text = f"{ksm.bank} {ksm.account_number}".strip() or Gap("bank dan nomor rekening")
    balance: Text = rupiah(ksm.opening_balance) if ksm.opening_balance else Gap("saldo awal")
    return (
        members_table(ksm, "Pengurus dan anggota"),
        Facts(
            rows=(
                Fact(label="AD/ART bertanggal", value=articles),
                Fact(label="Rekening", value=account),
                Fact(label="Saldo awal dari pengguna", value=balance),
            )
        ),
    )


def _options(records: Records) -> tuple[Block, ...]:
    chosen = [str(row.get("opsi", "")) for row in records.rows(*OPTIONS) if row.get("hasil") == "DIPILIH"]
    said: Text = f"Warga memilih: {', '.join(chosen)}." if chosen else Gap("opsi yang dipilih warga")
    return (*records.table(*OPTIONS), Words(paragraphs=(said,)))


def _costs(records: Records) -> tuple[Block, ...]:
    rows = records.rows(*COSTS)
    totals = {key: money_in(rows, key) for key in SOURCES}
    cost = sum(totals.values())
    own = totals["tunai"] + totals["natura"]
    heads = ("Jumlah biaya", "BLM", "APBD", "Kontribusi tunai", "Kontribusi bahan/tenaga")
    table = plain_table(
        "RAB dan sumber dana (rupiah)",
        ("Kegiatan", *heads),
        tuple((str(row.get("kegiatan", "–")), *_amounts(row)) for row in rows),
        figures=heads,
        totals=("", show_number(cost), *(show_number(totals[key]) for key in SOURCES)),
        missing="rencana biaya",
    )
    note = f"Terbilang: {terbilang_rupiah(cost)}." if cost else ""
    share = f"{show_number(own * 100 / cost, 1)}% dari seluruh biaya" if cost else "–"
    return (Tabled(table=table, note=note), Facts(rows=(Fact(label="Bagian warga", value=f"{rupiah(own)}, {share}"),)))


def _amounts(row: Any) -> tuple[str, ...]:
    amounts = [money_in([row], key) for key in SOURCES]
    return tuple(show_number(amount) for amount in (sum(amounts), *amounts))


def _contributions(records: Records) -> tuple[Block, ...]:
    users = records.rows(*USERS)
    cash = [row for row in users if money_in([row], "tunai")]
    kind = [row for row in users if str(row.get("natura", "")).strip()]
    money = plain_table(
        "Kontribusi tunai",
        ("Nama KK", "RT/RW", "Janji (Rp)", "Lunas", "Tanda tangan"),
        tuple(
            (row.get("nama", "–"), row.get("rt", "–"), show_number(money_in([row], "tunai")), "", "") for row in cash
        ),
        figures=("Janji (Rp)",),
        totals=("", "", show_number(money_in(cash, "tunai")), "", ""),
        missing="kontribusi tunai",
    )
    goods = plain_table(
        "Kontribusi bahan, tenaga atau lahan",
        ("Nama KK", "RT/RW", "Bentuk", "Tanda tangan"),
        tuple((row.get("nama", "–"), row.get("rt", "–"), row.get("natura", "–"), "") for row in kind),
        missing="kontribusi bahan, tenaga atau lahan",
    )
    return (Tabled(table=money), Tabled(table=goods))


def _running(records: Records) -> tuple[Block, ...]:
    chosen = [row for row in records.rows(*OPTIONS) if row.get("hasil") == "DIPILIH"]
    yearly = money_in(chosen, "rawat")
    users = len(records.rows(*USERS))
    said: Text = Gap("biaya rawat per tahun")
    if yearly and users:
        said = (
            f"Biaya rawat {rupiah(yearly)} setahun ditanggung {users} KK pengguna, atau sekitar "
            f"{rupiah(-(-yearly // users // 12 // 500) * 500)} per KK per bulan (dibulatkan ke atas ke 500 rupiah)."
        )
    training = (
        "Mandor, tukang, operator dan pengguna dilatih sebelum dan selama pembangunan; pengelolaan sesudahnya "
        "diserahkan kepada KPP."
    )
    return (Words(paragraphs=(said, training)),)


def _checklist(cycle: Any) -> tuple[Block, ...]:
    """The eighteen points in their order, each ticked or not."""
    step = find_step(cycle.track, STEP) if cycle.track == Track.SPBM else None
    points = [entry for entry in step.entries if entry.key.startswith(POINT)] if step else []
    rows = tuple(
        (label.partition(". ")[2], "Ya" if done else "– belum")
        for label, done in ticks_of(points, answers(cycle, STEP))
    )
    heads = ("Butir", "Sudah")
    return (Tabled(table=plain_table("Daftar periksa", heads, rows, middle=("Sudah",), missing="daftar periksa")),)


def _users(records: Records) -> Iterator[Block]:
    yield from records.table(*USERS, title="Daftar calon pengguna")


def _meetings(cycle: Any) -> tuple[Block, ...]:
    return (MeetingList(meetings=cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE))),)


WORK_PLAN_BUILDER = cycles.builder(CODE, build_work_plan, read=cycle_with_records)
