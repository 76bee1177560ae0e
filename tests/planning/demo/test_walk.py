"""Everybody walks through the demo city: each link that a person is shown opens, with few questions to the database."""

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from kumuh.accounts.models import User
from planning.cycles.models import Cycle

LINK = re.compile(r'href="([^"#][^"]*)"')
#: Not walked: signing out, the site's own administration, files of the page.
LEFT_OUT = ("/akun/", "/pengelola/", "/static/", "/berkas-statis/")
#: A page may ask the database this often, however much there is to show.
MOST_QUERIES = 80
#: These see each kind of page of every cycle; the others, who mostly read, each kind of page once.
THOROUGH = ("fasilitator", "pokja", "lurah")
MOST_PAGES = 400

ROLES = ("admin", "fasilitator", "bkm", "lurah", "ksm", "camat", "askot", "pokja", "dinas", "tamk", "ppk", "pemantau")


def kind_of(path: str) -> tuple[str, object] | None:
    """Name of the address and the cycle it belongs to; None for what is not ours."""
    if path.startswith(LEFT_OUT):
        return None
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return ("?", path)
    cycle = match.kwargs.get("cycle") or (match.kwargs.get("pk") if match.namespace == "cycles" else None)
    return (match.view_name, cycle)


def links(html: str, page: str) -> list[str]:
    found = [urljoin(page, link.replace("&amp;", "&")) for link in LINK.findall(html)]
    return [link for link in found if link.startswith("/")]


def _why(response) -> str:
    """The exception behind an error page, in one line."""
    return repr(response.exc_info[1])[:300] if getattr(response, "exc_info", None) else ""


@pytest.mark.parametrize("name", ROLES)
def test_every_link_that_is_shown_opens(demo, client, name):
    user = User.objects.get(username=name)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    waiting = deque(["/", *(f"/siklus/{cycle.pk}/" for cycle in Cycle.objects.for_user(user))])
    seen, visits, wrong = set(waiting), Counter(), []
    while waiting and sum(visits.values()) < MOST_PAGES:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is not None and name not in THOROUGH:
            kind = kind[:1]
        if kind is None or kind in visits:
            continue
        visits[kind] += 1
        reset_queries()  # the log of one walk holds no more than 9000
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        if response.status_code not in (200, 302):
            wrong.append(f"{path}: {response.status_code} {_why(response)}")
        if len(asked) > MOST_QUERIES:
            wrong.append(f"{path}: {len(asked)} pertanyaan ke basis data")
        if response.streaming:  # read to the end, so that the file is closed
            assert b"".join(response.streaming_content)
        elif "text/html" in response.headers.get("Content-Type", ""):
            for link in links(response.content.decode(), path):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    assert not wrong, "\n".join(wrong)
    assert sum(visits.values()) > 10
