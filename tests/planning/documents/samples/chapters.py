"""Examples of plans of several chapters, of the statement of readiness and of the verification sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planning.documents.kinds import chapters as parts
from planning.documents.kinds import plans, recorded
from planning.documents.kinds.annual_plan import ProblemSummary, SlumState
from planning.documents.kinds.common import SEVEN_INDICATORS, Gap, Representative
from planning.documents.kinds.common_rules import Article, CommonRules, Topic
from planning.documents.kinds.readiness import ReadinessStatement
from planning.documents.kinds.reflections import PrincipleKept, StageAnswers
from planning.documents.kinds.slum_profile import TrajectoryRow
from planning.documents.kinds.verification import Advice, Remark, VerificationSheet
from tests.planning.documents.samples.base import (
    BKM_HEAD,
    DECREE,
    INDICATORS,
    KELURAHAN_HEAD,
    LEGAL,
    LONG_NAME,
    MEETINGS,
    PLACE,
    chain,
    meta,
)
from tests.planning.documents.samples.steps import record_table


def every_block(rows: int) -> tuple[parts.Block, ...]:
    """Return one block of every sort."""
    problems = tuple(
        ProblemSummary(indicator=name, locations="RT 001", condition="640 m", problem="Becek.", need=Gap("kebutuhan"))
        for name in SEVEN_INDICATORS
    )
    years = tuple(
        TrajectoryRow(
            year=2019 + at, start_ha=Decimal(5 - at), reduction_ha=Decimal(1), remaining_ha=Decimal(4 - at), target=True
        )
        for at in range(5)
    )
    kept = StageAnswers(stage="Perencanaan", principles="ASOI", rows=(PrincipleKept(name="Terbuka", answer="Papan."),))
    slum = SlumState(year=2019, slum_rts=3, all_rts=14, area_ha=Decimal("4.2"), score=23, level="KR")
    return (
        parts.Words(title="Latar belakang", paragraphs=("Satu alinea.", Gap("visi"))),
        parts.LegalBasis(title="Dasar hukum", legal_basis=LEGAL, decree=DECREE),
        parts.SlumFigures(title="Keadaan kumuh", slum=slum),
        parts.IndicatorFigures(indicators=INDICATORS, ident="contoh-indikator"),
        parts.Problems(title="Masalah", rows=problems),
        parts.Listed(title="Tujuan", items=("Warga sehat",), missing="tujuan"),
        parts.Listed(title="Strategi", items=(), missing="strategi"),
        parts.Facts(rows=(recorded.Fact(label="Kepada", value=Gap("nama PPK")),)),
        parts.Scenario(rows=years, ident="contoh-skenario"),
        parts.Kept(title="Penerapan prinsip", stages=(kept,)),
        parts.Tabled(table=record_table(rows), note="Catatan di bawah tabel."),
        parts.MeetingList(meetings=MEETINGS),
    )


def chapter_plan(kind: type[parts.ChapterPlan] = plans.AreaPlan, rows: int = 3, columns: int = 12) -> parts.ChapterPlan:
    """Return a plan whose second chapter needs wide paper."""
    return kind(
        meta=meta("RPLP Kelurahan Contohsari Tahun 2019–2023"),
        letterhead=BKM_HEAD,
        signatures=chain(),
        place=PLACE,
        name="Rencana Penataan Lingkungan Permukiman (RPLP)",
        years="2019–2023",
        statement="Rencana ini disusun warga dan disahkan.",
        chapters=parts.chapters(
            ("Pendahuluan", every_block(rows)),
            ("Rencana aksi", (parts.Tabled(table=record_table(rows, columns)),)),
            ("Pengelolaan lingkungan", ()),
        ),
        annexed=parts.annexes(("Berita acara", (parts.MeetingList(meetings=()),))),
        annexes=("Peta rencana",),
    )


def readiness(residents: int = 5) -> ReadinessStatement:
    """Return a statement that `residents` people sign beside Lurah and BKM."""
    named = tuple(
        Representative(name=LONG_NAME if at == 0 else f"Contoh Warga {at}", element="Wakil warga", location="RT 001")
        for at in range(residents)
    )
    return ReadinessStatement(
        meta=meta("Surat Pernyataan Kesiapan Kelurahan Contohsari Tahun 2019–2023"),
        letterhead=KELURAHAN_HEAD,
        signatures=replace(chain(), left=chain().right[:1], right=chain().right[1:], below=(), representatives=named),
        place=PLACE,
        programme="PLPBK",
        years="2019–2023",
        declared=("bersedia merencanakan bersama;", "bersedia memelihara hasilnya."),
        facts=(recorded.Fact(label="Keadaan BKM/LKM", value="Berjalan."),),
        tables=(record_table(3),),
        meeting=MEETINGS[0],
    )


def verification(rows: int = 2, verdict: bool | None = True) -> VerificationSheet:
    """Return a sheet with `rows` notes of which the first has no answer."""
    remarks = tuple(
        Remark(
            where="Rencana aksi 1",
            text=f"Volume tangki nomor {at} belum dihitung.",
            by="Contoh Widodo",
            required=True,
            answer=Gap("jawaban KSM") if at == 0 else "Sudah dihitung.",
        )
        for at in range(rows)
    )
    return VerificationSheet(
        meta=meta("Lembar Verifikasi CSIAP Kelurahan Contohsari Tahun 2019–2020"),
        letterhead=KELURAHAN_HEAD,
        signatures=replace(chain(), below=()),
        place=PLACE,
        years="2019–2020",
        facts=(recorded.Fact(label="Isi", value="3 tindakan"),),
        advice=(
            Advice(body="TAMK", name="Contoh Ratna", on=date(2019, 11, 3), opinion="Setuju", words="Perbaiki letak."),
            Advice(body="TFL", name=Gap("yang memberi saran"), on=None, opinion="", words=""),
        ),
        remarks=remarks,
        comments=record_table(2),
        verdict=verdict,
        decided_on=date(2019, 11, 30) if verdict is not None else None,
        reason="",
    )


def common_rules(articles: int = 3) -> CommonRules:
    """Return rules with `articles` articles in two topics; the last topic names a gap."""
    asked = ("Pelaksana", "Pengawas", "Yang memelihara", "Yang bertanggung jawab bila rusak", "Sumber dana", "Sanksi")
    made = tuple(
        Article(
            number=number,
            text=f"Setiap rumah mengumpulkan sampahnya menurut jadwal nomor {number}.",
            answers=tuple(recorded.Fact(label=label, value="Pengurus RT") for label in asked),
        )
        for number in range(1, articles + 1)
    )
    last = Article(
        number=articles + 1, text=Gap("ketentuan"), answers=(recorded.Fact(label="Sanksi", value=Gap("sanksi")),)
    )
    named = tuple(Representative(name=f"Contoh Warga {at}", element="Wakil warga") for at in range(5))
    return CommonRules(
        meta=meta("Aturan Bersama Kelurahan Contohsari Tahun 2019–2023"),
        letterhead=BKM_HEAD,
        signatures=replace(chain(), representatives=named),
        place=PLACE,
        years="2019–2023",
        topics=(Topic(name="Sampah dan kebersihan", articles=made), Topic(name="Kebencanaan", articles=(last,))),
        valid_from=date(2020, 1, 1),
        meeting=MEETINGS[0],
    )
