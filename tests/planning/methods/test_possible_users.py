"""Families that the survey found without proper sanitation come into the list of possible users without being typed."""

import pytest
from django.urls import reverse

from kumuh.accounts.enums import Role
from planning.cycles import queries
from planning.cycles.queries.offers import new_rows
from planning.methods.queries.users import possible_users
from tests.cast import make_cycle, make_user
from tests.planning.methods.builders import agreed
from tests.planning.methods.surveyed import area, recorded, surveyed, written
from tests.planning.rembuk.browsing import typed

pytestmark = pytest.mark.django_db
NO_TOILET = {"jamban": "TIDAK_ADA", "kloset": None, "tinja": None}


@pytest.fixture
def sanitation(world):
    """A cycle of SPBM in the same kelurahan whose Rembuk RT/RW III is being written down."""
    cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="S")
    cycle.steps.filter(step="S1.4").update(status="BERJALAN")
    return cycle


@pytest.fixture
def survey(world):
    """Three families: one in order, one without a latrine, one whose latrine empties into the river."""
    session = surveyed(world)
    written(world, session, "1", nama_kk="Keluarga Contoh Satu")
    written(world, session, "2", nama_kk="Keluarga Contoh Dua", jiwa_l=1, **NO_TOILET)
    written(world, session, "3", nama_kk="Keluarga Contoh Tiga", tinja="BADAN_AIR")
    area(world, session)
    recorded(world, air_akses_aman=0, limbah_sistem=2, limbah_sarpras=2)
    return agreed(world, session)


@pytest.fixture
def url(sanitation):
    return reverse("cycles:record-edit", args=[sanitation.pk, "S1.4"])


def sent(page, **changes):
    """What the form of the record sends, with one button pressed."""
    page.content = page.content.replace(b'id="catatan"', b'id="isian"')
    return typed(page, **changes)


def listed(cycle):
    return queries.answers(cycle, "S1.4").get("calon_pengguna") or []


def test_only_families_without_proper_sanitation_are_offered_with_what_they_said(sanitation, survey):
    assert list(possible_users(sanitation)) == [
        {"nama": "Keluarga Contoh Dua", "rt": "RT 001 / RW 001", "jiwa_l": "1", "jiwa_p": "2", "sanitasi": "TANPA"},
        {"nama": "Keluarga Contoh Tiga", "rt": "RT 001 / RW 001", "jiwa_l": "2", "jiwa_p": "2", "sanitasi": "SUNGAI"},
    ]


def test_three_families_cost_as_many_questions_as_none(sanitation, survey, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(list(possible_users(sanitation))) == 2


def test_a_survey_that_is_not_agreed_yet_offers_nobody(world, sanitation):
    written(world, surveyed(world), "2", **NO_TOILET)
    assert list(possible_users(sanitation)) == []


def test_they_are_added_behind_what_was_typed_and_then_not_offered_again(world, as_user, sanitation, survey, url):
    browser = as_user(world.cast.fasilitator)
    page = browser.get(url)
    assert "Simpan dan tambahkan 2 baris dari survei swadaya" in page.content.decode()

    own = {"nama": "keluarga contoh dua ", "rt": "RT 001 / RW 001", "jiwa_l": "1", "jiwa_p": "2", "tunai": "100.000"}
    row = {f"calon_pengguna-0-{key}": value for key, value in own.items()} | {"calon_pengguna-0-sanitasi": "TANPA"}
    answer = browser.post(url, sent(page, ambil="survei-swadaya", **row), follow=True)

    words = answer.content.decode()
    assert answer.redirect_chain[0][0] == f"{url}#id_calon_pengguna"
    assert "1 baris dari survei swadaya ditambahkan. Lengkapi kolom yang masih kosong." in words
    assert "Simpan dan tambahkan" not in words
    assert [(row["nama"], row.get("tunai", "")) for row in listed(sanitation)] == [
        ("keluarga contoh dua", "100000"),
        ("Keluarga Contoh Tiga", ""),
    ]


def test_rows_that_were_taken_over_are_completed_one_by_one(world, as_user, sanitation, survey, url):
    browser = as_user(world.cast.fasilitator)
    browser.post(url, sent(browser.get(url), ambil="survei-swadaya"))
    assert len(listed(sanitation)) == 2

    browser.post(url, sent(browser.get(url), **{"calon_pengguna-0-tunai": "50.000"}))
    assert [row.get("tunai", "") for row in listed(sanitation)] == ["50000", ""]


def test_who_may_not_see_names_is_offered_none(world, as_user, sanitation, survey, url):
    ksm = as_user(make_user(Role.KSM, world.places.kelurahan))
    page = ksm.get(url)
    assert page.status_code == 200
    assert "survei swadaya" not in page.content.decode()

    ksm.post(url, sent(page, ambil="survei-swadaya"))
    assert listed(sanitation) == []


def test_the_survey_leads_to_the_list_where_the_programme_has_one(world, as_user, sanitation, survey, url):
    link = f'href="{url}#id_calon_pengguna"'
    browser = as_user(world.cast.fasilitator)
    other = browser.get(reverse("methods:session-detail", args=[world.cycle.pk, survey.pk])).content.decode()
    assert "2 KK" in other
    assert link not in other

    survey.cycle = sanitation
    survey.save()
    page = browser.get(reverse("methods:session-detail", args=[sanitation.pk, survey.pk])).content.decode()
    assert link in page
    assert "Buka daftar calon pengguna" in page


def test_the_same_row_is_offered_once_whatever_its_case_and_spaces():
    present = [{"nama": "Bu  Contoh", "rt": "RT 001"}]
    offered = [{"nama": "bu contoh", "rt": "rt 001"}, {"nama": "Pak Contoh", "rt": "RT 001"}] * 2
    assert new_rows(offered, present, ("nama", "rt")) == ({"nama": "Pak Contoh", "rt": "RT 001"},)
