"""Residents fill a calendar by tapping, the facilitator a calendar and a Venn diagram by keyboard, up to the paper."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from planning.documents.models import Edition
from planning.methods.enums import MethodKind
from planning.methods.models import MethodSession
from planning.proposals.models import Proposal, ResultUse
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.people import Person
from tests.journeys.test_every_page import faults_on
from tests.planning.methods.answers import filled_discussion, filled_ranking, filled_tree, filled_vote
from tests.planning.methods.builders import (
    filled_calendar,
    filled_map,
    filled_transect,
    filled_venn,
    fresh,
    started,
)
from tests.planning.rembuk.builders import closed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]

#: More steps of the Tab key than any page has fields.
MOST_TABS = 400


class Fingers:
    """A touch screen: taps, and a keyboard that only comes up in fields for words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, element: Locator) -> None:
        element.tap()

    def write(self, element: Locator, words: str) -> None:
        element.tap()
        element.fill(words)

    def choose(self, element: Locator, value: str) -> None:
        element.select_option(value)

    def levels(self, row: int, levels: str) -> None:
        """Tap the cells of a factor from the first month on: 0 is one tap, 3 are four."""
        for at, level in enumerate(levels):
            for _ in range(int(level) + 1):
                self.page.locator(f"[name=faktor-{row}-c{at}]").tap()


class Keys:
    """A keyboard and nothing else: everything is reached with Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, element: Locator) -> None:
        for _ in range(MOST_TABS):
            if element.evaluate("found => found === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never comes to {element}")

    def press(self, element: Locator) -> None:
        self.reach(element)
        self.page.keyboard.press("Space" if element.evaluate("found => found.type === 'checkbox'") else "Enter")

    def write(self, element: Locator, words: str) -> None:
        self.reach(element)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, element: Locator, value: str) -> None:
        self.reach(element)
        words = element.locator(f"option[value='{value}']").inner_text()
        self.page.keyboard.type(words)
        expect(element).to_have_value(value)

    def levels(self, row: int, levels: str) -> None:
        """Type the cells of a factor like a sheet, with the arrow to the next month."""
        self.reach(self.page.locator(f"[name=faktor-{row}-c0]"))
        for level in levels:
            self.page.keyboard.type(level)
            self.page.keyboard.press("ArrowRight")


@pytest.fixture
def world():
    return World()


@pytest.fixture
def at_desk(world, open_page, live_server):
    return Person(open_page(DESK), world.cast.fasilitator, live_server.url).page


@pytest.fixture
def on_phone(world, browser, live_server):
    """A touch screen of 360 px: no keyboard, a coarse pointer."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, base_url=live_server.url, locale="id-ID"
    )
    yield Person(context.new_page(), world.cast.fasilitator, live_server.url).page
    context.close()


def address(name, session, *more):
    return reverse(f"methods:{name}", args=[session.cycle_id, session.pk, *more])


# --- From the rembuk to the paper ---------------------------------------------------------------------------------
def begin(page: Page, hand: Any, world: World, method: str) -> MethodSession:
    """From the page of a rembuk over the guide of the method to its counted group."""
    meeting = closed(world)
    page.goto(reverse("rembuk:meeting-detail", args=[world.cycle.pk, meeting.pk]))
    hand.press(page.get_by_role("link", name="Pakai metode dalam rembuk ini"))
    hand.press(page.locator(".method-choices").get_by_role("link", name=method))
    hand.press(page.get_by_role("link", name="Isi hasilnya"))
    hand.write(page.locator("[name=title]"), f"{method} RW 001")
    hand.write(page.locator("[name=facilitator]"), "Pemandu Contoh")
    hand.press(page.get_by_role("button", name="Lanjut ke kelompok"))
    hand.write(page.locator("[name=kelompok-0-men]"), "5")
    hand.write(page.locator("[name=kelompok-0-women]"), "7")
    hand.press(page.get_by_role("button", name="Simpan kelompok"))
    expect(page.get_by_text("5 laki-laki dan 7 perempuan")).to_be_visible()
    session = MethodSession.objects.get()
    assert (session.meeting, session.day) == (meeting, meeting.held_on)
    return session


def conclude(page: Page, hand: Any, words: str) -> None:
    hand.press(page.get_by_role("link", name="Tulis kesimpulan, lalu sepakati"))
    hand.write(page.locator("[name=conclusion]"), words)
    hand.write(page.locator("[name=representative]"), "Warga Contoh")
    hand.press(page.get_by_role("button", name="Simpan dan sepakati"))
    expect(page.get_by_text("Hasil disepakati dan terkunci.")).to_be_visible()


def print_result(page: Page, hand: Any) -> Edition:
    """Print the sheet and come back to the session."""
    session = page.url
    hand.press(page.get_by_role("link", name="Lembar hasil"))
    hand.write(page.get_by_label("Dicetak untuk apa"), "Ditempel di balai RW")
    hand.press(page.get_by_role("button", name="Cetak edisi"))
    page.get_by_text("siap dibuka dan diunduh").wait_for()
    page.goto(session)
    return Edition.objects.get()


def carry_on(page: Page, hand: Any, result: str) -> Proposal:
    """Make an usulan of a result; only what the residents did not say yet is typed."""
    row = page.locator(".ways-on li", has_text=result).first
    hand.press(row.get_by_role("link", name="Jadikan usulan"))
    expect(page.locator("[name=reason]")).to_have_value("Banjir/genangan pada Januari–Maret. Disebut: Semua peserta")
    hand.choose(page.locator("[name=criterion_key]"), "drainase_ketersediaan")
    hand.press(
        page.locator("[name=rts]").first
        if isinstance(hand, Keys)
        else page.locator("label", has_text="RT 001 / RW 001")
    )
    hand.choose(page.locator("[name=asked_by]"), "WARGA")
    hand.write(page.locator("[name=location]"), "Gang 3")
    hand.press(page.get_by_role("button", name="Simpan usulan"))
    page.wait_for_url("**/usulan/*/")
    return Proposal.objects.get()


def fill_calendar(page: Page, hand: Any) -> None:
    hand.press(page.get_by_role("link", name="Isi", exact=True).first)
    hand.levels(0, "332100000123")
    hand.levels(1, "322000000001")
    hand.press(page.get_by_role("button", name="Simpan kalender"))
    expect(page.get_by_text("Kalender Semua peserta tersimpan.")).to_be_visible()


def calendar_from_rembuk_to_usulan(page: Page, hand: Any, world: World) -> None:
    session = begin(page, hand, world, "Kalender musim")
    fill_calendar(page, hand)
    rows = {row.kind: row.levels for row in session.groups.get().factors.all()}
    assert rows == {"HUJAN": [3, 3, 2, 1, 0, 0, 0, 0, 0, 1, 2, 3], "BANJIR": [3, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]}
    expect(page.get_by_text("Bulan untuk pekerjaan bangunan")).to_be_visible()
    conclude(page, hand, "Saluran dikerjakan pada musim kemarau.")
    edition = print_result(page, hand)
    assert (edition.document.kind, edition.document.subject_id) == ("hasil-metode", session.pk)
    made = carry_on(page, hand, "Banjir/genangan pada Januari–Maret")
    assert (made.source_meeting, ResultUse.objects.get().proposal) == (session.meeting, made)
    page.goto(address("session-detail", session))
    expect(page.get_by_role("link", name=f"Usulan: {made.title}")).to_be_visible()


def test_a_calendar_goes_from_the_rembuk_to_paper_and_usulan_by_taps_on_a_phone(world, on_phone):
    calendar_from_rembuk_to_usulan(on_phone, Fingers(on_phone), world)


def test_a_calendar_goes_from_the_rembuk_to_paper_and_usulan_by_keyboard_at_a_desk(world, at_desk):
    calendar_from_rembuk_to_usulan(at_desk, Keys(at_desk), world)


def test_a_venn_diagram_goes_from_the_rembuk_to_the_agreed_result_by_keyboard(world, at_desk):
    keys = Keys(at_desk)
    session = begin(at_desk, keys, world, "Diagram Venn kelembagaan")
    keys.press(at_desk.get_by_role("link", name="Isi", exact=True).first)
    for row, (name, size, closeness) in enumerate((("Posyandu Contoh", "5", "5"), ("Puskesmas Contoh", "4", "2"))):
        if not at_desk.locator(f"[name=lembaga-{row}-name]").count():
            keys.press(at_desk.get_by_role("button", name="Tambah lembaga"))
        keys.write(at_desk.locator(f"[name=lembaga-{row}-name]"), name)
        keys.choose(at_desk.locator(f"[name=lembaga-{row}-size]"), size)
        keys.choose(at_desk.locator(f"[name=lembaga-{row}-closeness]"), closeness)
    keys.write(at_desk.locator("[name=lembaga-1-partners]"), "1")
    keys.press(at_desk.get_by_role("button", name="Simpan diagram"))
    expect(at_desk.get_by_text("Diagram Semua peserta tersimpan.")).to_be_visible()
    conclude(at_desk, keys, "Posyandu paling dekat; puskesmas perlu datang ke RW.")
    group = session.groups.get()
    assert [(row.name, row.size, row.closeness) for row in group.bodies.all()] == [
        ("Posyandu Contoh", 5, 5),
        ("Puskesmas Contoh", 4, 2),
    ]
    keys.press(
        at_desk.locator(".ways-on li", has_text="Posyandu Contoh").get_by_role("link", name="Catat sebagai lembaga")
    )
    expect(at_desk.get_by_text("Untuk “Posyandu Contoh”")).to_be_visible()


# --- Piece by piece -----------------------------------------------------------------------------------------------
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


#: Results that are drawn, as they stand on a phone.
DRAWN: dict[str, Callable[[World], MethodSession]] = {
    "calendar": filled_calendar,
    "venn": filled_venn,
    "map": filled_map,
    "transect": filled_transect,
    "discussion": filled_discussion,
    "vote": filled_vote,
    "tree": filled_tree,
    "welfare": filled_ranking,
}


@pytest.mark.parametrize("prepare", DRAWN.values(), ids=DRAWN)
def test_a_result_reads_on_a_phone(world, on_phone, prepare):
    session = fresh(prepare(world))
    on_phone.goto(address("session-detail", session))
    assert faults_on(on_phone) == []
