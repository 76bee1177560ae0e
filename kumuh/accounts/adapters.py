"""How sign-in behaves here: no self-registration, one counter of failed tries per account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db.models import Q
from django.http import HttpRequest

from kumuh.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; a person signs in with username or e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nama akun atau kata sandi tidak cocok.",
        "email_password_mismatch": "Alamat email atau kata sandi tidak cocok.",
        "invalid_login": "Nama akun, email, atau kata sandi tidak cocok.",
        "too_many_login_attempts": "Terlalu banyak percobaan masuk. Tunggu lima menit, lalu coba lagi.",
        "rate_limited": "Terlalu banyak permintaan. Tunggu beberapa menit, lalu coba lagi.",
        "enter_current_password": "Tulis kata sandi Anda yang sekarang.",
        "incorrect_password": "Kata sandi tidak cocok.",
        "incorrect_code": "Kode tidak cocok.",
        "account_inactive": "Akun ini ditutup.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """A password that the person chose ends the demand to change it, and every other session."""
        user.must_change_password = False
        super().set_password(user, password)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One counter per account, whether its username or its e-mail is tried."""
        typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
        owner = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).values_list("pk").first()
        return f"akun:{owner[0]}" if typed and owner else f"ketik:{typed}"
