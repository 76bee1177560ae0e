"""Ringkasan harian: one mail a day, grouped by kelurahan, and reminders before a deadline."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from kumuh.core.formats import tanggal
from kumuh.reviews import services
from kumuh.reviews.models import Digest
from kumuh.reviews.registry import DEADLINES, PinPlace, register_deadline, register_pin
from kumuh.reviews.services.digest import MOST_LINES
from tests.cast import make_user

MORNING = timezone.localtime().replace(hour=6, minute=0, second=0, microsecond=0)


def at(days=0, hours=0):
    return time_machine.travel(MORNING + timedelta(days=days, hours=hours), tick=False)


def letters_to(person):
    return [letter for letter in mail.outbox if letter.to == [person.email]]


@pytest.fixture
def ends_on(monkeypatch, chain):
    """The deadline of every paper of the test chain."""

    def put(day):
        monkeypatch.setitem(DEADLINES, chain.subject_type, lambda ids: dict.fromkeys(ids, day))

    return put


def test_a_hundred_moves_of_a_day_make_one_mail(new_review, cast):
    with at():
        reviews = [new_review(title=f"Lembar {number}") for number in range(50)]
        for review in reviews:
            services.submit(review=review, by=cast.fasilitator)
            services.return_for_completion(review=review, by=cast.pokja, reason="Lengkapi.")
    with at(hours=12):
        services.send_digests()
    [letter] = letters_to(cast.fasilitator)
    assert letter.subject == f"[Kumuh] Ringkasan {tanggal(MORNING.date())}"
    assert letter.body.count("mengembalikan") == MOST_LINES
    assert f"dan {50 - MOST_LINES} kabar lain" in letter.body
    assert "mengajukan" not in letter.body, "own moves are no news"
    assert "Menunggu Anda: 50 pekerjaan." in letter.body


def test_running_it_again_on_the_same_day_sends_nothing(submitted, cast, capsys):
    call_command("kirim_ringkasan")
    first = len(mail.outbox)
    assert first > 0
    call_command("kirim_ringkasan")
    assert len(mail.outbox) == first
    assert capsys.readouterr().out == f"Ringkasan terkirim: {first}.\nRingkasan terkirim: 0.\n"


def test_the_next_mail_begins_where_the_last_one_ended(review, cast):
    with at():
        services.submit(review=review, by=cast.fasilitator)
    with at(hours=1):
        services.send_digests()
    with at(hours=2):
        services.return_for_completion(review=review, by=cast.pokja, reason="Lengkapi.")
    with at(days=3):
        services.send_digests()
    first, second = letters_to(cast.bkm)
    assert ("mengajukan" in first.body, "mengembalikan" in first.body) == (True, False)
    assert ("mengajukan" in second.body, "mengembalikan" in second.body) == (False, True)
    with at(days=4):
        services.send_digests()
    assert len(letters_to(cast.bkm)) == 2, "no news, no mail"


def test_news_are_grouped_by_kelurahan_with_the_newest_first(new_review, cast, places):
    with at():
        old = services.submit(review=new_review(title="Lembar lama"), by=cast.fasilitator)
    other = make_user("BKM", places.next_kelurahan)
    with at(hours=1):
        services.submit(review=new_review(region=places.next_kelurahan, title="Lembar lain"), by=other)
    with at(hours=2):
        services.submit(review=new_review(title="Lembar baru"), by=cast.fasilitator)
    with at(hours=3):
        services.send_digests()
    [letter] = letters_to(cast.pokja)
    order = ["Krapyak\n-", "Lembar baru", "Lembar lama", f"{places.next_kelurahan.name}\n-", "Lembar lain"]
    found = [letter.body.index(words) for words in order]
    assert found == sorted(found)
    assert f"/periksa/{old.pk}/" in letter.body
    assert "Lembar lain" not in letters_to(cast.lurah)[0].body


def test_a_note_leads_to_its_row_and_an_internal_one_stays_at_the_desk(submitted, cast, monkeypatch):
    monkeypatch.setattr("kumuh.reviews.registry.PIN_PLACES", {})
    register_pin("usulan", lambda review, pins: {pin: PinPlace("/usulan/7/ubah/", "/usulan/7/") for pin in pins})
    services.add_note(review=submitted, by=cast.pokja, text="Satuan?", pin="usulan:7", pin_label="Usulan 7")
    services.add_note(review=submitted, by=cast.pokja, text="Cek.", pin_label="Harga dinas", internal=True)
    services.send_digests()
    [letter] = letters_to(cast.fasilitator)
    assert "pada Usulan 7\n  http" in letter.body
    assert "/usulan/7/#letak-usulan-7\n" in letter.body
    assert all("Harga dinas" not in sent.body for sent in mail.outbox)


def test_who_is_only_informed_hears_of_the_approval_alone(consulting, submitted, cast):
    for adviser in (cast.dinas, cast.askot):
        services.consult(review=submitted, by=adviser, opinion="SETUJU", reason="Sesuai.")
    services.verify(review=submitted, by=cast.pokja)
    services.approve(review=submitted, by=cast.bkm)
    services.approve(review=submitted, by=cast.lurah)
    services.send_digests()
    [letter] = letters_to(cast.camat)
    assert letter.body.count("/periksa/") == 1
    assert "mengesahkan" in letter.body


@pytest.mark.parametrize(
    ("days_left", "reminded"), [(8, False), (7, True), (6, False), (3, True), (2, False), (1, True), (-1, False)]
)
def test_a_reminder_comes_seven_three_and_one_day_before(submitted, cast, ends_on, days_left, reminded):
    today = timezone.localdate()
    ends_on(today + timedelta(days=days_left))
    Digest.objects.create(user=cast.pokja, day=today - timedelta(days=1), until=timezone.now() - timedelta(days=1))
    services.send_digests()
    [letter] = letters_to(cast.pokja)
    assert ("Batas waktu mendekat" in letter.body) == reminded
    assert (f"batas waktu {days_left} hari lagi" in letter.body) == reminded
    assert "Batas waktu" not in letters_to(cast.lurah)[0].body, "not the turn of the lurah"


def test_a_reminder_whose_day_had_no_run_comes_with_the_next_run(submitted, cast, ends_on):
    ends_on(MORNING.date() + timedelta(days=2))
    before = timezone.localdate(MORNING) - timedelta(days=2)
    Digest.objects.create(user=cast.pokja, day=before, until=MORNING - timedelta(days=2))
    with at():
        services.send_digests()
    assert "batas waktu 2 hari lagi" in letters_to(cast.pokja)[-1].body


def test_a_mail_server_that_is_down_is_tried_again(submitted, cast, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.kumuh.reviews.broken_mail.EmailBackend"
    assert services.send_digests() == 0
    settings.EMAIL_BACKEND = backend
    assert services.send_digests() > 0
    assert letters_to(cast.pokja)


def test_people_without_mail_area_or_account_get_nothing(submitted, places):
    make_user("LURAH", places.kelurahan, email="")
    closed = make_user("LURAH", places.kelurahan, is_active=False)
    services.send_digests()
    assert letters_to(closed) == []
    assert all(letter.to != [""] for letter in mail.outbox)


def test_a_subject_type_declares_its_deadlines_once(ends_on, chain):
    ends_on(date(2026, 3, 9))
    with pytest.raises(ValueError, match="twice"):
        register_deadline(chain.subject_type, lambda ids: {})
