"""The sessions of the example city: each can be played and agreed, compares its groups and passes results on."""

from datetime import date

import pytest

from planning.demo.services.methods.dot import play_dot
from planning.demo.services.methods.fgd import play_fgd
from planning.methods import queries

pytestmark = pytest.mark.django_db
PLAYS = [play_fgd, play_dot]


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
def test_the_example_is_agreed_compared_and_passed_on(world, play):
    session = play(cycle=world.cycle, on=date(2026, 2, 14), by=world.cast.fasilitator)
    reading = queries.reading_of(queries.session_for_print(session.pk))
    assert session.is_locked
    assert session.is_example
    assert reading.gaps == ()
    assert all(panel.figures for panel in reading.panels)
    assert reading.differences
    assert reading.results
    assert len({one.key for one in reading.results}) == len(reading.results)
