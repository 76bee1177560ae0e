"""What may be kept of a form that was typed but not saved: which fields, how much, under which key. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

MAX_BYTES = 300_000
MAX_KEY, MAX_PAGE, MAX_TITLE = 160, 300, 160
MARK = "_draf"
RESTORE = "pulihkan"

_KEY = re.compile(r"[A-Za-z0-9][\w./:@-]*")
_SECRET = re.compile(r"password|sandi|csrf|secret|token|^otp|^code$|^_draf$", re.IGNORECASE)


class NotKept(ValueError):
    """The typed fields cannot be kept; the words are for the person."""


def clean_fields(items: Iterable[tuple[str, Sequence[Any]]]) -> dict[str, list[str]]:
    """Name → values, without secrets and without characters that no database takes.

    Raises NotKept when the shape is not that of a form or the whole is larger than `MAX_BYTES`.
    """
    fields: dict[str, list[str]] = {}
    for name, values in items:
        if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
            raise NotKept("Bentuk isian tidak dikenal.")
        if not _SECRET.search(name):
            fields[plain(name)] = [plain(value) for value in values]
    if len(json.dumps(fields, ensure_ascii=False).encode()) > MAX_BYTES:
        raise NotKept("Isian terlalu besar untuk disimpan sementara.")
    return fields


def plain(text: str) -> str:
    """Without null characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def clean_key(key: str) -> str:
    """The key as given. Raises NotKept when it is empty, too long or holds other characters than a path."""
    if len(key) > MAX_KEY or not _KEY.fullmatch(key):
        raise NotKept("Nama isian tidak dikenal.")
    return key


def key_of_post(path: str, fields: Mapping[str, str]) -> str:
    """The key of a posted form: the one it carries itself, else its address."""
    carried = fields.get(MARK, "")
    if carried and len(carried) <= MAX_KEY and _KEY.fullmatch(carried):
        return carried
    return f"kirim:{path}"[:MAX_KEY]


def action_of_key(key: str) -> str:
    """The address that a form without a key of its own sends to; "" for other keys."""
    return key.removeprefix("kirim:") if key.startswith("kirim:") else ""


def own_page(address: str, host: str = "") -> str:
    """Path and query of a page of this site, without an earlier restore mark; "" for anything else.

    `host` allows a full address of that host (from the Referer header).
    """
    parts = urlsplit(plain(address))
    if parts.netloc not in ("", host) or not parts.path.startswith("/") or parts.path.startswith("//"):
        return ""
    kept = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith(f"{RESTORE}="))
    page = f"{parts.path}?{kept}" if kept else parts.path
    return page if len(page) <= MAX_PAGE else parts.path[:MAX_PAGE]
