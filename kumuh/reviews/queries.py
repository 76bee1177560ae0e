"""Reads of reviews: whose turn it is, notes by pin, what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kumuh.accounts.enums import role_names
from kumuh.accounts.models import Assignment, User
from kumuh.reviews.enums import Opinion, Party, ReviewState, ReviewVerb, Severity
from kumuh.reviews.models import Note, Review, ReviewEvent
from kumuh.reviews.pins import pin_is_open as pin_is_open
from kumuh.reviews.registry import CHAINS, SUBJECTS, WORKERS, Chain, Subject
from kumuh.reviews.rules import (
    ADVISABLE,
    DECISIONS,
    FALLING,
    JUDGEMENTS,
    LOCKED,
    NOTABLE,
    NOTHING_GIVEN,
    TRANSITIONS,
    TURN,
    missing_opinions,
    turn_party,
    turn_roles,
    verb_roles,
)

Notes = dict[str, list[Note]]


# --- One review -------------------------------------------------------------------------------------
def review_of(chain: str, subject_type: str, subject_id: int) -> Review | None:
    """The review of a subject in this chain, None when it was never opened."""
    return Review.objects.filter(chain=chain, subject_type=subject_type, subject_id=subject_id).first()


def is_locked(review: Review | None) -> bool:
    """Whether the content of the subject may not change now (submitted, verified or approved)."""
    return review is not None and review.state in LOCKED


def given_of(reviews: Iterable[Review]) -> dict[int, dict[ReviewVerb, set[str]]]:
    """Roles in which people judged or acknowledged the present content, by review and verb. One query."""
    given: dict[int, dict[ReviewVerb, set[str]]] = {review.pk: defaultdict(set) for review in reviews}
    if not given:
        return given
    events = ReviewEvent.objects.filter(review__in=list(given), verb__in=FALLING, voided=False)
    for pk, verb, role in events.order_by().values_list("review_id", "verb", "role"):
        given[pk][ReviewVerb(verb)].add(role)
    return given


def given_roles(review: Review) -> dict[ReviewVerb, set[str]]:
    """`given_of` for one review."""
    return given_of([review])[review.pk]


def approved_roles(review: Review) -> frozenset[str]:
    """Roles in which the present content was approved."""
    return frozenset(given_roles(review)[ReviewVerb.APPROVE])


def own_people(review: Review) -> frozenset[int]:
    """Users whose own work this is: they submitted it, answered its notes or changed it with a key, in any round."""
    submitted = review.events.filter(verb=ReviewVerb.SUBMIT).values_list("by", flat=True)
    answered = review.notes.exclude(answered_by=None).values_list("answered_by", flat=True)
    workers = WORKERS.get(review.subject_type)
    others = workers.people(review.subject_id) if workers else frozenset()
    return frozenset(submitted) | frozenset(answered) | others


def deciders(review: Review) -> frozenset[int]:
    """Users who gave an opinion on the present content, verified or approved it."""
    decided = review.events.filter(verb__in=JUDGEMENTS, voided=False)
    return frozenset(decided.values_list("by", flat=True))


def unanswered(review: Review) -> list[Note]:
    """Required notes without an answer, of every round."""
    return list(review.notes.filter(severity=Severity.REQUIRED, internal=False, answer=""))


def whose_turn(review: Review) -> frozenset[str]:
    """Roles that can move the review on."""
    return turn_roles(CHAINS[review.chain], ReviewState(review.state), given_roles(review))


def party_of(review: Review) -> Party:
    """Whose turn it is: consulted bodies before the verifier."""
    return turn_party(CHAINS[review.chain], ReviewState(review.state), given_roles(review))


def opinions_missing(review: Review) -> list[str]:
    """One sentence for each consulted body that has not spoken in this round."""
    chain = CHAINS[review.chain]
    bodies = missing_opinions(chain, given_roles(review)[ReviewVerb.CONSULT]) if chain.consult_roles else ()
    return [f"Belum ada pertimbangan dari {role_names(body)}." for body in bodies]


def turns_of(reviews: Iterable[Review]) -> dict[int, frozenset[str]]:
    """Roles that can move each review on, by review. One query for any number of reviews."""
    rows = list(reviews)
    given = given_of(rows)
    return {row.pk: turn_roles(CHAINS[row.chain], ReviewState(row.state), given[row.pk]) for row in rows}


def open_notes(review: Review) -> list[Note] | None:
    """Notes whose places a partial return opened, oldest first; None when nothing is limited.

    A returned review opens only the rows that carry a note of this round, unless the return gave a general reason
    or one of the notes is about the whole.
    """
    if review.state != ReviewState.RETURNED or _returned_for_a_reason(review):
        return None
    notes = list(Note.objects.filter(review=review, round=review.round, internal=False).order_by("pk"))
    return notes if notes and all(note.pin for note in notes) else None


def _returned_for_a_reason(review: Review) -> bool:
    returns = ReviewEvent.objects.filter(review=review, verb=ReviewVerb.RETURN, round=review.round)
    return returns.exclude(reason="").exists()


def open_pins(review: Review) -> frozenset[str] | None:
    """Pins that a partial return opened (see `open_notes`); None when nothing is limited."""
    notes = open_notes(review)
    return None if notes is None else frozenset(note.pin for note in notes)


# --- Notes --------------------------------------------------------------------------------------------
def reads_internal(review: Review, user: User) -> bool:
    """Whether the person may read internal notes: verifiers and approvers who never stand on the author's side."""
    chain = CHAINS[review.chain]
    held = user.roles_in(review.region_id)
    decides = not held.isdisjoint(chain.deciders) and held.isdisjoint(chain.submit_roles)
    return decides and user.pk not in own_people(review)


def public_notes(review: Review) -> QuerySet[Note]:
    """Notes that may leave the review: the only ones for exports, documents and authors."""
    return review.notes.filter(internal=False).select_related("author", "answered_by").order_by("pk")


def visible_notes(review: Review, user: User) -> QuerySet[Note]:
    """Notes this person may read."""
    if reads_internal(review, user):
        return review.notes.select_related("author", "answered_by").order_by("pk")
    return public_notes(review)


def notes_by_pin(review: Review | None, user: User) -> Notes:
    """Notes this person may read, by pin, oldest first: `{"kegiatan:12/biaya": [note, …]}`."""
    pins: Notes = defaultdict(list)
    for note in visible_notes(review, user) if review else ():
        pins[note.pin].append(note)
    return dict(pins)


# --- What a person can do -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Move:
    """A decision button: shown to who holds the role; `refusal` says why it does not work for this person."""

    verb: ReviewVerb
    refusal: str = ""


def moves(review: Review, user: User) -> tuple[Move, ...]:
    """Moves for which the person holds the role now, with the reason when their own work stands in the way."""
    chain, state = CHAINS[review.chain], ReviewState(review.state)
    held, given = user.roles_in(review.region_id), given_roles(review)
    verbs = [
        verb
        for (from_state, verb) in TRANSITIONS
        if from_state == state and not held.isdisjoint(verb_roles(chain, state, verb, given))
    ]
    waits = " ".join(opinions_missing(review)) if ReviewVerb.VERIFY in verbs else ""
    own = user.pk in own_people(review)
    decided = user.pk in deciders(review)
    return tuple(
        Move(verb, _refusal(verb, own, decided) or (waits if verb == ReviewVerb.VERIFY else "")) for verb in verbs
    )


def _refusal(verb: ReviewVerb, own: bool, decided: bool) -> str:
    if verb in DECISIONS and own:
        return "Anda ikut mengajukan atau menjawab catatan, jadi keputusan diambil orang lain."
    if verb in JUDGEMENTS and decided:
        return "Anda sudah memutuskan pada putaran ini; tahap berikutnya diputuskan orang lain."
    return ""


def may_note(review: Review, user: User) -> bool:
    """Whether the person may pin a note now: deciders while they judge, consulted bodies until somebody verifies."""
    chain, held = CHAINS[review.chain], user.roles_in(review.region_id)
    decides = review.state in NOTABLE and not held.isdisjoint(chain.deciders)
    advises = review.state in ADVISABLE and not held.isdisjoint(chain.advisers)
    return (decides or advises) and user.pk not in own_people(review)


def may_write_internal(review: Review, user: User) -> bool:
    """Whether the person is a decider of the chain; consulted bodies write no internal notes."""
    return not user.roles_in(review.region_id).isdisjoint(CHAINS[review.chain].deciders)


def may_answer(review: Review, user: User) -> bool:
    """Whether the person may answer notes of this review now."""
    held = user.roles_in(review.region_id)
    return review.state != ReviewState.APPROVED and not held.isdisjoint(CHAINS[review.chain].submit_roles)


@dataclass(frozen=True)
class Signature:
    """One needed approval or opinion: the roles that can give it, and the event that did (None = still missing)."""

    roles: frozenset[str]
    event: ReviewEvent | None

    @property
    def opinion(self) -> str:
        """What the body said, in words; "" while it has not spoken, and for an approval."""
        return Opinion(self.event.opinion).label if self.event and self.event.opinion else ""


def signatures(review: Review) -> tuple[Signature, ...]:
    """The approvals of the chain in declared order."""
    return _given_in_order(review, ReviewVerb.APPROVE, CHAINS[review.chain].approve_roles)


def opinions(review: Review) -> tuple[Signature, ...]:
    """The opinions that the chain asks for, in declared order."""
    return _given_in_order(review, ReviewVerb.CONSULT, CHAINS[review.chain].consult_roles)


def _given_in_order(review: Review, verb: ReviewVerb, parts: tuple[frozenset[str], ...]) -> tuple[Signature, ...]:
    if not parts:
        return ()
    given = review.events.filter(verb=verb, voided=False).select_related("by")
    by_role = {event.role: event for event in given}
    return tuple(Signature(part, next((by_role[role] for role in part if role in by_role), None)) for part in parts)


def timeline(review: Review) -> QuerySet[ReviewEvent]:
    """Everything that happened, oldest first; void moves included."""
    return review.events.select_related("by").order_by("pk")


# --- Inbox ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Item:
    """A review in somebody's inbox: its subject, whose turn it is, since when, and full days of waiting."""

    review: Review
    subject: Subject
    party: Party
    since: datetime | None

    @property
    def days(self) -> int:
        return (timezone.now() - self.since).days if self.since else 0


def turn_of(user: User) -> QuerySet[Review]:
    """Reviews that wait for this person: their role, their area, not their own work, not decided by them."""
    waiting = Q(pk__in=[])
    for assignment in user.assignments_today:
        waiting |= _in_area(assignment) & _for_role(assignment.role)
    mine = ReviewEvent.objects.filter(review=OuterRef("pk"), by=user)
    answered = Note.objects.filter(review=OuterRef("pk"), answered_by=user)
    decided = mine.filter(verb__in=JUDGEMENTS, voided=False)
    kept_out = Q(Exists(mine.filter(verb=ReviewVerb.SUBMIT))) | Q(Exists(answered)) | Q(Exists(decided))
    for subject_type, workers in WORKERS.items():
        kept_out |= Q(subject_type=subject_type, subject_id__in=workers.subjects(user))
    judging = Q(state__in=(ReviewState.SUBMITTED, ReviewState.VERIFIED))
    return Review.objects.filter(waiting).exclude(judging & kept_out)


def _in_area(assignment: Assignment) -> Q:
    code = assignment.region_id
    return Q(region=code) | Q(region__code__startswith=f"{code}.") if code else Q()


def _for_role(role: str) -> Q:
    """Chains and states in which the role has the turn; opinions and signatures count as missing until given."""
    found = Q(pk__in=[])
    for chain in CHAINS.values():
        for state, party in TURN.items():
            if party == Party.SUBMITTER and role in chain.submit_roles:
                found |= Q(chain=chain.code, state=state)
        if role in chain.verify_roles:
            spoken = [_is_given(ReviewVerb.CONSULT, body) for body in chain.consult_roles]
            found |= Q(*spoken, chain=chain.code, state=ReviewState.SUBMITTED)
        for body in chain.consult_roles:
            if role in body:
                found |= ~_is_given(ReviewVerb.CONSULT, body) & Q(chain=chain.code, state=ReviewState.SUBMITTED)
        for part in chain.approve_roles:
            if role in part:
                found |= ~_is_given(ReviewVerb.APPROVE, part) & Q(chain=chain.code, state=ReviewState.VERIFIED)
    return found


def _is_given(verb: ReviewVerb, part: frozenset[str]) -> Q:
    """Whether one of the roles did the verb on the present content."""
    given = ReviewEvent.objects.filter(review=OuterRef("pk"), verb=verb, voided=False, role__in=sorted(part))
    return Q(Exists(given))


def part_of(user: User) -> QuerySet[Review]:
    """Reviews of the person's areas in which one of their roles submits, advises, verifies or signs."""
    return Review.objects.filter(_with_role(user, lambda chain: chain.submit_roles | chain.advisers | chain.deciders))


def informed_of(user: User) -> QuerySet[Review]:
    """Reviews of the person's areas whose approval one of their roles is told about."""
    return Review.objects.filter(_with_role(user, lambda chain: chain.informed_roles))


def _with_role(user: User, roles_of: Callable[[Chain], frozenset[str]]) -> Q:
    found = Q(pk__in=[])
    for assignment in user.assignments_today:
        codes = [chain.code for chain in CHAINS.values() if assignment.role in roles_of(chain)]
        found |= _in_area(assignment) & Q(chain__in=codes)
    return found


def to_acknowledge(user: User) -> list[Item]:
    """Untuk diketahui: approved reviews that one of the person's roles is told about and has not acknowledged.

    The newest first; nothing waits for them, so they do not count as somebody's turn.
    """
    told = Q(pk__in=[])
    for assignment in user.assignments_today:
        for chain in CHAINS.values():
            if assignment.role in chain.informed_roles:
                seen = _is_given(ReviewVerb.ACKNOWLEDGE, frozenset({assignment.role}))
                told |= _in_area(assignment) & Q(chain=chain.code, state=ReviewState.APPROVED) & ~seen
    return items(Review.objects.filter(told).select_related("region").order_by("-updated_at", "-pk"))


def inbox(user: User) -> list[Item]:
    """Giliran saya: the longest waiting first. The number of queries does not grow with the rows."""
    return items(turn_of(user).select_related("region").order_by("waiting_since", "pk"))


def inbox_count(user: User) -> int:
    """How many reviews wait for this person (one query beside the person's assignments)."""
    return turn_of(user).count() if user.assignments_today else 0


def sent_by(user: User) -> list[Item]:
    """Yang saya kirim: reviews this person submitted, the latest move first."""
    sent = ReviewEvent.objects.filter(review=OuterRef("pk"), by=user, verb=ReviewVerb.SUBMIT)
    mine = Review.objects.for_user(user).filter(Exists(sent)).select_related("region")
    return items(mine.order_by("-updated_at"))


def items(reviews: Iterable[Review]) -> list[Item]:
    """Reviews with their subjects described, one call per subject type."""
    rows = list(reviews)
    ids: dict[str, list[int]] = defaultdict(list)
    for review in rows:
        ids[review.subject_type].append(review.subject_id)
    known = {kind: SUBJECTS[kind](wanted) for kind, wanted in ids.items() if kind in SUBJECTS}
    given = given_of(row for row in rows if CHAINS[row.chain].consult_roles and row.state == ReviewState.SUBMITTED)
    return [
        Item(
            review,
            known.get(review.subject_type, {}).get(review.subject_id, Subject(review.title, "", review.region.name)),
            turn_party(CHAINS[review.chain], ReviewState(review.state), given.get(review.pk, NOTHING_GIVEN)),
            review.waiting_since,
        )
        for review in rows
    ]


def stuck(reviews: QuerySet[Review], days: int) -> QuerySet[Review]:
    """Reviews of `reviews` that wait longer than `days` full days, the oldest first."""
    before = timezone.now() - timedelta(days=days)
    return reviews.filter(waiting_since__lt=before).order_by("waiting_since")
