"""From the positive 2015 baseline to today's direction: shown, checked value by value, never counted over."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kumuh.areas.models import Region
from kumuh.conditions.errors import ConditionsRefused
from kumuh.conditions.models import RtRecord
from kumuh.conditions.queries import draft_sheet, draft_states, draft_targets, rt_record
from kumuh.conditions.services import confirm_draft_from_2015, save_rt_record
from tests.cast import KELURAHAN, SURVEY_YEAR, make_ruleset, make_survey
from tests.kumuh.conditions.cases import HEADER, NOTHING_WRONG

pytestmark = pytest.mark.django_db
OLD_YEAR = 2015
#: 27 households were asked; the old figures say how many are in order.
OLD = {
    "keteraturan_bangunan": 18,
    "kepadatan_bangunan": 240,
    "luas_lantai_layak": 27,
    "atap_lantai_dinding_sesuai": 9,
    "air_terlayani": 27,
    "kebakaran_tersedia": 0,
}


@pytest.fixture
def old_survey(world):
    Region.objects.filter(pk=world.places.city.pk).update(city_size="besar")
    return make_survey(world.places.kelurahan, OLD_YEAR, ruleset=make_ruleset("baseline-2015"))


@pytest.fixture
def old(world, old_survey):
    return save_rt_record(
        survey=old_survey,
        neighbourhood=world.rts[0],
        denominators={"jumlah_rumah_disurvei": 27, "jumlah_bangunan": 28, "luas_verifikasi_ha": Decimal("1.5")},
        volumes=OLD,
        by=world.cast.fasilitator,
    )


def address(world, name="rt-draft-confirm"):
    args = [KELURAHAN, OLD_YEAR] + ([world.rts[0].pk] if name == "rt-draft-confirm" else [])
    return reverse(f"conditions:{name}", args=args)


def by_key(sheet):
    return {line.criterion.key: line for line in sheet.lines}


def test_every_parameter_of_today_says_which_old_value_it_comes_from_and_what_is_proposed(world, old):
    lines = by_key(draft_sheet(old, world.survey, None))
    assert list(lines) == [item["key"] for item in world.survey.ruleset.data["criteria"]]
    told = lines["bangunan_ketidakteraturan"]
    assert ([(one.value, one.unit) for one in told.old], told.proposed) == (
        [(Decimal("66.67"), "%")],
        Decimal("33.33"),
    )
    worse = lines["bangunan_persyaratan_teknis"]
    assert (worse.proposed, len(worse.old)) == (Decimal("66.67"), 2)
    assert "diambil yang lebih buruk" in worse.remarks[0]
    assert (lines["bangunan_kepadatan"].old[0].unit, lines["bangunan_kepadatan"].proposed) == ("unit/ha", 0)
    assert lines["drainase_ketersediaan"].proposed is None
    assert lines["jalan_kualitas"].proposed is None


def test_a_draft_goes_only_to_surveys_of_the_version_that_it_was_made_for(world, old_survey):
    assert world.survey
    make_survey(world.places.kelurahan, 2020, ruleset=make_ruleset("2016-19"))
    assert [row.year for row in draft_targets(old_survey)] == [SURVEY_YEAR]
    assert draft_targets(world.survey) == []


def test_the_list_says_how_far_every_rt_is(world, old):
    survey, by = world.survey, world.cast.fasilitator
    save_rt_record(survey=survey, neighbourhood=world.rts[1], denominators=HEADER, volumes=NOTHING_WRONG, by=by)
    assert [row.state for row in draft_states(old.survey, survey)] == ["BELUM", "DIUKUR", "KOSONG"]
    confirm_draft_from_2015(old=old, survey=survey, percents={"air_akses_aman": Decimal(0)}, by=by, confirmed=True)
    assert [row.state for row in draft_states(old.survey, survey)] == ["DIPASTIKAN", "DIUKUR", "KOSONG"]


def test_confirmed_percents_keep_their_source_and_what_the_form_of_the_rt_knew_before(world, old):
    by = world.cast.fasilitator
    save_rt_record(
        survey=world.survey, neighbourhood=world.rts[0], denominators={}, volumes={}, by=by,
        open_space_ha=Decimal("0.2"), open_space_note="Lapangan",
    )  # fmt: skip
    percents = {"air_akses_aman": Decimal(30), "jalan_kualitas": None}
    record = confirm_draft_from_2015(old=old, survey=world.survey, percents=percents, by=by, confirmed=True)
    assert record.sources == {"air_akses_aman": ["sekunder"]}
    assert (record.open_space_ha, record.open_space_note) == (Decimal("0.2"), "Lapangan")
    assert old.volumes == RtRecord.objects.get(pk=old.pk).volumes


def test_a_draft_never_replaces_what_was_counted(world, old):
    by = world.cast.fasilitator
    kept = save_rt_record(
        survey=world.survey, neighbourhood=world.rts[0], denominators=HEADER, volumes=NOTHING_WRONG, by=by
    )
    with pytest.raises(ConditionsRefused, match="sudah dihitung"):
        confirm_draft_from_2015(
            old=old, survey=world.survey, percents={"air_akses_aman": Decimal(30)}, by=by, confirmed=True
        )
    assert rt_record(world.rts[0], SURVEY_YEAR).volumes == kept.volumes


def test_the_page_keeps_only_values_that_somebody_ticked(world, old, as_user):
    assert world.survey
    browser = as_user(world.cast.fasilitator)
    page = browser.get(address(world)).content.decode()
    assert "66,67%" in page
    assert "33,33" in page
    typed = {"p_bangunan_ketidakteraturan": "33,33", "p_air_akses_aman": "12,5", "c_air_akses_aman": "on"}
    refused = browser.post(address(world), typed)
    assert "Beri tanda bahwa angka ini sudah diperiksa" in refused.content.decode()
    assert rt_record(world.rts[0], SURVEY_YEAR) is None
    answer = browser.post(address(world), typed | {"c_bangunan_ketidakteraturan": "on"})
    assert answer.url == f"{address(world, 'survey-draft')}?ke={SURVEY_YEAR}"
    record = rt_record(world.rts[0], SURVEY_YEAR)
    assert record.imported_percents == {"bangunan_ketidakteraturan": "33.33", "air_akses_aman": "12.5"}
    assert (record.total, record.history.get().history_user) == (None, world.cast.fasilitator)


def test_an_empty_draft_is_not_kept(world, old, as_user):
    assert world.survey
    page = as_user(world.cast.fasilitator).post(address(world), {"p_air_akses_aman": ""})
    assert "Belum ada satu angka pun yang dipastikan" in page.content.decode()
    assert rt_record(world.rts[0], SURVEY_YEAR) is None


def test_somebody_who_saved_in_between_is_not_overwritten(world, old, as_user):
    browser = as_user(world.cast.fasilitator)
    save_rt_record(
        survey=world.survey, neighbourhood=world.rts[0], denominators={"jumlah_kk": 60}, volumes={},
        by=world.cast.askot,
    )  # fmt: skip
    page = browser.post(address(world), {"p_air_akses_aman": "12,5", "c_air_akses_aman": "on"})
    assert {"p_air_akses_aman", "c_air_akses_aman"} <= {row.name for row in page.context["form"].conflicts}
    assert rt_record(world.rts[0], SURVEY_YEAR).imported_percents == {}


def test_without_a_survey_to_keep_it_in_the_list_leads_to_opening_one(world, old, as_user):
    page = as_user(world.cast.fasilitator).get(address(world, "survey-draft")).content.decode()
    assert "Belum ada survei tujuan" in page
    assert as_user(world.cast.fasilitator).get(address(world)).url == address(world, "survey-draft")


def test_the_page_of_the_old_survey_leads_to_the_draft_and_the_form_asks_for_what_is_in_order(world, old, as_user):
    browser = as_user(world.cast.fasilitator)
    page = browser.get(reverse("conditions:survey-detail", args=[KELURAHAN, OLD_YEAR])).content.decode()
    assert address(world, "survey-draft") in page
    form = browser.get(reverse("conditions:rt-record-edit", args=[KELURAHAN, OLD_YEAR, world.rts[0].pk]))
    text = form.content.decode()
    assert "Yang sudah baik:" in text
    assert "Yang tidak beres:" not in text
