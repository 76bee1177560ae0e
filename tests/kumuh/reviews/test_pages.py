"""Pages of reviews: what each person sees and can press."""

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import reverse

from kumuh.reviews import queries, services
from kumuh.reviews.enums import ReviewState
from kumuh.reviews.registry import PinPlace, register_pin


def press(browser, review, address, verb, **words):
    fields = {f"{verb}-version": review.version} | {f"{verb}-{name}": value for name, value in words.items()}
    return browser.post(reverse(f"reviews:{address}", args=[review.pk]), fields)


def detail(review):
    return reverse("reviews:review-detail", args=[review.pk])


def test_the_inbox_shows_what_waits_and_says_so_when_nothing_does(as_user, submitted, cast):
    assert "Lembar 1" in as_user(cast.pokja).get("/giliran-saya/").content.decode()
    page = as_user(cast.lurah).get("/giliran-saya/").content.decode()
    assert "Tidak ada yang menunggu Anda" in page
    assert "Lembar 1" not in page


def test_the_sender_finds_the_own_submission(as_user, submitted, cast):
    page = as_user(cast.fasilitator).get("/giliran-saya/").content.decode()
    assert "Yang saya kirim" in page
    assert "Pemeriksa, 0 hari" in page


def test_the_header_counts_the_turn_of_the_person(as_user, submitted, cast):
    assert 'data-count="1"' in as_user(cast.pokja).get(detail(submitted)).content.decode()
    assert 'data-count="0"' in as_user(cast.lurah).get(detail(submitted)).content.decode()


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("pokja", {"kembalikan", "verifikasi"}),
        ("lurah", set()),
        ("fasilitator", set()),
        ("pemantau", set()),
    ],
)
def test_decision_buttons_are_only_for_who_may(as_user, submitted, cast, who, offered):
    page = as_user(getattr(cast, who)).get(detail(submitted)).content.decode()
    verbs = ("ajukan", "kembalikan", "verifikasi", "sahkan", "buka-kembali")
    assert {verb for verb in verbs if f'action="/periksa/{submitted.pk}/{verb}/"' in page} == offered


def test_the_whole_way_can_be_pressed(as_user, review, cast):
    press(as_user(cast.fasilitator), review, "review-submit", "ajukan")
    review.refresh_from_db()
    press(as_user(cast.pokja), review, "review-verify", "verifikasi", reason="Sesuai data.")
    review.refresh_from_db()
    press(as_user(cast.lurah), review, "review-approve", "sahkan")
    review.refresh_from_db()
    answer = press(as_user(cast.bkm), review, "review-approve", "sahkan")
    assert answer.url == detail(review)
    review.refresh_from_db()
    assert review.state == ReviewState.APPROVED
    page = as_user(cast.pemantau).get(detail(review)).content.decode()
    assert "Sesuai data." in page
    assert "tidak ada yang menunggu" in page


def test_a_refused_decision_keeps_the_words_and_says_what_is_missing(as_user, submitted, cast):
    services.add_note(review=submitted, by=cast.pokja, text="Sumber data?", pin_label="Masalah 3")
    answer = press(as_user(cast.pokja), submitted, "review-verify", "verifikasi", reason="Sudah saya cek ke lapangan.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Catatan belum dijawab: Masalah 3 – Sumber data?" in page
    assert "Sudah saya cek ke lapangan." in page


def test_an_old_page_decides_nothing_and_says_so(as_user, submitted, cast):
    services.add_note(review=submitted, by=cast.lurah, text="Cek.", severity="SARAN")
    browser = as_user(cast.pokja)
    old = submitted.version
    services.return_for_completion(review=submitted, by=cast.pokja, reason="Lengkapi.")
    services.submit(review=submitted, by=cast.fasilitator)
    answer = browser.post(reverse("reviews:review-verify", args=[submitted.pk]), {"verifikasi-version": old})
    assert answer.status_code == 422
    assert "sudah berubah sejak halaman dibuka" in answer.content.decode()


def test_deciding_on_own_work_is_forbidden_with_the_sentence(as_user, new_review, cast):
    review = services.submit(review=new_review(), by=cast.bkm)
    services.verify(review=review, by=cast.pokja)
    answer = press(as_user(cast.bkm), review, "review-approve", "sahkan")
    assert answer.status_code == 403
    assert "Anda ikut mengajukan" in answer.content.decode()


def test_a_note_is_written_from_the_link_of_its_place_and_answered_by_the_team(as_user, submitted, cast):
    browser = as_user(cast.pokja)
    link = reverse("reviews:note-add", args=[submitted.pk]) + "?letak=usulan:7/volume&sebutan=Usulan+7"
    assert "Usulan 7" in browser.get(link).content.decode()
    browser.post(link, {"pin": "usulan:7/volume", "pin_label": "Usulan 7", "text": "Satuan?", "severity": "WAJIB"})
    [note] = queries.notes_by_pin(submitted, cast.fasilitator)["usulan:7/volume"]
    answer = reverse("reviews:note-answer", args=[note.pk])
    team = as_user(cast.fasilitator)
    assert answer in team.get(detail(submitted)).content.decode()
    assert "Satuan?" in team.get(answer).content.decode()
    team.post(answer, {"text": "Meter."})
    note.refresh_from_db()
    assert (note.answer, note.answered_by) == ("Meter.", cast.fasilitator)


def test_an_empty_note_is_asked_for_again(as_user, submitted, cast):
    answer = as_user(cast.pokja).post(
        reverse("reviews:note-add", args=[submitted.pk]), {"text": "", "severity": "WAJIB"}
    )
    assert "Catatan: " in answer.content.decode()
    assert submitted.notes.count() == 0


def test_an_internal_note_is_nowhere_on_the_pages_of_authors(as_user, submitted, cast):
    note = services.add_note(review=submitted, by=cast.pokja, text="Cek harga ke dinas.", internal=True)
    assert "Cek harga" in as_user(cast.lurah).get(detail(submitted)).content.decode()
    for author in (cast.fasilitator, cast.bkm, cast.askot):
        assert "Cek harga" not in as_user(author).get(detail(submitted)).content.decode()
        assert as_user(author).get(reverse("reviews:note-answer", args=[note.pk])).status_code == 404


def render(text, user, **context):
    request = RequestFactory().get("/")
    request.user = user
    return Template("{% load pemeriksaan %}" + text).render(RequestContext(request, Context(context).flatten()))


def test_other_pages_show_the_notes_beside_their_field_and_the_panel(submitted, cast, django_assert_max_num_queries):
    services.add_note(review=submitted, by=cast.pokja, text="Satuan?", pin="usulan:7/volume")
    notes = queries.notes_by_pin(submitted, cast.pokja)
    tag = (
        '{% review_notes review notes "usulan:7/volume" "Volume usulan 7" %}{% review_notes review notes "usulan:8" %}'
    )
    with django_assert_max_num_queries(4):
        shown = render(tag, cast.pokja, review=submitted, notes=notes)
    assert "Satuan?" in shown
    assert "letak=usulan%3A7%2Fvolume&amp;sebutan=Volume+usulan+7" in shown
    assert "Beri catatan" not in render(tag, cast.fasilitator, review=submitted, notes=notes)
    assert render(tag, cast.fasilitator, review=None, notes={}).strip() == ""
    assert "Verifikasi" in render("{% review_panel review %}", cast.pokja, review=submitted)
    assert render("{% review_panel review %}", cast.pokja, review=None).strip() == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_notes_as_for_one(
    as_user, submitted, cast, rows, django_assert_max_num_queries
):
    for number in range(rows):
        services.add_note(review=submitted, by=cast.pokja, text=f"Catatan {number}")
    browser = as_user(cast.fasilitator)
    with django_assert_max_num_queries(22):
        page = browser.get(detail(submitted)).content.decode()
    assert page.count("Jawab catatan ini") == rows


def test_the_pin_of_a_note_leads_to_its_place(as_user, submitted, cast, monkeypatch):
    services.add_note(review=submitted, by=cast.pokja, text="Satuan?", pin="usulan:7/volume", pin_label="Usulan 7")
    browser = as_user(cast.fasilitator)
    assert f'href="/lembar/{submitted.subject_id}/">Usulan 7</a>' in browser.get(detail(submitted)).content.decode()
    monkeypatch.setattr("kumuh.reviews.registry.PIN_PLACES", {})
    register_pin("usulan", lambda review, pins: {pin: PinPlace("/usulan/7/ubah/", "/usulan/7/") for pin in pins})
    linked = browser.get(detail(submitted)).content.decode()
    assert 'href="/usulan/7/ubah/#letak-usulan-7-volume">Usulan 7</a>' in linked
    notes = queries.notes_by_pin(submitted, cast.pokja)
    shown = render('{% review_notes review notes "usulan:7/volume" %}', cast.pokja, review=submitted, notes=notes)
    assert 'id="letak-usulan-7-volume"' in shown
