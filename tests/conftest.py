"""Fixtures every test may ask for; the people and places are those of `tests/cast.py`."""

import pytest
from hypothesis import settings

from tests.cast import Cast, Places, World

#: What a property says does not depend on how busy the machine is; time is measured by `make bench`.
settings.register_profile("kumuh", deadline=None)
settings.load_profile("kumuh")

pytest_plugins = ["tests.harness"]


@pytest.fixture
def world(db) -> World:
    """Rows of the cast's kelurahan, each made when first asked: `world.cycle`, `world.decree`, `world.rts` …"""
    return World()


@pytest.fixture
def places(world) -> Places:
    return world.places


@pytest.fixture
def cast(world) -> Cast:
    return world.cast


@pytest.fixture
def as_user(client):
    """`as_user(cast.lurah)` is a browser in which that person is signed in."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
