"""When a decision of a rembuk stands."""

import pytest

from planning.rembuk.voting import vote_faults


def vote(agree, against, abstain=0, *, present=40, dissent=""):
    return vote_faults(consensus=False, present=present, agree=agree, against=against, abstain=abstain, dissent=dissent)


def consensus(dissent="", agree=None):
    return vote_faults(consensus=True, present=40, agree=agree, against=None, abstain=None, dissent=dissent)


def test_mufakat_without_objection_stands():
    assert consensus() == {}


def test_mufakat_with_an_open_objection_is_refused_at_the_objection():
    assert list(consensus("Warga RT 003 keberatan lokasinya")) == ["dissent"]


def test_mufakat_with_vote_counts_is_refused():
    assert list(consensus(agree=12)) == ["method"]


@pytest.mark.parametrize(("agree", "against", "abstain"), [(21, 19, 0), (1, 0, 39), (40, 0, 0), (3, 2, None)])
def test_a_majority_within_those_present_stands(agree, against, abstain):
    assert vote(agree, against, abstain) == {}


@pytest.mark.parametrize(("agree", "against"), [(20, 20), (5, 6), (0, 0)])
def test_a_tie_or_a_minority_is_not_a_decision(agree, against):
    assert "Usulan tidak diterima" in vote(agree, against)["agree"]


@pytest.mark.parametrize(("agree", "against", "abstain"), [(41, 0, 0), (21, 19, 1), (30, 5, 6)])
def test_nobody_votes_twice(agree, against, abstain):
    assert "melebihi yang hadir (40 orang)" in vote(agree, against, abstain)["agree"]


def test_a_vote_needs_both_counts():
    assert list(vote(None, None)) == ["agree", "against"]
    assert list(vote(10, None)) == ["against"]


def test_a_vote_before_the_attendance_is_typed_is_refused():
    assert "Isi kehadiran dahulu" in vote(10, 2, present=0)["agree"]


def test_dissent_is_kept_with_a_majority_vote():
    assert vote(30, 5, dissent="Lima warga RT 002 meminta lokasi lain.") == {}
