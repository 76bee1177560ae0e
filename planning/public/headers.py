"""What the pages without login tell browsers and search engines."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponse]


def open_to_all(*, seconds: int) -> Callable[[View], View]:
    """For pages that are meant to be read and found: kept `seconds` by anybody's cache, no address passed on.

    For a person who is signed in the page is theirs alone (its header differs). Search engines may list the page
    but keep no copy, because a step that is reopened takes its part away again. Only for pages without forms that
    post: browsers send no origin from a page with `no-referrer`.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def answered(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
            response = view(request, *args, **options)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noarchive" if response.status_code == 200 else "noindex"
            if request.user.is_authenticated or response.status_code != 200:
                patch_cache_control(response, private=True, no_cache=True)
            else:
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return answered

    return wrap


def unlisted(view: View) -> View:
    """For pages about one sheet of paper: not for search engines, never kept by a cache."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        response = view(request, *args, **options)
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answered
