"""Addresses of rembuk and the facilitator in front of them."""

import pytest
from django.urls import reverse

from tests.cast import make_cycle


@pytest.fixture
def at(world):
    """Address of a page of rembuk: `at("minutes-edit", meeting)`, `at("meeting-list")`."""

    def address(name, meeting=None, *more):
        rows = [meeting.pk] if meeting else []
        return reverse(f"rembuk:{name}", args=[world.cycle.pk, *rows, *more])

    return address


@pytest.fixture
def facilitator(world, as_user):
    return as_user(world.cast.fasilitator)


@pytest.fixture
def world_of(world):
    """The world with a cycle of another programme: `world_of("S")`; without SK Kumuh for `decree=False`."""

    def with_cycle(track, *, decree=True):
        found = world.decree if decree else None
        world.cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, found, track=track)
        return world

    return with_cycle
