"""The heaviest pages at the size of the country against an empty Django page of the same size."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import country
from bench.timing import medians, row
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


def measure(repetitions: int) -> Iterator[tuple[str, int, float, float]]:
    """(page, queries, seconds, seconds of the empty page of as many bytes)."""
    for name, (username, address) in addresses().items():
        client = Client()
        user = User.objects.get(username=username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {address} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        empty = f"/kosong/{len(answer.content)}/"
        times = medians(
            {"page": lambda c=client, a=address: c.get(a), "empty": lambda c=client, e=empty: c.get(e)},
            repetitions=repetitions,
        )
        yield name, len(asked), times["page"], times["empty"]


def report(small: dict[str, int], repetitions: int) -> Iterator[str]:
    """Lines per page; `small` are the query counts on the small country, which must be the same."""
    for name, queries, page, empty in measure(repetitions):
        grown = "" if small.get(name, queries) == queries else f"  TUMBUH dari {small[name]}"
        yield row(f"halaman: {name}", page, "halaman kosong sama besar", empty, f"{queries} kueri{grown}")
