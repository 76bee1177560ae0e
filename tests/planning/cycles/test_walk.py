"""A random walk through every programme: legal and illegal moves by every role find no illegal state.

The machine knows the rules a second time, in its own words, and compares. What upper apps ask of a step stands for one
row behind the one door, so that filling and emptying are moves as well.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from kumuh.accounts.enums import Role
from kumuh.core.acting import acting
from kumuh.reviews import services as reviews
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.models import Review, ReviewEvent
from kumuh.reviews.queries import own_people
from kumuh.reviews.registry import CHAINS
from kumuh.reviews.rules import JUDGEMENTS, LOCKED
from planning.cycles import queries, registry, services, views
from planning.cycles.catalog import TRACKS, find_step
from planning.cycles.models import Cycle, StepAnswer, StepState, StepUnlock
from planning.cycles.order import declared_order, moved
from planning.cycles.views import cycles as cycle_pages
from planning.cycles.views import keys as key_pages
from planning.cycles.views import programmes as programme_pages
from planning.cycles.views import repeating as repeating_pages
from tests.cast import FISCAL_YEAR
from tests.planning.cycles.walking import FILLED, REASON, REFUSALS, WRITERS, Ground, filled_parts, people_of


class Walk(Ground):
    """Moves at random, and what must hold after each of them."""

    # --- Filling and emptying through the one door -----------------------------------------------------------------
    def fill_or_empty(self, draw):
        state, person = self.step_at(draw(st.integers(-2, 3))), self.person(draw(st.sampled_from(WRITERS)))
        full = draw(st.booleans())

        def write():
            with acting(person):
                services.require_open(cycle=self.cycle, step=state.step)
            rows = StepAnswer.objects.filter(cycle=self.cycle, step=state.step, key=FILLED)
            rows.delete() if not full else None
            if full and not rows.exists():
                StepAnswer(cycle=self.cycle, step=state.step, key=FILLED, value="x").save()
            return self._as_history(state, person)

        self.attempt(write, legal=self.may_write(state, person))

    def _as_history(self, state, person):
        """The change history names who wrote, as it does behind a page."""
        StepAnswer.history.filter(history_user=None, cycle=self.cycle, step=state.step).update(history_user=person)

    def may_write(self, state, person):
        """The door in the machine's own words."""
        review = queries.review_of_step(state)
        locked = state.status == "SELESAI" or (review is not None and review.state in LOCKED)
        key = StepUnlock.objects.filter(cycle=self.cycle, step=state.step, person=person, ended_at=None).last()
        holds = key is not None and key.until >= timezone.localdate()
        if locked:
            return holds
        return True  # returns in this walk give a general reason, which opens the whole step

    # --- The review --------------------------------------------------------------------------------------------------
    VERBS = {
        "submit": reviews.submit,
        "verify": reviews.verify,
        "approve": reviews.approve,
        "return": lambda review, by: reviews.return_for_completion(review=review, by=by, reason=REASON),
        "consult": lambda review, by: reviews.consult(review=review, by=by, opinion="SETUJU", reason=REASON),
        "acknowledge": reviews.acknowledge,
        "reopen": lambda review, by: reviews.reopen(review=review, by=by, reason=REASON),
    }

    def decide(self, draw):
        state, verb = self.step_at(draw(st.integers(-2, 1))), draw(st.sampled_from(sorted(self.VERBS)))
        review, person = queries.review_of_step(state), self.anybody(draw)
        if review is None:
            return
        before, was = self.picture(), review.state
        try:
            with transaction.atomic():
                self.VERBS[verb](review=review, by=person)
        except REFUSALS:
            assert self.picture() == before
            return
        chain, held = CHAINS[review.chain], person.roles_in(review.region_id)
        asked = {
            "submit": chain.submit_roles,
            "verify": chain.verify_roles,
            "approve": chain.approvers,
            "return": chain.deciders,
            "consult": chain.advisers,
            "acknowledge": chain.informed_roles,
            "reopen": chain.may_reopen,
        }[verb]
        assert not held.isdisjoint(asked)
        if verb == "reopen":
            self.fallen_after(state)
        if verb in ("verify", "approve", "submit"):
            assert queries.gate_sentences(state) == []
        review.refresh_from_db()
        assert (was, review.state) != ("DRAF", "DISAHKAN")

    def go_far(self, draw):
        for _ in range(draw(st.integers(2, 6))):
            self.go_on(draw)

    def go_on(self, draw):
        """The way as it should be: the present step is filled, examined and signed by the right people, or closed."""
        state = self.step_at(0)
        if state.status == "SELESAI":
            return
        if not StepAnswer.objects.filter(cycle=self.cycle, step=state.step, key=FILLED).exists():
            review = queries.review_of_step(state)
            if review is not None and review.state in LOCKED:
                return
            StepAnswer(cycle=self.cycle, step=state.step, key=FILLED, value="x").save()
        review, step = queries.review_of_step(state), find_step(self.cycle.track, state.step)
        if review is None:
            closer = self.person(sorted(step.closers)[0].lower())
            assert self.press(views.step_close, closer, step=state.step)
            return
        chain = CHAINS[review.chain]
        drafters = chain.submit_roles - chain.deciders or chain.submit_roles
        moves = [("submit", [drafters]), ("consult", chain.consult_roles), ("verify", [chain.verify_roles])]
        for verb, groups in [*moves, ("approve", chain.approve_roles)]:
            for roles in groups:
                self._by_one_of(review, verb, roles)
        assert StepState.objects.get(pk=state.pk).status == "SELESAI" or self._nobody_left(review)

    def _by_one_of(self, review, verb, roles):
        for role in sorted(roles):
            for name in (role.lower(), f"{role.lower()}-dua"):
                if name not in self.people:
                    continue
                try:
                    with transaction.atomic():
                        self.VERBS[verb](review=Review.objects.get(pk=review.pk), by=self.person(name))
                except REFUSALS:
                    continue
                return

    def _nobody_left(self, review):
        """Random moves may have used up everybody who could still sign: then the step waits, which is right."""
        review.refresh_from_db()
        return review.state != ReviewState.APPROVED

    # --- Closing, reopening, keys, order, repetition -----------------------------------------------------------------
    def close(self, draw):
        state, person = self.step_at(draw(st.integers(-1, 2))), self.anybody(draw)
        step, review = find_step(self.cycle.track, state.step), queries.review_of_step(state)
        earlier = [one for one in self.states() if one.position < state.position]
        legal = (
            state.status != "SELESAI"
            and all(one.status == "SELESAI" for one in earlier)
            and queries.gate_sentences(state) == []
            and (review is None or review.state == "DISAHKAN")
            and not step.closers.isdisjoint(person.roles_in(self.cycle.region_id))
        )
        assert self.press(views.step_close, person, step=state.step) == legal

    def reopen(self, draw):
        state, person = self.step_at(draw(st.integers(-3, 3))), self.anybody(draw)
        legal = state.status == "SELESAI" and Role.POKJA in person.roles_in(self.cycle.region_id)
        assert self.press(views.step_reopen, person, {"reason": REASON}, step=state.step) == legal
        if legal:
            self.fallen_after(state)

    def reopen_well(self, draw):
        """Pokja opens a step some way back, which most often takes examined and approved steps with it."""
        closed = [state for state in self.states() if state.status == "SELESAI"]
        if closed:
            state = closed[-min(draw(st.integers(1, 4)), len(closed))]
            assert self.press(views.step_reopen, self.person("pokja"), {"reason": REASON}, step=state.step)
            self.fallen_after(state)

    def fallen_after(self, state):
        """Later approvals fall and later steps wait; what runs through the whole cycle stays open; no key is left."""
        for later in self.states():
            if later.position < state.position:
                continue
            review = queries.review_of_step(later)
            assert review is None or review.state not in LOCKED
            running = find_step(self.cycle.track, later.step).continuous or later.pk == state.pk
            assert later.status == ("BERJALAN" if running else "BELUM")
            assert later.step not in queries.active_unlocks(self.cycle)

    def give_key(self, draw):
        giver, holder, days = self.anybody(draw), self.anybody(draw), draw(st.integers(-1, 16))
        state = self.step_at(draw(st.integers(-3, 1)))
        until = timezone.localdate() + timedelta(days=days)
        form = {"person": holder.pk, "until": until.strftime("%d/%m/%Y"), "reason": REASON}
        review = queries.review_of_step(state)
        locked = state.status == "SELESAI" or (review is not None and review.state in LOCKED)
        done = self.press(views.step_unlock, giver, form, step=state.step)
        if done:
            assert locked
            assert 0 <= days <= 14
            assert giver.pk != holder.pk
            assert queries.active_unlocks(self.cycle)[state.step].person == holder

    def give_a_good_key(self, draw):
        state = self.step_at(draw(st.integers(-3, 0)))
        form = {
            "person": self.people["askot-dua" if self.info.level == "kota" else "fasilitator-dua"].pk,
            "until": (timezone.localdate() + timedelta(days=3)).strftime("%d/%m/%Y"),
            "reason": REASON,
        }
        self.press(views.step_unlock, self.person("pokja"), form, step=state.step)

    def end_key(self, draw):
        state = self.step_at(draw(st.integers(-3, 0)))
        person = self.person(draw(st.sampled_from(["pokja", "lurah", "dinas", "bkm"])))
        roles = queries.reopeners(find_step(self.cycle.track, state.step))
        key = queries.active_unlocks(self.cycle).get(state.step)
        legal = key is not None and not roles.isdisjoint(person.roles_in(self.cycle.region_id))
        assert self.press(views.unlock_end, person, step=state.step) == legal

    def days_pass(self, draw):
        self.time.shift(timedelta(days=draw(st.integers(1, 9))))

    def move_order(self, draw):
        codes = [state.step for state in self.states()]
        order = moved(codes, draw(st.sampled_from(codes)), draw(st.sampled_from([-1, 1, 2])))
        person = self.person(draw(st.sampled_from(["admin", "pokja", "fasilitator"])))
        self.press(views.cycle_order, person, {"order": ",".join(order), "reason": REASON})

    def repeat(self, draw):
        person = self.person(draw(st.sampled_from(["pokja", "fasilitator", "lurah", "orang-lain"])))
        year = FISCAL_YEAR + 1
        done_before = Cycle.objects.filter(previous=self.cycle).exists()
        known = self.press(views.cycle_repeat, person, {"fiscal_year": year})
        if known:
            assert not done_before
            new = Cycle.objects.get(previous=self.cycle)
            assert not new.steps.filter(status="SELESAI").exists()

    #: Every move as often as it stands here; one rule for all, so that no walk leaves some of them out.
    MOVES = (
        *(go_on,) * 3, *(go_far,) * 2, *(decide,) * 6, *(fill_or_empty,) * 3, *(close,) * 2, *(reopen,) * 2,
        *(reopen_well,) * 2, give_key, *(give_a_good_key,) * 2, end_key, days_pass, move_order, repeat,
    )  # fmt: skip

    @rule(move=st.sampled_from(MOVES), data=st.data())
    def move(self, move, data):
        move(self, data.draw)

    # --- What holds always -------------------------------------------------------------------------------------------
    @invariant()
    def steps_close_in_order(self):
        closed = [state.status == "SELESAI" for state in self.states()]
        assert closed == sorted(closed, reverse=True)
        assert Cycle.objects.get(pk=self.cycle.pk).finished_on is not None or not all(closed)

    @invariant()
    def the_order_keeps_its_rules(self):
        codes = [state.step for state in self.states()]
        assert sorted(codes) == sorted(declared_order(self.info))
        for code in codes:
            assert all(codes.index(earlier) < codes.index(code) for earlier in self.info.step(code).after)

    @invariant()
    def a_closed_step_has_its_gate_or_tells_what_a_key_changed(self):
        told = queries.late_changes(self.cycle)
        for state in self.states():
            if state.status == "SELESAI" and state.step not in told:
                assert queries.gate_sentences(state) == []
                review = queries.review_of_step(state)
                assert review is None or review.state == "DISAHKAN"

    @invariant()
    def nobody_decides_on_own_work_nor_twice(self):
        for review in Review.objects.filter(state__in=LOCKED):
            judged = list(review.events.filter(verb__in=JUDGEMENTS, voided=False).values_list("by", flat=True))
            assert len(judged) == len(set(judged))
            assert own_people(review).isdisjoint(judged)

    @invariant()
    def a_key_opens_its_step_to_its_holder_alone(self):
        keys = queries.active_unlocks(self.cycle)
        for code, key in keys.items():
            assert key.until >= timezone.localdate()
            state = next(one for one in self.states() if one.step == code)
            for name in ("fasilitator", "fasilitator-dua", "askot-dua", "bkm", "pokja"):
                with acting(self.people[name]):
                    is_open = services.is_open(cycle=self.cycle, step=code)
                assert is_open == self.may_write(state, self.people[name])

    @invariant()
    def history_only_grows(self):
        now = StepState.history.count() + ReviewEvent.objects.count() + StepUnlock.history.count()
        assert now >= self.history
        self.history = now


@pytest.mark.django_db
@pytest.mark.parametrize("track", sorted(TRACKS))
def test_no_walk_of_a_programme_by_any_role_reaches_an_illegal_state(world, monkeypatch, track):
    monkeypatch.setattr(registry, "CHECKS", dict.fromkeys(registry.CHECKS, filled_parts))
    for module in (cycle_pages, key_pages, programme_pages, repeating_pages):
        monkeypatch.setattr(module, "render", lambda *shown: HttpResponse())  # pages have tests of their own
    Walk.world, Walk.people, Walk.track = world, people_of(world), track
    assert all((world.decree.pk, world.survey.pk))  # made before the walks, which are rolled back
    bounded = settings(
        max_examples=6,
        stateful_step_count=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(f"walk {track}")(Walk), settings=bounded)
