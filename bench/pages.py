"""The heaviest pages at the size of the country against an empty Django page of the same size."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import country
from bench.timing import row, smallest
from kumuh.accounts.models import User


def addresses() -> dict[str, tuple[str, str]]:
    """Name of the page → (who opens it, address)."""
    cycle = country.any_cycle()
    code = cycle.region_id
    return {
        "halaman mulai Pokja": ("uji-pokja", "/"),
        "meja kota": ("uji-pokja", reverse("desk:city-detail", args=[country.first_city().code])),
        "survei kelurahan": ("uji-fasilitator", reverse("conditions:survey-detail", args=[code, country.YEARS[-1]])),
        "luas kumuh per tahun": ("uji-fasilitator", reverse("conditions:area-trajectory", args=[code])),
        "siklus": ("uji-fasilitator", reverse("cycles:cycle-detail", args=[cycle.pk])),
        "daftar siklus": ("uji-pokja", reverse("cycles:cycle-list")),
        "pencarian": ("uji-nasional", "/cari/?q=Kelurahan+Uji+7"),
    }


def browser(username: str) -> Client:
    """A browser in which a person of the country is signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def count_queries() -> dict[str, int]:
    """Queries of each page, once everything that is asked only once was asked."""
    counts = {}
    for name, (username, address) in addresses().items():
        client = browser(username)
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {address} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
            counts[name] = len(asked)  # inside: what comes after begins a new log
    return counts


def report(small: dict[str, int], repetitions: int) -> Iterator[str]:
    """A row per page; `small` are the query counts on the small country, which must be the same."""
    large = count_queries()
    for name, (username, address) in addresses().items():
        client = browser(username)
        empty = f"/kosong/{len(client.get(address).content)}/"
        times = smallest(
            {"page": lambda c=client, a=address: c.get(a), "empty": lambda c=client, e=empty: c.get(e)},  # type: ignore[misc]
            repetitions=repetitions,
        )
        grown = "" if small[name] == large[name] else f", **tumbuh** dari {small[name]}"
        yield row(f"halaman: {name}", times["page"], "halaman kosong", times["empty"], f"{large[name]} kueri{grown}")
