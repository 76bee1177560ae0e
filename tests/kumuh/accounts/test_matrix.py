"""Who gets where: every address × nobody, a stranger, people without the role, somebody with it.

Written once for all apps: a new address without a right, or whose arguments nobody can build
(`tests/<project>/<app>/addresses.py`), fails here.
"""

from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kumuh.accounts import permissions
from kumuh.accounts.enums import Role
from kumuh.core.rights import PUBLIC, RIGHTS, SIGNED_IN
from tests.cast import address_of

TESTS = Path(__file__).resolve().parents[2]
for found in sorted(TESTS.glob("*/*/addresses.py")):
    import_module("tests." + ".".join(found.relative_to(TESTS).with_suffix("").parts))

OWN = [address for address in permissions.addresses() if address.own]
GUARDED = [address for address in OWN if address.right not in (PUBLIC, SIGNED_IN)]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def by_name(address):
    return address.name


def ask(address, method, url, user=None):
    browser = Client()
    if user is not None:
        browser.force_login(user, backend=BACKEND)
    answer = getattr(browser, method.lower())(url)
    if answer.streaming:
        answer.getvalue()
        for close in answer._resource_closers:  # only the file; `close()` would end the database too
            close()
    return answer


@pytest.fixture
def url_of(world, media):
    """The address with arguments of the cast's kelurahan; builders may store files."""
    return lambda address: address_of(address.name, address.arguments, world)


@pytest.mark.parametrize("address", [a for a in OWN if a.right != PUBLIC], ids=by_name)
def test_nobody_gets_in_without_signing_in(address, url_of):
    url = url_of(address)
    for method in address.methods:
        answer = ask(address, method, url)
        assert (answer.status_code, answer.headers.get("Location", "")[:18]) == (302, "/akun/login/?next=")


@pytest.mark.parametrize("address", [a for a in OWN if a.right == PUBLIC], ids=by_name)
def test_public_pages_ask_nobody_to_sign_in(address, url_of):
    answer = ask(address, address.methods[0], url_of(address))
    assert answer.status_code < 400
    assert not answer.headers.get("Location", "").startswith("/akun/login/")


@pytest.mark.parametrize("address", [a for a in GUARDED if a.arguments], ids=by_name)
def test_a_stranger_with_every_role_elsewhere_does_not_even_learn_that_it_exists(address, url_of, cast):
    url = url_of(address)
    for method in address.methods:
        assert ask(address, method, url, cast.stranger).status_code == 404


@pytest.mark.parametrize("address", [a for a in GUARDED if not a.arguments and "GET" in a.methods], ids=by_name)
def test_a_page_about_no_row_shows_a_stranger_nothing_of_here(address, url_of, world, cast):
    here = [world.decree.number, str(world.cycle.region), str(world.survey.kelurahan)]
    answer = ask(address, "GET", url_of(address), cast.stranger)
    assert answer.status_code in (200, 302, 403)
    assert [name for name in here if name in answer.content.decode()] == []


@pytest.mark.parametrize("address", GUARDED, ids=by_name)
def test_people_of_the_area_without_the_role_are_refused(address, url_of, cast):
    """Those whose area does not reach the row get 404, the others 403; somebody always reaches it."""
    roles = RIGHTS[address.right].roles
    others = [cast.holding(role) for role in Role if roles and role not in roles and role != Role.ADMIN]
    url = url_of(address)
    for method in address.methods:
        answers = {user.username: ask(address, method, url, user).status_code for user in others}
        assert set(answers.values()) <= {403, 404}, answers
        assert not answers or 403 in answers.values(), answers


@pytest.mark.parametrize("address", [a for a in GUARDED if "GET" in a.methods], ids=by_name)
def test_somebody_with_the_role_opens_it(address, url_of, cast):
    """The refusals above mean something only if the page opens for those it is meant for."""
    right = RIGHTS[address.right]
    allowed = [cast.holding(role) for role in Role if not right.roles or role in right.roles]
    url = url_of(address)
    answers = {user.username: ask(address, "GET", url, user).status_code for user in allowed}
    assert any(status in (200, 302) for status in answers.values()) or right.when, answers


def test_no_address_is_without_a_right_and_no_library_address_is_unlisted():
    assert permissions.faults() == []


def test_the_written_page_is_the_one_the_code_declares(settings, tmp_path):
    call_command("daftar_hak", periksa=True)
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="usang"):
        call_command("daftar_hak", periksa=True)
    (tmp_path / "docs").mkdir()
    call_command("daftar_hak", tulis=True)
    call_command("daftar_hak", periksa=True)


def test_an_address_without_a_right_is_named(monkeypatch):
    bare = permissions.Address("coba:halaman-baru", "/coba/", ("GET",), "", (), own=True)
    foreign = permissions.Address("pustaka:lain", "/pustaka/", ("GET",), "", (), own=False)
    monkeypatch.setattr(permissions, "addresses", lambda: iter([bare, foreign]))
    assert permissions.faults() == [
        "/coba/: tanpa hak",
        "/pustaka/: alamat pustaka pustaka:lain belum dijelaskan",
    ]
