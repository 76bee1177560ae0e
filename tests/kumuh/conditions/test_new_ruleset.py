"""A new regulation version: tried, compared, then added as reference data; old versions never change."""

import copy
import json

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kumuh.conditions.errors import RuleSetRefused
from kumuh.conditions.imports.rulesets import SALT, apply_ruleset, try_ruleset
from kumuh.conditions.models import RuleSet
from kumuh.conditions.ruleset import Difference, differences, load_ruleset
from kumuh.conditions.services import add_ruleset
from tests.cast import make_ruleset
from tests.kumuh.conditions.cases import ruleset

ADD = "/aturan/tambah/"


def new_version(**changes):
    """The 2018 version with another code and a higher limit between ringan and sedang."""
    data = copy.deepcopy(make_ruleset().data)
    data |= {"key": "2027-16", "name": "Versi Contoh 2027", "default": False}
    by_level = {row["level"]: row for row in data["levels"]["items"]}
    by_level["KR"]["maximum"], by_level["KS"]["minimum"] = 40, 41
    return data | changes


def raw(data):
    return json.dumps(data).encode()


def sent(content, against="2018-16"):
    return {"file": SimpleUploadedFile("aturan.json", content), "against": against}


# --- Differences ------------------------------------------------------------------------------------
def test_equal_versions_have_no_differences():
    assert differences(ruleset(), ruleset()) == ()


@pytest.mark.django_db
def test_only_what_differs_is_named_in_words():
    found = differences(ruleset(), load_ruleset(new_version()))
    assert found == (
        Difference("Umum", "Nama", ruleset().name, "Versi Contoh 2027"),
        Difference("Dari total ke tingkat", "Kumuh ringan", "16–37", "16–40"),
        Difference("Dari total ke tingkat", "Kumuh sedang", "38–59", "41–59"),
    )


def test_a_parameter_of_one_version_only_is_one_line_and_the_other_side_says_so():
    found = [row for row in differences(ruleset("2018-16"), ruleset("2016-19")) if row.part == "Parameter"]
    assert sum(row.old == "tidak ada" for row in found) == 3
    assert sum(row.new == "tidak ada" for row in found) == 0
    limits = {row.name: row.new for row in differences(ruleset("2018-16"), ruleset("2016-19")) if "tingkat" in row.part}
    assert limits["Tidak kumuh"] == "0–18"


# --- Trying and adding --------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "tidak terbaca"),
        (b"[1, 2]", "bukan versi aturan"),
        (b"[" * 100_000, "tidak terbaca"),
        (b"{}", "isian kurang"),
    ],
)
def test_a_file_that_is_no_version_is_refused_with_a_sentence(cast, content, words):
    with pytest.raises(RuleSetRefused, match=words):
        try_ruleset(content=content, against=make_ruleset(), by=cast.admin)


@pytest.mark.django_db
def test_wrong_tables_are_named_by_their_field(cast):
    gap = new_version()
    gap["levels"]["items"][1]["minimum"] = 18
    infinite = new_version()
    infinite["bands"]["items"][0]["minimum"] = "NaN"
    source = {"mark": "SEEN", "source": "Uji"}
    rule = {"to": "x", "sources": ["tidak_ada"], "join": "satu", "remark": "", "provenance": source}
    strange = new_version(conversion={"target": "2018-16", "density_limits": [], "rules": [rule]})
    for data, words in ((gap, "tidak bersambung"), (infinite, "minimum"), (strange, "rancangan untuk x")):
        with pytest.raises(RuleSetRefused, match=words):
            try_ruleset(content=raw(data), against=make_ruleset(), by=cast.admin)


@pytest.mark.django_db
def test_known_codes_and_codes_that_cannot_stand_in_an_address_are_refused(cast):
    make_ruleset()
    for code in ("2018-16", "a/b", "Besar", "bawaan", "tambah", "x" * 41, ""):
        data = new_version(key=code)
        assert try_ruleset(content=raw(data), against=make_ruleset(), by=cast.admin).refusal
        with pytest.raises(RuleSetRefused):
            add_ruleset(data=data, by=cast.admin)
    assert RuleSet.objects.count() == 1


@pytest.mark.django_db
def test_exactly_the_tried_file_is_added_and_nothing_becomes_the_default_by_itself(cast):
    trial = try_ruleset(content=raw(new_version(default=True)), against=make_ruleset(), by=cast.admin)
    assert RuleSet.objects.count() == 1
    row = apply_ruleset(token=trial.token, by=cast.admin)
    assert (row.code, row.title, row.is_default) == ("2027-16", "Versi Contoh 2027", False)
    assert load_ruleset(row.data) == trial.version
    assert row.history.get().history_user == cast.admin
    with pytest.raises(RuleSetRefused, match="sudah ada"):
        apply_ruleset(token=trial.token, by=cast.admin)


@pytest.mark.django_db
def test_a_changed_token_and_the_token_of_somebody_else_are_refused(cast):
    token = signing.dumps({"data": new_version(), "by": cast.admin.pk}, salt=SALT, compress=True)
    with pytest.raises(RuleSetRefused, match="rusak"):
        apply_ruleset(token=token[:-2] + "xx", by=cast.admin)
    with pytest.raises(RuleSetRefused, match="orang lain"):
        apply_ruleset(token=token, by=cast.stranger)
    assert not RuleSet.objects.filter(code="2027-16").exists()


# --- Pages --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_an_admin_downloads_a_version_changes_it_sees_the_difference_and_adds_it(cast, as_user):
    make_ruleset()
    browser = as_user(cast.admin)
    file = json.loads(browser.get(reverse("conditions:ruleset-download", args=["2018-16"])).content)
    assert file == make_ruleset().data
    page = browser.post(ADD, sent(raw(new_version())))
    text = page.content.decode()
    assert "16–37" in text
    assert "16–40" in text
    assert not RuleSet.objects.filter(code="2027-16").exists()
    added = browser.post("/aturan/terapkan/", {"berkas": page.context["trial"].token})
    assert added.url == reverse("conditions:ruleset-detail", args=["2027-16"])
    listed = browser.get("/aturan/").content.decode()
    assert "Versi Contoh 2027" in listed
    assert "Kumuh ringan 16–40" in listed


@pytest.mark.django_db
def test_a_known_version_is_compared_but_not_offered_for_adding(cast, as_user):
    text = as_user(cast.admin).post(ADD, sent(raw(make_ruleset().data))).content.decode()
    assert "Versi 2018-16 sudah ada" in text
    assert "Tambahkan versi ini" not in text


@pytest.mark.django_db
def test_a_large_or_wrong_file_is_an_error_at_its_field(cast, as_user):
    make_ruleset()
    browser = as_user(cast.admin)
    assert "lebih besar dari 512 KB" in browser.post(ADD, sent(b" " * 600_000)).content.decode()
    page = browser.post(ADD, sent(b"halo"))
    assert "tidak terbaca sebagai versi aturan" in str(page.context["form"].errors["file"])


@pytest.mark.django_db
def test_everybody_reads_the_versions_and_only_the_admin_sees_the_button(cast, as_user):
    make_ruleset()
    assert "Tambah versi" in as_user(cast.admin).get("/aturan/").content.decode()
    text = as_user(cast.bkm).get("/aturan/").content.decode()
    assert "Tambah versi" not in text
    assert "16 parameter" in text
