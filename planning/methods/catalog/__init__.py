"""The ten methods with their guides for the facilitator, in the order of a planning process."""

from __future__ import annotations

from typing import Final

from planning.methods.catalog.choices import CHOICES
from planning.methods.catalog.people import PEOPLE
from planning.methods.catalog.places import PLACES
from planning.methods.catalog.words import Method
from planning.methods.enums import MethodKind

__all__ = ["INDICATORS", "METHODS", "Method", "method_by_slug", "method_of"]

_BY_KIND = {method.kind: method for method in (*PLACES, *PEOPLE, *CHOICES)}
METHODS: Final[dict[str, Method]] = {kind: _BY_KIND[kind] for kind in MethodKind}

#: The seven indicators (Permen PUPR 14/PRT/M/2018) and the unscored open space, by number.
INDICATORS: Final = {
    1: "Bangunan gedung",
    2: "Jalan lingkungan",
    3: "Air minum",
    4: "Drainase lingkungan",
    5: "Air limbah",
    6: "Persampahan",
    7: "Proteksi kebakaran",
    8: "Ruang terbuka publik (RTP)",
}


def method_of(kind: str) -> Method:
    """A method by its kind; KeyError for an unknown one."""
    return METHODS[kind]


def method_by_slug(slug: str) -> Method | None:
    """A method as it stands in an address; None for an unknown one."""
    return METHODS.get(slug.upper())
