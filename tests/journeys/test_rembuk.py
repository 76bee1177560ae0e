"""A tired facilitator types a paper list with the keyboard only, on a desk and on a phone."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from planning.rembuk import queries
from planning.rembuk.participation import Totals
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.planning.rembuk.builders import named, people, planned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def typing(world, open_page, live_server):
    """`typing(viewport)` is the name grid of a fresh meeting with the facilitator signed in, or another page of it."""

    def build(viewport=DESK, prepare=planned, name="attendance-names"):
        meeting = prepare(world)
        page = open_page(viewport)
        session = SessionStore()
        user = world.cast.fasilitator
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        page.goto(reverse(f"rembuk:{name}", args=[world.cycle.pk, meeting.pk]))
        return page, meeting

    return build


def test_forty_people_are_typed_without_touching_the_mouse(typing):
    page, meeting = typing()
    page.get_by_label("Jumlah tanda tangan di kertas").fill("40")
    page.locator("[name=peserta-0-name]").focus()
    keys = page.keyboard
    for number in range(40):
        keys.type(f"Warga Contoh {number}")
        keys.press("Tab")
        keys.press("p" if number % 2 else "l")
        if number in (0, 20):
            keys.type("1" if number == 0 else "2")
        keys.press("Tab")
        keys.press("Tab")
        if number < 10:
            keys.press("x")
        keys.press("Enter")
    assert page.locator(".tally [data-tampil=total]").inner_text() == "40"
    assert page.locator(".tally [data-tampil=selisih]").inner_text() == "sama dengan kertas"
    page.get_by_role("button", name="Simpan kehadiran").click()
    page.wait_for_url("**/foto/")
    assert queries.totals_of([meeting])[meeting.pk] == Totals(men=20, women=20, poor=10, vulnerable=0)
    assert [(row.label, row.totals.total) for row in queries.attendance_by_rt(meeting)] == [
        ("RT 001 / RW 001", 20),
        ("RT 002 / RW 001", 20),
    ]


def test_the_difference_and_the_shares_are_told_while_typing(typing):
    page, _ = typing(prepare=lambda world: named(world, planned(world), people(world, 4, 4, 3)))
    difference = page.locator(".tally [data-tampil=selisih]")
    reason = page.get_by_label("Alasan jumlah berbeda")
    assert difference.inner_text() == "sama dengan kertas"
    assert not reason.is_visible()
    page.get_by_label("Jumlah tanda tangan di kertas").fill("9")
    assert difference.inner_text() == "selisih 1 (kurang dari kertas)"
    assert reason.is_visible()
    page.locator("[name=peserta-4-sex]").select_option("L")
    women = page.locator("[data-share=women]")
    assert "3 dari 8 orang (37,5%)" in women.inner_text()
    assert women.get_attribute("data-verdict") == "di bawah sasaran"


def today(world):
    return planned(world, held_on=timezone.localdate(), ends_at=None)


def test_on_a_phone_without_signal_nothing_of_the_meeting_is_lost(typing, world, accessible):
    page, meeting = typing(PHONE, today, "meeting-live")
    keys, bar, waiting = page.keyboard, page.locator(".live-bar"), page.locator("[data-antrean]")
    page.get_by_role("button", name="Mulai rembuk").click()
    expect(bar).to_contain_text("Pembukaan")
    page.locator("[name=orang-name]").focus()
    for name, sex, rt, element in (("Siti Contoh", "p", "1", "w"), ("Budi Contoh", "l", "", "m")):
        keys.type(name)
        keys.press("Tab")
        keys.press(sex)
        keys.type(rt)
        keys.press("Tab")
        keys.press(element)
        keys.press("Enter")
    expect(bar).to_contain_text("2 hadir · L 1 · P 1")

    page.context.set_offline(True)
    keys.type("Tini Contoh")
    keys.press("Tab")
    keys.press("p")
    keys.press("Enter")
    expect(waiting).to_contain_text("Tini Contoh (P) – menunggu sinyal")
    page.locator("[name=putusan-text]").fill("Saluran RT 1 diperbaiki dahulu.")
    page.get_by_role("button", name="Catat keputusan").click()
    expect(waiting).to_contain_text("Saluran RT 1 diperbaiki dahulu. – menunggu sinyal")
    page.locator("[name=orang-name]").fill("Joko Cont")
    page.wait_for_timeout(600)  # the copy on the device is written 0.3 s after the last key
    assert meeting.attendees.count() == 2

    page.context.set_offline(False)
    page.reload()
    expect(bar).to_contain_text("3 hadir · L 1 · P 2")
    expect(page.locator("#bagian-decisions")).to_contain_text("Saluran RT 1 diperbaiki dahulu.")
    expect(page.locator("[name=orang-name]")).to_have_value("Joko Cont")
    assert [one.name for one in meeting.attendees.all()] == ["Siti Contoh", "Budi Contoh", "Tini Contoh"]
    assert [(one.element, one.poor) for one in meeting.attendees.all()][1] == ("MBR", True)
    assert meeting.decisions.get().text == "Saluran RT 1 diperbaiki dahulu."
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(page)


def test_rows_wait_for_a_new_sign_in_and_somebody_who_came_before_is_taken_with_two_keys(typing, world):
    named(world, planned(world), people(world, 1, 1, 1))
    page, meeting = typing(DESK, today, "meeting-live")
    page.locator("[name=orang-name]").focus()
    page.keyboard.type("contoh 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    session = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.press("Enter")
    expect(page.locator("[data-antrean]")).to_contain_text("Masa masuk habis")
    assert not meeting.attendees.exists()

    page.context.add_cookies([one for one in session if one["name"] == settings.SESSION_COOKIE_NAME])
    page.reload()
    expect(page.locator(".live-bar")).to_contain_text("1 hadir · L 0 · P 1")
    assert meeting.attendees.get().name == "Warga Contoh 1"


def test_a_note_is_kept_while_it_is_typed(typing, world):
    page, meeting = typing(DESK, today, "meeting-live")
    point = meeting.agenda.first()
    page.locator(f"#catatan-{point.pk} summary").click()
    page.locator(f"[name=bahas-{point.pk}-text]").type("Lurah membuka")
    expect(page.locator(f"#catatan-{point.pk} [data-catatan-keadaan]")).to_contain_text("Tersimpan")
    page.locator(f"[name=bahas-{point.pk}-text]").type(" rembuk.")
    page.reload()  # before the pause after typing is over
    expect(page.locator(f"[name=bahas-{point.pk}-text]")).to_have_value("Lurah membuka rembuk.")
    page.wait_for_timeout(2500)
    point.refresh_from_db()
    assert point.discussion == "Lurah membuka rembuk."


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_fit_and_are_accessible(typing, world, accessible, viewport):
    page, meeting = typing(viewport, lambda world: named(world, planned(world)))
    names = (
        "attendance-names",
        "attendance-counts",
        "minutes-edit",
        "decision-list",
        "closing-edit",
        "meeting-edit",
        "meeting-live",
    )
    addresses = [reverse(f"rembuk:{name}", args=[world.cycle.pk, meeting.pk]) for name in (*names, "meeting-detail")]
    for address in [*addresses, reverse("rembuk:meeting-list", args=[world.cycle.pk])]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        accessible(page)
