"""Everybody tries everything in any order: the review never leaves the table, and refuses exactly what it must.

The model below is written from the rules in words, not from the code: who may, in which state, on whose work.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kumuh.accounts.enums import Role
from kumuh.reviews import queries, services
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.errors import ReviewError
from kumuh.reviews.models import ReviewEvent
from tests.cast import assign, make_user

INSIDE = ("fasilitator", "bkm", "pokja", "lurah", "camat", "dinas", "askot", "pemantau", "stranger")
PEOPLE = (*INSIDE, "bkm_kedua", "serba_bisa")
HELD = {
    "fasilitator": {"FASILITATOR"},
    "bkm": {"BKM"},
    "bkm_kedua": {"BKM"},
    "pokja": {"POKJA"},
    "lurah": {"LURAH"},
    "dinas": {"DINAS"},
    "askot": {"ASKOT"},
    "camat": {"CAMAT"},
    "serba_bisa": {"BKM", "DINAS", "LURAH", "POKJA"},
}
steps = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["ajukan", "timbang", "kembalikan", "verifikasi", "sahkan", "ketahui", "buka"]),
    ),
    max_size=25,
)
likely = st.lists(
    st.sampled_from(
        [
            ("fasilitator", "ajukan"),
            ("bkm", "ajukan"),
            ("dinas", "timbang"),
            ("askot", "timbang"),
            ("serba_bisa", "timbang"),
            ("pokja", "verifikasi"),
            ("camat", "ketahui"),
            ("lurah", "sahkan"),
            ("bkm", "sahkan"),
            ("bkm_kedua", "sahkan"),
            ("serba_bisa", "sahkan"),
            ("serba_bisa", "verifikasi"),
            ("lurah", "kembalikan"),
            ("pokja", "kembalikan"),
            ("pokja", "buka"),
        ]
    ),
    max_size=25,
)


@dataclass
class Paper:
    """What the rules say, kept by hand."""

    asks: set[str]
    state: str = "DRAF"
    round: int = 1
    authors: set[str] = field(default_factory=set)
    verified_by: str = ""
    advised: dict[str, str] = field(default_factory=dict)
    signed: dict[str, str] = field(default_factory=dict)
    known: bool = False

    def allows(self, who: str, verb: str) -> bool:
        held = HELD.get(who, set())
        judge = who not in self.authors
        fresh = who not in {self.verified_by, *self.advised.values(), *self.signed.values()}
        if verb == "ajukan":
            return self.state in ("DRAF", "DIKEMBALIKAN") and bool(held & {"FASILITATOR", "BKM"})
        if verb == "timbang":
            return self.state == "DIAJUKAN" and bool(held & (self.asks - set(self.advised))) and judge and fresh
        if verb == "ketahui":
            return self.state == "DISAHKAN" and bool(self.asks) and "CAMAT" in held and not self.known
        if verb == "verifikasi":
            heard = self.asks <= set(self.advised)
            return self.state == "DIAJUKAN" and heard and "POKJA" in held and judge and fresh
        if verb == "kembalikan":
            pokja = self.state == "DIAJUKAN" and "POKJA" in held
            anyone = self.state == "DIVERIFIKASI" and bool(held & {"POKJA", "LURAH", "BKM"})
            return judge and (pokja or anyone)
        if verb == "sahkan":
            missing = {"LURAH", "BKM"} - set(self.signed)
            return self.state == "DIVERIFIKASI" and bool(held & missing) and judge and fresh
        return self.state == "DISAHKAN" and "POKJA" in held

    def apply(self, who: str, verb: str) -> None:
        if verb == "ajukan":
            self.round += self.state == "DIKEMBALIKAN"
            self.state = "DIAJUKAN"
            self.authors.add(who)
        elif verb == "timbang":
            self.advised[min(HELD[who] & (self.asks - set(self.advised)))] = who
        elif verb == "ketahui":
            self.known = True
        elif verb == "verifikasi":
            self.state, self.verified_by = "DIVERIFIKASI", who
        elif verb == "sahkan":
            self.signed[min(HELD[who] & ({"LURAH", "BKM"} - set(self.signed)))] = who
            self.state = "DISAHKAN" if len(self.signed) == 2 else self.state
        else:
            self.round += verb == "buka"
            self.state = "DRAF" if verb == "buka" else "DIKEMBALIKAN"
            self.verified_by, self.advised, self.signed, self.known = "", {}, {}, False


@pytest.fixture
def people(cast, places):
    crowd = {name: getattr(cast, name) for name in INSIDE}
    crowd["bkm_kedua"] = make_user(Role.BKM, places.kelurahan)
    crowd["serba_bisa"] = make_user(Role.BKM, places.kelurahan)
    assign(crowd["serba_bisa"], Role.LURAH, places.kelurahan)
    assign(crowd["serba_bisa"], Role.POKJA, places.city)
    assign(crowd["serba_bisa"], Role.DINAS, places.city)
    return crowd


VERBS = {
    "ajukan": lambda review, who: services.submit(review=review, by=who),
    "timbang": lambda review, who: services.consult(review=review, by=who, opinion="CATATAN", reason="Cek elevasi."),
    "ketahui": lambda review, who: services.acknowledge(review=review, by=who),
    "kembalikan": lambda review, who: services.return_for_completion(review=review, by=who, reason="Lengkapi."),
    "verifikasi": lambda review, who: services.verify(review=review, by=who),
    "sahkan": lambda review, who: services.approve(review=review, by=who),
    "buka": lambda review, who: services.reopen(review=review, by=who, reason="Pagu berubah."),
}


@pytest.fixture(params=["tanpa pertimbangan", "dengan pertimbangan"])
def asks(request, chain):
    """Bodies whose opinion the chain asks for."""
    if request.param == "tanpa pertimbangan":
        return set()
    return {role for body in request.getfixturevalue("consulting").consult_roles for role in body}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=steps | likely)
def test_any_order_of_tries_follows_the_rules(asks, new_review, people, tries):
    review, paper = new_review(), Paper(asks)
    for who, verb in tries:
        expected = paper.allows(who, verb)
        try:
            VERBS[verb](review, people[who])
            happened = True
        except (ReviewError, PermissionDenied):
            happened = False
            review.refresh_from_db()
        assert happened == expected, (who, verb, paper)
        if happened:
            paper.apply(who, verb)
        assert (review.state, review.round) == (paper.state, paper.round)
        assert queries.approved_roles(review) == set(paper.signed)
        assert {next(iter(one.roles)) for one in queries.opinions(review) if one.event} == set(paper.advised)
    turns = {name for name, person in people.items() if review in queries.turn_of(person)}
    assert (paper.state == "DISAHKAN") <= (not turns)
    assert all(any(paper.allows(name, verb) for verb in VERBS) for name in turns), (turns, paper)
    told = {
        name for name, person in people.items() if review in [item.review for item in queries.to_acknowledge(person)]
    }
    assert told == {name for name in people if paper.allows(name, "ketahui")}
    events = list(ReviewEvent.objects.filter(review=review).order_by("pk"))
    assert all(one.to_state == following.from_state for one, following in pairwise(events))
    if review.state == ReviewState.APPROVED:
        signers = {event.by_id for event in events if event.verb == "SAHKAN" and not event.voided}
        assert len(signers) == 2
        assert not signers & queries.own_people(review)
