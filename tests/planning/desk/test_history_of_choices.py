"""RT that were chosen for a kegiatan, an usulan or a rembuk: who added which, who took which away."""

import pytest
from django.urls import reverse

from kumuh.core.history import Change
from planning.desk.catalog import KINDS
from planning.desk.queries import record_history
from planning.programs import services as programs
from planning.programs.values import values_from
from planning.proposals import services as proposals
from planning.proposals.errors import ProposalRefused
from planning.rembuk import services as rembuk
from tests.planning.programs.builders import a_work
from tests.planning.proposals.builders import an_intake, taken
from tests.planning.rembuk.builders import a_plan, named, planned

FIRST, SECOND, THIRD = (f"RT 00{number} / RW 001" for number in (1, 2, 3))


def newest(kind, record):
    """(who, changes) of the record's own last entry."""
    save = record_history(KINDS[kind], record).saves[0]
    (event,) = [event for event in save.events if event.kind == record._meta.verbose_name]
    return save.who, event.changes


def test_a_new_usulan_is_one_entry_that_names_its_rt(world):
    row = taken(world, rts=world.rts[:2])
    (entry,) = row.history.all()
    assert (entry.history_type, entry.history_user) == ("+", world.cast.fasilitator)
    _, changes = newest("usulan", row)
    assert Change("RT", new=f"{FIRST}, {SECOND}") in changes


def test_an_usulan_that_moves_to_another_rt_tells_both_names_and_nothing_else(world):
    row = taken(world, rts=world.rts[:2])
    proposals.change_proposal(proposal=row, intake=an_intake(), rts=world.rts[1:3], by=world.cast.bkm)
    assert row.history.count() == 2
    assert newest("usulan", row) == (str(world.cast.bkm), (Change("RT", added=THIRD, removed=FIRST),))


def test_a_kegiatan_tells_added_rt_beside_what_else_was_changed_in_one_entry(world):
    work = a_work(world)
    before = work.history.count()
    values = values_from(work.proposal, unit_price=work.unit_price, quarter=2, location="Gang Anggrek")
    programs.save_work(work=work, values=values, rts=world.rts[:2], allocations={}, by=world.cast.bkm)
    assert (before, work.history.count()) == (1, 2)
    who, changes = newest("kegiatan", work)
    assert who == str(world.cast.bkm)
    assert Change("RT", added=SECOND) in changes
    assert Change("lokasi", "Gang Melati, sebelah musala", "Gang Anggrek") in changes


def test_an_invitation_tells_the_rt_that_are_no_longer_concerned(world):
    meeting = planned(world)
    agenda = [rembuk.AgendaRow(item.topic, item.minutes, item.pk) for item in meeting.agenda.all()]
    rembuk.update_meeting(meeting=meeting, plan=a_plan(), by=world.cast.lurah, invited_rts=world.rts[:1], agenda=agenda)
    assert newest("rembuk", meeting) == (
        str(world.cast.lurah),
        (Change("RT yang terkait", removed=f"{SECOND}, {THIRD}"),),
    )


def test_later_saves_of_a_meeting_keep_its_rt_without_telling_them_again(world):
    meeting = named(world, planned(world))
    told = [
        change.label
        for save in record_history(KINDS["rembuk"], meeting).saves
        for event in save.events
        for change in event.changes
    ]
    assert told.count("RT yang terkait") == 1


def test_a_refused_change_leaves_neither_rt_nor_entry(world):
    row = taken(world)
    with pytest.raises(ProposalRefused):
        proposals.change_proposal(proposal=row, intake=an_intake(), rts=[], by=world.cast.bkm)
    assert (row.history.count(), list(row.rts.all())) == (1, list(world.rts[:1]))


def test_the_page_says_which_rt_came_and_which_went(world, as_user):
    row = taken(world, rts=world.rts[:1])
    proposals.change_proposal(proposal=row, intake=an_intake(), rts=world.rts[1:2], by=world.cast.bkm)
    page = as_user(world.cast.lurah).get(reverse("desk:history-detail", args=["usulan", row.pk])).content.decode()
    assert f"ditambah <ins>{SECOND}</ins>; dilepas <del>{FIRST}</del>" in page


def test_the_number_of_queries_does_not_grow_with_chosen_rt_or_changes(world, django_assert_num_queries):
    row = taken(world, rts=world.rts[:1])

    def change(rts):
        proposals.change_proposal(proposal=row, intake=an_intake(), rts=rts, by=world.cast.bkm)
        row.refresh_from_db()

    change(world.rts[1:2])
    with django_assert_num_queries(9) as one:
        record_history(KINDS["usulan"], row)
    for rts in (world.rts, world.rts[:1], world.rts[:2]):
        change(rts)
    with django_assert_num_queries(len(one)):
        record_history(KINDS["usulan"], row)
