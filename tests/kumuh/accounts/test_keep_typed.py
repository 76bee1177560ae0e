"""Never lose a keystroke: the session ends or the form's mark rotates, and every field is back."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kumuh.accounts.models import FormDraft
from kumuh.accounts.typed import MAX_BYTES
from tests.cast import make_user
from tests.kumuh.reviews.addresses import matrix_review

PASSWORD = "kata-sandi-uji-9"
TYPED = {
    "pin": "usulan:7/volume",
    "pin_label": "Usulan 7",
    "text": "Satuan belum jelas.\r\nLihat <gambar> & lampiran.",
    "severity": "SARAN",
    "internal": "on",
}


@pytest.fixture
def address(world):
    """A real form page: writing a review note."""
    return f"/periksa/{matrix_review(world).pk}/catatan/"


@pytest.fixture
def pokja(cast):
    cast.pokja.set_password(PASSWORD)
    cast.pokja.save()
    return cast.pokja


@pytest.fixture
def second_pokja(places):
    return make_user("POKJA", places.city, username="pokja-kedua", password=PASSWORD)


def sign_in(browser, user, after="/"):
    return browser.post("/akun/login/", {"login": user.username, "password": PASSWORD, "next": after})


def end_session(browser):
    """The server forgets the session; the browser keeps its cookies, as when the time runs out."""
    browser.session.flush()


def assert_every_field_is_back(page):
    html = page.content.decode()
    assert "sudah dipasang kembali, tetapi belum tersimpan" in html
    assert 'name="pin" value="usulan:7/volume"' in html.replace('id="id_pin" ', "")
    assert "Satuan belum jelas.\r\nLihat &lt;gambar&gt; &amp; lampiran.</textarea>" in html
    assert '<option value="SARAN" selected>' in html
    assert '<option value="WAJIB">' in html
    assert "checked" in html[html.index('name="internal"') - 80 : html.index('name="internal"') + 120]


def test_the_session_ends_in_the_middle_of_a_form(client, address, pokja):
    sign_in(client, pokja)
    client.get(address)
    end_session(client)

    refused = client.post(address, TYPED)
    assert refused.url.startswith("/akun/login/?next=")
    sign_in_page = client.get(refused.url).content.decode()
    assert "Isian Anda disimpan dan dipasang kembali" in sign_in_page

    back = client.post(refused.url, {"login": pokja.username, "password": PASSWORD, "next": after(refused.url)})
    assert_every_field_is_back(client.get(back.url))

    saved = client.post(address, TYPED)
    assert saved.status_code == 302
    assert FormDraft.objects.count() == 0


def after(url):
    return parse_qs(urlsplit(url).query)["next"][0]


def test_the_page_with_its_query_is_the_one_that_comes_back(client, address, pokja):
    sign_in(client, pokja)
    end_session(client)
    refused = client.post(address, TYPED, headers={"Referer": f"http://testserver{address}?letak=a&sebutan=b"})
    assert after(refused.url).startswith(f"{address}?letak=a&sebutan=b&pulihkan=")


def test_who_goes_elsewhere_after_signing_in_finds_the_form_in_the_list(client, address, pokja):
    sign_in(client, pokja)
    end_session(client)
    client.post(address, TYPED)
    sign_in(client, pokja)
    listed = client.get("/isian-belum-dikirim/").content.decode()
    draft = FormDraft.objects.get(user=pokja)
    assert draft.restore_url.replace("&", "&amp;") in listed
    assert_every_field_is_back(client.get(draft.restore_url))
    assert "Satuan belum jelas." in client.get(f"/isian-belum-dikirim/{draft.pk}/").content.decode()


def test_another_person_on_the_same_phone_gets_nothing(client, address, pokja, second_pokja):
    sign_in(client, pokja)
    end_session(client)
    refused = client.post(address, TYPED)
    sign_in(client, second_pokja)
    page = client.get(after(refused.url)).content.decode()
    assert "Satuan belum jelas" not in page
    assert FormDraft.objects.count() == 0
    client.post("/akun/logout/")
    sign_in(client, pokja)
    client.get("/isian-belum-dikirim/")
    assert FormDraft.objects.get().user == pokja


def test_another_browser_gets_nothing(client, address, pokja):
    sign_in(client, pokja)
    end_session(client)
    refused = client.post(address, TYPED)
    elsewhere = Client()
    sign_in(elsewhere, pokja)
    assert "Satuan belum jelas" not in elsewhere.get(after(refused.url)).content.decode()


def test_what_was_kept_is_forgotten_after_half_an_hour(client, address, pokja, time_machine_now):
    sign_in(client, pokja)
    end_session(client)
    client.post(address, TYPED)
    time_machine_now.shift(31 * 60)
    sign_in(client, pokja)
    client.get("/isian-belum-dikirim/")
    assert FormDraft.objects.count() == 0


@pytest.fixture
def time_machine_now():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def test_secrets_and_files_are_not_kept(client, address, pokja):
    sign_in(client, pokja)
    end_session(client)
    client.post(address, TYPED | {"password": "rahasia-1", "kata_sandi": "rahasia-2", "csrfmiddlewaretoken": "x"})
    sign_in(client, pokja)
    client.get("/isian-belum-dikirim/")
    assert set(FormDraft.objects.get().fields) == set(TYPED)


def test_a_form_too_large_to_keep_says_so(client, address, pokja):
    sign_in(client, pokja)
    end_session(client)
    refused = client.post(address, TYPED | {"text": "x" * (MAX_BYTES + 1)})
    assert "tidak dapat disimpan" in client.get(refused.url).content.decode()


def test_a_partial_page_is_told_to_sign_in_as_a_whole(client, address, pokja):
    answer = client.post(address, TYPED, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/akun/login/?next=")


def test_a_saved_form_that_answers_with_an_error_keeps_its_draft(client, address, pokja):
    client.force_login(pokja)
    put(client, "periksa/catatan", {"text": ["Satuan?"]})
    refused = client.post(address, {"text": "", "_draf": "periksa/catatan"})
    assert FormDraft.objects.count() == 1
    assert "draf_selesai" not in refused.cookies
    saved = client.post(address, TYPED | {"_draf": "periksa/catatan"})
    assert FormDraft.objects.count() == 0
    assert saved.cookies["draf_selesai"].value == "periksa%2Fcatatan"


# --- The mark of the form (CSRF) -------------------------------------------------------------------
@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def mark_on(browser, address):
    return browser.get(address).context["csrf_token"]


def enter(browser, user):
    token = mark_on(browser, "/akun/login/")
    fields = {"login": user.username, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    return browser.post("/akun/login/", fields)


def test_a_sign_in_in_another_tab_rotates_the_mark_and_nothing_is_lost(strict, address, pokja):
    enter(strict, pokja)
    old = str(mark_on(strict, address))
    strict.post("/akun/logout/", {"csrfmiddlewaretoken": old})
    enter(strict, pokja)

    stale = TYPED | {"csrfmiddlewaretoken": old}
    answer = strict.post(address, stale, headers={"Origin": "http://testserver"})
    assert answer.url.startswith(f"{address}?pulihkan=")
    page = strict.get(answer.url)
    assert_every_field_is_back(page)
    saved = strict.post(address, TYPED | {"csrfmiddlewaretoken": str(page.context["csrf_token"])})
    assert saved.status_code == 302
    assert FormDraft.objects.count() == 0


def test_session_and_mark_both_gone_still_lose_nothing(strict, address, pokja):
    enter(strict, pokja)
    old = str(mark_on(strict, address))
    end_session(strict)
    del strict.cookies["csrftoken"]
    refused = strict.post(address, TYPED | {"csrfmiddlewaretoken": old}, headers={"Origin": "http://testserver"})
    assert refused.url.startswith("/akun/login/?next=")
    enter(strict, pokja)
    assert_every_field_is_back(strict.get(after(refused.url)))


@pytest.mark.parametrize("headers", [{"Origin": "https://jahat.example"}, {"Origin": "null"}, {}])
def test_a_form_from_a_foreign_page_is_refused_and_not_kept(strict, address, pokja, headers):
    enter(strict, pokja)
    answer = strict.post(address, TYPED, headers=headers)
    assert answer.status_code == 403
    assert FormDraft.objects.count() == 0


# --- The store behind autosave --------------------------------------------------------------------
def put(browser, key, fields, **more):
    body = json.dumps({"fields": fields} | more)
    return browser.post(f"/draf/{key}/", body, content_type="application/json")


def test_typing_is_kept_read_and_forgotten(as_user, cast):
    browser = as_user(cast.fasilitator)
    assert browser.get("/draf/rembuk/5/").status_code == 204
    saved = put(
        browser,
        "rembuk/5",
        {"judul": ["Rembuk warga"]},
        version=3,
        page="/rembuk/5/?pulihkan=x",
        title="Rembuk – Kumuh",
    )
    read = browser.get("/draf/rembuk/5/").json()
    assert read == {"fields": {"judul": ["Rembuk warga"]}, "version": 3, "saved_at": saved.json()["saved_at"]}
    draft = FormDraft.objects.get()
    assert (draft.page, draft.title, draft.restore_url) == ("/rembuk/5/", "Rembuk", "/rembuk/5/?pulihkan=rembuk%2F5")
    assert browser.delete("/draf/rembuk/5/").status_code == 204
    assert FormDraft.objects.count() == 0


def test_two_people_never_see_each_others_drafts(as_user, cast):
    put(as_user(cast.fasilitator), "rembuk/5", {"judul": ["Milik fasilitator"]}, page="/giliran-saya/")
    mine = FormDraft.objects.get()
    other = as_user(cast.bkm)
    assert other.get("/draf/rembuk/5/").status_code == 204
    assert other.get(f"/isian-belum-dikirim/{mine.pk}/").status_code == 404
    assert other.post(f"/isian-belum-dikirim/{mine.pk}/buang/").status_code == 404
    assert "Milik fasilitator" not in other.get("/giliran-saya/?pulihkan=rembuk/5").content.decode()
    other.delete("/draf/rembuk/5/")
    put(other, "rembuk/5", {"judul": ["Milik BKM"]})
    mine.refresh_from_db()
    assert mine.fields == {"judul": ["Milik fasilitator"]}


def test_a_device_that_began_on_an_older_version_is_told(as_user, cast):
    browser = as_user(cast.fasilitator)
    put(browser, "rembuk/5", {"judul": ["baru"]}, version=4)
    assert put(browser, "rembuk/5", {"judul": ["lama"]}, version=3).status_code == 409
    assert browser.get("/draf/rembuk/5/").json()["fields"] == {"judul": ["baru"]}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "bukan json",
        '{"fields": []}',
        '{"fields": {"a": "b"}}',
        '{"fields": {"a": [1]}}',
        json.dumps({"fields": {"a": ["x" * MAX_BYTES]}}),
        json.dumps({"fields": {"a": ["x" * MAX_BYTES * 3]}}),
    ],
)
def test_anything_that_is_not_a_form_is_refused(as_user, cast, body):
    browser = as_user(cast.fasilitator)
    assert browser.post("/draf/k/", body, content_type="application/json").status_code == 400
    assert FormDraft.objects.count() == 0


@pytest.mark.parametrize("key", ["x" * 161, "a b", "<script>", "-a"])
def test_a_strange_key_is_refused(as_user, cast, key):
    assert put(as_user(cast.fasilitator), key, {"a": ["b"]}).status_code == 400


def test_characters_no_database_takes_are_left_out(as_user, cast):
    browser = as_user(cast.fasilitator)
    put(browser, "k", {"a\x00": ["b\x00\ud800c"]}, page="//jahat.example/", title="t\x00")
    draft = FormDraft.objects.get()
    assert (draft.fields, draft.page, draft.title) == ({"a": ["bc"]}, "", "t")


def test_a_draft_needs_a_session_and_a_mark(strict, client, cast):
    assert put(client, "k", {"a": ["b"]}).url.startswith("/akun/login/")
    strict.force_login(cast.fasilitator, backend="django.contrib.auth.backends.ModelBackend")
    assert put(strict, "k", {"a": ["b"]}).status_code == 403
    assert FormDraft.objects.count() == 0


def test_the_oldest_drafts_give_way(as_user, cast, monkeypatch):
    monkeypatch.setattr("kumuh.accounts.services.drafts.MOST_DRAFTS", 2)
    browser = as_user(cast.fasilitator)
    for key in ("satu", "dua", "tiga"):
        put(browser, key, {"a": ["b"]})
    assert set(FormDraft.objects.values_list("key", flat=True)) == {"dua", "tiga"}


def test_a_draft_can_be_thrown_away_from_the_list(as_user, cast):
    browser = as_user(cast.fasilitator)
    put(browser, "rembuk/5", {"judul": ["Rembuk"]}, page="/giliran-saya/", title="Rembuk warga")
    draft = FormDraft.objects.get()
    assert "Rembuk warga" in browser.get("/isian-belum-dikirim/").content.decode()
    browser.post(f"/isian-belum-dikirim/{draft.pk}/buang/")
    assert "Semua isian sudah dikirim" in browser.get("/isian-belum-dikirim/").content.decode()
