"""Months that the residents' calendar recommends, where a work is scheduled."""

import pytest
from django.urls import reverse

from planning.methods.queries.calendar import months_for_works
from planning.methods.seasons import months_in_quarter
from tests.planning.methods.builders import agreed, agreed_calendar, filled_calendar, started
from tests.planning.programs.builders import a_work, slum

pytestmark = pytest.mark.django_db


def shown(world, browser, name, work):
    return browser.get(reverse(f"programs:{name}", args=[world.cycle.pk, work.pk])).content.decode()


def test_a_month_belongs_to_its_quarter():
    assert months_in_quarter((1, 3, 4, 12), 1) == (1, 3)
    assert months_in_quarter((1, 3, 4, 12), 4) == (12,)


@pytest.mark.parametrize(("quarter", "beside"), [(3, False), (2, True)])
def test_a_work_shows_the_months_of_the_calendar_and_whether_its_quarter_misses_them(world, as_user, quarter, beside):
    slum(world)
    work = a_work(world)
    work.quarter = quarter
    work.save()
    agreed_calendar(world)
    page = shown(world, as_user(world.cast.fasilitator), "work-detail", work)
    assert "Juli dan Agustus menurut kalender musim" in page
    assert ("triwulan ini di luar bulan itu" in page) == beside


def test_the_form_of_a_work_names_the_months_beside_the_quarter(world, as_user):
    slum(world)
    work = a_work(world)
    browser = as_user(world.cast.fasilitator)
    filled_calendar(world)  # a draft recommends nothing
    assert "Menurut kalender musim warga" not in shown(world, browser, "work-edit", work)
    agreed_calendar(world)
    assert "Menurut kalender musim warga: Juli dan Agustus." in shown(world, browser, "work-edit", work)


def test_several_calendars_cost_no_more_queries_than_one(world, as_user, django_assert_num_queries):
    agreed_calendar(world)
    with django_assert_num_queries(4):
        months_for_works(world.cycle)
    for number in range(2):
        agreed(world, filled_calendar(world, started(world, title=f"Kalender {number}")))
    with django_assert_num_queries(4):
        assert months_for_works(world.cycle) == (7, 8)
