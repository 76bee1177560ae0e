"""Sign-in: by username or e-mail, throttled, with a second factor that no address goes around."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kumuh.accounts import permissions
from kumuh.accounts.enums import Role
from tests.cast import assign, make_user

PASSWORD = "kata-sandi-uji-9"
LIMITS = {"login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,3/10m/key"}


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return make_user(username="ani", email="ani@example.org", password=PASSWORD)


def sign_in(browser, login, password=PASSWORD, ip="10.0.0.1"):
    return browser.post("/akun/login/", {"login": login, "password": password}, REMOTE_ADDR=ip)


def inside(browser):
    return browser.get("/profil/").status_code == 200


@pytest.mark.parametrize("login", ["ani", "ani@example.org", "ANI@example.org"])
def test_username_or_mail_address_open_the_door(client, person, login):
    sign_in(client, login)
    assert inside(client)


def test_a_wrong_password_is_refused_in_indonesian_without_telling_which_part(client, person):
    for login in ("ani", "tidak-ada"):
        assert "Nama akun, email, atau kata sandi tidak cocok" in sign_in(client, login, "salah").content.decode() or (
            "Nama akun atau kata sandi tidak cocok" in sign_in(client, login, "salah").content.decode()
        )


def test_guessing_at_one_account_is_stopped_from_every_address(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    for number in range(5):
        sign_in(Client(), "ani", "salah", ip=f"10.0.0.{number}")
    stopped = sign_in(client, "ani", ip="10.0.0.99")
    assert "Terlalu banyak percobaan" in stopped.content.decode()
    assert not inside(client)


def test_username_and_mail_address_share_one_counter(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    for number in range(5):
        sign_in(Client(), "ani@example.org" if number % 2 else "Ani", "salah", ip=f"10.0.0.{number}")
    sign_in(client, "ani", ip="10.0.0.99")
    assert not inside(client)


def test_guessing_at_many_accounts_from_one_address_is_stopped(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    for number in range(20):
        sign_in(Client(), f"orang-{number}", "salah")
    assert "Terlalu banyak percobaan" in sign_in(client, "ani").content.decode()
    sign_in(client, "ani", ip="10.0.0.2")
    assert inside(client)


def test_a_good_sign_in_does_not_reset_the_counter_of_bad_ones(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    make_user(username="budi", password=PASSWORD)
    for number in range(5):
        sign_in(Client(), "ani", "salah", ip=f"10.0.0.{number}")
        sign_in(Client(), "budi", ip=f"10.0.0.{number}")
    sign_in(client, "ani", ip="10.0.0.99")
    assert not inside(client)


def test_reset_mails_are_throttled_per_account(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    answers = [
        client.post("/akun/password/reset/", {"email": "ani@example.org"}, REMOTE_ADDR=f"10.0.1.{number}").status_code
        for number in range(4)
    ]
    assert answers == [302, 302, 302, 429]


def test_nobody_registers_by_themselves(client, db):
    client.post(
        "/akun/signup/", {"username": "x", "email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not inside(client)
    assert "pendaftaran" in client.get("/akun/signup/").content.decode().lower()


# --- A password that must be changed ---------------------------------------------------------------
def test_a_demanded_change_of_password_cannot_be_skipped_by_the_address(as_user, person):
    person.must_change_password = True
    person.save()
    browser = as_user(person)
    for page in ("/profil/", "/giliran-saya/", "/pengelola/"):
        assert browser.get(page).url == "/akun/password/change/"
    new = "kelurahan-krapyak-77"
    browser.post("/akun/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert not person.must_change_password
    assert inside(browser)


# --- The second factor -------------------------------------------------------------------------------
@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_ROLES = ("ADMIN", "POKJA")


def code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


OPEN = {
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
}


@pytest.mark.parametrize("who", ["pokja", "admin"])
def test_strong_roles_set_up_codes_before_any_page_opens(as_user, cast, strict, who):
    browser = as_user(getattr(cast, who))
    for address in permissions.addresses():
        if (
            address.arguments
            or "GET" not in address.methods
            or address.name in OPEN
            or address.name.startswith("account_")
        ):
            continue
        if "(" in address.path or "<" in address.path or not address.name:
            continue
        answer = browser.get(address.path)
        assert answer.headers.get("Location", "").startswith("/akun/2fa/totp/activate/"), address.path


@pytest.mark.parametrize("who", ["fasilitator", "lurah", "bkm"])
def test_other_roles_are_not_bothered(as_user, cast, strict, who):
    assert inside(as_user(getattr(cast, who)))


def test_the_demand_comes_with_the_role(as_user, cast, places, strict):
    browser = as_user(cast.dinas)
    assert inside(browser)
    assign(cast.dinas, Role.POKJA, places.city)
    assert not inside(browser)


def test_demo_mode_demands_nothing(as_user, cast, settings):
    assert settings.SECOND_FACTOR_ROLES == ()
    assert inside(as_user(cast.pokja))


def test_what_was_typed_when_the_demand_came_is_kept(as_user, cast, strict):
    as_user(cast.pokja).post("/profil/", {"name": "Nama Baru", "email": "", "phone": ""})
    assert cast.pokja.form_drafts.get().fields["name"] == ["Nama Baru"]


def test_sign_in_asks_for_the_code_and_lets_nobody_in_without(client, cast, strict):
    cast.pokja.set_password(PASSWORD)
    cast.pokja.save()
    secret = generate_totp_secret()
    TOTP.activate(cast.pokja, secret)
    answer = sign_in(client, "pokja")
    assert answer.url.startswith("/akun/2fa/authenticate/")
    assert client.get("/profil/").url.startswith("/akun/login/")
    page = client.post("/akun/2fa/authenticate/", {"code": "000000"})
    assert page.status_code == 200
    assert not inside(client)
    client.post("/akun/2fa/authenticate/", {"code": code(secret)})
    assert inside(client)


def test_codes_are_throttled_too(client, cast, strict, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    cast.pokja.set_password(PASSWORD)
    cast.pokja.save()
    secret = generate_totp_secret()
    TOTP.activate(cast.pokja, secret)
    sign_in(client, "pokja")
    for _ in range(6):
        client.post("/akun/2fa/authenticate/", {"code": "000000"})
    client.post("/akun/2fa/authenticate/", {"code": code(secret)})
    assert not inside(client)


def test_the_admin_site_has_no_door_of_its_own(client, cast, strict):
    assert client.get("/pengelola/").url.startswith("/pengelola/login/")
    assert client.get("/pengelola/login/?next=/pengelola/").url.startswith("/akun/login/")
    posted = client.post("/pengelola/login/", {"username": "admin", "password": PASSWORD})
    assert posted.url.startswith(reverse("account_login"))


def test_signing_out_on_a_shared_phone_clears_what_it_kept(as_user, cast):
    browser = as_user(cast.lurah)
    answer = browser.post("/akun/logout/", secure=True)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not inside(browser)
