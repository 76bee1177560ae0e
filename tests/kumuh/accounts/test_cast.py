"""The cast itself: who reaches which kelurahan."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kumuh.accounts.enums import Role
from tests.cast import KELURAHAN, NEXT_KELURAHAN, address_of, addresses, assign, make_user


@pytest.mark.parametrize("role", Role)
def test_everybody_of_the_cast_holds_exactly_their_role_in_the_kelurahan(cast, role):
    assert cast.holding(role).roles_in(KELURAHAN) == {role}


def test_people_of_one_kelurahan_do_not_reach_the_next_one(cast):
    assert cast.fasilitator.roles_in(NEXT_KELURAHAN) == frozenset()
    assert cast.askot.roles_in(NEXT_KELURAHAN) == {Role.ASKOT}


def test_the_stranger_holds_every_role_but_never_here(cast):
    assert cast.stranger.roles_in(KELURAHAN) == frozenset()
    assert cast.stranger.roles_in("33.76.01.1001") == set(Role)


def test_an_assignment_counts_from_its_first_to_its_last_day(places):
    today = timezone.localdate()
    person = make_user()
    assign(person, Role.LURAH, places.kelurahan, valid_from=today, valid_to=today)
    assign(person, Role.CAMAT, places.district, valid_from=today + timedelta(days=1))
    assign(person, Role.BKM, places.kelurahan, valid_to=today - timedelta(days=1))
    assert person.roles_in(KELURAHAN) == {Role.LURAH}


def test_a_blocked_account_has_no_area(places):
    assert make_user(Role.POKJA, places.city, is_active=False).area_codes() == ()


def test_arguments_nobody_registered_are_named(world):
    with pytest.raises(LookupError, match="belum-ada"):
        address_of("coba:belum-ada", ["pk"], world)


def test_a_builder_may_add_a_query(world, monkeypatch):
    monkeypatch.setattr("tests.cast.ADDRESSES", {"reviews:review": lambda world: {"pk": 7, "lain": 1, "?": "a=b"}})
    assert address_of("reviews:review-detail", ["pk"], world) == "/periksa/7/?a=b"


def test_an_address_is_registered_once(monkeypatch):
    monkeypatch.setattr("tests.cast.ADDRESSES", {})
    with pytest.raises(KeyError):
        addresses("sekali:", "sekali:")(lambda world: {})
