"""A form that was sent after the session ended: kept for this browser until somebody signs in.

The fields lie in the server's cache under a random name; the browser holds that name in a signed cookie for half an
hour. The browser also holds, signed, who was signed in last, so that another person on the same device gets nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from kumuh.accounts.models import FormDraft, User
from kumuh.accounts.services.drafts import keep_draft
from kumuh.accounts.typed import NotKept

COOKIE, PERSON_COOKIE = "isian_tertahan", "pemakai_terakhir"
UNSENT = "Isian yang belum terkirim"
SALT = "kumuh.accounts.kept"
SECONDS = 30 * 60
REMEMBER_SECONDS = 90 * 24 * 3600


@dataclass(frozen=True)
class KeptPost:
    """One refused POST: under which key, for which page, what was typed, and whose it is (None = unknown)."""

    key: str
    page: str
    fields: dict[str, list[str]]
    user_id: int | None


def keep_post(
    *, request: HttpRequest, response: HttpResponseBase, key: str, page: str, fields: dict[str, list[str]]
) -> None:
    """Keep `fields` for the browser of `request`; `response` takes the cookie along."""
    name = secrets.token_urlsafe(24)
    kept = KeptPost(key, page, fields, last_person(request=request))
    cache.set(_place(name), asdict(kept), SECONDS)
    response.set_signed_cookie(  # type: ignore[attr-defined]  # HttpResponseBase has it
        COOKIE, name, salt=SALT, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def claim_post(*, request: HttpRequest, user: User) -> FormDraft | None:
    """Turn what the browser of `request` kept into a draft of `user`; None when it keeps nothing of theirs.

    What belongs to somebody else stays where it is until it expires.
    """
    name = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=SECONDS)
    stored = cache.get(_place(name)) if name else None
    if stored is None or name is None:
        return None
    kept = KeptPost(**stored)
    if kept.user_id not in (None, user.pk):
        return None
    cache.delete(_place(name))
    try:
        return keep_draft(
            user=user, key=kept.key, fields=kept.fields, page=kept.page, title="Isian yang belum terkirim"
        )
    except NotKept:
        return None


def last_person(*, request: HttpRequest) -> int | None:
    """Who was signed in last in this browser, as far as its signed cookie tells."""
    text = request.get_signed_cookie(PERSON_COOKIE, default=None, salt=SALT, max_age=REMEMBER_SECONDS)
    return int(text) if text and text.isdecimal() else None


def remember_person(*, request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Write down who is signed in, when the browser does not say so yet."""
    if last_person(request=request) != user.pk:
        response.set_signed_cookie(  # type: ignore[attr-defined]  # HttpResponseBase has it
            PERSON_COOKIE,
            str(user.pk),
            salt=SALT,
            max_age=REMEMBER_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def _place(name: str) -> str:
    return f"isian-tertahan:{name}"
