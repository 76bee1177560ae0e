"""Impatient fingers: the same form sent twice, an old page after "back", two tabs of one form."""

from datetime import date

import pytest
from django.urls import reverse

from planning.cycles import queries, services
from planning.cycles.models import Cycle, ScheduleItem, StepPaper, StepUnlock, TeamMember
from tests.cast import FISCAL_YEAR, make_cycle
from tests.planning.cycles.conftest import fill_preparation
from tests.planning.rembuk.builders import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def city_cycle(world):
    return make_cycle(world.places.city, world.cast.pokja, track="C", survey_year=None)


def counts(cycle):
    return (cycle.team.count(), cycle.schedule.count(), cycle.sources.count())


def preparation(**rows):
    forms = {f"{name}-{part}": 0 for name in ("tim", "jadwal", "data") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return (
        forms | {"tim-TOTAL_FORMS": 1, "tim-0-name": "Anggota Contoh", "tim-0-sex": "P", "tim-0-duty": "Relawan"} | rows
    )


# --- Preparation ------------------------------------------------------------------------------------------------
def test_a_team_sent_twice_is_kept_once(world, as_user, started):
    browser, url = as_user(world.cast.fasilitator), reverse("cycles:preparation-edit", args=[started.pk])
    for _ in range(2):
        assert browser.post(url, preparation()).status_code == 302
    assert counts(started) == (1, 0, 0)


def test_another_member_of_the_same_name_and_another_duty_is_kept(world, as_user, started):
    browser, url = as_user(world.cast.fasilitator), reverse("cycles:preparation-edit", args=[started.pk])
    browser.post(url, preparation())
    browser.post(url, preparation(**{"tim-0-duty": "Pencatat"}))
    assert sorted(started.team.values_list("duty", flat=True)) == ["Pencatat", "Relawan"]


def test_a_proposed_schedule_asked_for_twice_stands_once(world, as_user, started):
    browser, url = as_user(world.cast.fasilitator), reverse("cycles:schedule-propose", args=[started.pk])
    browser.post(url)
    page = browser.post(url, follow=True).content.decode()
    assert ScheduleItem.objects.count() == 4
    assert "sudah ada isinya" in page


# --- Record and papers --------------------------------------------------------------------------------------------
def record(cycle, words, seen=None):
    form = {"sisa_luas": words, "dilihat": queries.record_stamp(cycle, "C6") if seen is None else seen}
    url = reverse("cycles:record-edit", args=[cycle.pk, "C6"])
    return url, form


def tables(browser, url):
    """The management fields of the tables on the page, as the browser sends them back."""
    page = browser.get(url).context["tables"]
    return {f"{entry.key}-{part}": 0 for entry, _ in page for part in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_a_record_sent_twice_is_saved_once_and_without_a_warning(world, as_user, city_cycle):
    browser = as_user(world.cast.pokja)
    url, form = record(city_cycle, "Luas peta lebih kecil 0,2 ha.")
    form |= tables(browser, url)
    assert [browser.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert city_cycle.answers.get().history.count() == 1


def test_an_old_page_after_back_does_not_overwrite_what_was_saved_since(world, as_user, city_cycle):
    browser = as_user(world.cast.pokja)
    url, old = record(city_cycle, "dari halaman lama")
    old |= tables(browser, url)
    browser.post(url, old | {"sisa_luas": "isian baru"})

    page = browser.post(url, old)
    assert (page.status_code, "menyimpan" in page.content.decode()) == (200, True)
    assert queries.answers(Cycle.objects.get(pk=city_cycle.pk), "C6") == {"sisa_luas": "isian baru"}


def paper_page(cycle):
    return reverse("cycles:paper-edit", args=[cycle.pk, "C1", "naskah-komitmen"])


def paper_form(**changes):
    return {"number": "12/2026", "dated_on": "03/02/2026"} | changes


def test_a_paper_sent_twice_is_kept_once_with_one_scan(world, as_user, city_cycle, media):
    browser, url = (
        as_user(world.cast.pokja),
        reverse("cycles:paper-edit", args=[city_cycle.pk, "C1", "naskah-komitmen"]),
    )
    first = browser.post(url, paper_form() | {"scan": photo()})
    second = browser.post(url, paper_form() | {"scan": photo()})
    assert (first.status_code, second.status_code) == (302, 302)
    paper = StepPaper.objects.get()
    assert (paper.dated_on, paper.history.count()) == (date(2026, 2, 3), 1)
    assert len([file for file in media.rglob("*") if file.is_file()]) == 1


def test_two_tabs_of_a_new_paper_do_not_overwrite_each_other(world, as_user, city_cycle):
    browser, url = (
        as_user(world.cast.pokja),
        reverse("cycles:paper-edit", args=[city_cycle.pk, "C1", "naskah-komitmen"]),
    )
    assert browser.post(url, paper_form()).status_code == 302
    late = browser.post(url, paper_form(dated_on="05/02/2026"))
    assert late.status_code == 200
    assert StepPaper.objects.get().dated_on == date(2026, 2, 3)


# --- Moves --------------------------------------------------------------------------------------------------------
def test_a_step_closed_twice_is_closed_once_by_the_first(world, as_user, started):
    fill_preparation(world, started)
    url = reverse("cycles:step-close", args=[started.pk, "P1"])
    assert as_user(world.cast.pokja).post(url).status_code == 302
    closed_at = started.steps.get(step="P1").closed_at
    assert as_user(world.cast.askot).post(url).status_code == 302
    state = started.steps.get(step="P1")
    assert (state.closed_by, state.closed_at, state.history.filter(status="SELESAI").count()) == (
        world.cast.pokja,
        closed_at,
        1,
    )


def test_a_key_given_twice_is_one_key(world, as_user, started):
    fill_preparation(world, started)
    services.close_step(cycle=started, step="P1", by=world.cast.pokja)
    browser, url = as_user(world.cast.pokja), reverse("cycles:step-unlock", args=[started.pk, "P1"])
    until = browser.get(url).context["form"]["until"].initial
    form = {"person": world.cast.fasilitator.pk, "until": until.strftime("%d/%m/%Y"), "reason": "Salah tulis."}
    browser.post(url, form)
    again = browser.post(url, form)
    assert (again.status_code, "Dipegang" in again.content.decode()) == (200, True)
    assert StepUnlock.objects.count() == 1


def test_a_cycle_repeated_twice_is_started_once(world, as_user):
    world.cycle.steps.update(status="SELESAI")
    browser, url = as_user(world.cast.pokja), reverse("cycles:cycle-repeat", args=[world.cycle.pk])
    assert browser.post(url, {"fiscal_year": FISCAL_YEAR + 1}).status_code == 302
    again = browser.post(url, {"fiscal_year": FISCAL_YEAR + 1})
    assert "sudah mempunyai siklus" in again.content.decode()
    assert Cycle.objects.count() == 2
    assert TeamMember.objects.count() == 0
