"""Letter numbers: a pattern of the office, filled without letting the pattern reach anything else."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kumuh.areas.naming import city_code
from kumuh.core.formats import bulan_romawi

DEFAULT_PATTERN: Final = "{urut:03d}/{kode}/{lembaga}/{bulan_romawi}/{tahun}"
_FIELD: Final = re.compile(r"\{(\w+)(?::0(\d)d)?\}")
#: How an office is written in a letter number.
OFFICE_SHORT: Final = {
    "KELURAHAN": "KEL",
    "BKM": "BKM",
    "POKJA": "POKJA",
    "SATKER": "KPA",
    "KSM": "KSM",
    "DPIU": "DPIU",
}
#: Offices of the kota: one letterhead for every kelurahan in it.
CITY_OFFICES: Final = frozenset({"POKJA", "SATKER", "DPIU"})
_KNOWN: Final = frozenset({"urut", "kode", "lembaga", "bulan_romawi", "bulan", "tahun"})


class PatternRefused(ValueError):
    """The pattern cannot be filled; the message says why in Indonesian."""


def seat_of(region_code: str, body: str) -> str:
    """The region in which an office has its letterhead: the kota for its own offices, else the region itself."""
    return city_code(region_code) if body in CITY_OFFICES else region_code


def check_pattern(pattern: str) -> str:
    """The pattern itself when it can be filled.

    Raises `PatternRefused`: an unknown word, a brace that is not closed, no running number, or no year.
    """
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise PatternRefused("Pola nomor berisi kurung { } yang tidak dikenali. Contoh yang benar: " + DEFAULT_PATTERN)
    words = {match.group(1) for match in _FIELD.finditer(pattern)}
    unknown = sorted(words - _KNOWN)
    if unknown:
        raise PatternRefused(f"Pola nomor memakai kata yang tidak dikenal: {', '.join(unknown)}.")
    if "urut" not in words:
        raise PatternRefused("Pola nomor harus memuat {urut}, supaya tidak ada dua surat dengan nomor yang sama.")
    if "tahun" not in words:
        raise PatternRefused("Pola nomor harus memuat {tahun}, karena nomor urut dimulai lagi tiap tahun.")
    return pattern


def fill_pattern(pattern: str, *, sequence: int, kind: str, body: str, on: date) -> str:
    """The number of a letter, e.g. `007/BA/KEL/XI/2026`. `on` is the day the number is given."""
    values: dict[str, str | int] = {
        "urut": sequence,
        "kode": kind,
        "lembaga": OFFICE_SHORT.get(body, body),
        "bulan_romawi": bulan_romawi(on.month),
        "bulan": f"{on.month:02d}",
        "tahun": on.year,
    }

    def put(match: re.Match[str]) -> str:
        value, width = values[match.group(1)], match.group(2)
        return f"{value:0{width}d}" if width and isinstance(value, int) else str(value)

    return _FIELD.sub(put, check_pattern(pattern))


def example_number(pattern: str, *, body: str, on: date) -> str:
    """The seventh berita acara of this office by a pattern; empty for a pattern that cannot be filled."""
    try:
        return fill_pattern(pattern, sequence=7, kind="BA", body=body, on=on)
    except PatternRefused:
        return ""
