"""Addresses of rembuk and the facilitator in front of them."""

import pytest
from django.urls import reverse


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
