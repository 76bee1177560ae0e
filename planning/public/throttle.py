"""A limit on questions from one address, so that nobody can try codes one after the other or wear the server out."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST: Final = 60
SECONDS: Final = 60

View = Callable[..., HttpResponse]


def throttled(name: str, *, most: int = MOST, seconds: int = SECONDS) -> Callable[[View], View]:
    """Answer 429 with a plain sentence after `most` requests from one address within `seconds`."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def limited(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
            window = int(time.time()) // seconds
            key = f"throttle/{name}/{window}/{get_adapter().get_client_ip(request)}"
            cache.add(key, 0, 2 * seconds)
            if cache.incr(key) > most:
                answer = render(request, "public/too_many.html", {"seconds": seconds}, status=429)
                answer["Retry-After"] = str(seconds)
                return answer
            return view(request, *args, **options)

        return limited

    return wrap
