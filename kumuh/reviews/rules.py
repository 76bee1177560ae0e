"""The transition table of a review and the rights of its pages. No rows here: states, verbs and roles only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from kumuh.reviews.enums import Party, ReviewState, ReviewVerb

SUBMITTERS = frozenset({Role.FASILITATOR, Role.ASKOT, Role.BKM, Role.KSM})
DECIDERS = frozenset({Role.POKJA, Role.DINAS, Role.LURAH, Role.CAMAT, Role.BKM, Role.ASKOT, Role.TAMK, Role.PPK})
REOPENERS = frozenset({Role.POKJA, Role.DINAS, Role.ASKOT})
#: Roles that may be asked for an opinion before somebody verifies.
ADVISERS = DECIDERS | {Role.FASILITATOR}
#: Roles that may be told when something is approved, and acknowledge it.
INFORMED = DECIDERS

#: (state, verb) → state. Approving stays in DIVERIFIKASI until the last signature (`next_state`); an opinion and an
#: acknowledgement change no state.
TRANSITIONS: dict[tuple[ReviewState, ReviewVerb], ReviewState] = {
    (ReviewState.DRAFT, ReviewVerb.SUBMIT): ReviewState.SUBMITTED,
    (ReviewState.RETURNED, ReviewVerb.SUBMIT): ReviewState.SUBMITTED,
    (ReviewState.SUBMITTED, ReviewVerb.RETURN): ReviewState.RETURNED,
    (ReviewState.SUBMITTED, ReviewVerb.CONSULT): ReviewState.SUBMITTED,
    (ReviewState.SUBMITTED, ReviewVerb.VERIFY): ReviewState.VERIFIED,
    (ReviewState.VERIFIED, ReviewVerb.RETURN): ReviewState.RETURNED,
    (ReviewState.VERIFIED, ReviewVerb.APPROVE): ReviewState.APPROVED,
    (ReviewState.APPROVED, ReviewVerb.ACKNOWLEDGE): ReviewState.APPROVED,
    (ReviewState.APPROVED, ReviewVerb.REOPEN): ReviewState.DRAFT,
}
#: Verbs that judge the work of somebody else.
DECISIONS = frozenset({ReviewVerb.CONSULT, ReviewVerb.RETURN, ReviewVerb.VERIFY, ReviewVerb.APPROVE})
#: Verbs that one person does at most once per round, and not one after the other.
JUDGEMENTS = frozenset({ReviewVerb.CONSULT, ReviewVerb.VERIFY, ReviewVerb.APPROVE})
#: Verbs that are void after a return or a reopening: they were about content that changes now.
FALLING = JUDGEMENTS | {ReviewVerb.ACKNOWLEDGE}
NEEDS_REASON = frozenset({ReviewVerb.CONSULT, ReviewVerb.REOPEN})
#: States in which the content of the subject may not change.
LOCKED = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED, ReviewState.APPROVED})
#: States in which consulted bodies may write notes: until somebody verifies.
ADVISABLE = frozenset({ReviewState.SUBMITTED})
#: States in which deciders may write notes: while they judge, and to open a further row of what was returned.
NOTABLE = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED, ReviewState.RETURNED})

#: Whose turn a state is once every consulted body has spoken (`turn_party`).
TURN: dict[ReviewState, Party] = {
    ReviewState.DRAFT: Party.SUBMITTER,
    ReviewState.RETURNED: Party.SUBMITTER,
    ReviewState.SUBMITTED: Party.VERIFIER,
    ReviewState.VERIFIED: Party.APPROVER,
    ReviewState.APPROVED: Party.NOBODY,
}


class Roles(Protocol):
    """The part of `registry.Chain` that the table needs."""

    @property
    def submit_roles(self) -> frozenset[str]: ...
    @property
    def verify_roles(self) -> frozenset[str]: ...
    @property
    def approve_roles(self) -> tuple[frozenset[str], ...]: ...
    @property
    def consult_roles(self) -> tuple[frozenset[str], ...]: ...
    @property
    def informed_roles(self) -> frozenset[str]: ...
    @property
    def may_reopen(self) -> frozenset[str]: ...


#: Roles in which people did each verb on the present content.
Given = Mapping[ReviewVerb, Collection[str]]
NOTHING_GIVEN: Final[Given] = {}


def outstanding(chain: Roles, approved_as: Collection[str]) -> tuple[frozenset[str], ...]:
    """Signatures still needed, given the roles in which people approved."""
    return _silent(chain.approve_roles, approved_as)


def missing_opinions(chain: Roles, consulted_as: Collection[str]) -> tuple[frozenset[str], ...]:
    """Bodies that have not spoken in this round, given the roles in which people gave an opinion."""
    return _silent(chain.consult_roles, consulted_as)


def _silent(bodies: Iterable[frozenset[str]], spoken_as: Collection[str]) -> tuple[frozenset[str], ...]:
    """Bodies for which nobody spoke in one of their roles."""
    return tuple(body for body in bodies if body.isdisjoint(spoken_as))


def turn_party(chain: Roles, state: ReviewState, given: Given = NOTHING_GIVEN) -> Party:
    """Whose turn it is: consulted bodies come before the verifier."""
    party = TURN[state]
    waits = party == Party.VERIFIER and missing_opinions(chain, given.get(ReviewVerb.CONSULT, ()))
    return Party.ADVISER if waits else party


def turn_roles(chain: Roles, state: ReviewState, given: Given = NOTHING_GIVEN) -> frozenset[str]:
    """Roles whose turn it is."""
    of_party = {
        Party.SUBMITTER: chain.submit_roles,
        Party.ADVISER: frozenset().union(*missing_opinions(chain, given.get(ReviewVerb.CONSULT, ()))),
        Party.VERIFIER: chain.verify_roles,
        Party.APPROVER: frozenset().union(*outstanding(chain, given.get(ReviewVerb.APPROVE, ()))),
        Party.NOBODY: frozenset(),
    }
    return of_party[turn_party(chain, state, given)]


def verb_roles(chain: Roles, state: ReviewState, verb: ReviewVerb, given: Given = NOTHING_GIVEN) -> frozenset[str]:
    """Roles that may do `verb` in `state`; empty when the table has no such move.

    Every body gives one opinion and every informed role acknowledges once. Verifiers may return while opinions are
    missing; that they cannot verify then is a check of the move, which names the body. A verified subject may be
    returned by every approver and by the verifiers, not only by the one whose signature is still missing: whoever
    finds the mistake says so.
    """
    if (state, verb) not in TRANSITIONS:
        return frozenset()
    if verb == ReviewVerb.REOPEN:
        return chain.may_reopen
    if verb == ReviewVerb.ACKNOWLEDGE:
        return chain.informed_roles.difference(given.get(verb, ()))
    if verb == ReviewVerb.CONSULT:
        return frozenset().union(*missing_opinions(chain, given.get(verb, ())))
    if state == ReviewState.SUBMITTED:
        return chain.verify_roles
    if verb == ReviewVerb.RETURN:
        return chain.verify_roles.union(*chain.approve_roles)
    return turn_roles(chain, state, given)


def next_state(state: ReviewState, verb: ReviewVerb, *, signatures_left: int = 0) -> ReviewState:
    """The state after the verb; `signatures_left` counts what is missing after this approval.

    Raises KeyError for a move that the table does not have.
    """
    target = TRANSITIONS[state, verb]
    return state if verb == ReviewVerb.APPROVE and signatures_left else target


def acting_role(allowed: Iterable[str], held: Collection[str]) -> str:
    """The role in which somebody acts: the first allowed one they hold, "" when none."""
    return next((role for role in sorted(allowed) if role in held), "")


allow(
    "reviews.view_review",
    roles=(),
    sentence="Pemeriksaan ini hanya terbaca oleh orang yang ditugaskan di wilayahnya.",
)
allow(
    "reviews.submit_review",
    roles=SUBMITTERS,
    sentence="Hanya fasilitator, Askot/Korkot, BKM atau KSM yang dapat mengajukan.",
    when_text="Draf atau Perlu dilengkapi; catatan wajib sudah dijawab",
)
allow(
    "reviews.decide_review",
    roles=DECIDERS,
    sentence="Hanya pemeriksa atau pengesah dalam rantai pengesahan yang dapat memutuskan.",
    when_text="Diajukan atau Diverifikasi; bukan pekerjaan sendiri",
)
allow(
    "reviews.consult_review",
    roles=ADVISERS,
    sentence="Hanya pihak yang dimintai pertimbangan dalam rantai pengesahan yang dapat memberi pertimbangan.",
    when_text="Diajukan, sebelum diverifikasi; bukan pekerjaan sendiri; dengan kata-kata",
)
allow(
    "reviews.acknowledge_review",
    roles=INFORMED,
    sentence="Hanya pihak yang diberi tahu dalam rantai pengesahan yang dapat menandai sudah diketahui.",
    when_text="Disahkan; tidak menahan apa pun",
)
allow(
    "reviews.reopen_review",
    roles=REOPENERS,
    sentence="Hanya Pokja PKP, verifikator dinas atau Askot/Korkot yang dapat membuka kembali.",
    when_text="Disahkan; dengan alasan tertulis",
)
allow(
    "reviews.add_note",
    roles=ADVISERS,
    sentence="Hanya pemeriksa, pengesah atau yang dimintai pertimbangan yang dapat memberi catatan.",
    when_text="Diajukan, Diverifikasi atau Perlu dilengkapi; yang dimintai pertimbangan: selama Diajukan",
)
allow(
    "reviews.answer_note",
    roles=SUBMITTERS,
    sentence="Catatan dijawab oleh fasilitator, Askot/Korkot, BKM atau KSM.",
    when_text="sebelum disahkan",
)
