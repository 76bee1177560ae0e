"""Pins: how a note names the row or field it is about, e.g. `usulan:7/volume` or the whole row `usulan:7`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

#: Longest id that is looked up; what is longer was not written by a page.
MOST_DIGITS = 18


def row_of(pin: str) -> str:
    """The row a pin is in: `usulan:7` of `usulan:7/volume`."""
    return pin.split("/")[0]


def kind_of(pin: str) -> str:
    """The kind of row: `usulan` of `usulan:7/volume`."""
    return pin.partition(":")[0]


def part_of(pin: str) -> str:
    """The part of the row: `volume` of `usulan:7/volume`, "" for the whole row."""
    return pin.partition("/")[2]


def key_of(pin: str) -> int | None:
    """The id in a pin: 7 of `usulan:7/volume`; None where there is none."""
    key = row_of(pin).partition(":")[2]
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= MOST_DIGITS else None


def keys_of(pins: Iterable[str]) -> set[int]:
    """The ids that the pins name."""
    return {key for pin in pins if (key := key_of(pin)) is not None}


def pin_is_open(pins: Collection[str] | None, pin: str) -> bool:
    """Whether a row or field is open to people who may change only what is marked; None limits nothing.

    A field is open when itself or its whole row is marked (`kegiatan:12` opens `kegiatan:12/biaya`). A row is open
    when anything in it is marked, because its form saves it as one.
    """
    if pins is None or pin in pins or row_of(pin) in pins:
        return True
    return "/" not in pin and any(row_of(marked) == pin for marked in pins)
