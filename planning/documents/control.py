"""Control codes and content digests: how a sheet of paper is matched with its record. Pure functions."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final

#: 31 signs (a prime), without 0, O, 1, I and L, which a reader of paper mistakes for one another.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 11


def control_code(secret: str, *parts: str | int) -> str:
    """Code of the form `7F3K-9Q2D-4XMC`: eleven signs nobody can guess and one check sign.

    The same secret and parts always give the same code.
    """
    message = "\x1f".join(str(part) for part in parts).encode()
    number = int.from_bytes(hmac.new(secret.encode(), message, hashlib.sha256).digest(), "big")
    signs = ""
    for _ in range(_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        signs += ALPHABET[index]
    return group(signs + check_sign(signs))


def check_sign(signs: str) -> str:
    """Sign that reveals one wrong sign or two swapped neighbours (weighted sum, prime base)."""
    total = sum((position + 1) * ALPHABET.index(sign) for position, sign in enumerate(signs))
    return ALPHABET[total % len(ALPHABET)]


def group(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def read_code(text: str) -> str | None:
    """The code as it is stored, from what a person typed (small letters, spaces, no dashes); None if it is none."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(signs) != _LENGTH + 1 or any(sign not in ALPHABET for sign in signs):
        return None
    return group(signs) if check_sign(signs[:-1]) == signs[-1] else None


def content_of(value: Any) -> Any:
    """A document view as plain JSON, without `meta`: number, code, dates and state of printing are not content.

    Fields marked `metadata={"content": False}` are made from the others and left out (drawings of a table).
    Addresses of files (`file://…`) are kept by their name alone, so that moving the file store changes nothing.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = [one.name for one in fields(value) if one.name != "meta" and one.metadata.get("content", True)]
        named = {name: content_of(getattr(value, name)) for name in kept}
        return {"_": type(value).__name__, **named}
    if isinstance(value, str) and value.startswith("file://"):
        return value.rpartition("/")[2]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Fraction):
        return _digits(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): content_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        items = [content_of(item) for item in value]
        return sorted(items, key=repr) if isinstance(value, frozenset | set) else items
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"not document content: {type(value).__name__}")


def _digits(value: Decimal | Fraction) -> str:
    """One writing per number: 2.50 and 2.5 are the same content."""
    if isinstance(value, Fraction):
        return str(value)
    return format(value.normalize() if value else Decimal(0), "f")


def digest_of(content: Any) -> str:
    """SHA-256 of plain content, independent of the order of keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
