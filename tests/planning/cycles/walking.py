"""The ground of the random walk: who walks, what the walker sees, how a page is sent and a refusal is judged."""

import time_machine
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from kumuh.accounts.enums import Role
from kumuh.core.acting import acting
from kumuh.reviews.models import Review, ReviewEvent
from planning.cycles import services
from planning.cycles.catalog import TRACKS
from planning.cycles.models import Cycle, StepAnswer, StepState, StepUnlock
from planning.cycles.registry import Missing, Part
from tests.cast import FISCAL_YEAR, SURVEY_YEAR, make_user

#: The row that stands for everything a gate asks for.
FILLED = "isi"
REASON = "Alasan contoh."
REFUSALS = (ValidationError, PermissionDenied, Http404)
#: Who fills steps in a walk.
WRITERS = ("fasilitator", "fasilitator-dua", "bkm", "ksm")
#: Roles with a second person, so that nobody has to decide on own work.
TWICE = (Role.FASILITATOR, Role.POKJA, Role.BKM, Role.ASKOT, Role.KSM, Role.DINAS)


def filled_parts(cycle, step, options):
    """One part: complete when the row is there."""
    there = StepAnswer.objects.filter(cycle=cycle, step=step.code, key=FILLED).exists()
    yield Part("Isi", "/", () if there else (Missing("Isi belum ada.", "/"),))


def people_of(world):
    """Everybody of the cast, the stranger, and a second person for the roles that decide and draft."""
    cast = world.cast
    people = {role.lower(): cast.holding(role) for role in Role} | {"orang-lain": cast.stranger}
    seats = {Role.POKJA: world.places.city, Role.ASKOT: world.places.city, Role.DINAS: world.places.city}
    for role in TWICE:
        name = f"{role.lower()}-dua"
        people[name] = make_user(role, seats.get(role, world.places.kelurahan), username=name)
    return people


class Ground(RuleBasedStateMachine):
    """One cycle of one programme and what a walk sees of it. `world`, `people` and `track` are given by the test."""

    world = people = track = None

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.clock = time_machine.travel(timezone.now(), tick=True)
        self.time = self.clock.start()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.clock.stop()

    @initialize()
    def start(self):
        track, world = self.track, self.world
        info = TRACKS[track]
        self.info = info
        self.cycle = services.start_cycle(
            track=track,
            region=world.places.city if info.level == "kota" else world.places.kelurahan,
            decree=world.decree,
            fiscal_year=FISCAL_YEAR,
            survey_year=SURVEY_YEAR,
            by=world.cast.pokja,
        )
        self.history = 0

    # --- What the machine sees ----------------------------------------------------------------------------------
    def person(self, name):
        found = self.people[name]
        found.__dict__.pop("assignments_today", None)
        return found

    def anybody(self, draw):
        """Everybody may try; Pokja tries more often, as most moves that change something are theirs."""
        return self.person(draw(st.sampled_from([*sorted(self.people), *("pokja", "pokja-dua") * 5])))

    def states(self):
        return list(StepState.objects.filter(cycle=self.cycle).select_related("cycle"))

    def step_at(self, place):
        """A step near where the cycle stands: one of the last closed, the present one, or a later one."""
        states = self.states()
        here = next((number for number, state in enumerate(states) if state.status != "SELESAI"), len(states) - 1)
        return states[min(max(here + place, 0), len(states) - 1)]

    def picture(self):
        """Everything that a refused move must leave as it was."""
        return (
            list(
                StepState.objects.filter(cycle__region=self.cycle.region).values_list(
                    "pk", "position", "status", "version"
                )
            ),
            list(Review.objects.values_list("pk", "state", "version", "round")),
            list(ReviewEvent.objects.values_list("pk", "voided")),
            list(StepUnlock.objects.values_list("pk", "person", "until", "ended_at")),
            list(StepAnswer.objects.values_list("pk", "value")),
            list(Cycle.objects.values_list("pk", "finished_on", "thresholds")),
        )

    def attempt(self, verb, *, legal):
        """Do it; a refusal changes nothing, and what the rules allow is not refused."""
        before, done = self.picture(), True
        try:
            with transaction.atomic():
                verb()
        except REFUSALS:
            done = False
        assert done == legal
        assert done or self.picture() == before

    def press(self, view, person, data=None, **where):
        """A page as this person would send it; the answer is a redirect or a refusal, never an error."""
        request = RequestFactory().post("/", data or {})
        request.user, request.csp_nonce = person, ""
        request._messages = CookieStorage(request)
        before = self.picture()
        with acting(person):
            try:
                with transaction.atomic():
                    answer = view(request, pk=self.cycle.pk, **where)
            except REFUSALS:
                assert self.picture() == before
                return False
        done = answer.status_code == 302 and self.picture() != before
        assert done or self.picture() == before
        return done
