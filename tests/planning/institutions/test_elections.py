"""Who is elected: votes decide, equal votes on the last seat are said and decided by those present."""

from datetime import date

import pytest

from planning.institutions import services
from planning.institutions.election import Votes, ballots_off, result
from planning.institutions.errors import InstitutionRefused
from planning.institutions.queries.standing import counted
from tests.planning.institutions.builders import elected, founded


def outcome(*votes, seats=1, chosen=()):
    return result([Votes(number, count, number in chosen) for number, count in enumerate(votes, 1)], seats)


def test_most_votes_are_elected_in_their_order():
    assert outcome(3, 12, 7, seats=2).elected == (2, 3)


def test_nobody_is_elected_without_a_vote():
    assert outcome(5, 0, 0, seats=3).elected == (1,)


def test_equal_votes_that_all_fit_are_no_tie():
    assert outcome(9, 4, 4, seats=3) == outcome(9, 4, 4, 0, seats=3)
    assert outcome(9, 4, 4, seats=3).decided


def test_equal_votes_on_the_last_seat_elect_nobody_by_themselves():
    found = outcome(9, 4, 4, 1, seats=2)
    assert (found.elected, found.tied, found.open_seats, found.decided) == ((1,), (2, 3), 1, False)


def test_those_present_decide_a_tie_with_exactly_as_many_as_there_are_seats():
    assert outcome(9, 4, 4, seats=2, chosen=(3,)).elected == (1, 3)
    assert not outcome(9, 4, 4, seats=2, chosen=(2, 3)).decided


def test_an_election_without_a_seat_is_a_mistake():
    with pytest.raises(ValueError, match="at least one seat"):
        outcome(1, seats=0)


@pytest.mark.parametrize(
    ("votes", "spoiled", "ballots", "choices", "said"),
    [
        (40, 2, 42, 1, ""),
        (41, 2, 42, 1, "melebihi"),
        (80, 2, 42, 2, ""),
        (10, 43, 42, 1, "Suara tidak sah 43"),
        (999, 0, None, 1, ""),
    ],
)
def test_votes_are_held_against_the_ballots(votes, spoiled, ballots, choices, said):
    found = ballots_off(votes, spoiled, ballots, choices)
    assert said in found
    assert bool(found) == bool(said)


# --- Recording ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db
class TestRecording:
    def test_the_elected_become_members_from_their_day_and_only_once(self, world):
        body = founded(world)
        election = elected(world, body, 12, 7, 3, seats=2, position="ANGGOTA")

        first = services.seat_elected(election=election, since=date(2026, 2, 1), by=world.cast.bkm)
        again = services.seat_elected(election=election, since=date(2026, 2, 1), by=world.cast.bkm)

        assert [member.name for member in first] == ["Calon Contoh 1", "Calon Contoh 2"]
        assert again == []
        assert body.members.count() == 2

    def test_nobody_is_seated_while_a_tie_is_open(self, world):
        election = elected(world, founded(world), 7, 7)
        with pytest.raises(InstitutionRefused, match="Suara sama antara Calon Contoh 1, Calon Contoh 2"):
            services.seat_elected(election=election, since=date(2026, 2, 1), by=world.cast.bkm)

    def test_a_mark_for_a_tie_needs_a_word_on_how_it_was_decided(self, world):
        body = founded(world)
        with pytest.raises(InstitutionRefused, match="bagaimana diputuskan"):
            elected(world, body, 7, 7, chosen=(2,))
        row = counted(elected(world, body, 7, 7, chosen=(2,), tie_note="Musyawarah peserta."))
        assert [one.name for one in row.winners] == ["Calon Contoh 2"]

    def test_a_mark_for_somebody_who_does_not_tie_is_refused(self, world):
        with pytest.raises(InstitutionRefused, match="tidak bersuara sama"):
            elected(world, founded(world), 9, 4, chosen=(1,), tie_note="Undian.")

    def test_more_votes_than_ballots_are_refused(self, world):
        with pytest.raises(InstitutionRefused, match="melebihi yang mungkin"):
            elected(world, founded(world), 30, 13, ballots=42)

    def test_an_election_cannot_be_in_the_future(self, world):
        with pytest.raises(InstitutionRefused, match="belum tiba"):
            elected(world, founded(world), 3, held_on=date(2999, 1, 1))

    def test_a_corrected_election_is_exactly_what_was_typed_last(self, world):
        body = founded(world)
        election = elected(world, body, 3, 2, 1)
        elected(world, body, 5, 6, election=election)
        assert [one.votes for one in election.candidates.order_by("pk")] == [5, 6]
