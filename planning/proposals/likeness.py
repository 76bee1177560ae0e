"""How alike two usulan are, so that the same wish is noticed before it is stored twice."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Shares of likeness (0..1) from which two titles count as similar; lower when place and parameter agree too.
SAME_PARAMETER, SAME_INDICATOR = 0.5, 0.65
#: The same place makes titles look alike, so titles with their locations have to agree more.
WITH_PLACE = 0.75
#: Words that nearly every title holds and that therefore say nothing.
EMPTY_WORDS = frozenset(
    {"pembangunan", "pembuatan", "perbaikan", "pengadaan", "peningkatan", "rehabilitasi", "rehab", "pemeliharaan"}
    | {"kegiatan", "usulan", "di", "ke", "dan", "untuk", "pada", "rt", "rw", "gang", "gg", "jalan", "jl"}
)


@dataclass(frozen=True)
class Wish:
    """What is compared: title, location, indicator, parameter and the RT (by key)."""

    title: str
    location: str
    aspect: int
    criterion_key: str
    rts: Collection[int]


def title_likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (same words), whatever the order and writing of the words."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        mine, theirs = _words(one, keep_all=True), _words(other, keep_all=True)
    return SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(theirs)), autojunk=False).ratio()


def is_similar(one: Wish, other: Wish) -> bool:
    """Same indicator, at least one RT in common, and titles (or titles with locations) that are alike."""
    if one.aspect != other.aspect or not set(one.rts) & set(other.rts):
        return False
    limit = SAME_PARAMETER if one.criterion_key == other.criterion_key else SAME_INDICATOR
    placed = title_likeness(f"{one.title} {one.location}", f"{other.title} {other.location}")
    return title_likeness(one.title, other.title) >= limit or placed >= WITH_PLACE


def _words(text: str, *, keep_all: bool = False) -> set[str]:
    words = set(re.findall(r"[a-z0-9]+", text.lower()))
    return words if keep_all else words - EMPTY_WORDS
