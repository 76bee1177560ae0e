"""The part of a region's page about its cycles."""

from __future__ import annotations

from typing import Any

from kumuh.areas.registry import Section
from planning.desk.queries import place_cycles


def cycles_section(user: Any, region: Any) -> Section | None:
    """All cycles of a kelurahan side by side; of a kota or kecamatan its own and the doors to the comparison."""
    found = place_cycles(user, region)
    return Section("desk/_place_cycles.html", found) if found else None
