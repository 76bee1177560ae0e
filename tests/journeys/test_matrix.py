"""A resident rates on a phone and only then sees the others; the recorder types a sheet with the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planning.methods.models import MatrixScore
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.people import Person
from tests.planning.methods.ratings import filled_matrix, matrix

pytestmark = pytest.mark.django_db(transaction=True)
CRITERIA = [("Gawat", 60), ("Murah", 40)]


@pytest.fixture
def world():
    return World()


@pytest.fixture
def at_desk(world, open_page, live_server):
    return Person(open_page(DESK), world.cast.fasilitator, live_server.url).page


@pytest.fixture
def on_phone(world, browser, live_server):
    """A touch screen of 360 px."""
    context = browser.new_context(viewport=PHONE, has_touch=True, base_url=live_server.url, locale="id-ID")
    yield Person(context.new_page(), world.cast.fasilitator, live_server.url).page
    context.close()


def address(name, session, *more):
    return reverse(f"methods:{name}", args=[session.cycle_id, session.pk, *more])


def test_the_others_open_up_after_the_own_scores_on_a_phone(world, on_phone):
    session = filled_matrix(world, matrix(world, criteria=CRITERIA))
    on_phone.goto(address("session-detail", session))
    expect(on_phone.get_by_text("Beri nilai Anda dahulu")).to_be_visible()
    expect(on_phone.locator("svg.gambar")).to_have_count(0)
    on_phone.locator(".notice").get_by_role("link", name="Beri nilai saya").tap()
    cells = on_phone.locator(".score-grid input")
    for at, value in enumerate("123455"):
        cells.nth(at).fill(value)
    assert on_phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    on_phone.get_by_role("button", name="Simpan nilai").tap()
    expect(on_phone.get_by_text("Nilai Anda tersimpan.")).to_be_visible()
    expect(on_phone.locator(".for-phone svg.gambar").first).to_be_visible()
    expect(on_phone.get_by_text("2 penilai, digabung dengan nilai tengah")).to_be_visible()


def test_a_sheet_of_paper_is_typed_with_the_keyboard_only(world, at_desk):
    session = matrix(world, criteria=CRITERIA)
    at_desk.goto(address("rating-add", session, session.groups.get().pk))
    at_desk.locator(".score-grid input").first.focus()
    for column in ("531", "24"):
        for value in column:
            at_desk.keyboard.type(value)
            at_desk.keyboard.press("ArrowDown")
        if column == "531":
            at_desk.locator(".score-grid input").nth(1).focus()
    at_desk.keyboard.type("3,5")
    at_desk.get_by_role("button", name="Simpan, kertas berikutnya").press("Enter")
    expect(at_desk.get_by_text("Nilai Penilai 1 tersimpan.")).to_be_visible()
    rows = MatrixScore.objects.order_by("criterion__order", "alternative__order")
    assert [float(row.value) for row in rows] == [5, 3, 1, 2, 4, 3.5]
