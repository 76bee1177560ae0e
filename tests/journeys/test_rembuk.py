"""A tired facilitator types a paper list with the keyboard only, on a desk and on a phone."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

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
    """`typing(viewport)` is the name grid of a fresh meeting with the facilitator signed in."""

    def build(viewport=DESK, prepare=planned):
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
        page.goto(reverse("rembuk:attendance-names", args=[world.cycle.pk, meeting.pk]))
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


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_fit_and_are_accessible(typing, world, accessible, viewport):
    page, meeting = typing(viewport, lambda world: named(world, planned(world)))
    names = ("attendance-names", "attendance-counts", "minutes-edit", "decision-list", "closing-edit", "meeting-edit")
    addresses = [reverse(f"rembuk:{name}", args=[world.cycle.pk, meeting.pk]) for name in (*names, "meeting-detail")]
    for address in [*addresses, reverse("rembuk:meeting-list", args=[world.cycle.pk])]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        accessible(page)
