"""Small things about words that several methods need."""

from __future__ import annotations

from collections.abc import Sequence


def plain(text: str) -> str:
    """A line as it is kept: single blanks, none at the ends."""
    return " ".join(text.split())


def listed(names: Sequence[str]) -> str:
    """Names in words: A, B dan C."""
    return " dan ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
