"""What the screens of the desk share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


class PersonRequest(HttpRequest):
    """A request behind `@page(...)`: somebody is signed in. For the types of views only."""

    user: Any
