"""Answers to the items of kelurahan plans: merged, accepted, postponed or declined, never retyped, never lost."""

import pytest

from planning.city import queries
from planning.city.errors import AnswerChanged, CityRefused
from planning.city.models import Answer, AreaProgramme
from planning.city.services import Cost, Decision, answer_items
from planning.cycles.errors import StepLocked
from planning.programs.models import ForumAnswer
from tests.planning.city.builders import a_city_cycle, a_plan, a_programme, answered, at_step, ratified
from tests.planning.programs.builders import MILLION

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(world):
    return at_step(a_city_cycle(world), "C6")


def test_works_become_items_only_when_their_plan_is_ratified(world, city):
    works = a_plan(world, 90 * MILLION)
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")
    assert queries.items(city) == []

    ratified(world.cycle, "P3")
    assert [item.work for item in queries.items(city)] == works


def test_a_plan_outside_the_years_of_the_city_is_not_asked(world):
    a_plan(world, 90 * MILLION)
    assert queries.items(a_city_cycle(world, fiscal_year=2027)) == []


def test_an_accepted_item_becomes_a_programme_that_reads_volume_and_money_from_it(world, city):
    (work,) = a_plan(world, 90 * MILLION)

    answered(world, city, [work], executor="Dinas PU Contoh")

    (row,) = queries.plan_of(city).rows
    assert (row.programme.name, row.settlement, row.programme.executor) == (work.name, "Krapyak Lor", "Dinas PU Contoh")
    assert row.volumes == ((work.volume, "m"),)
    assert (row.cost, row.own_cost, row.programme.volume) == (90 * MILLION, 0, None)
    assert row.origins == ("Renta PIP Krapyak 2026",)


def test_the_department_and_year_of_the_musrenbang_are_taken_over(world, city):
    works = a_plan(world, 90 * MILLION)
    ForumAnswer.objects.create(
        work=works[0], level="KOTA", status="DITERIMA", department="Dinas PU Contoh", code="1.03.10", year=2027
    )

    answered(world, city, works)

    (row,) = queries.plan_of(city).rows
    assert (row.programme.executor, row.programme.first_year) == ("Dinas PU Contoh", 2027)


def test_merged_items_of_one_programme_add_up_with_the_citys_own_part(world, city):
    works = a_plan(world, 90 * MILLION, 60 * MILLION)
    programme = a_programme(world, city, [Cost(2027, "APBD_KOTA", 500 * MILLION)])

    answered(world, city, works, "DIGABUNG", programme=programme, year=2027)

    (row,) = queries.plan_of(city).rows
    assert (row.cost, row.own_cost) == (650 * MILLION, 500 * MILLION)
    assert row.origins == ("Renta PIP Krapyak 2026", "Program kota")
    assert {one.year for one in row.money} == {2027}


@pytest.mark.parametrize("status", ["DITUNDA", "DITOLAK"])
def test_setting_an_item_aside_needs_a_reason(world, city, status):
    works = a_plan(world, 90 * MILLION)
    with pytest.raises(CityRefused, match="perlu alasan"):
        answered(world, city, works, status)
    answered(world, city, works, status, reason="Di luar kewenangan kota")
    assert queries.plan_of(city).rows == ()


def test_merging_needs_a_programme_of_this_city_that_runs_in_the_year(world, city):
    works = a_plan(world, 90 * MILLION)
    with pytest.raises(CityRefused, match="Pilih program"):
        answered(world, city, works, "DIGABUNG")
    with pytest.raises(CityRefused, match="pilih tahun di dalamnya"):
        answered(world, city, works, "DIGABUNG", programme=a_programme(world, city), year=2029)


def test_a_year_outside_the_plan_is_refused(world, city):
    with pytest.raises(CityRefused, match="2026 sampai 2030"):
        answered(world, city, a_plan(world, 90 * MILLION), year=2031)


def test_another_answer_takes_the_programme_of_the_item_away_and_its_history_stays(world, city):
    works = a_plan(world, 90 * MILLION)
    answered(world, city, works)

    answered(world, city, works, "DITOLAK", reason="Sudah ditangani dinas")

    assert not AreaProgramme.objects.exists()
    assert AreaProgramme.history.count() == 2
    assert [entry.status for entry in Answer.history.order_by("history_date")] == ["DITERIMA", "DITOLAK"]


def test_a_programme_that_others_joined_stays_when_its_first_item_leaves(world, city):
    first, second = a_plan(world, 90 * MILLION, 60 * MILLION)
    answered(world, city, [first])
    programme = AreaProgramme.objects.get()
    answered(world, city, [second], "DIGABUNG", programme=programme)

    answered(world, city, [first], "DITUNDA", reason="Lahan belum siap")

    assert queries.plan_of(city).rows[0].cost == 60 * MILLION


def test_two_people_who_answer_the_same_item_do_not_overwrite_each_other(world, city):
    (work,) = a_plan(world, 90 * MILLION)
    seen = {item.work.pk: item.version for item in queries.items(city)}
    answered(world, city, [work], "DITUNDA", reason="Kata orang pertama")

    with pytest.raises(AnswerChanged, match="Paving contoh 1"):
        answer_items(cycle=city, works=[work.pk], decision=Decision("DITERIMA"), by=world.cast.pokja, seen=seen)

    assert Answer.objects.get().reason == "Kata orang pertama"


def test_what_is_no_item_of_a_ratified_plan_cannot_be_answered(world, city):
    works = a_plan(world, 90 * MILLION)
    world.cycle.steps.filter(step="P3").update(status="BERJALAN")
    with pytest.raises(CityRefused):
        answered(world, city, works)


def test_a_closed_city_plan_takes_no_answers(world):
    works = a_plan(world, 90 * MILLION)
    with pytest.raises(StepLocked):
        answered(world, at_step(a_city_cycle(world), "C7"), works)


def test_hundreds_are_answered_at_once(world, city):
    works = a_plan(world, *[MILLION] * 12)
    assert answered(world, city, works, year=2028) == 12
    assert queries.progress_of(queries.items(city)).open == 0


@pytest.mark.parametrize("count", [1, 3])
def test_items_cost_the_same_queries_for_one_and_three_works(world, city, count, django_assert_num_queries):
    a_plan(world, *[MILLION] * count)
    with django_assert_num_queries(7):
        queries.items(city)
