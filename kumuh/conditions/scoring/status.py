"""What follows from the level: other considerations, land legality, combined class, handling, authority.

Source: Permen PUPR 14/PRT/M/2018 (four identifications): slum condition gives the
level, legality the form of handling, other considerations the priority. How sure
each table is stands beside it in the regulation version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kumuh.areas.enums import CitySize
from kumuh.conditions.enums import Authority, ConsiderationLevel, Handling, LegalityRule, Level
from kumuh.conditions.ruleset import Consideration, Density, DensityStep, LegalityItem, RuleSet
from kumuh.conditions.scoring.record import exact_number, round_percent

Answers = Mapping[str, bool | None]


@dataclass(frozen=True)
class DensityResult:
    """Population density in jiwa/ha (two decimals), its class of four, and its score 1/3/5."""

    people_per_ha: Decimal | None
    name: str
    score: int | None


@dataclass(frozen=True)
class ConsiderationResult:
    """Scores of the other considerations, their total and class; None while one is missing."""

    scores: Mapping[str, int | None]
    total: int | None
    level: ConsiderationLevel | None


@dataclass(frozen=True)
class LegalityResult:
    """Legality of the land: the value that counts, what the items gave, and why it was replaced."""

    legal: bool | None
    computed: bool | None
    rule: LegalityRule
    manual: bool
    reason: str


@dataclass(frozen=True)
class CombinedClass:
    """Combined code (B1..R6) and priority (1..9); empty/None for what cannot be decided."""

    code: str
    priority: int | None


@dataclass(frozen=True)
class HandlingChoice:
    """Pola penanganan: the proposal of the table and the choice of the planner."""

    pattern: Handling | None
    proposal: Handling | None
    overridden: bool
    reason: str


def population_density(
    ruleset: RuleSet, people: Decimal | int | None, area_ha: Decimal | None, city_size: CitySize | None
) -> DensityResult:
    """Return people per hectare, its class, and its score for the size of the city.

    Compared at more than 150, 200 and 400 jiwa/ha after rounding half up to two
    decimals. Without people, area or (for the score) city size the part is unknown.
    """
    people_known, area = exact_number(people), exact_number(area_ha)
    if ruleset.density is None or people_known is None or not area or area < 0:
        return DensityResult(None, "", None)
    value = round_percent(people_known / area)
    name = _step(ruleset.density.classes, value).name
    return DensityResult(value, name, _density_score(ruleset.density, value, city_size))


def assess_considerations(ruleset: RuleSet, answers: Answers, density_score: int | None) -> ConsiderationResult:
    """Return scores, total (3..15) and class of the other considerations.

    ``answers`` by key of the yes/no items; ``density_score`` from
    :func:`population_density`. One unknown item leaves total and class unknown.
    """
    if ruleset.considerations is None:
        return ConsiderationResult({}, None, None)
    scores = {item.key: _consideration_score(item, answers, density_score) for item in ruleset.considerations.items}
    known = [score for score in scores.values() if score is not None]
    if len(known) < len(scores):
        return ConsiderationResult(scores, None, None)
    total = sum(known)
    for limit in ruleset.considerations.levels:
        if limit.minimum <= total <= limit.maximum:
            return ConsiderationResult(scores, total, limit.level)
    return ConsiderationResult(scores, total, None)


def assess_legality(
    ruleset: RuleSet,
    signs: Answers,
    *,
    rule: LegalityRule | None = None,
    override: bool | None = None,
    reason: str = "",
) -> LegalityResult:
    """Return whether the land is legal.

    ``signs`` by item key: True only where the item holds for the whole location.
    Default rule: the two default items, both plus. ``LegalityRule.MAJORITY`` takes
    all three items and more plus than minus. An unknown item leaves the result
    unknown unless the others already decide. ``override`` replaces the result.
    Raises ValueError for an override without a reason.
    """
    if override is not None and not reason.strip():
        raise ValueError("Legalitas yang ditetapkan manual perlu alasan.")
    if ruleset.legality is None:
        return LegalityResult(override, None, rule or LegalityRule.ALL, override is not None, reason.strip())
    rule = rule or ruleset.legality.rule
    computed = _combine(ruleset.legality.items, signs, rule)
    legal = computed if override is None else override
    return LegalityResult(legal, computed, rule, override is not None, reason.strip())


def combined_class(
    ruleset: RuleSet, level: Level | None, considerations: ConsiderationLevel | None, legal: bool | None
) -> CombinedClass:
    """Return the combined code and the priority of a slum location.

    The priority needs level and considerations only. Not slum or unknown: no code,
    no priority.
    """
    if ruleset.combined is None:
        return CombinedClass("", None)
    for row in ruleset.combined.rows:
        if row.level == level and row.considerations == considerations:
            code = "" if legal is None else (row.legal if legal else row.not_legal)
            return CombinedClass(code, row.priority)
    return CombinedClass("", None)


def propose_handling(
    ruleset: RuleSet,
    level: Level | None,
    legal: bool | None,
    *,
    override: Handling | None = None,
    reason: str = "",
) -> HandlingChoice:
    """Return the pola penanganan for a level on legal or not legal land.

    A proposal: the planner may choose another with a reason. None for a location
    that is not slum or not decided. Raises ValueError for a choice without a reason.
    """
    if override is not None and not reason.strip():
        raise ValueError("Pola penanganan yang dipilih sendiri perlu alasan.")
    proposal = None
    for row in ruleset.handling.rows if ruleset.handling else ():
        if row.level == level and legal is not None:
            proposal = row.legal if legal else row.not_legal
    return HandlingChoice(override or proposal, proposal, override is not None, reason.strip())


def authority_by_area(ruleset: RuleSet, area_ha: Decimal) -> Authority | None:
    """Return who is in charge of a desa/kelurahan with ``area_ha`` hectares of slum.

    Under 10 ha kabupaten/kota, 10 to under 15 province, 15 and more central
    government, compared after rounding half up to two decimals. None for a version
    without the table. Raises ValueError below zero.
    """
    if area_ha < 0:
        raise ValueError("Luas tidak boleh di bawah nol.")
    if ruleset.authority is None:
        return None
    rounded = round_percent(area_ha)
    return [step.authority for step in ruleset.authority.steps if rounded >= step.minimum][-1]


def _step(steps: tuple[DensityStep, ...], value: Decimal) -> DensityStep:
    return next(step for step in steps if step.over is None or value > step.over)


def _density_score(density: Density, value: Decimal, city_size: CitySize | None) -> int | None:
    for scores in density.scores:
        if scores.city_size == city_size:
            return _step(scores.steps, value).score
    return None


def _consideration_score(item: Consideration, answers: Answers, density_score: int | None) -> int | None:
    if item.kind == "kepadatan":
        return density_score
    answer = answers.get(item.key)
    return None if answer is None else (item.yes if answer else item.no)


def _combine(items: tuple[LegalityItem, ...], signs: Answers, rule: LegalityRule) -> bool | None:
    majority = rule == LegalityRule.MAJORITY
    values = [signs.get(item.key) for item in items if majority or item.default]
    plus, minus = values.count(True), values.count(False)
    if majority:
        if 2 * plus > len(values):
            return True
        return False if 2 * minus >= len(values) else None
    if minus:
        return False
    return True if plus == len(values) else None
