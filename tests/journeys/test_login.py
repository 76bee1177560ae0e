"""The door: whoever is not signed in gets to the sign-in page, on a phone as on a desk."""

import pytest

from tests.journeys.conftest import DESK, PHONE


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360px", "1280px"])
def test_the_sign_in_page_is_readable_and_asks_for_a_password(open_page, accessible, viewport):
    page = open_page(viewport)
    page.goto("/akun/login/")
    assert page.locator("input[type=password]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    accessible(page)
