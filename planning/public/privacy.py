"""Keeping people out of public words: names of residents, telephone numbers and NIK that somebody typed in a text.

Public pages show no column that holds a person. What is left are free texts (a decision, a reason, a place), so
every one of them passes through `Veil` once more. Rule: personal data of residents is class C, never public
(the data classes of this application; UU 27/2022 on personal data).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN_NAME = "[nama warga]"
HIDDEN_NUMBER = "[nomor disembunyikan]"
#: How people speak of somebody; together with one word of a known name that is a person.
TITLES = ("pak", "bapak", "bu", "ibu", "sdr", "sdri", "saudara", "saudari", "mbak", "mas", "haji", "hajah", "h", "hj")
PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.()-]*8\d(?:[\s.-]?\d){6,11}(?!\d)")
NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
WORD = re.compile(r"[^\W\d_]{3,}")
#: Words of offices and places inside names that were typed with them ("Ketua RT 3"); they are nobody's name.
COMMON = frozenset({
    "ketua", "lurah", "camat", "warga", "contoh", "bkm", "tipp", "pkk", "kader", "kelurahan", "desa", "kampung", "gang",
    "jalan", "rumah", "hamil", "tangga", "ibu", "bapak", "pak",
})  # fmt: skip


class Veil:
    """Replaces people in texts. Made once per page from all names written in the meetings and usulan of a cycle."""

    def __init__(self, names: Iterable[str]) -> None:
        full = sorted({" ".join(name.split()) for name in names if len(name.split()) > 1}, key=len, reverse=True)
        words = {word.lower() for name in names for word in WORD.findall(name)} - COMMON
        self._full = _any_of((re.escape(name).replace(r"\ ", r"\s+") for name in full), "")
        titles = "|".join(TITLES)
        self._called = _any_of((re.escape(word) for word in sorted(words)), rf"\b(?:{titles})\b\.?\s+")

    def __call__(self, text: str) -> str:
        """The text without full names, without a title before a known name, without phone numbers and NIK."""
        for pattern, instead in (
            (self._full, HIDDEN_NAME), (self._called, HIDDEN_NAME), (PHONE, HIDDEN_NUMBER), (NIK, HIDDEN_NUMBER),
        ):  # fmt: skip
            text = pattern.sub(instead, text) if pattern else text
        return text.strip()


def _any_of(patterns: Iterable[str], before: str) -> re.Pattern[str] | None:
    listed = "|".join(patterns)
    return re.compile(rf"{before}(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None
