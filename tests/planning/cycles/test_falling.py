"""Falling back: an earlier step that opens again takes later ones with it, whoever examines those."""

import pytest
from django.urls import reverse

from kumuh.reviews import services as reviews
from kumuh.reviews.errors import ReasonMissing
from planning.cycles import queries, registry, services
from planning.cycles.errors import CycleRefused
from planning.cycles.models import StepState
from tests.cast import make_cycle

pytestmark = pytest.mark.django_db
WHY = "Pemetaan RT 002 keliru."


@pytest.fixture
def at_csiap(world, monkeypatch):
    """An SPBM cycle whose CSIAP is with the DPIU: Pokja has no part in that chain."""
    monkeypatch.setattr(registry, "CHECKS", {name: lambda *asked: () for name in registry.CHECKS})
    cycle = make_cycle(world.places.kelurahan, world.cast.fasilitator, world.decree, track="S")
    cycle.steps.filter(position__lt=10).update(status="SELESAI")
    services.steps.open_step(cycle=cycle, step="S3.3")
    reviews.submit(review=review_of(cycle), by=world.cast.ksm)
    return cycle


def review_of(cycle, step="S3.3"):
    return queries.review_of_step(StepState.objects.select_related("cycle").get(cycle=cycle, step=step))


def test_pokja_opens_an_earlier_step_while_others_examine_a_later_one(world, at_csiap):
    services.reopen_step(cycle=at_csiap, step="S3.1", by=world.cast.pokja, reason=WHY)

    review = review_of(at_csiap)
    assert review.state == "DIKEMBALIKAN"
    event = review.events.latest("pk")
    assert (event.verb, event.by, event.role, event.reason) == ("KEMBALIKAN", world.cast.pokja, "POKJA", WHY)
    states = {state.step: state.status for state in at_csiap.steps.all()}
    assert (states["S3.1"], states["S3.2"], states["S3.3"]) == ("BERJALAN", "BELUM", "BELUM")


def test_what_others_approved_falls_as_well_and_its_history_stays(world, at_csiap):
    for adviser in (world.cast.fasilitator, world.cast.tamk):
        reviews.consult(review=review_of(at_csiap), by=adviser, opinion="SETUJU", reason="Layak.")
    reviews.verify(review=review_of(at_csiap), by=world.cast.dinas)
    reviews.approve(review=review_of(at_csiap), by=world.cast.lurah)
    assert review_of(at_csiap).state == "DISAHKAN"

    services.reopen_step(cycle=at_csiap, step="S3.1", by=world.cast.pokja, reason=WHY)

    review = review_of(at_csiap)
    assert (review.state, review.round) == ("DRAF", 2)
    assert review.events.filter(verb="SAHKAN", voided=True).count() == 1


def test_a_step_that_is_not_closed_is_not_opened_out_of_its_order(world, at_csiap, as_user):
    before = list(at_csiap.steps.values_list("status", flat=True))
    with pytest.raises(CycleRefused, match="belum selesai, jadi tidak perlu dibuka kembali"):
        services.reopen_step(cycle=at_csiap, step="S5", by=world.cast.pokja, reason=WHY)
    answer = as_user(world.cast.pokja).post(reverse("cycles:step-reopen", args=[at_csiap.pk, "S5"]), {"reason": WHY})
    assert (answer.status_code, "tidak perlu dibuka kembali" in answer.content.decode()) == (200, True)
    assert list(at_csiap.steps.values_list("status", flat=True)) == before


def test_a_draft_stays_a_draft_when_what_it_rests_on_opens_again(world, at_csiap):
    services.reopen_step(cycle=at_csiap, step="S3.1", by=world.cast.pokja, reason=WHY)
    review = review_of(at_csiap)
    events = review.events.count()
    reviews.take_back(review=review, by=world.cast.pokja, reason=WHY)
    assert (review.state, review.events.count()) == ("DIKEMBALIKAN", events)


def test_nothing_falls_without_words(world, at_csiap):
    with pytest.raises(ReasonMissing):
        reviews.take_back(review=review_of(at_csiap), by=world.cast.pokja, reason=" ")
    assert review_of(at_csiap).state == "DIAJUKAN"


def test_the_same_form_sent_twice_opens_a_step_once(world, at_csiap, as_user):
    browser, url = as_user(world.cast.pokja), reverse("cycles:step-reopen", args=[at_csiap.pk, "S3.1"])
    assert browser.post(url, {"reason": WHY}).status_code == 302
    events = review_of(at_csiap).events.count()
    assert browser.post(url, {"reason": WHY}).status_code == 200
    assert review_of(at_csiap).events.count() == events
