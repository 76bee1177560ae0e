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
from django.urls import reverse

from kumuh.accounts import permissions
from kumuh.core.rights import PUBLIC
from tests import cast as fixed_cast
from tests.cast import World, address_of
from tests.journeys.conftest import PHONE, serious_findings
from tests.journeys.people import BACKEND
from tests.journeys.test_design import OVERLAPS

pytestmark = pytest.mark.django_db(transaction=True)

TESTS = Path(__file__).resolve().parents[1]
for found in sorted(TESTS.glob("*/*/addresses.py")):
    import_module("tests." + ".".join(found.relative_to(TESTS).with_suffix("").parts))

#: Pages of the login library that wear our templates; the admin site keeps the clothes of its library.
LIBRARY_PAGES = ("account_", "mfa_")


def rows_of(name):
    """Who builds the rows of an address: the longest registered beginning of its name."""
    known = sorted((begin for begin in fixed_cast.ADDRESSES if name.startswith(begin)), key=len)
    return f"-{fixed_cast.ADDRESSES[known[-1]].__name__}" if known else ""


def group_of(address):
    """App and rows of an address; one world each."""
    return address.name.partition(":")[0] + rows_of(address.name) if address.own else "login"


def walked(address):
    return "GET" in address.methods if address.own else address.name.startswith(LIBRARY_PAGES) and not address.arguments


PAGES = defaultdict(list)
for address in permissions.addresses():
    if walked(address) and "(?P" not in address.path:
        PAGES[group_of(address)].append(address)

#: Controls less than 44 px high or wide. Links inside a sentence are text, the mark of a choice has its line or label.
SMALL = """() => [...document.querySelectorAll("a[href], button, select, summary, textarea, input:not([type=hidden])")]
    .filter(element => element.checkVisibility() && !element.closest(".visually-hidden, .skip-link, .leaflet-container")
        && getComputedStyle(element).display !== "inline" && !element.closest("thead, .choice, .tick"))
    .filter(element => {
        const label = element.matches("[type=checkbox], [type=radio]") && element.closest("label");
        const box = (label || element).getBoundingClientRect();
        return box.width < 43.5 || box.height < 43.5;
    })
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
#: The bar with the save button, where it does not end above the lower edge or takes a quarter of the screen.
SAVE_BAR = """() => [...document.querySelectorAll(".action-bar")].map(bar => bar.getBoundingClientRect())
    .filter(box => box.top < 0 || box.bottom > innerHeight + 1 || box.height >= innerHeight / 4)
    .map(box => `${box.top} – ${box.bottom} of ${innerHeight}`)"""


@pytest.fixture
def world(monkeypatch, media):
    """A world whose rows are built once for all addresses that ask for them."""
    built = {build: cache(build) for build in fixed_cast.ADDRESSES.values()}
    monkeypatch.setattr(fixed_cast, "ADDRESSES", {name: built[build] for name, build in fixed_cast.ADDRESSES.items()})
    return World()


@pytest.fixture
def visitors(world):
    """Somebody without an account, then people of the cast from the work at the kelurahan up to the admin."""
    browsers = [Client()]
    for name in ("fasilitator", "bkm", "pokja", "lurah", "dinas", "ksm", "ppk", "admin"):
        browsers.append(Client())
        browsers[-1].force_login(getattr(world.cast, name), backend=BACKEND)
    return browsers


def first_who_reads(url, browsers):
    """Session of the first visitor to whom the address answers with a page ("" without login).

    None for a file, a part of a page and a way on to another page. Fails where everybody is refused and nobody walks.
    """
    refused = True
    for browser in browsers:
        answer = browser.get(url)
        refused = refused and answer.status_code >= 400
        if answer.streaming:
            answer.getvalue()
            for close in answer._resource_closers:  # only the file; `close()` would end the database too
                close()
        if answer.status_code == 200:
            cookie = browser.cookies.get(settings.SESSION_COOKIE_NAME)
            shown = not answer.streaming and b"<html" in answer.content
            return (cookie.value if cookie else "") if shown else None
    assert not refused, f"nobody of the cast can open {url}"
    return None


def address_in(world, address):
    return address_of(address.name, address.arguments, world) if address.own else reverse(address.name)


def faults_on(page):
    """What a person with a cheap phone would stumble over: (kind, element)."""
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = {
        "sideways": ["the page"] if sideways else [],
        "beyond the edge": page.evaluate(OVERLAPS),
        "small target": page.evaluate(SMALL) + page.evaluate(CHOICES),
        "fine print": page.evaluate(FINE_PRINT),
        "save bar": page.evaluate(SAVE_BAR),
        "axe": serious_findings(page),
    }
    return [(kind, place) for kind, places in found.items() for place in places]


@pytest.mark.parametrize("group", sorted(PAGES))
def test_every_page_suits_a_small_phone(group, world, visitors, open_page, live_server):
    page = open_page(PHONE)
    faults = []
    for address in PAGES[group]:
        url = address_in(world, address)
        browsers = visitors if address.right == PUBLIC or not address.own else visitors[1:]
        session = first_who_reads(url, browsers)
        if session is None:
            continue
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        if session:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            page.context.add_cookies([cookie])
        page.goto(url)
        faults += [f"{address.name}: {kind}: {place}" for kind, place in faults_on(page)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
