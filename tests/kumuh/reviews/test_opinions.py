"""Opinions before the verification, and those who are told when it is approved."""

import pytest
from django.core import mail
from django.urls import reverse

from kumuh.reviews import queries, services
from kumuh.reviews.enums import Opinion, Party, ReviewState, Severity
from kumuh.reviews.errors import NotReady, NotYourTurn, OwnWork, ReasonMissing, UnansweredNotes, WrongState

pytestmark = pytest.mark.usefixtures("consulting")


def advise(review, *people):
    for person in people:
        services.consult(review=review, by=person, opinion=Opinion.AGREE, reason="Sesuai RTRW.")
    return review


@pytest.fixture
def approved(submitted, cast):
    advise(submitted, cast.dinas, cast.askot)
    services.verify(review=submitted, by=cast.pokja)
    services.approve(review=submitted, by=cast.lurah)
    return services.approve(review=submitted, by=cast.bkm)


def holders(cast, review):
    people = ("fasilitator", "askot", "bkm", "lurah", "camat", "pokja", "dinas", "pemantau")
    return {who for who in people if review in queries.turn_of(getattr(cast, who))}


def test_nobody_verifies_before_every_body_has_spoken(submitted, cast):
    with pytest.raises(NotReady) as refused:
        services.verify(review=submitted, by=cast.pokja)
    assert refused.value.messages == [
        "Belum ada pertimbangan dari Verifikator dinas/DPIU.",
        "Belum ada pertimbangan dari Askot/Korkot.",
    ]
    advise(submitted, cast.dinas)
    with pytest.raises(NotReady, match="Askot/Korkot"):
        services.verify(review=submitted, by=cast.pokja)
    advise(submitted, cast.askot)
    services.verify(review=submitted, by=cast.pokja)
    assert submitted.state == ReviewState.VERIFIED


def test_giliran_saya_goes_to_the_bodies_and_then_to_the_pokja(submitted, cast):
    assert holders(cast, submitted) == {"dinas", "askot"}
    assert queries.sent_by(cast.fasilitator)[0].party == Party.ADVISER
    advise(submitted, cast.askot)
    assert holders(cast, submitted) == {"dinas"}
    advise(submitted, cast.dinas)
    assert holders(cast, submitted) == {"pokja"}
    assert queries.sent_by(cast.fasilitator)[0].party == Party.VERIFIER


def test_the_pokja_returns_without_waiting_and_the_opinions_fall(submitted, cast):
    advise(submitted, cast.dinas)
    services.return_for_completion(review=submitted, by=cast.pokja, reason="Peta kurang.")
    services.submit(review=submitted, by=cast.fasilitator)
    assert [one.event for one in queries.opinions(submitted)] == [None, None]
    assert holders(cast, submitted) == {"dinas", "askot"}
    assert [(e.verb, e.opinion, e.voided) for e in queries.timeline(submitted)] == [
        ("AJUKAN", "", False),
        ("TIMBANG", "SETUJU", True),
        ("KEMBALIKAN", "", False),
        ("AJUKAN", "", False),
    ]


def test_an_opinion_needs_a_choice_and_words(submitted, cast):
    with pytest.raises(ReasonMissing):
        services.consult(review=submitted, by=cast.dinas, opinion=Opinion.AGREE, reason="  ")
    with pytest.raises(ReasonMissing):
        services.consult(review=submitted, by=cast.dinas, opinion="TOLAK", reason="Tidak.")
    assert queries.opinions_missing(submitted) != []


def test_a_body_speaks_once_and_strangers_never(submitted, cast):
    advise(submitted, cast.dinas)
    for person in (cast.dinas, cast.lurah, cast.camat, cast.fasilitator, cast.stranger):
        with pytest.raises(NotYourTurn):
            advise(submitted, person)


def test_who_submitted_gives_no_opinion_on_it(review, cast, places):
    from tests.cast import assign

    assign(cast.bkm, "DINAS", places.city)
    services.submit(review=review, by=cast.bkm)
    with pytest.raises(OwnWork):
        advise(review, cast.bkm)


def test_notes_of_a_body_are_answered_before_the_verification(submitted, cast):
    note = services.add_note(review=submitted, by=cast.dinas, text="Elevasi saluran?", pin="usulan:7")
    advise(submitted, cast.dinas, cast.askot)
    with pytest.raises(UnansweredNotes):
        services.verify(review=submitted, by=cast.pokja)
    services.answer_note(note=note, by=cast.fasilitator, text="0,3 persen.")
    services.verify(review=submitted, by=cast.pokja)
    with pytest.raises(WrongState):
        services.add_note(review=submitted, by=cast.dinas, text="Satu lagi.")


def test_bodies_neither_write_nor_read_internal_notes(submitted, cast):
    services.add_note(review=submitted, by=cast.pokja, text="Cek harga.", internal=True)
    with pytest.raises(NotYourTurn):
        services.add_note(review=submitted, by=cast.dinas, text="Cek harga.", internal=True)
    assert list(queries.visible_notes(submitted, cast.dinas)) == []


def test_letters_go_when_the_turn_goes_on_and_to_the_camat_at_the_end(review, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.submit(review=review, by=cast.fasilitator)
    assert {letter.to[0] for letter in mail.outbox} == {cast.dinas.email, cast.askot.email}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        advise(review, cast.dinas)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        advise(review, cast.askot)
    assert [letter.to for letter in mail.outbox] == [[cast.pokja.email]]
    services.verify(review=review, by=cast.pokja)
    services.approve(review=review, by=cast.lurah)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.approve(review=review, by=cast.bkm)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([cast.camat.email], "[Kumuh] Sudah disahkan: Lembar uji")


def test_the_camat_acknowledges_once_and_again_after_a_new_approval(approved, cast):
    assert [item.review for item in queries.to_acknowledge(cast.camat)] == [approved]
    services.acknowledge(review=approved, by=cast.camat)
    assert (approved.state, queries.to_acknowledge(cast.camat)) == (ReviewState.APPROVED, [])
    with pytest.raises(NotYourTurn):
        services.acknowledge(review=approved, by=cast.camat)
    services.reopen(review=approved, by=cast.pokja, reason="Pagu berubah.")
    assert [event.voided for event in queries.timeline(approved) if event.verb == "KETAHUI"] == [True]


def test_the_body_presses_its_opinion_on_the_page(submitted, cast, as_user):
    address = reverse("reviews:review-detail", args=[submitted.pk])
    assert "belum memberi pertimbangan" in as_user(cast.pokja).get(address).content.decode()
    browser = as_user(cast.dinas)
    assert "Beri pertimbangan" in browser.get(address).content.decode()
    press = reverse("reviews:review-consult", args=[submitted.pk])
    empty = browser.post(press, {"timbang-version": submitted.version, "timbang-opinion": "CATATAN"})
    assert (empty.status_code, submitted.events.filter(verb="TIMBANG").count()) == (422, 0)
    words = {"timbang-opinion": "CATATAN", "timbang-reason": "Lebar saluran ditambah."}
    browser.post(press, {"timbang-version": submitted.version} | words)
    page = as_user(cast.fasilitator).get(address).content.decode()
    assert "memberi pertimbangan: setuju dengan catatan" in page
    assert "Lebar saluran ditambah." in page


def test_the_note_form_of_a_body_offers_nothing_internal(submitted, cast, as_user):
    address = reverse("reviews:note-add", args=[submitted.pk])
    assert "Catatan dalam" in as_user(cast.pokja).get(address).content.decode()
    browser = as_user(cast.dinas)
    assert "Catatan dalam" not in browser.get(address).content.decode()
    browser.post(address, {"text": "Satuan?", "severity": Severity.ADVICE})
    assert submitted.notes.get().author == cast.dinas


def test_the_camat_finds_it_under_untuk_diketahui_and_presses(approved, cast, as_user):
    browser = as_user(cast.camat)
    assert "Untuk diketahui" in browser.get("/giliran-saya/").content.decode()
    browser.post(reverse("reviews:review-acknowledge", args=[approved.pk]), {"ketahui-version": approved.version})
    assert "Untuk diketahui" not in browser.get("/giliran-saya/").content.decode()
    page = browser.get(reverse("reviews:review-detail", args=[approved.pk])).content.decode()
    assert "menandai sudah diketahui" in page
