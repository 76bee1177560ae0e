"""From a problem to a ranked usulan in a real browser, on a desk and on a phone."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from planning.proposals import queries, services
from planning.proposals.models import Problem
from tests.cast import World
from tests.journeys.conftest import DESK, PHONE
from tests.planning.proposals.builders import (
    agreed_usulan,
    decided,
    met,
    scored,
    started,
    surveyed,
    taken,
)

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = ("Paving gang", "Saluran gang", "Septik komunal", "Sumur bor", "Hidran kering")
PARAMETERS = ("jalan_kualitas", "drainase_ketersediaan", "limbah_sistem", "air_akses_aman", "kebakaran_prasarana")
UNITS = ("m", "m", "KK", "KK", "unit")


@pytest.fixture
def world():
    world = World()
    for rt in range(3):
        surveyed(world, rt, jalan_kualitas=120 * rt + 60, drainase_ketersediaan=200, limbah_sistem=20 * rt)
    return world


@pytest.fixture
def sit(world, open_page, live_server):
    """`sit(viewport)` is a page with the facilitator signed in."""

    def build(viewport=DESK):
        page = open_page(viewport)
        session, user = SessionStore(), world.cast.fasilitator
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        return page

    return build


def address(world, name, *args):
    return reverse(f"proposals:{name}", args=[world.cycle.pk, *args])


def test_from_a_problem_to_a_place_in_the_ranking(sit, world):
    meeting, decision = met(world, title="Rembuk RT 001"), decided(world)
    page = sit()
    page.goto(address(world, "problem-edit", 2))
    page.locator("label", has_text="Ada masalah").first.click()
    page.locator("[name=statement]").fill("Jalan gang rusak sejak banjir.")
    page.locator("[name=cause]").fill("Tidak ada saluran tepi.")
    page.locator("[name=effect]").fill("Becek, anak terpeleset.")
    page.locator("[name=need]").fill("Paving dan saluran tepi.")
    page.get_by_role("button", name="Tambah sumber").click()
    page.locator("[name=sumber-1-kind]").select_option("REMBUK")
    page.locator("[name=sumber-1-meeting]").select_option(str(meeting.pk))
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/masalah/")
    assert queries.problem_row(world.cycle, 2).complete

    page.goto(address(world, "proposal-add"))
    page.locator("[name=title]").fill("Paving gang Melati")
    page.locator("[name=criterion_key]").select_option("jalan_kualitas")
    page.locator("label", has_text="RT 001 / RW 001").click()
    page.locator("[name=asked_by]").select_option("PEREMPUAN")
    page.locator("[name=location]").fill("Gang Melati")
    page.locator("[name=volume]").fill("60,5")
    page.locator("[name=households]").fill("40")
    page.locator("[name=poor_households]").fill("25")
    page.get_by_role("button", name="Simpan usulan").click()
    page.wait_for_url("**/usulan/*/")
    page.get_by_role("link", name="Sepakati …").click()
    page.get_by_label("Paving gang Melati").check()
    page.get_by_role("button", name="Sepakati yang dicentang").click()
    page.wait_for_url("**/usulan/")
    row = queries.agreed(world.cycle).get()
    assert (row.volume, row.decision) == (Decimal("60.5"), decision)

    page.goto(address(world, "ranking-detail"))
    page.get_by_role("button", name="Mulai peringkat").click()
    for code in ("K2", "K5", "K6", "K7"):
        page.locator(f"[name=n-{row.pk}-{code}]").fill("3")
    page.get_by_role("button", name="Simpan nilai").click()
    page.wait_for_url("**/peringkat/")
    placed = queries.ranked(world.cycle).rows[0]
    assert (placed.place, placed.standing.roman) == (1, "I")
    assert page.get_by_role("link", name="Paving gang Melati").is_visible()


def filled(world):
    """25 usulan: 20 agreed and scored, 5 waiting, one moved with a reason."""
    decision = decided(world)
    services.prepare_matrix(cycle=world.cycle, by=world.cast.fasilitator)
    services.describe_problem(
        problem=Problem.objects.get(cycle=world.cycle, aspect=2),
        text=services.ProblemText("ADA", "Jalan gang rusak sejak banjir 2024.", "Rob", "Becek", households=60),
        sources=[services.SourceText("SURVEI", note="Data 7 indikator tahun 2025")],
        by=world.cast.fasilitator,
    )
    rows = []
    for number in range(20):
        kind, rt = number % 5, world.rts[number % 3]
        row = agreed_usulan(
            world,
            decision,
            title=f"{TITLES[kind]} {number + 1} di sepanjang lorong belakang musala sampai tepi kali"[
                : 60 + number * 3
            ],
            criterion_key=PARAMETERS[kind],
            unit=UNITS[kind],
            volume=Decimal(40 + 7 * number),
            rts=[rt],
            households=20 + number,
            poor_households=number,
        )
        scored(world, row, K1=1 + 2 * (number % 3), K2=1 + number % 5, K4=3, K7=1 + number % 2)
        rows.append(row)
    for number in range(5):
        taken(
            world,
            title=f"Lampu gang {number}",
            volume=None,
            households=None,
            poor_households=None,
            women_households=None,
        )
    services.override_rank(
        ranking=started(world), proposal=rows[3], position=1, reason="Rob datang setiap pekan.", by=world.cast.bkm
    )
    return rows


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_fit_and_are_accessible_with_25_usulan(sit, world, accessible, viewport):
    rows = filled(world)
    first, waiting = rows[3], queries.answerable(world.cycle)[0]
    pages = [
        address(world, "problem-list"),
        address(world, "problem-detail", 2),
        address(world, "problem-edit", 2),
        address(world, "proposal-list"),
        address(world, "proposal-add"),
        address(world, "proposal-agree"),
        address(world, "proposal-detail", waiting.pk),
        address(world, "proposal-edit", first.pk),
        address(world, "proposal-answer", waiting.pk),
        address(world, "ranking-detail"),
        address(world, "criteria-edit"),
        address(world, "scores-edit"),
        address(world, "rank-detail", first.pk),
        address(world, "score-edit", first.pk),
        address(world, "override-edit", first.pk),
    ]
    page = sit(viewport)
    for place in pages:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        accessible(page)


#: What the raters agreed, usulan by usulan, one number per criterion in the order of the grid.
AGREED = {"Paving gang": "5333333", "Saluran gang": "3335334", "Sumur bor": "1111111"}


def test_raters_fill_the_score_grid_with_the_keyboard_only_and_see_rank_and_firmness(sit, world, accessible):
    decision = decided(world)
    for title in AGREED:
        agreed_usulan(world, decision, title=title)
    page = sit()
    keys = page.keyboard
    page.goto(address(world, "ranking-detail"))
    tab_to(page, "button", "Mulai peringkat")
    keys.press("Enter")
    page.wait_for_url("**/nilai/")
    titles = page.locator("table[data-grid] tbody th").all_inner_texts()
    tab_to(page, "input[inputmode=decimal]")
    for column in range(len(AGREED[titles[0]])):  # down a column with Enter, then up again and one to the right
        for number, title in enumerate(titles):
            keys.press("Control+a")
            keys.type(AGREED[title][column])
            keys.press("Enter" if number + 1 < len(titles) else "ArrowRight")
        for _ in titles[1:]:
            keys.press("ArrowUp")
    tab_to(page, "button", "Simpan nilai")
    keys.press("Enter")
    page.wait_for_url("**/peringkat/")

    ranked = queries.ranked(world.cycle).rows
    assert [row.proposal.title for row in ranked] == ["Paving gang", "Saluran gang", "Sumur bor"]
    found = {row.proposal.title: "".join(str(score.value.normalize()) for score in in_order(row)) for row in ranked}
    assert found == AGREED
    table = page.get_by_role("table", name="Urutan yang disepakati")
    assert [row.split("\n")[0] for row in table.locator("tbody th").all_inner_texts()] == list(AGREED)
    told = page.get_by_role("table", name="Bila satu bobot naik atau turun 20%")
    assert told.locator("tbody th").all_inner_texts() == ["Paving gang", "Saluran gang"]
    accessible(page)


def in_order(row):
    """The scores of an usulan in the order of the criteria."""
    return [row.scores[code] for code in sorted(row.scores)]


def tab_to(page, selector, words=""):
    """Press Tab until the focus is on such an element; nobody may need more than a hundred."""
    for _ in range(100):
        page.keyboard.press("Tab")
        here = page.locator(f"{selector}:focus", has_text=words) if words else page.locator(f"{selector}:focus")
        if here.count():
            return
    raise AssertionError(f"the keyboard does not reach {selector} {words}")
