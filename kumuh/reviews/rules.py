"""The transition table of a review and the rights of its pages. No rows here: states, verbs and roles only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from kumuh.accounts.enums import Role
from kumuh.core.rights import allow
from kumuh.reviews.enums import Party, ReviewState, ReviewVerb

SUBMITTERS = frozenset({Role.FASILITATOR, Role.ASKOT, Role.BKM, Role.KSM})
DECIDERS = frozenset({Role.POKJA, Role.DINAS, Role.LURAH, Role.CAMAT, Role.BKM, Role.ASKOT, Role.TAMK, Role.PPK})
REOPENERS = frozenset({Role.POKJA, Role.DINAS, Role.ASKOT})

#: (state, verb) → state. Approving stays in DIVERIFIKASI until the last signature (`next_state`).
TRANSITIONS: dict[tuple[ReviewState, ReviewVerb], ReviewState] = {
    (ReviewState.DRAFT, ReviewVerb.SUBMIT): ReviewState.SUBMITTED,
    (ReviewState.RETURNED, ReviewVerb.SUBMIT): ReviewState.SUBMITTED,
    (ReviewState.SUBMITTED, ReviewVerb.RETURN): ReviewState.RETURNED,
    (ReviewState.SUBMITTED, ReviewVerb.VERIFY): ReviewState.VERIFIED,
    (ReviewState.VERIFIED, ReviewVerb.RETURN): ReviewState.RETURNED,
    (ReviewState.VERIFIED, ReviewVerb.APPROVE): ReviewState.APPROVED,
    (ReviewState.APPROVED, ReviewVerb.REOPEN): ReviewState.DRAFT,
}
#: Verbs that judge the work of somebody else.
DECISIONS = frozenset({ReviewVerb.RETURN, ReviewVerb.VERIFY, ReviewVerb.APPROVE})
NEEDS_REASON = frozenset({ReviewVerb.REOPEN})
#: States in which the content of the subject may not change.
LOCKED = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED, ReviewState.APPROVED})
#: States in which deciders may write notes: while they judge, and to open a further row of what was returned.
NOTABLE = frozenset({ReviewState.SUBMITTED, ReviewState.VERIFIED, ReviewState.RETURNED})

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
    def may_reopen(self) -> frozenset[str]: ...


def outstanding(chain: Roles, approved_as: Collection[str]) -> tuple[frozenset[str], ...]:
    """Signatures still needed, given the roles in which people approved."""
    return tuple(part for part in chain.approve_roles if part.isdisjoint(approved_as))


def turn_roles(chain: Roles, state: ReviewState, approved_as: Collection[str] = ()) -> frozenset[str]:
    """Roles whose turn it is."""
    of_party = {
        Party.SUBMITTER: chain.submit_roles,
        Party.VERIFIER: chain.verify_roles,
        Party.APPROVER: frozenset().union(*outstanding(chain, approved_as)),
        Party.NOBODY: frozenset(),
    }
    return of_party[TURN[state]]


def verb_roles(chain: Roles, state: ReviewState, verb: ReviewVerb, approved_as: Collection[str] = ()) -> frozenset[str]:
    """Roles that may do `verb` in `state`; empty when the table has no such move.

    A verified subject may be returned by every approver and by the verifiers, not only by the one whose
    signature is still missing: whoever finds the mistake says so.
    """
    if (state, verb) not in TRANSITIONS:
        return frozenset()
    if verb == ReviewVerb.REOPEN:
        return chain.may_reopen
    if verb == ReviewVerb.RETURN and state == ReviewState.VERIFIED:
        return chain.verify_roles.union(*chain.approve_roles)
    return turn_roles(chain, state, approved_as)


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
    "reviews.reopen_review",
    roles=REOPENERS,
    sentence="Hanya Pokja PKP, verifikator dinas atau Askot/Korkot yang dapat membuka kembali.",
    when_text="Disahkan; dengan alasan tertulis",
)
allow(
    "reviews.add_note",
    roles=DECIDERS,
    sentence="Hanya pemeriksa atau pengesah yang dapat memberi catatan.",
    when_text="Diajukan, Diverifikasi atau Perlu dilengkapi",
)
allow(
    "reviews.answer_note",
    roles=SUBMITTERS,
    sentence="Catatan dijawab oleh fasilitator, Askot/Korkot, BKM atau KSM.",
    when_text="sebelum disahkan",
)
