"""Giliran saya: the right person sees the right item, its age, and nobody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from kumuh.accounts.enums import Role
from kumuh.reviews import queries, services
from tests.cast import make_user


def holders(cast, review):
    people = ("fasilitator", "askot", "bkm", "ksm", "lurah", "camat", "pokja", "dinas", "pemantau", "admin", "stranger")
    return {who for who in people if review in queries.turn_of(getattr(cast, who))}


def test_the_turn_goes_from_the_team_to_the_pokja_to_the_signers_and_ends(review, cast):
    assert holders(cast, review) == {"fasilitator", "bkm"}
    services.submit(review=review, by=cast.fasilitator)
    assert holders(cast, review) == {"pokja"}
    services.verify(review=review, by=cast.pokja)
    assert holders(cast, review) == {"lurah", "bkm"}
    services.approve(review=review, by=cast.lurah)
    assert holders(cast, review) == {"bkm"}
    services.approve(review=review, by=cast.bkm)
    assert holders(cast, review) == set()


def test_a_returned_review_goes_back_to_the_team(submitted, cast):
    services.return_for_completion(review=submitted, by=cast.pokja, reason="Lengkapi.")
    assert holders(cast, submitted) == {"fasilitator", "bkm"}


def test_a_submitter_does_not_find_the_own_work_among_things_to_sign(new_review, cast):
    review = services.submit(review=new_review(), by=cast.bkm)
    services.verify(review=review, by=cast.pokja)
    assert holders(cast, review) == {"lurah"}


def test_items_carry_their_subject_and_the_days_they_wait(new_review, cast):
    sent_at = timezone.now()
    with time_machine.travel(sent_at, tick=False):
        review = services.submit(review=new_review(), by=cast.fasilitator)
    with time_machine.travel(sent_at + timedelta(days=7, hours=1), tick=False):
        [item] = queries.inbox(cast.pokja)
        assert (item.review, item.subject.title, item.days) == (review, f"Lembar {review.subject_id}", 7)
        assert list(queries.stuck(queries.turn_of(cast.pokja), 7)) == [review]
        assert list(queries.stuck(queries.turn_of(cast.pokja), 8)) == []


def test_the_longest_waiting_item_comes_first(new_review, cast):
    first, second = new_review(), new_review()
    services.submit(review=second, by=cast.fasilitator)
    services.submit(review=first, by=cast.fasilitator)
    assert [item.review for item in queries.inbox(cast.pokja)] == [second, first]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_asks_as_often_for_three_rows_as_for_one(new_review, cast, rows, django_assert_num_queries):
    for _ in range(rows):
        services.submit(review=new_review(), by=cast.fasilitator)
    assert cast.pokja.assignments_today
    with django_assert_num_queries(1):
        assert len(queries.inbox(cast.pokja)) == rows
    with django_assert_num_queries(1):
        assert queries.inbox_count(cast.pokja) == rows


def test_what_i_sent_stays_in_sight(approved, cast):
    assert [item.review for item in queries.sent_by(cast.fasilitator)] == [approved]
    assert queries.sent_by(cast.pokja) == []


def test_a_change_of_turn_is_written_to_those_who_can_act(review, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.submit(review=review, by=cast.fasilitator)
    [letter] = mail.outbox
    assert letter.to == [cast.pokja.email]
    assert letter.subject == "[Kumuh] Giliran Anda: Lembar uji"
    assert f"/periksa/{review.pk}/" in letter.body
    assert "Krapyak" in letter.body


def test_the_first_of_two_signatures_writes_no_second_letter(verified, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.approve(review=verified, by=cast.lurah)
    assert mail.outbox == []


def test_no_letter_goes_to_own_work_blocked_or_mailless_people(
    new_review, cast, places, django_capture_on_commit_callbacks
):
    make_user(Role.LURAH, places.kelurahan, is_active=False)
    make_user(Role.LURAH, places.kelurahan, email="")
    review = services.submit(review=new_review(), by=cast.bkm)
    with django_capture_on_commit_callbacks(execute=True):
        services.verify(review=review, by=cast.pokja)
    assert [letter.to for letter in mail.outbox] == [[cast.lurah.email]]


def test_a_mail_server_that_is_down_does_not_stop_the_move(review, cast, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.kumuh.reviews.broken_mail.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        services.submit(review=review, by=cast.fasilitator)
    review.refresh_from_db()
    assert review.state == "DIAJUKAN"
