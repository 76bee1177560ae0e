"""Pages without login about a kelurahan: needs, decisions and plan, as far as they are ratified."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kumuh.core.rights import PUBLIC, page
from planning.public import shown
from planning.public.headers import open_to_all
from planning.public.queries import PublicPage, found_places, newly_ratified, public_page
from planning.public.throttle import throttled

MINUTE = 60
#: Many people of one village share one address, and nothing here can be guessed; only wearing out is prevented.
MOST = 240
LONGEST_SEARCH = 80


@page(PUBLIC)
@throttled("publik", most=MOST)
@open_to_all(seconds=5 * MINUTE)
@require_safe
def place_search(request: HttpRequest) -> HttpResponse:
    """Find a kelurahan by name."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = {"query": text, "found": found_places(text) if text else [], "newest": newly_ratified()}
    return render(request, "public/place_search.html", context)


@page(PUBLIC)
@throttled("publik", most=MOST)
@open_to_all(seconds=5 * MINUTE)
@require_safe
def place_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Everything ratified about a kelurahan and one fiscal year."""
    asked = request.GET.get("tahun", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise Http404("Tahun ditulis dengan empat angka.")
    try:
        place = public_page(code, int(asked) if asked else None)
    except LookupError as error:
        raise Http404("Belum ada perencanaan untuk tahun ini.") from error
    if place is None:
        raise Http404("Kelurahan ini tidak dikenal.")
    return render(request, "public/place_detail.html", _around(place))


def _around(place: PublicPage) -> dict[str, Any]:
    here = reverse("public:place-detail", args=[place.code])
    return {
        "place": place,
        "tabs": [
            {"label": str(year), "url": f"{here}?tahun={year}", "active": year == place.fiscal_year}
            for year in place.fiscal_years
        ],
        "bars": shown.area_bars(place),
        "area_sentence": shown.area_sentence(place),
        "problem_sentence": shown.problem_sentence(place),
        "chart_head": ("Tahun", "Luas kumuh", "RT kumuh", "Perubahan"),
        "chart_rows": shown.area_rows(place),
        "crumbs": [("Cari kelurahan", reverse("public:place-search")), (place.title, "")],
    }


@page(PUBLIC)
@require_safe
def robots_text(request: HttpRequest) -> HttpResponse:
    """Where search engines may go: the public pages of places and nothing else."""
    lines = ("User-agent: *", f"Allow: {reverse('public:place-search')}", "Allow: /static/", "Disallow: /", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
