"""From an agreed usulan to a work with money and effect, and down to the priority list, on a phone as on a desk."""

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from planning.programs import queries, services
from planning.programs.models import Work
from tests.cast import World, make_rt
from tests.journeys.conftest import DESK, PHONE
from tests.planning.programs.builders import MILLION, a_work, listed, repairs, slum, the_fund, usulan
from tests.planning.proposals.builders import decided, scored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def visit(world, open_page, live_server):
    """`visit(user, address, viewport)` is a page on which that person is signed in."""

    def build(user, address, viewport=DESK):
        page = open_page(viewport)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        page.goto(address)
        return page

    return build


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def address(name, world, *args):
    return reverse(f"programs:{name}", args=[world.cycle.pk, *args])


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360px", "1280px"])
def test_a_work_is_made_with_a_computed_cost_and_its_effect_is_seen_at_once(world, visit, viewport):
    slum(world)
    services.load_published_prices(city=world.places.city)
    usulan(world, title="Paving gang melati", volume=Decimal(150))
    page = visit(world.cast.fasilitator, address("work-list", world), viewport)
    page.get_by_role("link", name="Buat kegiatan").click()
    page.get_by_label("Harga satuan perkiraan").press_sequentially("250000")
    page.locator("#hitungan").get_by_text(re.compile(r"37\.500\.000")).first.wait_for()
    page.get_by_label("APBN channeling").fill("30.000.000")
    rest = page.get_by_role("button", name="Swadaya masyarakat")
    page.locator("[data-isi='id_dana_swadaya'][data-isi-nilai='7.500.000']").wait_for()
    rest.click()
    page.get_by_text("Pas", exact=True).wait_for()
    assert "20,0% dari biaya" in plain(page.locator("#hitungan").inner_text())
    page.get_by_label("Triwulan pelaksanaan").select_option("2")
    page.get_by_role("button", name="Simpan kegiatan").click()
    page.wait_for_url("**/hasil/")
    assert queries.amounts_of(Work.objects.get()) == {"APBN_CHANNELING": 30 * MILLION, "SWADAYA": 7_500_000}
    page.get_by_role("button", name=re.compile("Seluruh kebutuhan.*Kualitas Permukaan")).click()
    page.locator("#dampak").get_by_text("16").first.wait_for()
    page.get_by_role("button", name="Simpan hasil").click()
    page.wait_for_url("**/kegiatan/*/")
    assert [row.volume for row in Work.objects.get().outcomes.all()] == [320]


def many(world, count=25):
    """A plan of believable size: all executors and sources, one work outside the SK, one waiting, one set aside."""
    the_fund()
    services.load_published_prices(city=world.places.city)
    slum(world)
    outside = make_rt(world.places.kelurahan, "090")
    decision = decided(world)
    works = []
    for number in range(count):
        proposal = usulan(world, decision=decision, title=f"Perbaikan saluran dan jalan gang nomor {number + 1}")
        if number != 3:
            scored(world, proposal, K1=5 - number % 5, K2=max(1, 5 - number // 6))
        cost = (60 + 7 * number) * MILLION
        community = number % 4 != 2
        half = cost // 3
        sources = {"APBN_CHANNELING" if community else "APBD_KOTA": cost - half, "SWADAYA": half}
        works.append(
            a_work(
                world,
                proposal,
                cost,
                sources=sources,
                rts=[world.rts[number % 3], *([outside] if number == 5 else [])],
                outcomes=[repairs(world.rts[number % 3], volume=12)] if number != 7 else (),
                executor="MASYARAKAT" if community else "KONTRAKTOR",
                divisible=number % 2 == 0,
                land_ready=number != 8,
            )
        )
    usulan(world, decision=decision, title="Sumur resapan komunal di halaman balai warga")
    services.postpone_work(work=works[-1], reason="Menunggu surat hibah lahan dari ahli waris", by=world.cast.bkm)
    services.load_reference_funds()
    listed(world, "PARTIAL", decision=decided(world, "PRIORITAS"))
    return works


PAGES = (
    "work-list", "work-detail", "work-edit", "outcome-edit", "effect-detail", "work-postpone", "work-finish",
    "priority-detail", "priority-edit",
)  # fmt: skip


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360px", "1280px"])
def test_pages_of_a_big_plan_fit_the_screen_and_are_accessible(world, visit, accessible, viewport):
    works = many(world)
    services.finish_work(work=works[0], year=2026, by=world.cast.pokja)
    page = visit(world.cast.fasilitator, address("work-list", world), viewport)
    city, kelurahan = world.places.city.code, world.places.kelurahan.code
    addresses = [address(name, world, *([works[1].pk] if needs_work(name) else [])) for name in PAGES]
    addresses += [reverse(f"programs:{name}", args=[kelurahan]) for name in ("investment-list", "investment-add")]
    addresses.append(reverse("programs:investment-import", args=[kelurahan]))
    look(page, addresses, viewport, accessible)
    names = ("fund-detail", "fund-edit", "price-list", "price-add", "investment-list")
    addresses = [reverse(f"programs:{name}", args=[city]) for name in names]
    look(visit(world.cast.pokja, "/", viewport), addresses, viewport, accessible)


def look(page, addresses, viewport, accessible):
    for at in addresses:
        assert page.goto(at).status == 200, at
        keep_picture(page, at, viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], at
        accessible(page)


def needs_work(name):
    return name.startswith(("work-", "outcome-")) and name != "work-list"


def keep_picture(page, at, viewport):
    """With `GAMBAR=folder` every page is also kept as a picture, for people to look at."""
    folder = os.environ.get("GAMBAR")
    if folder:
        name = f"{at.strip('/').replace('/', '-')}-{viewport['width']}.png"
        page.screenshot(path=str(Path(folder) / name), full_page=True)
