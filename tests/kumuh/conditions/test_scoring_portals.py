"""KAWANKU (East Java), Kabupaten Serang, Sinduadi and Kota Malang: what each of them can prove."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from kumuh.conditions.enums import Level, MeanReading
from kumuh.conditions.scoring import Published, authority_by_area, check_published, score_record
from kumuh.conditions.scoring.rollup import RtLevel, slum_area
from tests.kumuh.conditions.cases import PUBLISHED, disagreements, kawanku, read_json, ruleset, serang

CLASSES = {
    "TIDAK KUMUH": Level.TK,
    "KUMUH RINGAN": Level.KR,
    "KUMUH SEDANG": Level.KS,
    "KUMUH BERAT": Level.KB,
}
AUTHORITIES = {"KAB/KOTA": "kab-kota", "PROVINSI": "provinsi", "PUSAT": "pusat"}
FIRST_SCORE = 10  # Serang: need and score columns alternate from here


def by_key(case, field):
    return {ruleset().criterion_by_code[code].key: part[field] for code, part in case["parameters"].items()}


@pytest.mark.parametrize("name", kawanku())
def test_a_kawanku_page_is_reproduced_from_its_counts(name):
    case = kawanku()[name]
    ours = score_record(ruleset(), case["denominators"], by_key(case, "volume"), reading=MeanReading.ALL_RAW)
    assert ours.scores == by_key(case, "score")
    assert (ours.total, ours.level) == (case["total"], CLASSES[case["class"]])


@pytest.mark.parametrize("name", kawanku())
def test_the_aspect_means_of_a_kawanku_page_are_means_of_its_rounded_percents(name):
    case = kawanku()[name]
    percents = by_key(case, "percent")
    ours = score_record(ruleset(), case["denominators"], by_key(case, "volume"), percents, reading=MeanReading.ALL_RAW)
    assert list(ours.aspect_means.values()) == list(case["aspect_mean_percent_displayed"].values())


def test_kawanku_percents_that_differ_from_volume_over_denominator_are_exactly_the_stored_ones():
    found = []
    for name, case in kawanku().items():
        ours = score_record(ruleset(), case["denominators"], by_key(case, "volume"))
        for key, displayed in by_key(case, "percent").items():
            if ours.percents[key] != displayed:
                found.append([name, key, str(displayed), str(ours.percents[key])])
    assert found == disagreements("kawanku_percent_displayed_and_counted")


def test_the_default_reading_counts_a_negative_percent_as_zero_where_the_portal_keeps_it():
    case = kawanku()["23-sukowiryo-rt018-rw005"]
    ours = score_record(ruleset(), case["denominators"], by_key(case, "volume"))
    assert ours.aspect_means[4] == Decimal("14.29")
    assert case["aspect_mean_percent_displayed"]["4"] == Decimal("-84.57")


def serang_scores(row):
    values = list(row.values())[FIRST_SCORE::2]
    return dict(zip(ruleset().criterion_by_key, map(Decimal, values), strict=True))


def test_the_scores_of_serang_add_up_to_their_totals_and_classes():
    rows = serang()
    assert len(rows) == 303
    nothing_counted = score_record(ruleset(), {}, {})
    for row in rows:
        published = Published(serang_scores(row), Decimal(row["Bobot Kumuh"]), CLASSES[row["Tingkat Kekumuhan Awal"]])
        assert check_published(ruleset(), nothing_counted, published) == (), row["RT/RW"]


def test_the_slum_area_of_serang_per_kawasan_and_class():
    expected = read_json(PUBLISHED / "serang-rt-needs-and-scores.json")["expected"]["by_kawasan"]
    parts = defaultdict(list)
    for row in serang():
        level = ruleset().level_of(int(row["Bobot Kumuh"]))
        parts[row["Pembagian Kawasan Kumuh"]].append(RtLevel(row["RT/RW"], Decimal(row["LUAS (Ha)"]), level))
    assert parts.keys() == expected.keys()
    for name, items in parts.items():
        area = slum_area(items)
        assert abs(area.slum_ha - expected[name]["luas_ha"]) < Decimal("0.00001")
        assert {CLASSES[word]: number for word, number in expected[name]["classes"].items()} == {
            level: number for level, number in area.rt.items() if number
        }
        for word, hectares in expected[name]["luas_by_class"].items():
            assert abs(area.ha[CLASSES[word]] - hectares) < Decimal("0.00001")


def test_the_authority_in_serang_follows_the_area_of_the_desa_rounded_to_two_decimals():
    areas, listed = Counter(), {}
    for row in serang():
        desa = f"{row['KECAMATAN']}/{row['DESA']}"
        areas[desa] += Decimal(row["LUAS (Ha)"])
        listed.setdefault(desa, set()).add(AUTHORITIES[row["KEWENANGAN"]])
    differing = [desa for desa, area in areas.items() if {authority_by_area(ruleset(), area)} != listed[desa]]
    assert differing == disagreements("serang_authority")
    only_by_rounding = [
        desa
        for desa, area in areas.items()
        if authority_by_area(ruleset(), area) != authority_by_area(ruleset(), Decimal(int(area * 100)) / 100)
    ]
    assert only_by_rounding == disagreements("serang_authority_only_by_rounding")


def test_sinduadi_was_light_slum_before_and_not_slum_after_works_under_the_2016_regulation():
    case = read_json(PUBLISHED / "sinduadi-rt011-rw026-2016.json")
    rules = ruleset("2016-19")
    assert rules.level_of(int(case["total"])) == CLASSES[case["class"]] == Level.KR
    assert rules.level_of(int(case["after"]["total"])) == CLASSES[case["after"]["class"]] == Level.TK


def malang_percents(case):
    keys = ruleset("2016-19").criterion_by_code
    return {keys[code.split("_")[0]].key: part["percent"] for code, part in case["parameters"].items()}


@pytest.mark.parametrize(("name", "total"), [("kotalama", 13), ("mergosono", 14)])
def test_nineteen_imported_percents_of_malang_are_scored_under_the_2016_version(name, total):
    case = read_json(PUBLISHED / f"malang-{name}-2016-19-percents.json")
    ours = score_record(ruleset("2016-19"), {}, {}, malang_percents(case))
    keys = ruleset("2016-19").criterion_by_code
    derived = {keys[code.split("_")[0]].key: score for code, score in case["derived"]["scores"].items()}
    assert ours.scores == derived
    assert (ours.total, ours.level, ours.flags) == (total, Level.TK, ())
    assert {item.percent_source for item in ours.criteria} == {"imported"}


def test_nineteen_percents_are_not_enough_for_a_total_when_one_is_left_out():
    percents = malang_percents(read_json(PUBLISHED / "malang-kotalama-2016-19-percents.json"))
    del percents["sampah_terpelihara"]
    assert score_record(ruleset("2016-19"), {}, {}, percents).total is None
