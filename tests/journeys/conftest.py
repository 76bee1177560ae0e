"""A real browser (Debian's Chromium) against a live server. A script error on a page fails the journey."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(autouse=True, scope="session")
def database_beside_the_browser():
    """Playwright keeps an event loop in this thread; the ORM is still used from here only."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium tidak ada: jalankan `make setup-test`.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


def is_complaint(line) -> bool:
    """Whether a line of the console is an error, and not the browser telling that a test took its network away."""
    return line.type == "error" and "ERR_INTERNET_DISCONNECTED" not in line.text


@pytest.fixture
def open_page(browser, live_server):
    """Build pages: `open_page(PHONE)`. Each is a fresh visitor; addresses are relative to the site."""
    contexts, complaints = [], []

    def build(viewport=DESK) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
        return page

    yield build
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page) -> Page:
    return open_page()


def serious_findings(page: Page) -> list[tuple[str, str]]:
    """What axe calls serious or critical: the rule and the element, which stands for a kind of people shut out."""
    script = (settings.NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)  # not a script tag: the content policy of the site stays as it is
    findings = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [
        (finding["id"], node["html"])
        for finding in findings
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


@pytest.fixture
def accessible():
    """`accessible(page)` fails on every serious or critical finding of axe."""

    def check(page: Page) -> None:
        assert serious_findings(page) == []

    return check
