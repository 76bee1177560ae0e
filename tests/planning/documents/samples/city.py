"""Examples of the papers of a city: profile, RP2KP-KP, final list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planning.documents.kinds.city_plan import (
    AnsweredItem,
    CityPlanPaper,
    FinalListPaper,
    InvestmentYear,
    ListLine,
    Meaning,
    PathLine,
    ProgrammeLine,
    SetAside,
    SettlementPart,
)
from planning.documents.kinds.city_profile import (
    CityProfilePaper,
    Difference,
    LevelRow,
    ParameterSum,
    PlaceArea,
    YearArea,
)
from planning.documents.kinds.common import DecreeRef, Gap, Letterhead, Place, SignatureBlock, Signer
from tests.planning.documents.samples.base import INDICATORS, LONG_ACTIVITY, PLACE, meta

CITY = Place(kelurahan="", kecamatan="", city="Kota Contoh", province="Provinsi Contoh", code="00.00")
POKJA_HEAD = Letterhead(
    above=("Pemerintah Kota Contoh",),
    institution="Kelompok Kerja Perumahan dan Kawasan Permukiman",
    address="Jalan Contoh Raya Nomor 1",
    city="",
    programme="",
)
DECREE = DecreeRef(number="1/Contoh/2024", on=date(2024, 1, 15), signer="Wali Kota Contoh", area_ha=Decimal("206.1948"))
SIGNED = SignatureBlock(
    place="Kota Contoh",
    on=None,
    left=(Signer(role_label="Disusun oleh", office="Ketua Pokja PKP Kota Contoh", name="Contoh Sri"),),
    right=(Signer(role_label="Disahkan oleh", office="Wali Kota", name=Gap("nama Wali Kota")),),
)


def place_area(number: int) -> PlaceArea:
    return PlaceArea(
        name=f"Contohsari {number}",
        district="Contoh Barat",
        rts=12,
        decree_ha=Decimal("9.498599"),
        map_ha=None,
        survey_ha=Decimal("9.498599"),
        slum_ha=Decimal("4.322113"),
        slum_rts=7,
        year=2025,
        verified="Contoh Verifikator, 3 Maret 2026; disahkan 5 Maret 2026" if number % 2 else Gap("profil disahkan"),
    )


def city_profile(count: int = 13) -> CityProfilePaper:
    places = tuple(place_area(number) for number in range(1, count + 1))
    return CityProfilePaper(
        meta=meta("Profil Kumuh Kota Contoh 2026–2030"),
        letterhead=POKJA_HEAD,
        signatures=SIGNED,
        place=CITY,
        years="2026–2030",
        rule_name="Aturan contoh",
        decrees=(DECREE,),
        places=places,
        settlements=places,
        differences=(
            Difference(
                place="Contohsari 2",
                sentences=("Luas survei 2025 6,0000 ha, 0,5000 ha lebih kecil daripada SK (6,5000 ha).",),
                explanation="SK memuat badan sungai; dipakai luas survei.",
            ),
        ),
        checks=("Cocok: luas SK per kelurahan dan per kawasan (206,1948 ha).",),
        missing=("Kelurahan Contohsari 2: langkah Pemetaan swadaya belum selesai",),
        levels=tuple(
            LevelRow(
                place=row.name, rts=(0, 1, 6, 5), hectares=(Decimal(0), Decimal(1), Decimal("3.3"), Decimal("5.2"))
            )
            for row in places
        ),
        indicators=INDICATORS,
        parameters=tuple(
            ParameterSum(
                indicator="Jalan lingkungan",
                parameter=f"2{letter} Parameter contoh",
                volume=None if letter == "c" else Decimal("2867.5"),
                unit="m",
                percent=None if letter == "c" else Decimal("44.69"),
                score=None if letter == "c" else 1,
                rts=16,
            )
            for letter in "abc"
        ),
        history=tuple(
            YearArea(year=year, rts=179, area_ha=Decimal("206.1948"), slum_rts=124, slum_ha=Decimal("146.965"))
            for year in (2023, 2024, 2025)
        ),
    )


def programme_line(number: int) -> ProgrammeLine:
    return ProgrammeLine(
        name=LONG_ACTIVITY if number == 1 else f"Saluran induk contoh {number}",
        intent="Peningkatan kualitas",
        indicator="Drainase lingkungan",
        volume="1.050 m" if number % 3 else Gap("volume"),
        years="2026–2027",
        cost=3_820_000_000 + number,
        sources="APBN channeling, APBD provinsi, Swadaya",
        executor="Dinas Pekerjaan Umum Contoh" if number % 2 else Gap("SKPD"),
        origin="Renta PIP Contohsari 2026; Program kota",
    )


def city_plan(count: int = 4) -> CityPlanPaper:
    lines = tuple(programme_line(number) for number in range(1, count + 1))
    total = sum(line.cost for line in lines)
    return CityPlanPaper(
        meta=meta("RP2KP-KP Kota Contoh 2026–2030"),
        letterhead=POKJA_HEAD,
        signatures=SIGNED,
        place=CITY,
        years="2026–2030",
        decrees=(DECREE,),
        mission=Gap("misi RPJMD"),
        start_ha=Decimal("146.965"),
        remainder="",
        parts=(
            SettlementPart(name="Contoh Lor", decree_ha=Decimal("10.02"), slum_ha=Decimal("2.49"), lines=lines),
            SettlementPart(name="Lintas kawasan", decree_ha=None, slum_ha=None, lines=()),
        ),
        investment=(
            InvestmentYear(year=2026, amounts=(total, 0, 0, 0, 0, 0, 0)),
            InvestmentYear(year=2027, amounts=(0, 0, 0, 0, 0, 0, 0)),
        ),
        path=(
            PathLine(year=2025, remaining_ha=Decimal("146.965"), target=False, items_ha=None, city_ha=None, rts=0),
            PathLine(
                year=2026,
                remaining_ha=Decimal("142.5"),
                target=True,
                items_ha=Decimal("2.065"),
                city_ha=Decimal("2.4"),
                rts=2,
            ),
        ),
        meanings=(
            Meaning(title="Misi RPJMD", state="Belum", found=(), gaps=("Belum dicatat apakah RPJMD memuat misi.",)),
            Meaning(title="Acuan investasi", state="Terpenuhi", found=("Pusat (APBN): Rp 1.",), gaps=()),
        ),
        lists=(
            ListLine(
                place="Contohsari",
                plan="Renta PIP 2026",
                items=14,
                accepted=6,
                merged=2,
                postponed=2,
                declined=4,
                cost=2_234_344_150,
                taken=1_628_976_760,
                agreement=Gap("kesepakatan kedua pihak"),
            ),
        ),
        set_aside=(
            SetAside(
                place="Contohsari",
                item="Sambungan rumah air minum",
                answer="Ditunda",
                reason="Menunggu hasil kajian banjir rob",
                cost=160_367_390,
            ),
        ),
    )


def final_list(count: int = 14) -> FinalListPaper:
    return FinalListPaper(
        meta=meta("Kesepakatan Daftar Akhir Kelurahan Contohsari 2026"),
        letterhead=POKJA_HEAD,
        signatures=SIGNED,
        place=PLACE,
        plan="Renta PIP 2026",
        years="2026",
        agreed_on=date(2026, 4, 2),
        meeting_place="Balai Kelurahan Contohsari",
        differences="Warga setuju: butir 2 dikerjakan swadaya.",
        items=tuple(
            AnsweredItem(
                activity=f"Paving gang contoh {number}",
                location="RT 002 / RW 003",
                volume=Decimal("406"),
                unit="m",
                cost=243_600_000,
                answer="Diterima" if number % 2 else "Ditolak",
                into="Program tersendiri" if number % 2 else "",
                year=2026,
                reason="" if number % 2 else "Bukan aset kota",
            )
            for number in range(1, count + 1)
        ),
    )
