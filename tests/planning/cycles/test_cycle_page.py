"""The page and the bar of a cycle: whose turn it is, what comes next for this person, and the end."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kumuh.reviews import services as reviews
from planning.cycles import queries, services
from planning.cycles.errors import CycleRefused, StepLocked
from tests.planning.cycles.test_gates import approve, open_gates, state_of  # noqa: F401  # open_gates is a fixture
from tests.planning.rembuk.builders import planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_gates")]


def page_of(browser, cycle):
    return " ".join(browser.get(reverse("cycles:cycle-detail", args=[cycle.pk])).content.decode().split())


def sent_back(world, cycle, pin="usulan:7"):
    review = queries.review_of_step(state_of(cycle, "P2"))
    reviews.submit(review=review, by=world.cast.fasilitator)
    reviews.add_note(review=review, by=world.cast.pokja, text="Periksa.", pin=pin, pin_label="Volume usulan")
    return reviews.return_for_completion(review=review, by=world.cast.pokja)


@pytest.fixture
def finished(world, at_p2):
    for step in ("P2", "P3", "P4"):
        approve(world, at_p2, step)
    at_p2.refresh_from_db()
    return at_p2


def test_after_a_return_the_notes_come_first_and_the_days_count_from_the_return(world, at_p2, as_user):
    review = sent_back(world, at_p2)
    at_p2.steps.filter(step="P2").update(opened_at=timezone.now() - timedelta(days=40))

    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        page = page_of(as_user(world.cast.fasilitator), at_p2)

    assert "Berikutnya: 1 catatan wajib belum dijawab." in page
    assert "Giliran: Fasilitator kelurahan/TFL, Askot/Korkot atau BKM/TIPP; sudah menunggu 3 hari" in page
    assert f'href="{reverse("reviews:review-detail", args=[review.pk])}"' in page
    assert "Jawab catatan" in page


def test_the_button_says_what_this_person_can_do(world, at_p2, as_user):
    review = sent_back(world, at_p2)
    assert "Lihat pemeriksaan" in page_of(as_user(world.cast.lurah), at_p2)

    reviews.answer_note(note=review.notes.get(), by=world.cast.fasilitator, text="Sudah.")

    assert "dapat diajukan lagi" in page_of(as_user(world.cast.fasilitator), at_p2)
    actions = [queries.next_action(at_p2, queries.progress(at_p2), held) for held in ({"FASILITATOR"}, {"LURAH"})]
    assert [action.label for action in actions] == ["Ajukan", "Lihat pemeriksaan"]


def test_a_complete_preparation_is_closed_by_its_closers_only(world, started):
    from tests.planning.cycles.conftest import fill_preparation

    fill_preparation(world, started)
    rows = queries.progress(started)

    assert queries.next_action(started, rows, frozenset({"ASKOT"})).label == "Tutup langkah"
    assert queries.next_action(started, rows, frozenset({"FASILITATOR"})).url == ""
    assert queries.current(rows).turn == "Askot/Korkot atau Pokja PKP"


def test_a_step_that_waited_for_an_earlier_one_counts_from_the_day_it_opened_again(world, at_p2):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        approve(world, at_p2, "P2")
        services.reopen_step(cycle=at_p2, step="P2", by=world.cast.pokja, reason="Data RT 002 keliru.")
    approve(world, at_p2, "P2")

    [standing] = queries.standings([at_p2])
    assert (standing.step.code, standing.days) == ("P3", 0)
    assert queries.current(queries.progress(at_p2)).days == 0


def test_the_bar_counts_unanswered_notes(world, at_p2, as_user):
    sent_back(world, at_p2)
    page = as_user(world.cast.fasilitator).get(reverse("rembuk:meeting-list", args=[at_p2.pk])).content.decode()

    assert "1 catatan belum dijawab" in page
    assert "Tidak ada yang kurang" not in page


def test_a_finished_cycle_says_so_and_offers_nothing_to_write(world, finished, as_user):
    browser = as_user(world.cast.fasilitator)
    meetings = browser.get(reverse("rembuk:meeting-list", args=[finished.pk])).content.decode()

    assert "Semua langkah selesai" in meetings
    assert "Langkah 4 dari 4" not in meetings
    assert "Rencanakan pertemuan" not in meetings
    for name, more in (("cycles:preparation-edit", ()), ("cycles:reflection-edit", ("P3",))):
        assert 'class="action-bar"' not in browser.get(reverse(name, args=[finished.pk, *more])).content.decode()
    assert "Ambang dan angka" not in page_of(as_user(world.cast.pokja), finished)


def test_a_finished_cycle_keeps_its_meetings_principles_and_thresholds(world, finished):
    world.__dict__["cycle"] = finished
    with pytest.raises(StepLocked, match="sudah selesai"):
        planned(world)
    with pytest.raises(StepLocked, match="sudah selesai"):
        services.write_reflections(cycle=finished, step="P3", answers={"praktis": services.Answer("Lain.")})
    with pytest.raises(CycleRefused, match="sudah selesai"):
        services.set_thresholds(cycle=finished, values={"perempuan_min": 10})
