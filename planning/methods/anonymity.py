"""Telling whether words that residents said name somebody: quotes are kept without names.

Rule: in a discussion group the name of the speaker is not written down; names of residents are personal data
(UU 27/2022). What is told is a title before a name, a telephone number and a NIK; offices (Pak RT, Bu Lurah) are none.
"""

from __future__ import annotations

import re
from typing import Final

_CALLED: Final = re.compile(
    r"\b(?:[Pp]ak|[Bb]apak|[Bb]u|[Ii]bu|[Mm]as|[Mm]bak|[Kk]ang|[Cc]ak|[Mm]bah|[Ss]dri?|[Ss]audar[ai]|Haji|Hajah|Hj?)"
    r"\b\.?\s+([A-Z][\w'’]+)"
)
_NUMBERS: Final = (
    re.compile(r"(?<!\d)(?:\+?62|0)[\s.()-]*8\d(?:[\s.-]?\d){6,11}(?!\d)"),
    re.compile(r"(?<!\d)\d{16}(?!\d)"),
)
#: Offices and places that follow a title and are nobody's name.
_OFFICES: Final = frozenset({
    "rt", "rw", "lurah", "camat", "kades", "kadus", "kader", "ketua", "kepala", "guru", "ustaz", "ustad", "dokter",
    "bidan", "mantri", "pkk", "posyandu", "rumah", "hamil", "bupati", "walikota", "sekretaris", "bendahara", "kota",
    "pejabat", "imam", "modin", "hansip", "polisi", "pedagang", "warung", "fasilitator",
})  # fmt: skip


def named_person(text: str) -> str:
    """The first words that name somebody ("Bu Siti"), a telephone number or a NIK; empty when nobody is named."""
    for found in _CALLED.finditer(text):
        if found.group(1).lower() not in _OFFICES:
            return found.group(0)
    numbers = (pattern.search(text) for pattern in _NUMBERS)
    return next((number.group(0) for number in numbers if number), "")
