"""Legality, considerations, combined class, priority and handling of one RT record."""

from __future__ import annotations

from dataclasses import dataclass

from kumuh.areas.enums import CitySize
from kumuh.conditions.enums import Handling
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries.rulesets import version_of
from kumuh.conditions.scoring import (
    CombinedClass,
    ConsiderationResult,
    DensityResult,
    HandlingChoice,
    LegalityResult,
    assess_considerations,
    assess_legality,
    combined_class,
    population_density,
    propose_handling,
)
from kumuh.conditions.values import level_of


@dataclass(frozen=True)
class RtStatus:
    """What follows from level, land and other considerations of one RT; open parts are None or empty."""

    density: DensityResult
    considerations: ConsiderationResult
    legality: LegalityResult
    combined: CombinedClass
    handling: HandlingChoice


def status_of(record: RtRecord, city_size: CitySize | None) -> RtStatus:
    """Status of a record; `city_size` of its city decides the score of population density. No query when loaded."""
    version = version_of(record.ruleset)
    density = population_density(version, record.jumlah_penduduk, record.luas_verifikasi_ha, city_size)
    answers = {"nilai_strategis": record.strategic_location, "sosial_ekonomi_budaya": record.social_potential}
    considerations = assess_considerations(version, answers, density.score)
    legality = assess_legality(
        version,
        {"status_penguasaan": record.land_status_clear, "kesesuaian_rtr": record.plan_conform},
        override=record.legal_override,
        reason=record.legal_reason,
    )
    level = level_of(record)
    return RtStatus(
        density,
        considerations,
        legality,
        combined_class(version, level, considerations.level, legality.legal),
        propose_handling(
            version,
            level,
            legality.legal,
            override=Handling.of(record.handling_override) if record.handling_override else None,
            reason=record.handling_reason,
        ),
    )
