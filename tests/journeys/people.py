"""Somebody at a browser: opens pages, fills what stands under a name, presses buttons, reads what is told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

BACKEND = "django.contrib.auth.backends.ModelBackend"
PATIENCE = 60_000


def tick(box: Locator) -> None:
    """Choose a tick box or a circle as a thumb does: on a page that stands still, away from the bar with the buttons.

    The label lies over the whole line, so the click is not held back until nothing covers the box itself.
    """
    box.page.wait_for_load_state()
    box.evaluate("box => box.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box.check(force=True)


class Person:
    """A signed-in person with a browser of their own; waits long, because offices have slow machines."""

    def __init__(self, page: Page, user: Any, site: str) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}
        page.context.add_cookies([cookie])

    def open(self, name: str, *args: Any) -> Person:
        """Go to the address `name`."""
        self.page.goto(reverse(name, args=args))
        return self

    def follow(self, link: str) -> Person:
        """Click the first link with these words."""
        self.page.get_by_role("link", name=link).first.click()
        return self

    def fill(self, **values: Any) -> Person:
        """Fill the fields with these names; `True` ticks, a list ticks each value."""
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                self._put(name.replace("__", "-"), one)
        return self

    def _put(self, name: str, value: Any) -> None:
        field = self.page.locator(f"main [name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("field => field.type")
        if kind == "radio" or (kind == "checkbox" and value is not True):
            tick(self.page.locator(f"main [name='{name}'][value='{value}']"))
        elif kind == "checkbox":
            tick(field)
        elif kind == "file":
            field.set_input_files(value)
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def press(self, button: str) -> Person:
        self.page.get_by_role("button", name=button, exact=True).first.click()
        return self

    def reads(self, words: str) -> Person:
        """Wait until these words stand on the page."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE)
        return self

    def does_not_read(self, words: str) -> Person:
        expect(self.page.locator("main")).not_to_contain_text(words)
        return self

    @property
    def text(self) -> str:
        """Everything the page says, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())
