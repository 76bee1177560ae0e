"""Reading a list of official regions: a CSV with codes, names and centroids."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kumuh.areas.errors import RegionListRefused
from kumuh.areas.naming import ancestor_codes, is_region_code, level_of, parent_code, plain_words, search_name

COLUMNS = ("kode", "nama", "lintang", "bujur")
PLACES = Decimal("0.00001")


class RegionRow(NamedTuple):
    """One region as the table stores it; the fields that a list decides."""

    code: str
    name: str
    search_name: str
    level: int
    parent_id: str | None
    latitude: Decimal | None
    longitude: Decimal | None
    active: bool = True


class ListLine(NamedTuple):
    """One line of the list as written."""

    line: int
    code: str
    name: str
    latitude: str
    longitude: str


def read_region_list(content: bytes) -> dict[str, RegionRow]:
    """Read a CSV (plain or gzip) with the columns `kode, nama, lintang, bujur`; rows by code.

    Raises `RegionListRefused` naming the line for an unknown code, a missing name, a coordinate
    that is no number, a code that occurs twice, or a region whose region above is missing.
    """
    lines = list(_lines(content))
    names = {line.code: line.name for line in lines}
    if len(names) != len(lines):
        raise RegionListRefused("Ada kode wilayah yang tertulis dua kali di dalam daftar.")
    words = {name: tuple(plain_words(name)) for name in set(names.values())}
    return {line.code: _region(line, names, words) for line in lines}


def _lines(content: bytes) -> Iterator[ListLine]:
    try:
        raw = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        table = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise RegionListRefused("Berkas daftar wilayah rusak atau bukan CSV UTF-8.") from error
    if tuple(next(table, ())) != COLUMNS:
        raise RegionListRefused(f"Kolom daftar wilayah harus: {', '.join(COLUMNS)}.")
    for number, cells in enumerate(table, start=2):
        if len(cells) != len(COLUMNS) or not is_region_code(cells[0]) or not cells[1].strip():
            raise RegionListRefused(f"Baris {number}: kode atau nama wilayah salah ({','.join(cells) or 'kosong'}).")
        yield ListLine(number, cells[0], cells[1].strip(), cells[2], cells[3])


def _region(line: ListLine, names: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> RegionRow:
    above = [names.get(code) for code in reversed(ancestor_codes(line.code))]
    if None in above:
        raise RegionListRefused(f"Baris {line.line}: wilayah di atas {line.code} tidak ada di dalam daftar.")
    return RegionRow(
        code=line.code,
        name=line.name,
        search_name=search_name(words[line.name], [words[name] for name in above if name]),
        level=level_of(line.code),
        parent_id=parent_code(line.code),
        latitude=_degrees(line.latitude, line.line),
        longitude=_degrees(line.longitude, line.line),
    )


def _degrees(text: str, line: int) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return Decimal(text.strip()).quantize(PLACES)
    except InvalidOperation as error:
        raise RegionListRefused(f"Baris {line}: koordinat {text} bukan angka.") from error
