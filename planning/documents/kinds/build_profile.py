"""How the Profil Permukiman Kumuh is built from the survey of the cycle's data year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kumuh.conditions.enums import Authority, Level
from kumuh.conditions.queries import (
    area_by_year,
    aspects_of,
    city_size_of,
    kelurahan_profile,
    records,
    rt_lines,
    status_of,
    version_of,
)
from kumuh.conditions.values import counts_of, level_of
from kumuh.core.formats import hectares, percent
from planning.cycles.queries import decree_rts
from planning.documents.kinds import build_cycles as cycles
from planning.documents.kinds import frame
from planning.documents.kinds.build_problems import potentials
from planning.documents.kinds.common import DocumentMeta, IndicatorChange
from planning.documents.kinds.slum_profile import (
    AspectScore,
    CriterionScore,
    KelurahanFacts,
    LevelLimit,
    RtAssessment,
    RtIdentity,
    RtRecap,
    SlumProfile,
    TrajectoryRow,
)
from planning.documents.kinds.workbooks import profile_workbook

CODE = "profil-kumuh"
SEVEN = range(1, 8)
WORST_NAMED = 3


def build_profile(cycle: Any, meta: DocumentMeta) -> SlumProfile:
    """The profile of the cycle's kelurahan and data year; what nobody measured stays a named gap."""
    year = cycle.survey_year or 0
    found = list(records(cycle.region_id, year))
    profile = kelurahan_profile(cycle.region_id, year)
    version = profile.ruleset if profile else None
    aspects = aspects_of(version, found) if version else ()
    size = city_size_of(cycle.region_id)
    statuses = {row.pk: status_of(row, size) for row in found}
    return SlumProfile(
        **cycles.frame_of(CODE, cycle, meta),
        year=year,
        decree=frame.decree_ref(cycle),
        rule_name=cycles.rule_name(version) if version else "— belum diisi: aturan penilaian",
        level_limits=_limits(version),
        legal_basis=cycles.legal_basis(version),
        purpose=_purpose(cycle),
        method=_method(profile, found),
        facts=_facts(cycle, profile, found),
        rts=tuple(_identity(row) for row in found),
        assessments=tuple(_assessment(version_of(row.ruleset), row) for row in found if _has_form(row)),
        other_forms=tuple(_assessment(version_of(row.ruleset), row) for row in found if not _has_form(row)),
        recap=tuple(_recap(row, statuses[row.pk]) for row in found),
        kelurahan_total=profile.total if profile else None,
        kelurahan_level=profile.level.value if profile and profile.level else "",
        indicators=tuple(IndicatorChange(indicator=one.aspect.name, before=one.mean) for one in aspects),
        trajectory=_trajectory(cycle, year),
        delineation=_delineation(cycle, profile),
        legality=_legality(found),
        considerations=_considerations(found, statuses),
        potentials=potentials(cycle),
        conclusions=_conclusions(profile, aspects, frame.place_of(cycle.region).city),
        meetings=cycles.meetings_of(cycle, cycles.steps_until(cycle, CODE)),
        annexes=tuple(f"{name} (berkas tersendiri)" for name in ("Salinan SK Kumuh", "Peta batas RT", "Foto awal")),
    )


def _limits(version: Any) -> tuple[LevelLimit, ...]:
    if version is None or version.levels is None:
        return ()
    return tuple(
        LevelLimit(code=item.level.value, name=item.level.label.title(), low=item.minimum, high=item.maximum)
        for item in reversed(version.levels.items)
    )


def _purpose(cycle: Any) -> tuple[str, ...]:
    return (
        f"Profil ini menggambarkan keadaan permukiman di Kelurahan {cycle.region.name} menurut tujuh indikator "
        "kekumuhan, sebagai dasar rencana penanganan yang disusun bersama warga.",
    )


def _method(profile: Any, found: Sequence[Any]) -> tuple[str, ...]:
    if profile is None:
        return ()
    source = profile.survey.source.strip().rstrip(".")
    said = [
        f"Data dihimpun per RT: {profile.rt_filled} dari {profile.rt_total} RT sudah didata, "
        f"{profile.rt_complete} di antaranya lengkap untuk semua kriteria.",
        "Persentase tiap kriteria adalah volume yang belum memenuhi syarat dibagi pembaginya. Luas kumuh "
        "diputuskan per RT; nilai kelurahan dihitung dari jumlah volume dibagi jumlah pembagi.",
    ]
    return (f"{said[0]} Sumber data: {source}." if source else said[0], said[1])


def _facts(cycle: Any, profile: Any, found: Sequence[Any]) -> KelurahanFacts:
    survey = profile.survey if profile else None
    rts = [line.neighbourhood for line in rt_lines(cycle.region_id, survey.year)] if survey else []
    kinds = sorted({row.settlement.typology for row in found if row.settlement and row.settlement.typology})
    return KelurahanFacts(
        area_ha=survey.total_area_ha if survey else None,
        rw=len({rt.parent_id for rt in rts if rt.parent_id}),
        rt=len(rts),
        people=survey.total_people if survey else None,
        households=survey.total_households if survey else None,
        poor_households=None,
        buildings=survey.total_buildings if survey else None,
        typology=", ".join(kinds),
    )


def _identity(row: Any) -> RtIdentity:
    return RtIdentity(
        rt=row.neighbourhood.label,
        area_ha=row.luas_verifikasi_ha,
        buildings=row.jumlah_bangunan,
        people=row.jumlah_penduduk,
        households=row.jumlah_kk,
        road_m=row.panjang_jalan_ideal_m,
        drain_m=row.panjang_drainase_ideal_m,
    )


def _has_form(row: Any) -> bool:
    """RT that are slum, or not decided yet, get their form page."""
    return bool(level_of(row) is not Level.TK)


def _assessment(version: Any, row: Any) -> RtAssessment:
    volumes = counts_of(row).volumes
    aspects = tuple(
        AspectScore(
            aspect=aspect.name,
            criteria=tuple(_criterion(item, row, volumes) for item in version.criteria if item.aspect == aspect.number),
            mean_percent=_mean(row, [item.key for item in version.criteria if item.aspect == aspect.number]),
        )
        for aspect in version.aspects
    )
    return RtAssessment(
        rt=row.neighbourhood.label,
        aspects=aspects,
        total=row.total,
        level=row.level,
        flags=tuple(dict.fromkeys(flag["kalimat"] for flag in row.flags if flag["kode"] not in ("belum_diukur",))),
    )


def _criterion(item: Any, row: Any, volumes: Any) -> CriterionScore:
    result = row.result.get(item.key, {})
    volume, share = volumes.get(item.key), result.get("persen")
    return CriterionScore(
        criterion=item.label,
        volume=None if volume is None else Decimal(volume),
        unit=item.unit,
        percent=None if share is None else Decimal(share),
        score=result.get("nilai"),
    )


def _mean(row: Any, keys: Sequence[str]) -> Decimal | None:
    """Mean percent of the parameters of an aspect; None while one is not measured."""
    shares = [row.result.get(key, {}).get("persen") for key in keys]
    if not shares or any(share is None for share in shares):
        return None
    return (sum(map(Decimal, shares), Decimal(0)) / len(shares)).quantize(Decimal("0.01"))


def _recap(row: Any, status: Any) -> RtRecap:
    version = version_of(row.ruleset)
    level = level_of(row)
    scores = {
        number: [row.result.get(item.key, {}).get("nilai") for item in version.criteria if item.aspect == number]
        for number in SEVEN
    }
    first, second, third, fourth, fifth, sixth, seventh = (
        None if not found or None in found else sum(found) for found in scores.values()
    )
    return RtRecap(
        rt=row.neighbourhood.label,
        aspects=(first, second, third, fourth, fifth, sixth, seventh),
        total=row.total,
        level=row.level,
        slum_area_ha=None if level is None else (Decimal(0) if level is Level.TK else row.luas_verifikasi_ha),
        priority=str(status.combined.priority or ""),
    )


def _trajectory(cycle: Any, year: int) -> tuple[TrajectoryRow, ...]:
    """Slum area at the end of each survey year up to the data year."""
    rows: list[TrajectoryRow] = []
    for line in area_by_year(cycle.region_id):
        if line.year <= year:
            before = rows[-1].remaining_ha if rows else None
            rows.append(
                TrajectoryRow(
                    year=line.year,
                    start_ha=before,
                    reduction_ha=line.area.reduction,
                    remaining_ha=line.area.area.slum_ha,
                )
            )
    return tuple(rows)


def _delineation(cycle: Any, profile: Any) -> str:
    listed = list(decree_rts(cycle).values_list("label", flat=True)) if cycle.decree else []
    if not listed:
        return ""
    said = f"SK Kumuh mencantumkan {len(listed)} RT di kelurahan ini: {cycles.grouped_by_rw(listed)}."
    if profile is None:
        return said
    area = profile.area
    return f"{said} Menurut pendataan, {area.slum_rt} RT tergolong kumuh dengan luas {hectares(area.slum_ha)}."


def _legality(found: Sequence[Any]) -> str:
    return _shares(
        found,
        ("land_status_clear", "status penguasaan lahan jelas"),
        ("plan_conform", "sesuai rencana tata ruang"),
    )


def _shares(found: Sequence[Any], *columns: tuple[str, str]) -> str:
    """“… jelas di 3 dari 4 RT yang menjawab”; empty while nobody answered anything."""
    said = []
    for name, words in columns:
        answers = [getattr(row, name) for row in found if getattr(row, name) is not None]
        if answers:
            said.append(f"{words} di {sum(answers)} dari {len(answers)} RT yang dijawab")
    return f"{'; '.join(said)}.".capitalize() if said else ""


def _considerations(found: Sequence[Any], statuses: Any) -> str:
    dense = Counter(status.density.name for status in statuses.values() if status.density.name)
    classes = "; ".join(f"{name} di {dense[name]} RT" for name in sorted(dense, key=lambda one: -dense[one]))
    said = _shares(
        found, ("strategic_location", "lokasi strategis kota"), ("social_potential", "potensi sosial, ekonomi, budaya")
    )
    return " ".join(part for part in (said, f"Kepadatan penduduk: {classes}." if classes else "") if part)


def _conclusions(profile: Any, aspects: Sequence[Any], city: str) -> tuple[str, ...]:
    """Sentences that follow from the figures alone."""
    if profile is None or not profile.rt_filled:
        return ()
    area = profile.area
    said = [f"{area.slum_rt} dari {profile.rt_filled} RT yang didata tergolong kumuh, luas {hectares(area.slum_ha)}."]
    if area.unknown_rt:
        said.append(f"{area.unknown_rt} RT belum dapat dinilai karena datanya belum lengkap.")
    worst = sorted((one for one in aspects if one.mean), key=lambda one: -one.mean)[:WORST_NAMED]
    if worst:
        named = ", ".join(f"{one.aspect.name} ({percent(one.mean)})" for one in worst)
        said.append(f"Indikator dengan kekurangan terbesar: {named}.")
    if profile.authority and area.slum_ha:
        mine = f"Pemerintah {city}" if profile.authority is Authority.CITY and city else profile.authority.label
        said.append(f"Menurut luasnya, penanganan menjadi kewenangan {mine}.")
    return tuple(said)


PROFILE_BUILDER = cycles.builder(CODE, build_profile, profile_workbook)
