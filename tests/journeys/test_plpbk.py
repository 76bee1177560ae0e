"""PLPBK from the lokakarya to the ratified RPLP, by its people on phones, sentence by sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kumuh.reviews.enums import ReviewState
from kumuh.reviews.models import Review
from planning.cycles.enums import StepStatus, Track
from planning.demo.services.bodies import form_bkm
from planning.programs.models import Work
from tests.cast import World, make_rt
from tests.journeys.conftest import PHONE
from tests.journeys.forms import FORMS, HANDS, LATER, refused, scan
from tests.journeys.plan_forms import PLAN_FORMS, WISHES
from tests.journeys.walker import Walk, arriving, start
from tests.planning.programs.builders import SLUM
from tests.planning.proposals.builders import surveyed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """A kelurahan of two RT whose survey is there; what a programme finds and does not make."""
    world = World()
    world.rts = tuple(make_rt(world.places.kelurahan, number) for number in ("001", "002"))
    for number in range(len(world.rts)):
        surveyed(world, number, **SLUM, limbah_sarpras=30)
    return world


@pytest.fixture
def company(world, open_page, live_server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return arriving(open_page, live_server, world.cast, PHONE)


def writer(step):
    """Who fills the forms of a step: Korkot calls the lokakarya, BKM the statement, then the facilitator writes."""
    return {"L0": "askot", "L1.1": "bkm"}.get(step, "fasilitator")


def leaves_a_row_half_filled(walk, person, sentence):
    """Only the place of the lokakarya; the other columns are forgotten."""
    person.fill(**{"kegiatan-0-tempat": "Balai kota (contoh)"}, komitmen="Kota menyediakan pendamping.").press("Simpan")
    words = "Isi juga kolom ini, atau kosongkan seluruh barisnya."
    kept = {"kegiatan-0-tempat": "Balai kota (contoh)", "komitmen": "Kota menyediakan pendamping."}
    refused(person, "kegiatan-0-tanggal", words, **kept)


def dates_a_paper_ahead(walk, person, sentence):
    """The year is a slip."""
    later = (timezone.localdate() + timedelta(days=365)).isoformat()
    person.fill(number="12/SM/2026 (contoh)", dated_on=later, scan=scan(walk)).press("Simpan")
    words = "Tanggalnya belum tiba. Tulis tanggal pada lembarnya."
    refused(person, "dated_on", words, number="12/SM/2026 (contoh)", dated_on=later)


def test_from_the_lokakarya_to_the_ratified_plan(world, company, tmp_path, media):
    cycle = start(company["fasilitator"], Track.PLPBK, "PLPBK")
    before = timezone.localdate() - timedelta(days=900)
    form_bkm(cycle=cycle, rts=world.rts, on=before, by=world.cast.fasilitator)
    walk = Walk(cycle, company, FORMS | PLAN_FORMS, writer, HANDS, LATER, world.rts, tmp_path)
    walk.mistakes = {"cycles:record-edit": leaves_a_row_half_filled, "cycles:paper-edit": dates_a_paper_ahead}
    walk.until("L2.3")
    assert not walk.mistakes
    closed = [state.step for state in cycle.steps.filter(status=StepStatus.CLOSED).order_by("position")]
    assert closed == ["L0", "L1.1", "L1.2", "L1.3", "L2.1", "L2.2", "L2.3"]
    approved = Review.objects.filter(state=ReviewState.APPROVED).order_by("pk")
    assert [review.chain for review in approved] == ["l22-pemetaan", "l23-rplp"]
    assert [work.name for work in Work.objects.filter(cycle=cycle).order_by("pk")] == [title for title, *_ in WISHES]
