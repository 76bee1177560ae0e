"""Many rows at once: the same rows and the same history as the libraries leave one way or the other."""

from datetime import date
from decimal import Decimal

import pytest
from simple_history.utils import bulk_create_with_history

from kumuh.areas.models import Neighbourhood
from kumuh.conditions.models import Survey
from kumuh.core.bulk import CHANGED, create_with_history, note_history
from tests.cast import make_ruleset

pytestmark = pytest.mark.django_db
UNTOLD = {"id", "history_id", "history_date", "created_at", "updated_at", "kelurahan_id", "year", "label", "number"}


def surveys(world, years):
    kelurahan, ruleset = world.places.kelurahan, make_ruleset()
    return [
        Survey(kelurahan=kelurahan, year=year, ruleset=ruleset, source="Survei", total_area_ha=Decimal("1.5"))
        for year in years
    ]


def told(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_") and name not in UNTOLD}


def test_rows_and_history_are_those_of_the_library(world):
    create_with_history(rows=surveys(world, (2021, 2022)), by=world.cast.fasilitator, reason="Impor")
    bulk_create_with_history(
        surveys(world, (2023,)), Survey, default_user=world.cast.fasilitator, default_change_reason="Impor"
    )
    own, _, theirs = Survey.objects.order_by("year")
    assert told(own) == told(theirs)
    assert told(own.history.get()) == told(theirs.history.get())
    assert own.history.get().instance == own


def test_every_row_gets_its_own_key(world):
    rows = [
        Neighbourhood(kelurahan=world.places.kelurahan, kind="RT", number=f"{n:03d}", label=f"RT {n:03d}")
        for n in range(1, 131)
    ]
    rows[7].valid_from = date(2020, 1, 2)
    create_with_history(rows=rows, by=None)
    stored = Neighbourhood.objects.in_bulk([row.pk for row in rows])
    assert [stored[row.pk].label for row in rows] == [row.label for row in rows]
    assert [row.pk for row in stored.values() if row.valid_from] == [rows[7].pk]
    assert all(row.history.get().history_user is None and row.history.get().label == row.label for row in rows[:3])


def test_a_change_is_noted_as_the_database_holds_it(world):
    rows = surveys(world, (2021,))
    create_with_history(rows=rows, by=None)
    Survey.objects.filter(pk=rows[0].pk).update(source="Dinas")
    note_history(rows=rows, act=CHANGED, by=world.cast.lurah, reason="x" * 120)
    newest, first = rows[0].history.all()
    assert [(row.source, row.history_type) for row in (first, newest)] == [("Survei", "+"), ("Dinas", "~")]
    assert (newest.history_user, newest.history_change_reason) == (world.cast.lurah, "x" * 100)


def test_nothing_is_written_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        create_with_history(rows=[], by=None)
        note_history(rows=[], act=CHANGED, by=None)
