"""What every page of the site shows about reviews."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kumuh.reviews import queries


def turn_count(request: HttpRequest) -> dict[str, Any]:
    """`turn_count` for the header: one query, and only on pages that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"turn_count": None}
    return {"turn_count": SimpleLazyObject(lambda: queries.inbox_count(user))}
