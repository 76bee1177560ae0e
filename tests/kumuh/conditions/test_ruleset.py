"""Regulation versions as data: complete, contradiction-free, and the same after a round trip."""

import json

import pytest

from kumuh.conditions.enums import Confidence
from kumuh.conditions.ruleset import RuleSetError, dump_ruleset, load_ruleset
from tests.kumuh.conditions.cases import REGULATIONS, ruleset

VERSIONS = ["2018-16", "2016-19", "baseline-2015"]


def plain(version):
    return json.loads((REGULATIONS / f"{version}.json").read_text(encoding="utf-8"))


def every_provenance(value):
    if isinstance(value, dict):
        if "mark" in value:
            yield value
        for part in value.values():
            yield from every_provenance(part)
    elif isinstance(value, list):
        for part in value:
            yield from every_provenance(part)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_json_survives_the_way_into_objects_and_back(version):
    first = load_ruleset(plain(version))
    assert first == load_ruleset(json.loads(json.dumps(dump_ruleset(first))))
    assert first.key == version


@pytest.mark.parametrize(
    ("version", "sizes", "maximum", "threshold"),
    [("2018-16", [3, 2, 2, 3, 2, 2, 2], 80, 16), ("2016-19", [3, 2, 2, 5, 2, 3, 2], 95, 19)],
)
def test_each_version_has_its_parameters_per_aspect(version, sizes, maximum, threshold):
    version_of = ruleset(version)
    assert list(version_of.aspect_sizes.values()) == sizes
    assert version_of.max_total == 5 * sum(sizes) == maximum
    assert version_of.slum_threshold == threshold


def test_only_the_2018_version_is_the_default():
    assert [version for version in VERSIONS if ruleset(version).default] == ["2018-16"]


def test_the_drainage_codes_mean_different_parameters_in_the_two_versions():
    assert ruleset("2018-16").criterion_by_code["4c"].key == "drainase_konstruksi"
    assert ruleset("2016-19").criterion_by_code["4c"].key == "drainase_terhubung"


def test_the_2018_parameters_are_all_part_of_the_2016_version():
    extra = set(ruleset("2016-19").criterion_by_key) - set(ruleset("2018-16").criterion_by_key)
    assert extra == {"drainase_terhubung", "drainase_terpelihara", "sampah_terpelihara"}
    assert set(ruleset("2018-16").criterion_by_key) < set(ruleset("2016-19").criterion_by_key)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_table_names_its_source_and_how_sure_it_is(version):
    found = list(every_provenance(plain(version)))
    assert len(found) >= len(ruleset(version).criteria) + 2
    for provenance in found:
        assert provenance["source"].strip()
        assert provenance["mark"] in list(Confidence)
        if provenance["mark"] in ("UNCERTAIN", "MEMORY"):
            assert provenance["note"].strip() or version == "baseline-2015"


def test_public_open_space_is_an_unscored_topic_outside_the_total():
    topic = ruleset().topics[0]
    assert (topic.key, topic.fields) == ("ruang_terbuka_publik", ("luas_ha", "kondisi", "kebutuhan"))
    assert topic.key not in ruleset().criterion_by_key


def test_the_baseline_converts_into_exactly_the_2018_parameters():
    rules = ruleset("baseline-2015").conversion.rules
    assert [rule.to for rule in rules] == list(ruleset("2018-16").criterion_by_key)
    known = ruleset("baseline-2015").criterion_by_key
    assert all(source in known for rule in rules for source in rule.sources)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.pop("aspects"), "isian kurang"),
        (lambda data: data.update(colour="red"), "isian tidak dikenal: colour"),
        (lambda data: data["criteria"].append(data["criteria"][0]), "dua kali"),
        (lambda data: data["criteria"][0].update(denominator="jumlah_pohon"), "pembagi jumlah_pohon tidak ada"),
        (lambda data: data["criteria"][0].update(aspect=12), "aspek 12 tidak ada"),
        (lambda data: data["pair_limits"][0].update(denominator="x"), "batas pasangan"),
        (lambda data: data["levels"]["items"][1].update(minimum=17), "tidak bersambung"),
        (lambda data: data["levels"]["items"][-1].update(maximum=79), "tidak sampai 80"),
        (lambda data: data["bands"]["items"].reverse(), "urut dari atas"),
        (lambda data: data["bands"]["items"].pop(), "satu tanpa batas bawah"),
        (lambda data: data.update(bands=None), "perlu bands"),
        (lambda data: data["bands"]["items"][0].update(minimum="tinggi"), "nilai 'tinggi' tidak dikenal"),
        (lambda data: data["levels"]["items"][0].update(level="XX"), "nilai 'XX' tidak dikenal"),
        (lambda data: data.update(max_total="80"), "bukan int"),
        (lambda data: data.update(aspects={}), "harus berupa daftar"),
        (lambda data: data.update(provenance=[]), "harus berupa objek"),
    ],
)
def test_contradictory_reference_data_is_refused_with_the_place(change, words):
    data = plain("2018-16")
    change(data)
    with pytest.raises(RuleSetError, match=words):
        load_ruleset(data)
