"""Profil Permukiman Kumuh."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planning.documents.kinds import slum_profile as profile
from planning.documents.kinds.common import (
    SEVEN_INDICATORS,
)
from tests.planning.documents.samples.base import (
    DECREE,
    INDICATORS,
    KELURAHAN_HEAD,
    LEGAL,
    LIMITS,
    MEETINGS,
    PLACE,
    RULE,
    chain,
    meta,
)

CRITERION_NAMES = (
    ("Ketidakteraturan bangunan", "Kepadatan bangunan", "Ketidaksesuaian persyaratan teknis bangunan"),
    ("Cakupan pelayanan jalan lingkungan", "Kualitas permukaan jalan lingkungan"),
    ("Ketidaktersediaan akses aman air minum", "Tidak terpenuhinya kebutuhan air minum"),
    ("Ketidakmampuan mengalirkan limpasan air", "Ketidaktersediaan drainase", "Kualitas konstruksi drainase"),
    ("Sistem air limbah tidak sesuai standar teknis", "Prasarana dan sarana air limbah tidak sesuai"),
    ("Prasarana dan sarana persampahan tidak sesuai", "Sistem persampahan tidak sesuai standar teknis"),
    ("Ketidaktersediaan prasarana proteksi kebakaran", "Ketidaktersediaan sarana proteksi kebakaran"),
)


def assessment(index: int) -> profile.RtAssessment:
    """Return the form of one RT; one criterion stays unmeasured."""
    aspects = []
    for number, names in enumerate(CRITERION_NAMES):
        criteria = tuple(
            profile.CriterionScore(
                criterion=name,
                volume=None if (number, position) == (2, 1) else Decimal(25 + index + position),
                unit=("unit", "m", "KK", "m", "KK", "KK", "unit")[number],
                percent=None if (number, position) == (2, 1) else Decimal("43.10") + number,
                score=None if (number, position) == (2, 1) else 1,
            )
            for position, name in enumerate(names)
        )
        aspects.append(
            profile.AspectScore(aspect=SEVEN_INDICATORS[number], criteria=criteria, mean_percent=Decimal("18.39"))
        )
    return profile.RtAssessment(
        rt=f"RT {index + 1:03d}/RW 001",
        aspects=tuple(aspects),
        total=None,
        level="",
        flags=("Luas genangan melebihi luas verifikasi.",) if index == 0 else (),
    )


def slum_profile(rts: int = 14, forms: int = 2, **changes: object) -> profile.SlumProfile:
    """Return a profile with `rts` RT of which `forms` have their form printed."""
    levels = ("TK", "KR", "KS", "KB")
    view = profile.SlumProfile(
        meta=meta("Profil Permukiman Kumuh Kelurahan Contohsari Tahun 2019"),
        letterhead=KELURAHAN_HEAD,
        signatures=chain(),
        place=PLACE,
        year=2019,
        decree=DECREE,
        rule_name=RULE,
        level_limits=LIMITS,
        legal_basis=LEGAL,
        purpose=("Menyediakan gambaran keadaan permukiman sebagai dasar rencana penanganan bersama warga.",),
        method=("Pendataan dilakukan oleh TIPP bersama ketua RT pada Agustus sampai Oktober 2019.",),
        facts=profile.KelurahanFacts(
            area_ha=Decimal("84.21"),
            rw=4,
            rt=rts,
            people=3720,
            households=1130,
            poor_households=None,
            buildings=861,
            livelihood="Buruh batik, pedagang, nelayan",
            typology="Tepi air dan perkotaan",
        ),
        rts=tuple(
            profile.RtIdentity(
                rt=f"RT {index + 1:03d}/RW {index % 4 + 1:03d}",
                area_ha=Decimal("1.92") + index % 5,
                buildings=58 + index % 9,
                people=242,
                households=78,
                road_m=Decimal(1285),
                drain_m=Decimal(750) if index != 2 else None,
            )
            for index in range(rts)
        ),
        assessments=tuple(assessment(index) for index in range(forms)),
        recap=tuple(
            profile.RtRecap(
                rt=f"RT {index + 1:03d}/RW {index % 4 + 1:03d}",
                aspects=(1, 2, 0, 3, 0, 5, 5),
                total=16 + index % 60,
                level=levels[index % 4],
                slum_area_ha=Decimal("1.92") if index % 4 else Decimal(0),
                priority=("", "3", "2", "1")[index % 4],
            )
            for index in range(rts)
        ),
        kelurahan_total=23,
        kelurahan_level="KR",
        indicators=tuple(replace(change, after=None) for change in INDICATORS),
        trajectory=(
            profile.TrajectoryRow(
                year=2016,
                start_ha=Decimal("41.3"),
                reduction_ha=Decimal("5.1"),
                remaining_ha=Decimal("36.2"),
            ),
            profile.TrajectoryRow(
                year=2017, start_ha=Decimal("36.2"), reduction_ha=Decimal("9.16"), remaining_ha=Decimal("27.04")
            ),
            profile.TrajectoryRow(
                year=2018, start_ha=Decimal("27.04"), reduction_ha=Decimal("12.83"), remaining_ha=Decimal("14.21")
            ),
            profile.TrajectoryRow(
                year=2019,
                start_ha=Decimal("14.21"),
                reduction_ha=Decimal("14.21"),
                remaining_ha=Decimal(0),
                target=True,
            ),
        ),
        social="Warga aktif bergotong royong; ada enam kelompok PKK dan karang taruna.",
        legality="Sebagian besar bersertifikat; bantaran sungai belum jelas.",
        potentials=("Perajin batik dan koperasi warga", "Lahan kelurahan 400 m² di RW 002"),
        conclusions=(
            "Jalan lingkungan, drainase, dan persampahan adalah masalah utama.",
            "Sembilan RT perlu ditangani lebih dahulu.",
        ),
        meetings=MEETINGS,
        annexes=("Salinan SK Kumuh", "Peta batas RT dan kawasan kumuh", "Foto keadaan awal"),
    )
    return replace(view, **changes)
