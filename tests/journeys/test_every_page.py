"""Every address on a cheap phone: all of it in sight, large enough for eye and thumb, nothing axe calls serious.

The addresses and the rows they ask for are those of the access matrix (`tests/<project>/<app>/addresses.py`), so
a new page is walked here without being named.
"""

from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from kumuh.accounts import permissions
from tests import cast as fixed_cast
from tests.cast import World, address_of
from tests.journeys.conftest import PHONE
from tests.journeys.people import BACKEND
from tests.journeys.test_design import OVERLAPS

pytestmark = pytest.mark.django_db(transaction=True)

TESTS = Path(__file__).resolve().parents[1]
for found in sorted(TESTS.glob("*/*/addresses.py")):
    import_module("tests." + ".".join(found.relative_to(TESTS).with_suffix("").parts))


def rows_of(name):
    """Who builds the rows of an address: the longest registered beginning of its name."""
    known = sorted((begin for begin in fixed_cast.ADDRESSES if name.startswith(begin)), key=len)
    return f"-{fixed_cast.ADDRESSES[known[-1]].__name__}" if known else ""


#: Pages by app and by the rows that they show; one world each.
PAGES = defaultdict(list)
for address in permissions.addresses():
    if address.own and "GET" in address.methods:
        PAGES[address.name.partition(":")[0] + rows_of(address.name)].append(address)

#: Controls less than 44 px high or wide. Links inside a sentence are text, the mark of a choice has its line.
SMALL = """() => [...document.querySelectorAll("a[href], button, select, summary, textarea, input:not([type=hidden])")]
    .filter(element => element.checkVisibility() && !element.closest(".visually-hidden, .skip-link, .leaflet-container")
        && getComputedStyle(element).display !== "inline" && !element.closest("thead, .choice"))
    .filter(element => { const box = element.getBoundingClientRect(); return box.width < 43.5 || box.height < 43.5; })
    .map(element => element.outerHTML.slice(0, 90))"""
CHOICES = """() => [...document.querySelectorAll(".choice")].filter(
    line => line.checkVisibility() && line.getBoundingClientRect().height < 43.5
).map(line => line.outerHTML.slice(0, 90))"""
#: Words drawn smaller than 16 px, also inside drawings that were shrunk to the screen.
FINE_PRINT = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
        const unseen = "script, style, template, option, .leaflet-container, .visually-hidden, thead";
        if (!text || element.closest(unseen) || !element.checkVisibility()) continue;
        const scale = element.closest("svg") && element.getScreenCTM ? element.getScreenCTM().a : 1;
        if (parseFloat(getComputedStyle(element).fontSize) * scale < 15.9) found.push(text.slice(0, 40));
    }
    return found;
}"""
#: The bar with the save button: its share of the screen and whether it ends at or above the lower edge.
SAVE_BAR = """() => { const bar = document.querySelector(".action-bar");
    if (!bar) return null;
    const box = bar.getBoundingClientRect();
    return [box.top >= 0 && box.bottom <= innerHeight + 1, box.height / innerHeight < 0.25]; }"""


@pytest.fixture
def world(monkeypatch, media):
    """A world whose rows are built once for all addresses that ask for them."""
    built = {build: cache(build) for build in fixed_cast.ADDRESSES.values()}
    monkeypatch.setattr(fixed_cast, "ADDRESSES", {name: built[build] for name, build in fixed_cast.ADDRESSES.items()})
    return World()


@pytest.fixture
def somebody_who_opens(world):
    """The session of the first person of the cast to whom an address answers with a page; None when nobody."""
    browsers = []
    for user in (world.cast.fasilitator, world.cast.pokja, world.cast.lurah, world.cast.admin):
        browser = Client()
        browser.force_login(user, backend=BACKEND)
        browsers.append(browser)

    def opens(url):
        for browser in browsers:
            answer = browser.get(url)
            if answer.streaming:
                answer.getvalue()
                for close in answer._resource_closers:  # only the file; `close()` would end the database too
                    close()
            elif answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                return browser.cookies[settings.SESSION_COOKIE_NAME].value
        return None

    return opens


@pytest.mark.parametrize("group", sorted(PAGES))
def test_every_page_suits_a_small_phone(group, world, somebody_who_opens, open_page, live_server, accessible):
    page = open_page(PHONE)
    for address in PAGES[group]:
        url = address_of(address.name, address.arguments, world)
        session = somebody_who_opens(url)
        if session is None:  # a file, a way on to another page, or a state that the cast's rows are not in
            continue
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(url)
        faults = {
            "sideways": page.evaluate("document.documentElement.scrollWidth > innerWidth") or None,
            "beyond the edge": page.evaluate(OVERLAPS),
            "small target": page.evaluate(SMALL) + page.evaluate(CHOICES),
            "fine print": page.evaluate(FINE_PRINT),
            "save bar": page.evaluate(SAVE_BAR) not in (None, [True, True]),
        }
        assert {name: found for name, found in faults.items() if found} == {}, address.name
        accessible(page)
