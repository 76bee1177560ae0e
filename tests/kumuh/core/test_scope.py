"""A person sees the rows of their area, everything below it, and nothing beside it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from kumuh.accounts.enums import Role
from kumuh.areas.models import Neighbourhood, Region
from kumuh.core.scope import covers, get_in_scope, widest
from planning.cycles.models import Cycle, StepState
from tests.cast import assign, make_cycle, make_region, make_rt, make_user

KELURAHAN = "33.75.01.100"  # no real code; the text of its sibling starts the same
SIBLING = "33.75.01.1001"

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions():
    return [make_region(code) for code in (KELURAHAN, SIBLING, "33.75.02.1001", "33.76.01.1001", "3.75")]


def codes_for(user) -> list[str]:
    return [region.code for region in Region.objects.for_user(user).order_by("code")]


@pytest.mark.parametrize(
    ("area", "seen"),
    [
        (KELURAHAN, [KELURAHAN]),
        ("33.75.01", ["33.75.01", KELURAHAN, SIBLING]),
        ("33.75", ["33.75", "33.75.01", KELURAHAN, SIBLING, "33.75.02", "33.75.02.1001"]),
        ("3", ["3", "3.75"]),
    ],
)
def test_an_area_reaches_what_lies_below_it_and_no_namesake(regions, area, seen):
    assert codes_for(make_user(Role.PEMANTAU, make_region(area))) == seen


def test_several_areas_add_up_and_a_wider_one_swallows_a_narrower_one(regions):
    user = make_user(Role.LURAH, make_region(KELURAHAN))
    assign(user, Role.PEMANTAU, make_region("33.76"))
    assign(user, Role.PEMANTAU, make_region("33.76.01"))
    assert codes_for(user) == [KELURAHAN, "33.76", "33.76.01", "33.76.01.1001"]


def test_the_whole_country_is_everything_and_no_area_is_nothing(regions):
    assert codes_for(make_user(Role.ADMIN, None)) == sorted(Region.objects.values_list("code", flat=True))
    assert codes_for(make_user()) == []


def test_who_is_not_signed_in_or_whose_account_is_closed_sees_nothing(regions):
    assert codes_for(AnonymousUser()) == codes_for(None) == []
    assert codes_for(make_user(Role.ADMIN, None, is_active=False)) == []


def test_the_path_may_lead_over_other_tables(regions):
    lurah, other = make_user(Role.LURAH, regions[0]), make_user(Role.LURAH, regions[1])
    cycle = make_cycle(regions[0], by=lurah)
    rt = make_rt(regions[0])
    assert Cycle.objects.for_user(lurah).get() == cycle
    assert StepState.objects.for_user(lurah).count() == 4
    assert set(Neighbourhood.objects.for_user(lurah)) == {rt, rt.parent}
    assert not Cycle.objects.for_user(other).exists()
    assert not StepState.objects.for_user(other).exists()
    assert not Neighbourhood.objects.for_user(other).exists()


def test_a_row_outside_the_area_does_not_exist(regions):
    lurah, other = make_user(Role.LURAH, regions[0]), make_user(Role.LURAH, regions[1])
    rt = make_rt(regions[0])
    assert get_in_scope(Neighbourhood, lurah, pk=rt.pk) == rt
    assert get_in_scope(Neighbourhood.objects.filter(kind=rt.kind), lurah, number="001") == rt
    for person, lookup in ((other, {"pk": rt.pk}), (lurah, {"pk": 0}), (lurah, {"pk": "x"}), (lurah, {"pk": 10**30})):
        with pytest.raises(Http404, match="Tidak ditemukan di wilayah Anda"):
            get_in_scope(Neighbourhood, person, **lookup)


def test_in_area_asks_for_one_code(regions):
    assert set(Region.objects.in_area("33.76").values_list("code", flat=True)) == {"33.76", "33.76.01", "33.76.01.1001"}
    assert Region.objects.in_area("").count() == Region.objects.count()


@pytest.mark.parametrize("code", ["33.", "%", "33.75%", "x", ".33", "33..75", "٣٣"])
def test_what_is_no_region_code_is_refused(code):
    with pytest.raises(ValueError, match="not a region code"):
        Region.objects.in_area(code)


def test_an_index_serves_the_question(regions):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of a nearly empty table says nothing on this database")
    plan = Neighbourhood.objects.in_area("33.75").order_by().explain()
    assert "SCAN" not in plan
    assert "USING INDEX" in plan


codes = st.lists(st.sampled_from(["1", "2", "10"]), min_size=1, max_size=4).map(".".join)


@given(st.lists(codes, max_size=5), codes)
def test_dropping_narrower_codes_changes_nothing(given_codes, code):
    assert covers(widest(given_codes), code) == covers(given_codes, code)


def test_covering():
    assert covers(["33.75"], "33.75.01")
    assert covers([""], "33")
    assert not covers(["33.75"], "33.7")
    assert not covers(["33.7"], "33.75")
    assert not covers([], "33")
