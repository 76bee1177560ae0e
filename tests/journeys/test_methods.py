"""Residents fill a calendar on a phone by tapping, the facilitator on a desk by keyboard, and see its drawing."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from planning.methods.enums import MethodKind
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.planning.methods.builders import filled_calendar, filled_venn, fresh, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


def signed_in(page, world, live_server):
    store, user = SessionStore(), world.cast.fasilitator
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


@pytest.fixture
def at_desk(world, open_page, live_server):
    return signed_in(open_page(DESK), world, live_server)


@pytest.fixture
def on_phone(world, browser, live_server):
    """A touch screen of 360 px: no keyboard, a coarse pointer."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, base_url=live_server.url, locale="id-ID"
    )
    yield signed_in(context.new_page(), world, live_server)
    context.close()


def address(name, session, *more):
    return reverse(f"methods:{name}", args=[session.cycle_id, session.pk, *more])


def test_a_calendar_is_tapped_on_a_phone_without_a_keyboard(world, on_phone):
    session = started(world)
    on_phone.goto(address("calendar-edit", session, session.groups.get().pk))
    cell = on_phone.locator("[name=faktor-0-c0]")
    for expected in ("0", "1", "2", "3", "", "0"):
        cell.tap()
        expect(cell).to_have_value(expected)
    for _ in range(3):
        cell.tap()
    for _ in range(2):
        on_phone.locator("[name=faktor-1-c1]").tap()
    assert on_phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    on_phone.get_by_role("button", name="Simpan kalender").tap()
    expect(on_phone.get_by_text("Kalender Semua peserta tersimpan.")).to_be_visible()
    assert [(row.kind, row.levels[0], row.levels[1]) for row in session.groups.get().factors.all()] == [
        ("HUJAN", 3, None),
        ("BANJIR", None, 1),
    ]
    expect(on_phone.locator(".for-phone svg.gambar").first).to_be_visible()
    expect(on_phone.locator(".for-desk svg.gambar").first).to_be_hidden()


def test_a_calendar_is_typed_like_a_sheet_with_the_keyboard_only(world, at_desk):
    session = started(world)
    at_desk.goto(address("calendar-edit", session, session.groups.get().pk))
    at_desk.locator("[name=faktor-0-c0]").focus()
    keys = at_desk.keyboard
    for level in "332100":
        keys.type(level)
        keys.press("ArrowRight")
    at_desk.locator("[name=faktor-1-c0]").focus()
    keys.type("2")
    keys.press("ArrowDown")
    keys.type("1")
    at_desk.get_by_role("button", name="Simpan kalender").press("Enter")
    expect(at_desk.get_by_text("Kalender Semua peserta tersimpan.")).to_be_visible()
    rows = {row.kind: row.levels for row in session.groups.get().factors.all()}
    assert rows["HUJAN"][:6] == [3, 3, 2, 1, 0, 0]
    assert (rows["BANJIR"][0], rows["AIR"][0]) == (2, 1)


def test_institutions_are_added_in_rows_and_taken_away_again(world, at_desk):
    session = started(world, kind=MethodKind.VENN)
    at_desk.goto(address("venn-edit", session, session.groups.get().pk))
    for number, name in enumerate(("Posyandu Contoh", "Puskesmas Contoh", "Koperasi Contoh")):
        if at_desk.locator(f"[name=lembaga-{number}-name]").count() == 0:
            at_desk.get_by_role("button", name="Tambah lembaga").click()
        at_desk.locator(f"[name=lembaga-{number}-name]").fill(name)
        at_desk.locator(f"[name=lembaga-{number}-size]").select_option(str(5 - number))
        at_desk.locator(f"[name=lembaga-{number}-closeness]").select_option("4")
    at_desk.locator("[name=lembaga-0-partners]").fill("2")
    at_desk.locator("[data-formset-remove]").nth(2).click()
    at_desk.get_by_role("button", name="Simpan diagram").click()
    expect(at_desk.get_by_text("Diagram Semua peserta tersimpan.")).to_be_visible()
    assert [row.name for row in session.groups.get().bodies.all()] == ["Posyandu Contoh", "Puskesmas Contoh"]


@pytest.mark.parametrize("prepare", [filled_calendar, filled_venn])
def test_the_result_reads_on_a_phone_with_letters_that_are_large_enough(world, on_phone, prepare):
    session = fresh(prepare(world))
    on_phone.goto(address("session-detail", session))
    assert on_phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    smallest = on_phone.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.for-phone svg text')].map(
            (text) => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a))"""
    )
    assert smallest >= 11
