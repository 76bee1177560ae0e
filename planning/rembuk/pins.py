"""Parts of a meeting as notes name them."""

from __future__ import annotations

from typing import Final

MEETING: Final = "rembuk"
#: Parts of a meeting that a note can be about, by the name inside the pin.
PARTS: Final = {"hadir": "Kehadiran", "notulen": "Acara dan notulen", "keputusan": "Keputusan", "penutup": "Penutup"}


def meeting_row(pk: int) -> str:
    """A meeting."""
    return f"{MEETING}:{pk}"
