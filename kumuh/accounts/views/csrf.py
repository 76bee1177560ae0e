"""A form whose security mark is out of date: what was typed comes back instead of being lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from kumuh.accounts.middleware import ask_to_sign_in, is_kept, keep_for_person


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Usually the mark changed because of a sign-in in another tab: show the form again with everything typed.

    Only a form that came from a page of this very site is kept; a form from elsewhere is an attack and is refused.
    """
    request.not_saved = True  # type: ignore[attr-defined]  # read by `KeepTyped`
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return _refused(request)
    if not is_kept(request, view) or not came_from_here(request):
        return _refused(request)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, view)
    return keep_for_person(request, view) or _refused(request)


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this host (Origin, else Referer)."""
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(told).netloc == request.get_host()


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
