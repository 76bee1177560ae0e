"""Renta PIP and priority list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planning.documents.kinds import annual_plan
from planning.documents.kinds import priority_list as priority
from planning.documents.kinds.common import (
    SEVEN_INDICATORS,
    Criterion,
    Gap,
    ScoredAlternative,
    ScoringMatrix,
)
from tests.planning.documents.samples.base import (
    ACTIVITIES,
    BKM_HEAD,
    DECREE,
    INDICATORS,
    LEGAL,
    LONG_ACTIVITY,
    MEETINGS,
    PLACE,
    chain,
    meta,
)

CRITERIA = tuple(
    Criterion(code=code, name=name, weight=weight, five=five, three=three, one=one)
    for code, name, weight, five, three, one in (
        ("K1", "Kegawatan (nilai kriteria kumuh terkait)", 25, "nilai 5", "nilai 3", "nilai 1"),
        ("K2", "Mendesak (waktu/risiko)", 15, "bahaya bulan ini", "tahun ini", "dapat ditunda"),
        ("K3", "Penyebaran (KK terdampak)", 15, "≥ 50% KK RT", "25–49%", "< 25%"),
        ("K4", "Keberpihakan (KK miskin, perempuan, rentan)", 20, "≥ 50%", "25–49%", "< 25%"),
        ("K5", "Kesiapan lahan dan swadaya", 10, "lahan jelas, swadaya ≥ 20%", "sebagian", "belum"),
        ("K6", "Efisiensi biaya per KK", 10, "sepertiga terendah", "tengah", "sepertiga tertinggi"),
        ("K7", "Keselarasan rencana kota/RP2KP-KP", 5, "tercantum", "searah", "belum"),
    )
)
TIE_RULE = (
    "keberpihakan lebih tinggi, lalu KK penerima manfaat lebih banyak, lalu biaya per KK lebih rendah, "
    "lalu keputusan rembuk lebih awal."
)


def matrix(count: int) -> ScoringMatrix:
    """Return a matrix with `count` alternatives."""
    rows = tuple(
        ScoredAlternative(
            rank=index + 1,
            activity=LONG_ACTIVITY if index == 1 else ACTIVITIES[index % 7][0],
            location=f"RT {index % 9 + 1:03d}/RW {index % 4 + 1:03d}",
            scores=tuple(Decimal((1, 3, 5)[(index + column) % 3]) for column in range(7)),
            total=Decimal("96.00") - index,
        )
        for index in range(count)
    )
    return ScoringMatrix(
        criteria=CRITERIA,
        rows=rows,
        formula="skor = jumlah (bobot × nilai) dibagi 5, antara 0 dan 100.",
        tie_rule=TIE_RULE,
    )


def priority_rows(count: int, ceiling: int = 1_000_000_000) -> tuple[priority.PriorityRow, ...]:
    """Return rows cut strictly at the ceiling."""
    rows, used, open_list = [], 0, True
    for index in range(count):
        name, unit, price = ACTIVITIES[index % 7]
        volume = Decimal(1) if price > 40_000_000 else Decimal(120 + 13 * index)
        cost = int(volume * price) if price < 40_000_000 else price
        cost = min(cost, 240_000_000)
        fits = open_list and used + cost <= ceiling
        open_list = fits
        used += cost if fits else 0
        rows.append(
            priority.PriorityRow(
                rank=index + 1,
                activity=LONG_ACTIVITY if index == 1 else name,
                location=f"RT {index % 9 + 1:03d}/RW {index % 4 + 1:03d}",
                volume=volume,
                unit=unit,
                score=Decimal("96.00") - index,
                cost=cost,
                cumulative=used,
                remaining=ceiling - used,
                selected=fits,
                reason="Muat dalam pagu." if fits else "Melebihi sisa pagu; menunggu dana berikutnya.",
            )
        )
    return tuple(rows)


def priority_list(count: int = 12, **changes: object) -> priority.PriorityList:
    """Return a priority list with `count` rows."""
    view = priority.PriorityList(
        meta=meta("Daftar Prioritas Kelurahan Contohsari Tahun 2020"),
        letterhead=BKM_HEAD,
        signatures=chain(),
        place=PLACE,
        year=2020,
        fund_name="Dana channeling P2KP 100-0-100",
        ceiling=1_000_000_000,
        cut_rule="Ketat: usulan pertama yang tidak muat menutup daftar; sisanya menjadi cadangan.",
        tie_rule=TIE_RULE,
        rows=priority_rows(count),
        matrix=matrix(count),
        meetings=MEETINGS,
    )
    return replace(view, **changes)


def works(count: int) -> tuple[annual_plan.PlannedWork, ...]:
    """Return `count` works with all kinds of sources."""
    return tuple(_work(index) for index in range(count))


def _work(index: int) -> annual_plan.PlannedWork:
    name, unit, price = ACTIVITIES[index % 7]
    volume = Decimal(1) if price > 40_000_000 else Decimal("120.5") + 10 * (index % 5)
    cost = int(volume * price)
    sources = [0] * 6
    sources[index % 6] = cost - cost // 10
    sources[4] += cost // 10
    return annual_plan.PlannedWork(
        indicator=SEVEN_INDICATORS[index % 7],
        activity=LONG_ACTIVITY if index == 1 else name,
        location=f"RT {index % 9 + 1:03d}/RW {index % 4 + 1:03d}",
        volume=volume,
        unit=unit,
        unit_price=price,
        cost=cost,
        sources=tuple(sources),
        executor=("Masyarakat (KSM)", "Kontraktor", "Dinas")[index % 3],
        households=40 + index % 30,
        poor_households=20 + index % 15,
        schedule=("I", "II", "III", "IV")[index % 4],
    )


def annual(count: int = 14, **changes: object) -> annual_plan.AnnualPlan:
    """Return a Renta PIP with `count` works."""
    view = annual_plan.AnnualPlan(
        meta=meta("Renta PIP Kelurahan Contohsari Tahun 2020"),
        letterhead=BKM_HEAD,
        signatures=chain(),
        place=PLACE,
        year=2020,
        decree=DECREE,
        slum=annual_plan.SlumState(
            year=2019,
            slum_rts=9,
            all_rts=14,
            area_ha=Decimal("27.04"),
            score=23,
            level="KR",
            predicted_area_ha=Decimal("14.21"),
        ),
        legal_basis=LEGAL,
        background=(
            "Kelurahan Contohsari termasuk lokasi yang ditetapkan dalam SK Kumuh. Profil permukiman menunjukkan "
            "bahwa jalan lingkungan, drainase, dan persampahan adalah masalah yang paling menentukan.",
            "Rencana tahunan ini memuat seluruh kegiatan infrastruktur permukiman tahun 2020, siapa pun "
            "pelaksananya dan dari mana pun dananya, agar tidak ada kegiatan yang tumpang tindih.",
        ),
        problems=tuple(
            annual_plan.ProblemSummary(
                indicator=name,
                locations="RT 001, 003, 007/RW 001" if index != 2 else Gap("lokasi air minum"),
                condition="400 m (31,13%)",
                problem="Jalan rusak dan becek saat hujan sehingga warga sulit lewat.",
                need="Perkerasan paving 400 m beserta saluran tepi." if index != 2 else "",
            )
            for index, name in enumerate(SEVEN_INDICATORS)
        ),
        works=works(count),
        fund=annual_plan.FundSummary(
            name="Dana channeling P2KP 100-0-100",
            ceiling=1_000_000_000,
            cut_rule="Ketat: usulan pertama yang tidak muat menutup daftar; sisanya menjadi cadangan.",
            rows=priority_rows(min(count, 12)),
        ),
        matrix=matrix(min(count, 20)),
        meetings=MEETINGS,
        indicators=INDICATORS,
        annexes=("Peta lokasi kegiatan", "Sketsa kegiatan"),
    )
    return replace(view, **changes)
