"""Two promises to people: nothing typed is lost when a session ends, and no second factor is skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string

from kumuh.accounts import queries, services
from kumuh.accounts.typed import RESTORE, NotKept, action_of_key, clean_fields, key_of_post, own_page
from kumuh.core.refill import refill
from kumuh.core.rights import PUBLIC, methods_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]
#: Cookie that names the form which was just saved, read and removed by `draf.js`.
ARRIVED, ARRIVED_SECONDS = "draf_selesai", 300
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class KeepTyped:
    """Keeps a form that arrives without a session, gives it back after sign-in, and forgets it once it is saved.

    Works for every form of every page behind `@page(...)`: the page is shown again by its own view and filled
    afterwards (`kumuh.core.refill`), so no view and no template has to help.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        claimed = None
        if services.KEPT_COOKIE in request.COOKIES and request.method == "GET" and request.user.is_authenticated:
            claimed = services.claim_post(request=request, user=request.user)
        response = self.get_response(request)
        user = request.user
        if not user.is_authenticated:
            return response
        services.remember_person(request=request, response=response, user=user)
        if claimed:
            response.delete_cookie(services.KEPT_COOKIE, samesite="Lax")  # type: ignore[attr-defined]  # Django's own
        self._forget_saved(request, response)
        return self._restored(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer a form without a session: keep it and ask to sign in."""
        if request.method != "POST" or request.user.is_authenticated or not is_kept(request, view):
            return None
        return ask_to_sign_in(request, view)

    def _restored(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        key = request.GET.get(RESTORE, "")
        if not key or not _is_page(request, response) or not isinstance(response, HttpResponse):
            return response
        draft = queries.draft_of(request.user, key)  # type: ignore[arg-type]  # signed in
        if draft is None:
            return response
        notice = render_to_string("accounts/_restored.html", {"draft": draft})
        html = response.content.decode(response.charset)
        filled = refill(html, draft.fields, key=key, action=action_of_key(key), page=request.path, notice=notice)
        response.content = filled.html.encode(response.charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response

    def _forget_saved(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """A form answered by a redirect without an error message was saved: its draft has done its work."""
        view = request.resolver_match.func if request.resolver_match else None
        if request.method != "POST" or response.status_code not in (302, 303) or view is None:
            return
        if is_kept(request, view) and not getattr(request, "not_saved", False) and not _has_error(request):
            key = key_of_post(request.path, request.POST.dict())
            services.drop_draft(user=request.user, key=key)  # type: ignore[arg-type]  # signed in
            # `draf.js` drops the copy on the device too: the next page may hold the same form, empty, for the next row.
            if not action_of_key(key):
                response.set_cookie(ARRIVED, quote(key, safe=""), max_age=ARRIVED_SECONDS, samesite="Lax")  # type: ignore[attr-defined]  # Django's own


def _has_error(request: HttpRequest) -> bool:
    """Whether the view left an error message for the next page."""
    waiting = messages.get_messages(request)
    found = any(message.level >= messages.ERROR for message in waiting)
    waiting.used = False  # type: ignore[union-attr]  # looked at, not shown
    return found


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return request.method == "GET" and not response.streaming and response.status_code == 200 and "text/html" in kind


def is_kept(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    """Whether this is a form sent to a page of ours that asks for a session."""
    return request.content_type in FORM_TYPES and getattr(view, "right", PUBLIC) != PUBLIC


def page_of_form(request: HttpRequest, view: Callable[..., HttpResponse]) -> str:
    """The page where the form stands: the one the browser came from, else the address itself, else the start."""
    came_from = own_page(request.headers.get("Referer", ""), request.get_host())
    if came_from and not came_from.startswith("/akun/"):
        return came_from
    return own_page(request.path) if "GET" in methods_of(view) else "/"


def address_to_restore(page: str, key: str) -> str:
    """The page with the mark that fills its form again."""
    return f"{page}{'&' if '?' in page else '?'}{urlencode({RESTORE: key})}"


def ask_to_sign_in(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponseBase:
    """Keep the form for this browser and lead through sign-in back to its page."""
    key, page = key_of_post(request.path, request.POST.dict()), page_of_form(request, view)
    response: HttpResponseBase = redirect_to_login(address_to_restore(page, key))
    if request.headers.get("HX-Request"):
        response = HttpResponse(headers={"HX-Redirect": response.headers["Location"]})
    try:
        fields = clean_fields(request.POST.lists())
        services.keep_post(request=request, response=response, key=key, page=page, fields=fields)
    except NotKept as refusal:
        messages.error(request, f"Masa masuk habis dan isian tidak dapat disimpan: {refusal}")
        return response
    messages.info(request, "Masa masuk habis. Isian Anda disimpan dan dipasang kembali setelah Anda masuk.")
    return response


def keep_for_person(request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponseBase | None:
    """Keep a refused form of somebody who is signed in and lead back to its page; None when it cannot be kept."""
    key, page = key_of_post(request.path, request.POST.dict()), page_of_form(request, view)
    request.not_saved = True  # type: ignore[attr-defined]  # read by `KeepTyped`
    try:
        services.keep_draft(
            user=request.user,  # type: ignore[arg-type]  # signed in
            key=key,
            fields=dict(request.POST.lists()),
            page=page,
            title="Isian yang belum terkirim",
        )
    except NotKept:
        return None
    return HttpResponseRedirect(address_to_restore(page, key))


class SafeSignIn:
    """No page before the password is changed where that is demanded, and none for strong roles without a code.

    Sits in front of every view, so that no address is left out. Sign-in itself asks for the code of everybody who
    has one (allauth); here the others are led to set it up.
    """

    ALWAYS = frozenset({"account_logout", "account_change_password", "account_reauthenticate", "mfa_reauthenticate"})
    SET_UP = frozenset({"mfa_activate_totp"})

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and _address_name(request) == "account_logout" and request.is_secure():
            response.headers["Clear-Site-Data"] = '"cache", "storage"'  # a shared phone keeps nothing
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return None
        demand = self._demand(request)
        if demand is None:
            return None
        if request.method == "POST" and is_kept(request, view):
            keep_for_person(request, view)
        request.not_saved = True  # type: ignore[attr-defined]  # read by `KeepTyped`
        return redirect(demand)

    def _demand(self, request: HttpRequest) -> str | None:
        """Name of the address that must come first, None when nothing stands in the way."""
        user, name = request.user, _address_name(request)
        if name in self.ALWAYS:
            return None
        if user.must_change_password:  # type: ignore[union-attr]  # signed in
            return "account_change_password"
        if name in self.SET_UP or not queries.needs_second_factor(user):  # type: ignore[arg-type]  # signed in
            return None
        return None if queries.has_second_factor(user) else "mfa_activate_totp"  # type: ignore[arg-type]  # signed in


def _address_name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""
