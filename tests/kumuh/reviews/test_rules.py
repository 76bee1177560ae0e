"""The transition table on paper, and what a chain may declare."""

import dataclasses
from itertools import product

import pytest

from kumuh.accounts.enums import Role
from kumuh.reviews.enums import Party, ReviewState, ReviewVerb
from kumuh.reviews.registry import register_chain, register_subject
from kumuh.reviews.rules import TRANSITIONS, TURN, next_state, outstanding, turn_party, turn_roles, verb_roles


def test_every_state_but_draft_is_reached_and_every_state_is_left():
    assert set(TRANSITIONS.values()) == set(ReviewState)
    assert {state for state, _ in TRANSITIONS} == set(ReviewState)


def test_every_state_is_exactly_one_partys_turn(chain):
    assert set(TURN) == set(ReviewState)
    for state in ReviewState:
        roles = turn_roles(chain, state)
        assert bool(roles) == (TURN[state] != Party.NOBODY), state
    assert turn_roles(chain, ReviewState.DRAFT) == {Role.FASILITATOR, Role.BKM}
    assert turn_roles(chain, ReviewState.SUBMITTED) == {Role.POKJA}
    assert turn_roles(chain, ReviewState.VERIFIED) == {Role.LURAH, Role.BKM}
    assert turn_roles(chain, ReviewState.VERIFIED, {ReviewVerb.APPROVE: {Role.LURAH}}) == {Role.BKM}


def test_a_move_outside_the_table_belongs_to_nobody(consulting):
    for state, verb in product(ReviewState, ReviewVerb):
        assert bool(verb_roles(consulting, state, verb)) == ((state, verb) in TRANSITIONS)
    with pytest.raises(KeyError):
        next_state(ReviewState.DRAFT, ReviewVerb.APPROVE)


def test_a_chain_that_asks_nobody_has_no_opinions_and_no_acknowledgements(chain):
    assert verb_roles(chain, ReviewState.SUBMITTED, ReviewVerb.CONSULT) == frozenset()
    assert verb_roles(chain, ReviewState.APPROVED, ReviewVerb.ACKNOWLEDGE) == frozenset()


def test_the_turn_goes_through_the_consulted_bodies_before_the_verifier(consulting):
    asked = [(), (Role.DINAS,), (Role.ASKOT,), (Role.DINAS, Role.ASKOT)]
    turns = [turn_roles(consulting, ReviewState.SUBMITTED, {ReviewVerb.CONSULT: given}) for given in asked]
    assert turns == [{Role.DINAS, Role.ASKOT}, {Role.ASKOT}, {Role.DINAS}, {Role.POKJA}]
    assert turn_party(consulting, ReviewState.SUBMITTED) == Party.ADVISER


def test_the_last_signature_makes_it_approved(chain):
    assert [len(outstanding(chain, given)) for given in ([], [Role.BKM], [Role.BKM, Role.LURAH])] == [2, 1, 0]
    assert next_state(ReviewState.VERIFIED, ReviewVerb.APPROVE, signatures_left=1) == ReviewState.VERIFIED
    assert next_state(ReviewState.VERIFIED, ReviewVerb.APPROVE, signatures_left=0) == ReviewState.APPROVED


@pytest.mark.parametrize(
    "wrong",
    [
        {"verify_roles": frozenset()},
        {"approve_roles": ()},
        {"approve_roles": (frozenset({Role.LURAH}), frozenset({Role.LURAH, Role.BKM}))},
        {"submit_roles": frozenset({Role.PEMANTAU})},
        {"verify_roles": frozenset({Role.KSM})},
        {"reopen_roles": frozenset({Role.LURAH})},
        {"consult_roles": (frozenset(),)},
        {"consult_roles": (frozenset({Role.DINAS}), frozenset({Role.DINAS, Role.ASKOT}))},
        {"consult_roles": (frozenset({Role.PEMANTAU}),)},
        {"informed_roles": frozenset({Role.PEMANTAU})},
    ],
)
def test_a_chain_that_the_rights_table_would_not_show_is_refused(chain, wrong):
    with pytest.raises(ValueError, match="uji-lain"):
        register_chain(dataclasses.replace(chain, code="uji-lain", **wrong))


def test_a_chain_and_a_subject_are_declared_once(chain):
    register_chain(chain)
    with pytest.raises(ValueError, match="twice"):
        register_chain(dataclasses.replace(chain, title="Lain"))
    with pytest.raises(ValueError, match="twice"):
        register_subject(chain.subject_type, lambda ids: {})
