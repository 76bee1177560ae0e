"""Values of fields in the words of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils import timezone

from kumuh.core.formats import jam, rupiah, show_number, tanggal
from kumuh.core.history.shapes import Change, Words

#: A piece of data with more differences than this, or a longer one, is told as one line.
MOST_KEYS, LONGEST = 40, 160
MANY = "isinya berubah"


def data_changes(label: str, was: Any, now: Any, words: Words) -> Iterator[Change]:
    """Differences inside stored data, key by key."""
    old, new = _flat(was), _flat(now)
    keys = [key for key in {**old, **new} if old.get(key, "") != new.get(key, "")]
    if len(keys) > MOST_KEYS:
        yield Change(label, note=MANY)
        return
    for key in keys:
        name = words.get(key, key.replace("_", " "))
        told = f"{label}: {name}" if name else label
        if max(len(old.get(key, "")), len(new.get(key, ""))) > LONGEST:
            yield Change(told, note=MANY)
        else:
            yield Change(told, old.get(key, ""), new.get(key, ""))


def _flat(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {str(key): _text(part) for key, part in value.items()}
    return {"": _text(value)}


def _text(value: Any) -> str:
    """A piece of stored data in words; texts that hold a number are shown as numbers."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(part)}".strip() for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(part) for part in value)
    if isinstance(value, int | float):
        return show_number(value)
    try:
        return show_number(Decimal(value))
    except (ArithmeticError, ValueError):
        return str(value)


def in_words(column: Any, value: Any) -> str:
    """A field's value as a page writes it: labels of choices, dates, rupiah, files; "" for nothing."""
    if value is None or value == "":
        return ""
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(column, models.FileField):
        return _file(PurePath(str(value)))
    return _plain(column, value)


def _file(path: PurePath) -> str:
    """The name of a file; one that is stored under its content is told by the first signs of it."""
    return f"berkas {path.stem[:8]}" if re.fullmatch(r"[0-9a-f]{32,}", path.stem) else path.name


def _plain(column: Any, value: Any) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{tanggal(local)} pukul {jam(local)}"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, time):
        return jam(value)
    if "(Rp)" in str(column.verbose_name):
        return rupiah(int(value))
    if isinstance(value, int | Decimal):
        return str(value) if str(column.verbose_name).startswith("tahun") else show_number(value)
    return str(value)


def short(text: str, longest: int = 60) -> str:
    """The text, cut with an ellipsis where it is longer than `longest` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
