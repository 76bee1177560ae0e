"""Coordinates as people copy them out of a map: `-6,8886; 109,6753` or `-6.8886, 109.6753`, in decimal degrees."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

PLACES: Final = Decimal("0.000001")
#: The box that holds Indonesia, in degrees (Rote to Sabang, Sabang to Merauke, with a margin).
SOUTH, NORTH, WEST, EAST = Decimal("-11.5"), Decimal("6.5"), Decimal("94.5"), Decimal("141.5")
NUMBER: Final = r"[-+]?\d{1,3}(?:[.,]\d+)?"
PAIR: Final = re.compile(rf"\s*(?P<first>{NUMBER})\s*(?:[;,]\s+|\s*;\s*|\s+|,)\s*(?P<second>{NUMBER})\s*")


class Coordinates(NamedTuple):
    """A point in decimal degrees (WGS 84), six places: about a tenth of a metre."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude.normalize():f}, {self.longitude.normalize():f}"


def parse_coordinates(text: str) -> Coordinates | None:
    """The point a person typed, latitude first; None for an empty text.

    Raises ValueError with a sentence for what is no pair of numbers and for a point outside Indonesia, also where
    the two numbers stand in the wrong order.
    """
    if not text.strip():
        return None
    found = PAIR.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise ValueError("Tulis lintang lalu bujur dalam derajat, misalnya -6.888600, 109.675300.")
    latitude, longitude = (Decimal(found[part].replace(",", ".")) for part in ("first", "second"))
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        if SOUTH <= longitude <= NORTH and WEST <= latitude <= EAST:
            raise ValueError("Urutannya terbalik: tulis lintang dahulu, lalu bujur.")
        raise ValueError("Titik ini berada di luar Indonesia. Periksa angka lintang dan bujurnya.")
    return Coordinates(latitude.quantize(PLACES), longitude.quantize(PLACES))


def coordinates_of(latitude: Decimal | None, longitude: Decimal | None) -> Coordinates | None:
    """The point of two stored columns; None where they are empty."""
    return None if latitude is None or longitude is None else Coordinates(latitude, longitude)
