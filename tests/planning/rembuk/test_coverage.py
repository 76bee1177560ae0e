"""Participation over a whole cycle: the trend of its meetings and the reach of each RT or institution."""

from datetime import date

import pytest

from planning.rembuk import queries, services
from planning.rembuk.participation import Totals
from planning.rembuk.services import AttendeeRow, CountRow
from tests.cast import make_cycle
from tests.planning.rembuk.builders import a_plan, counted, named, people, planned

pytestmark = pytest.mark.django_db


def test_meetings_stand_in_their_order_with_who_came_and_which_rt_did_not(world):
    late = named(world, planned(world, title="Rembuk kedua", held_on=date(2026, 3, 1)), people(world, 2, 2, 1))
    early = counted(world, planned(world, title="Rembuk pertama"), (0, 3, 2, 1, 0), (None, 1, 0, 0, 0))
    planned(world, title="Belum berlangsung", held_on=date(2099, 1, 1))
    shown = queries.coverage(world.cycle)
    assert [row.meeting for row in shown.rows] == [early, late]
    assert [(row.totals, row.present, row.absent) for row in shown.rows] == [
        (Totals(4, 2, 1, 0), 1, 2),
        (Totals(2, 2, 1, 0), 3, 0),
    ]
    assert shown.people == Totals(6, 4, 2, 0)


def test_every_rt_says_how_often_it_came_and_the_absent_ones_are_named(world):
    row = AttendeeRow("Warga Contoh", "P", world.rts[0].pk)
    named(world, planned(world), [row])
    named(world, planned(world, title="Kedua", held_on=date(2026, 3, 1)), [row])
    shown = queries.coverage(world.cycle)
    assert [(reach.label, reach.meetings, reach.totals.total, reach.last) for reach in shown.reached] == [
        ("RT 001 / RW 001", 2, 2, date(2026, 3, 1)),
        ("RT 002 / RW 001", 0, 0, None),
        ("RT 003 / RW 001", 0, 0, None),
    ]
    assert [reach.label for reach in shown.never] == ["RT 002 / RW 001", "RT 003 / RW 001"]


def test_the_page_invites_the_rt_that_never_came(world, facilitator, at):
    named(world, planned(world), [AttendeeRow("Warga Contoh", "P", world.rts[0].pk)])
    page = facilitator.get(at("coverage-detail")).content.decode()
    assert "<b>2 dari 3 RT</b> belum pernah mengirim seorang pun." in page
    invite = f"{at('meeting-add')}?jenis=SOSIALISASI&amp;rt={world.rts[1].pk}&amp;rt={world.rts[2].pk}"
    assert invite in page
    chosen = facilitator.get(invite.replace("&amp;", "&")).content.decode()
    assert chosen.count('name="invited_rts"') == 3
    assert f'value="{world.rts[1].pk}"' in chosen
    assert "<svg" in page
    assert "1. 14-02-2026" in page


def test_who_may_not_plan_is_shown_the_figures_without_the_invitation(world, as_user, at):
    named(world, planned(world), [AttendeeRow("Warga Contoh", "P", world.rts[0].pk)])
    page = as_user(world.cast.camat).get(at("coverage-detail")).content.decode()
    assert "belum pernah mengirim" in page
    assert at("meeting-add") not in page
    assert "Warga Contoh" not in page


def test_before_the_first_meeting_the_page_says_where_figures_come_from(world, facilitator, at):
    page = facilitator.get(at("coverage-detail")).content.decode()
    assert "Belum ada pertemuan yang berlangsung" in page


def test_the_cycle_and_the_list_of_meetings_lead_to_the_page(world, facilitator, at):
    named(world, planned(world))
    assert at("coverage-detail") in facilitator.get(at("meeting-list")).content.decode()


def test_in_the_kota_institutions_and_kelurahan_are_counted(world, as_user, at):
    world.cycle = make_cycle(world.places.city, world.cast.askot, track="C")
    by = world.cast.askot
    first, second = (
        services.plan_meeting(cycle=world.cycle, plan=a_plan(type="KOORDINASI", step="C1", title=title), by=by)
        for title in ("Satu", "Dua")
    )
    services.record_attendance_names(
        meeting=first, rows=[AttendeeRow("Utusan Contoh", "P", None, "PEMDA", address="Bappeda")], by=by
    )
    services.record_attendance_counts(
        meeting=second, rows=[CountRow(None, 1, 2, origin="Bappeda"), CountRow(None, 1, origin="DPRD")], by=by
    )
    shown = queries.coverage(world.cycle)
    assert [(reach.label, reach.meetings, reach.totals.total) for reach in shown.reached] == [
        ("Bappeda", 2, 4),
        ("DPRD", 1, 1),
    ]
    page = as_user(by).get(at("coverage-detail")).content.decode()
    assert "RT yang belum pernah hadir" not in page
    assert "Lembaga dan kelurahan yang hadir" in page


def test_one_and_three_meetings_cost_the_same_queries(world, django_assert_num_queries):
    spent = []
    for number in (1, 2, 3):
        named(world, planned(world, title=f"Rembuk {number}"), people(world, number, number, 0))
        if number != 2:
            with django_assert_num_queries(5) as asked:
                queries.coverage(type(world.cycle).objects.get(pk=world.cycle.pk))
            spent.append(len(asked))
    assert spent[0] == spent[1]
