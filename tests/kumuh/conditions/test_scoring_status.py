"""Density, other considerations, legality, combined class, handling and authority."""

from decimal import Decimal

import pytest

from kumuh.areas.enums import CitySize
from kumuh.conditions.enums import ConsiderationLevel, Handling, LegalityRule, Level
from kumuh.conditions.scoring import (
    assess_considerations,
    assess_legality,
    authority_by_area,
    combined_class,
    population_density,
    propose_handling,
)
from tests.kumuh.conditions.cases import ruleset

D = Decimal
RULES = ruleset()


@pytest.mark.parametrize(
    ("people", "name", "in_a_large_city", "in_a_small_city"),
    [
        (150, "rendah", 1, 1),
        (151, "sedang", 3, 3),
        (200, "sedang", 3, 3),
        (201, "tinggi", 3, 5),
        (400, "tinggi", 3, 5),
        (401, "sangat padat", 5, 5),
    ],
)
def test_density_has_four_classes_and_a_score_by_size_of_the_city(people, name, in_a_large_city, in_a_small_city):
    for size, score in [
        (CitySize.METROPOLITAN, in_a_large_city),
        (CitySize.LARGE, in_a_large_city),
        (CitySize.MEDIUM, in_a_small_city),
        (CitySize.SMALL, in_a_small_city),
    ]:
        result = population_density(RULES, people, D(1), size)
        assert (result.people_per_ha, result.name, result.score) == (people, name, score)


def test_density_in_the_gap_between_two_printed_classes_belongs_to_the_higher_one():
    assert population_density(RULES, D("150.5"), D(1), CitySize.SMALL).name == "sedang"
    assert population_density(RULES, D("150.004"), D(1), CitySize.SMALL).name == "rendah"


@pytest.mark.parametrize(("people", "area"), [(None, D(1)), (100, None), (100, D(0)), (100, D(-1))])
def test_density_is_unknown_without_people_or_area(people, area):
    result = population_density(RULES, people, area, CitySize.SMALL)
    assert (result.people_per_ha, result.name, result.score) == (None, "", None)


def test_density_without_the_size_of_the_city_has_a_class_but_no_score():
    result = population_density(RULES, 300, D(1), None)
    assert (result.name, result.score) == ("tinggi", None)


@pytest.mark.parametrize(
    ("strategic", "potential", "density", "total", "level"),
    [
        (False, False, 1, 3, ConsiderationLevel.LOW),
        (False, False, 3, 5, ConsiderationLevel.LOW),
        (True, False, 1, 7, ConsiderationLevel.MEDIUM),
        (True, False, 3, 9, ConsiderationLevel.MEDIUM),
        (True, False, 5, 11, ConsiderationLevel.HIGH),
        (True, True, 5, 15, ConsiderationLevel.HIGH),
    ],
)
def test_the_three_considerations_add_up_to_a_class(strategic, potential, density, total, level):
    answers = {"nilai_strategis": strategic, "sosial_ekonomi_budaya": potential}
    result = assess_considerations(RULES, answers, density)
    assert (result.total, result.level) == (total, level)


def test_one_unanswered_consideration_leaves_the_class_open():
    result = assess_considerations(RULES, {"nilai_strategis": True}, 5)
    assert (result.total, result.level) == (None, None)
    assert result.scores == {"nilai_strategis": 5, "kependudukan": 5, "sosial_ekonomi_budaya": None}


def signs(owner, plan, permit=None):
    return {"status_penguasaan": owner, "kesesuaian_rtr": plan, "perizinan": permit}


@pytest.mark.parametrize(
    ("items", "strict", "majority"),
    [
        (signs(True, True, True), True, True),
        (signs(True, True, False), True, True),
        (signs(True, True, None), True, True),
        (signs(True, False, True), False, True),
        (signs(False, True, False), False, False),
        (signs(True, None, True), None, True),
        (signs(None, False, True), False, None),
        (signs(None, None, None), None, None),
        (signs(False, False, None), False, False),
    ],
)
def test_land_is_legal_by_both_items_or_by_the_majority_of_three(items, strict, majority):
    assert assess_legality(RULES, items).legal is strict
    assert assess_legality(RULES, items, rule=LegalityRule.MAJORITY).legal is majority


def test_legality_may_be_set_by_hand_with_a_reason_only():
    result = assess_legality(RULES, signs(True, False), override=True, reason=" SK wali kota tentang konsolidasi ")
    assert (result.legal, result.computed, result.manual) == (True, False, True)
    assert result.reason == "SK wali kota tentang konsolidasi"
    with pytest.raises(ValueError, match="perlu alasan"):
        assess_legality(RULES, signs(True, False), override=True, reason=" ")


def test_the_combined_classes_and_priorities_run_from_1_to_9():
    table = {
        (level, considerations): (
            combined_class(RULES, level, considerations, True),
            combined_class(RULES, level, considerations, False),
        )
        for level in (Level.KB, Level.KS, Level.KR)
        for considerations in (ConsiderationLevel.HIGH, ConsiderationLevel.MEDIUM, ConsiderationLevel.LOW)
    }
    assert [(legal.code, other.code, legal.priority) for legal, other in table.values()] == [
        ("B1", "B2", 1),
        ("B3", "B4", 4),
        ("B5", "B6", 7),
        ("S1", "S2", 2),
        ("S3", "S4", 5),
        ("S5", "S6", 8),
        ("R1", "R2", 3),
        ("R3", "R4", 6),
        ("R5", "R6", 9),
    ]
    assert all(legal.priority == other.priority for legal, other in table.values())


def test_what_is_not_slum_or_not_known_has_no_code_and_no_priority():
    assert combined_class(RULES, Level.TK, ConsiderationLevel.HIGH, True) == combined_class(RULES, None, None, None)
    undecided = combined_class(RULES, Level.KS, ConsiderationLevel.LOW, None)
    assert (undecided.code, undecided.priority) == ("", 8)


@pytest.mark.parametrize(
    ("level", "legal", "pattern"),
    [
        (Level.KB, True, Handling.RENEW),
        (Level.KS, True, Handling.RENEW),
        (Level.KR, True, Handling.RESTORE),
        (Level.KB, False, Handling.RESETTLE),
        (Level.KS, False, Handling.RESETTLE),
        (Level.KR, False, Handling.RESETTLE),
        (Level.TK, True, None),
        (Level.KR, None, None),
        (None, True, None),
    ],
)
def test_the_handling_pattern_follows_level_and_legality(level, legal, pattern):
    assert propose_handling(RULES, level, legal).pattern == pattern


def test_the_planner_may_choose_another_pattern_with_a_reason():
    choice = propose_handling(RULES, Level.KR, False, override=Handling.RESTORE, reason="Lahan akan disertipikatkan")
    assert (choice.pattern, choice.proposal, choice.overridden) == (Handling.RESTORE, Handling.RESETTLE, True)
    with pytest.raises(ValueError, match="perlu alasan"):
        propose_handling(RULES, Level.KR, False, override=Handling.RESTORE)


@pytest.mark.parametrize(
    ("hectares", "authority"),
    [
        ("0", "kab-kota"),
        ("9.994", "kab-kota"),
        ("9.995", "provinsi"),
        ("10", "provinsi"),
        ("14.99", "provinsi"),
        ("14.995", "pusat"),
        ("15", "pusat"),
    ],
)
def test_the_authority_follows_the_area_rounded_to_two_decimals(hectares, authority):
    assert authority_by_area(RULES, D(hectares)) == authority


def test_a_negative_area_has_no_authority():
    with pytest.raises(ValueError, match="di bawah nol"):
        authority_by_area(RULES, D("-0.1"))


def test_the_unscored_baseline_has_no_such_tables():
    baseline = ruleset("baseline-2015")
    assert population_density(baseline, 300, D(1), CitySize.SMALL).score is None
    assert assess_considerations(baseline, {}, 5).level is None
    assert assess_legality(baseline, {}).legal is None
    assert combined_class(baseline, Level.KB, ConsiderationLevel.HIGH, True).code == ""
    assert propose_handling(baseline, Level.KB, True).pattern is None
    assert authority_by_area(baseline, D(3)) is None
