"""Gates: what a step still needs, closing in order, locking under review, and falling back."""

import pytest
from django.urls import reverse

from kumuh.accounts.enums import Role
from kumuh.conditions.registry import lock_reason
from kumuh.reviews import services as reviews
from kumuh.reviews.errors import NotReady
from kumuh.reviews.models import Review
from planning.cycles import queries, registry, services
from planning.cycles.catalog import find_step
from planning.cycles.errors import CycleRefused, GateShort, StepLocked
from planning.cycles.models import StepState
from planning.cycles.registry import Part
from tests.cast import assign, make_user
from tests.planning.cycles.conftest import fill_preparation

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_gates(monkeypatch):
    """Only P1 asks for parts: the other steps' parts belong to the tests of their apps."""
    kept = {name: check for name, check in registry.CHECKS.items() if name == "persiapan"}
    silent = {name: lambda *asked: () for name in registry.CHECKS}
    monkeypatch.setattr(registry, "CHECKS", silent | kept)


def state_of(cycle, step) -> StepState:
    return StepState.objects.select_related("cycle").get(cycle=cycle, step=step)


def approve(world, cycle, step) -> Review:
    """Submitted by the fasilitator, verified by Pokja, approved by BKM and Lurah."""
    review = queries.review_of_step(state_of(cycle, step))
    reviews.submit(review=review, by=world.cast.fasilitator)
    reviews.verify(review=review, by=world.cast.pokja)
    reviews.approve(review=review, by=world.cast.bkm)
    return reviews.approve(review=review, by=world.cast.lurah)


def test_an_empty_preparation_names_everything_that_is_missing_with_the_way_to_it(world, started):
    parts = {part.label: part for part in registry.parts_of(find_step("P", "P1"), started)}

    assert [label for label, part in parts.items() if not part.complete] == [
        "Data 7 indikator per RT",
        "Tim perencana",
        "Jadwal cepat",
        "Data awal",
    ]
    assert parts["Data 7 indikator per RT"].missing[0].text == (
        "Data 7 indikator belum masuk: RT 001 / RW 001, RT 002 / RW 001, RT 003 / RW 001."
    )
    assert parts["Tim perencana"].missing[0].url == f"/siklus/{started.pk}/persiapan/#tim"


def test_a_step_that_is_short_does_not_close_and_says_why(world, started):
    with pytest.raises(GateShort) as refusal:
        services.close_step(cycle=started, step="P1", by=world.cast.pokja)

    assert "Tim perencana belum diisi." in refusal.value.missing
    assert state_of(started, "P1").status == "BERJALAN"


def test_a_complete_step_closes_and_opens_the_next(world, started):
    fill_preparation(world, started)

    services.close_step(cycle=started, step="P1", by=world.cast.pokja)

    assert [state_of(started, code).status for code in ("P1", "P2")] == ["SELESAI", "BERJALAN"]
    assert state_of(started, "P1").closed_by == world.cast.pokja


def test_incomplete_counts_are_enough_to_prepare_but_not_to_map(world, started):
    fill_preparation(world, started)

    assert all(part.complete for part in registry.parts_of(find_step("P", "P1"), started))
    assert "Data 7 indikator belum lengkap" in registry.parts_of(find_step("P", "P2"), started)[0].missing[0].text


def test_steps_close_in_order(world, started, open_gates):
    with pytest.raises(GateShort, match="Langkah Persiapan belum selesai"):
        services.close_step(cycle=started, step="P2", by=world.cast.pokja)


def test_the_last_approval_closes_the_step_and_the_last_step_finishes_the_cycle(world, at_p2, open_gates):
    for step in ("P2", "P3", "P4"):
        approve(world, at_p2, step)

    at_p2.refresh_from_db()
    assert {state.status for state in at_p2.steps.all()} == {"SELESAI"}
    assert at_p2.finished_on is not None
    assert queries.current(queries.progress(at_p2)) is None


def test_content_is_locked_while_others_decide_and_free_again_when_returned(world, at_p2, open_gates):
    review = queries.review_of_step(state_of(at_p2, "P2"))
    services.require_open(cycle=at_p2, step="P2")
    reviews.submit(review=review, by=world.cast.fasilitator)

    with pytest.raises(StepLocked, match="sedang diperiksa"):
        services.require_open(cycle=at_p2, step="P2")

    reviews.return_for_completion(review=review, by=world.cast.pokja, reason="Lengkapi sebab banjir.")
    services.require_open(cycle=at_p2, step="P2")


def test_a_closed_step_is_locked_and_says_who_can_open_it(world, started):
    fill_preparation(world, started)
    services.close_step(cycle=started, step="P1", by=world.cast.pokja)

    with pytest.raises(StepLocked, match="Minta Pokja PKP"):
        services.require_open(cycle=started, step="P1")
    assert not services.is_open(cycle=started, step="P1")


def test_reopening_takes_back_later_approvals_and_keeps_what_happened(world, at_p2, open_gates):
    approve(world, at_p2, "P2")
    approve(world, at_p2, "P3")

    services.reopen_step(cycle=at_p2, step="P2", by=world.cast.pokja, reason="Data RT 002 keliru.")

    statuses = {code: state_of(at_p2, code).status for code in ("P1", "P2", "P3", "P4")}
    assert statuses == {"P1": "SELESAI", "P2": "BERJALAN", "P3": "BELUM", "P4": "BELUM"}
    for code in ("P2", "P3"):
        review = queries.review_of_step(state_of(at_p2, code))
        assert review.state == "DRAF"
        assert review.events.filter(verb="SAHKAN", voided=True).count() == 2
    assert state_of(at_p2, "P2").reopened_reason == "Data RT 002 keliru."


def test_reopening_the_review_itself_opens_the_step_as_well(world, at_p2, open_gates):
    review = approve(world, at_p2, "P2")

    reviews.reopen(review=review, by=world.cast.pokja, reason="Tambahan RT.")

    assert state_of(at_p2, "P2").status == "BERJALAN"


def test_a_step_waiting_for_pokja_is_returned_when_an_earlier_one_opens_again(world, at_p2, open_gates):
    approve(world, at_p2, "P2")
    later = queries.review_of_step(state_of(at_p2, "P3"))
    reviews.submit(review=later, by=world.cast.fasilitator)

    services.reopen_step(cycle=at_p2, step="P1", by=world.cast.pokja, reason="SK diganti.")

    later.refresh_from_db()
    assert later.state == "DIKEMBALIKAN"


def test_reopening_without_a_reason_is_refused(world, started):
    with pytest.raises(CycleRefused, match="alasan"):
        services.reopen_step(cycle=started, step="P1", by=world.cast.pokja, reason="  ")


def test_a_gate_that_became_short_stops_the_approval(world, at_p2, open_gates, monkeypatch):
    review = queries.review_of_step(state_of(at_p2, "P2"))
    reviews.submit(review=review, by=world.cast.fasilitator)
    missing = registry.Missing("Jumlah melebihi pagu.", "/siklus/")
    monkeypatch.setitem(registry.CHECKS, "masalah", lambda *asked: [Part("Pagu", "/siklus/", (missing,))])

    with pytest.raises(NotReady, match="melebihi pagu"):
        reviews.verify(review=review, by=world.cast.pokja)


@pytest.fixture
def becomes_short(monkeypatch):
    """A part of P2 that is complete when the approval is checked and missing when the step is closed."""
    asked = iter(range(1000))
    missing = registry.Missing("Jumlah melebihi pagu.", "/siklus/")

    def parts(*_):
        return [Part("Pagu", "/siklus/", (missing,) if next(asked) else ())]

    return lambda: monkeypatch.setitem(registry.CHECKS, "masalah", parts)


def test_a_gate_that_became_short_after_the_last_approval_was_checked_is_told_on_the_page(
    world, at_p2, open_gates, becomes_short, as_user, mailoutbox, django_capture_on_commit_callbacks
):
    review = queries.review_of_step(state_of(at_p2, "P2"))
    reviews.submit(review=review, by=world.cast.fasilitator)
    reviews.verify(review=review, by=world.cast.pokja)
    reviews.approve(review=review, by=world.cast.bkm)
    before = (review.events.count(), review.version, len(mailoutbox))
    becomes_short()
    form = {"sahkan-version": review.version, "sahkan-reason": ""}

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_user(world.cast.lurah).post(reverse("reviews:review-approve", args=[review.pk]), form)

    assert answer.status_code == 422
    assert "Jumlah melebihi pagu." in answer.content.decode()
    review.refresh_from_db()
    assert (review.state, review.events.count(), review.version, len(mailoutbox)) == ("DIVERIFIKASI", *before)
    assert state_of(at_p2, "P2").status == "BERJALAN"


def test_a_step_is_not_submitted_before_the_earlier_ones_are_closed(world, at_p2, open_gates):
    approve(world, at_p2, "P2")
    services.reopen_step(cycle=at_p2, step="P2", by=world.cast.pokja, reason="Data RT 002 keliru.")

    with pytest.raises(NotReady, match="Langkah Pemetaan swadaya belum selesai"):
        reviews.submit(review=queries.review_of_step(state_of(at_p2, "P3")), by=world.cast.fasilitator)


def test_every_step_has_its_beginning_in_the_history(world, started):
    for state in started.steps.all():
        first = state.history.earliest()
        assert (first.history_type, first.status, first.history_user) == ("+", "BELUM", world.cast.fasilitator)


def test_the_turn_follows_the_review(world, at_p2, open_gates):

    def turn():
        return queries.current(queries.progress(at_p2)).turn

    review = queries.review_of_step(state_of(at_p2, "P2"))
    assert turn() == "Fasilitator kelurahan/TFL, Askot/Korkot atau BKM/TIPP"
    reviews.submit(review=review, by=world.cast.fasilitator)
    assert turn() == "Pokja PKP"
    reviews.verify(review=review, by=world.cast.pokja)
    assert turn() == "BKM/TIPP dan Lurah"
    reviews.approve(review=review, by=world.cast.lurah)
    assert turn() == "BKM/TIPP"


def test_nobody_approves_what_he_submitted_even_with_two_roles(world, at_p2, open_gates):
    from kumuh.reviews.errors import OwnWork

    both = make_user(Role.BKM, world.places.kelurahan)
    assign(both, Role.LURAH, world.places.kelurahan)
    review = queries.review_of_step(state_of(at_p2, "P2"))
    reviews.submit(review=review, by=both)
    reviews.verify(review=review, by=world.cast.pokja)

    with pytest.raises(OwnWork):
        reviews.approve(review=review, by=both)


def test_the_survey_of_a_cycle_is_locked_while_its_mapping_is_checked(world, at_p2, open_gates):
    assert lock_reason(at_p2.region_id, at_p2.survey_year) is None
    reviews.submit(review=queries.review_of_step(state_of(at_p2, "P2")), by=world.cast.fasilitator)

    assert "sedang diperiksa" in lock_reason(at_p2.region_id, at_p2.survey_year)
    assert lock_reason(at_p2.region_id, at_p2.survey_year - 1) is None
