"""A map is drawn with the finger at 360 px and with the keyboard on a desk, without internet, on earth and sketch."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planning.methods.models import MapObject
from tests.cast import World, make_rt
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.people import Person
from tests.journeys.test_every_page import faults_on
from tests.planning.methods.builders import LAT, LON, filled_map, filled_transect, on_sketch, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


def signed_in(page, world, live_server):
    Person(page, world.cast.fasilitator, live_server.url)
    return page


def address(name, session, *more):
    return reverse(f"methods:{name}", args=[session.cycle_id, session.pk, *more])


@pytest.fixture
def at_desk(world, open_page, live_server):
    return signed_in(open_page(DESK), world, live_server)


@pytest.fixture
def on_phone(world, browser, live_server):
    context = browser.new_context(viewport=PHONE, has_touch=True, base_url=live_server.url, locale="id-ID")
    yield signed_in(context.new_page(), world, live_server)
    context.close()


def drawn(page, kind, *spots):
    """Choose a kind, tap these places of the map, and finish."""
    page.locator("[data-jenis]").select_option(kind)
    page.locator("[data-mulai]").tap()
    ground = page.locator("[data-peta-gambar]")
    for x, y in spots:
        ground.tap(position={"x": x, "y": y})
        page.wait_for_timeout(250)  # Leaflet takes two quick taps for one of two fingers
    page.locator("[data-selesai]").tap()


def kept(page):
    return json.loads(page.locator("[name=objek]").input_value())


def test_houses_a_drain_and_a_boundary_are_drawn_with_the_finger_a_mistake_is_undone_and_the_map_printed(
    world, on_phone
):
    rt = make_rt(world.places.kelurahan, "007")
    session = started(world, kind="PETA")
    on_phone.goto(address("map-edit", session, session.groups.get().pk))
    assert on_phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    drawn(on_phone, "RUMAH_MISKIN", (80, 120), (130, 130), (180, 140), (190, 300))
    expect(on_phone.locator(".map-sign")).to_have_count(4)
    on_phone.locator("[data-mundur]").tap()
    expect(on_phone.get_by_text("Perubahan terakhir diurungkan.")).to_be_visible()
    expect(on_phone.locator(".map-sign")).to_have_count(3)
    drawn(on_phone, "DRAINASE", (60, 200), (160, 210), (220, 190))
    on_phone.get_by_label("Nama (rumah: nomornya, bukan nama orang)").fill("Saluran Contoh")
    drawn(on_phone, "BATAS_RT", (40, 90), (240, 90), (235, 260), (45, 250))
    on_phone.locator("#objek-rt").select_option(str(rt.pk))
    on_phone.get_by_role("button", name="Simpan peta").tap()
    expect(on_phone.get_by_text("Peta Semua peserta tersimpan.")).to_be_visible()
    rows = list(MapObject.objects.all())
    assert [row.kind for row in rows] == ["RUMAH_MISKIN"] * 3 + ["DRAINASE", "BATAS_RT"]
    assert (rows[3].label, len(rows[3].geometry["coordinates"])) == ("Saluran Contoh", 3)
    assert (rows[4].rt, len(rows[4].geometry["coordinates"][0])) == (rt, 5)
    expect(on_phone.locator(".for-phone svg.gambar").first).to_be_visible()
    on_phone.get_by_role("link", name="Lihat dan cetak peta").first.tap()
    on_phone.get_by_label("Kertas").select_option("a3")
    with on_phone.expect_response(lambda answer: "lembar.pdf" in answer.url) as printed:
        on_phone.get_by_role("button", name="Buka lembar peta").tap()
    assert (printed.value.status, printed.value.headers["content-type"]) == (200, "application/pdf")
    assert "skala=1000&kertas=a3" in printed.value.url


def test_while_something_is_drawn_every_button_is_large_and_the_map_in_sight(world, on_phone):
    session = started(world, kind="PETA")
    on_phone.goto(address("map-edit", session, session.groups.get().pk))
    on_phone.locator("[data-jenis]").select_option("DRAINASE")
    on_phone.locator("[data-mulai]").tap()
    on_phone.locator("[data-peta-gambar]").tap(position={"x": 80, "y": 120})
    assert faults_on(on_phone) == []
    expect(on_phone.locator("[data-selesai]")).to_be_in_viewport()
    expect(on_phone.locator("[data-peta-gambar]")).to_be_in_viewport(ratio=0.6)


def test_a_place_is_written_by_standing_there(world, browser, live_server):
    spot = {"latitude": LAT, "longitude": LON, "accuracy": 6}
    context = browser.new_context(
        viewport=PHONE, has_touch=True, base_url=live_server.url, geolocation=spot, permissions=["geolocation"]
    )
    page = signed_in(context.new_page(), world, live_server)
    session = started(world, kind="PETA")
    group = session.groups.get().pk
    page.goto(address("map-edit", session, group))
    page.locator("[data-jenis]").select_option("AIR")
    page.locator("[data-mulai]").tap()
    page.locator("[data-letak]").tap()
    expect(page.get_by_text("Titik ditaruh di tempat Anda berdiri. Ketelitian 6 m.")).to_be_visible()
    assert kept(page)[0]["titik"] == [[LON, LAT]]
    page.goto(address("map-table", session, group))
    page.get_by_label("Jenis").first.select_option("SAMPAH")
    page.locator(".object-row summary").first.tap()
    page.get_by_role("button", name="Isi letak saya").first.tap()
    expect(page.get_by_text("Letak ditulis, ketelitian 6 m.")).to_be_visible()
    page.get_by_role("button", name="Simpan objek").tap()
    expect(page.get_by_text("Objek tersimpan.")).to_be_visible()
    assert MapObject.objects.get().geometry == {"type": "Point", "coordinates": [LON, LAT]}
    context.close()


def test_a_mistake_is_undone_a_corner_is_moved_and_an_object_is_taken_away(world, on_phone):
    session = started(world, kind="PETA")
    on_phone.goto(address("map-edit", session, session.groups.get().pk))
    drawn(on_phone, "RTP", (60, 90), (200, 100), (150, 220))
    before = kept(on_phone)[0]["titik"]
    on_phone.locator("[data-geser]").tap()
    expect(on_phone.locator(".map-corner")).to_have_count(6)
    on_phone.get_by_alt_text("Sudut 1").or_(on_phone.get_by_title("Sudut 1")).first.focus()
    on_phone.keyboard.press("ArrowUp")
    after = kept(on_phone)[0]["titik"]
    assert after[0][1] > before[0][1]
    assert after[1:] == before[1:]
    on_phone.locator("[data-mundur]").tap()
    assert kept(on_phone)[0]["titik"] == before
    on_phone.get_by_text("Daftar objek").tap()
    on_phone.get_by_role("button", name="1. Ruang terbuka").tap()
    on_phone.locator("[data-hapus]").tap()
    assert kept(on_phone) == []
    on_phone.locator("[data-mundur]").tap()
    assert len(kept(on_phone)) == 1


def test_a_map_is_drawn_with_the_keyboard_alone(world, at_desk):
    session = started(world, kind="PETA")
    at_desk.goto(address("map-edit", session, session.groups.get().pk))
    at_desk.locator("[data-jenis]").select_option("JALAN")
    at_desk.locator("[data-mulai]").press("Enter")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        at_desk.locator("[data-tengah]").press("Enter")
        at_desk.locator("[data-peta-gambar]").press(key)
        at_desk.wait_for_timeout(500)  # the map glides
    at_desk.locator("[data-selesai]").press("Enter")
    road = kept(at_desk)[0]
    assert road["jenis"] == "JALAN"
    assert len({tuple(spot) for spot in road["titik"]}) == 3


def test_a_draft_that_is_put_back_draws_the_map_again(world, on_phone):
    session = started(world, kind="PETA")
    url = address("map-edit", session, session.groups.get().pk)
    on_phone.goto(url)
    drawn(on_phone, "RUMAH", (80, 120), (130, 130))
    expect(on_phone.get_by_text("Tersimpan di server")).to_be_visible(timeout=15_000)
    on_phone.goto(url)
    on_phone.get_by_role("button", name="Pakai isian itu").tap()
    expect(on_phone.locator(".map-sign")).to_have_count(2)


def test_a_sketch_is_drawn_on_in_its_own_coordinates(world, on_phone, media):
    session = on_sketch(world)
    on_phone.goto(address("map-edit", session, session.groups.get().pk))
    on_phone.wait_for_selector("img.leaflet-image-layer")
    on_phone.wait_for_timeout(400)
    frame = on_phone.locator("img.leaflet-image-layer").bounding_box()
    ground = on_phone.locator("[data-peta-gambar]").bounding_box()
    middle = (frame["x"] + frame["width"] / 2 - ground["x"], frame["y"] + frame["height"] / 2 - ground["y"])
    drawn(on_phone, "AIR", middle)
    x, y = kept(on_phone)[0]["titik"][0]
    assert abs(x - 400) < 8
    assert abs(y - 300) < 8


def test_a_transect_is_typed_on_a_phone_and_drawn_to_scale(world, on_phone):
    session = started(world, kind="TRANSEK")
    on_phone.goto(address("transect-edit", session, session.groups.get().pk))
    on_phone.locator("[name=start]").fill("Gapura")
    on_phone.locator("[name=finish]").fill("Kali")
    on_phone.get_by_role("button", name="Tambah ruas").tap()
    for at, (name, metres) in enumerate((("Gang 1", "100"), ("Gang 2", "350"), ("Tepi kali", "200"))):
        on_phone.locator(f"[name=ruas-{at}-name]").fill(name)
        on_phone.locator(f"[name=ruas-{at}-metres]").fill(metres)
    on_phone.locator("[name=ruas-1-t_MASALAH]").fill("Saluran mampet")
    on_phone.get_by_role("button", name="Simpan transek").tap()
    expect(on_phone.get_by_text("650 m dalam 3 ruas")).to_be_visible()
    expect(on_phone.locator(".for-phone svg.gambar").first).to_be_visible()
    assert faults_on(on_phone) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_maps_and_transects_fit_and_show_their_drawings(world, open_page, live_server, viewport, media):
    page = signed_in(open_page(viewport), world, live_server)
    map_session, walk = filled_map(world), filled_transect(world)
    sketch = on_sketch(world)
    group = map_session.groups.get().pk
    for url in (
        address("session-detail", map_session),
        address("map-edit", map_session, group),
        address("map-detail", map_session, group),
        address("map-table", map_session, group),
        address("map-import", map_session, group),
        address("map-base", sketch),
        address("session-detail", walk),
        address("transect-edit", walk, walk.groups.get().pk),
    ):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), url
        for drawing in page.locator("svg.gambar:visible").all():
            assert drawing.bounding_box()["width"] <= viewport["width"]
