"""How notes of a review name a session of a method."""

from __future__ import annotations

from typing import Final

SESSION: Final = "metode"


def session_row(pk: int) -> str:
    """A session."""
    return f"{SESSION}:{pk}"
