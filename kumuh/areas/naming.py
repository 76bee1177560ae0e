"""Codes, names and labels of places: pure words, no tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kumuh.areas.enums import NeighbourhoodKind, RegionLevel

CODE_PATTERN = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
#: Length of the dotted code of a kabupaten/kota.
CITY_LENGTH = 5
LEVEL_BY_LENGTH = {
    2: RegionLevel.PROVINCE,
    CITY_LENGTH: RegionLevel.CITY,
    8: RegionLevel.DISTRICT,
    13: RegionLevel.KELURAHAN,
}
SEARCH_NAME_LENGTH = 255
MOST_NUMBERS = 50

WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = str.maketrans("", "", "'’‘`\"")

#: Words that say what kind of place is meant, in full and as people shorten them.
KIND_WORDS: dict[str, RegionLevel] = {
    "prov": RegionLevel.PROVINCE,
    "provinsi": RegionLevel.PROVINCE,
    "kab": RegionLevel.CITY,
    "kabupaten": RegionLevel.CITY,
    "kota": RegionLevel.CITY,
    "kec": RegionLevel.DISTRICT,
    "kecamatan": RegionLevel.DISTRICT,
    "distrik": RegionLevel.DISTRICT,
    "kel": RegionLevel.KELURAHAN,
    "kelurahan": RegionLevel.KELURAHAN,
    "desa": RegionLevel.KELURAHAN,
    "ds": RegionLevel.KELURAHAN,
}
#: Kinds that are part of the official name of a region, by how they are shortened.
NAMED_KINDS = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}
#: First digit of the last part of a code: what the fourth level is called there.
FOURTH_LEVEL_TITLES = {"1": "Kelurahan", "2": "Desa", "3": "Desa Adat"}


def is_region_code(code: str) -> bool:
    """Whether the text is a dotted Kemendagri code of any level (`33`, `33.75`, … `33.75.01.1003`)."""
    return CODE_PATTERN.fullmatch(code) is not None


def level_of(code: str) -> RegionLevel:
    """Level of a dotted code; ValueError for anything that is not one."""
    if not is_region_code(code):
        raise ValueError(f"bukan kode wilayah: {code}")
    return LEVEL_BY_LENGTH[len(code)]


def parent_code(code: str) -> str | None:
    """Code of the region above, None for a province."""
    return code.rpartition(".")[0] or None


def ancestor_codes(code: str) -> tuple[str, ...]:
    """Codes above, from the province down, without the code itself."""
    parts = code.split(".")
    return tuple(".".join(parts[:size]) for size in range(1, len(parts)))


def city_code(code: str) -> str:
    """Code of the kabupaten/kota that a code belongs to (the code itself for a city)."""
    return ".".join(code.split(".")[:2])


def dotted_code(text: str) -> str | None:
    """Return a code written with or without dots as a dotted code, None where it is not one."""
    digits = re.sub(r"[.\s]", "", text)
    if not digits.isdigit() or len(digits) not in (2, 4, 6, 10):
        return None
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def region_title(code: str, name: str) -> str:
    """Name with its kind, as people say it: `Kelurahan Podosugih`, `Kecamatan …`, `Kota …`.

    Names of the second level carry their kind already. The fourth level is told apart by the first
    digit of its last four (1 kelurahan, 2 desa, 3 desa adat), the habit of the Kemendagri code.
    """
    level = level_of(code)
    if level == RegionLevel.CITY:
        return name
    if level == RegionLevel.KELURAHAN:
        return f"{FOURTH_LEVEL_TITLES.get(code[9], 'Kelurahan')} {name}"
    return f"{level.label} {name}"


def plain_words(text: str) -> list[str]:
    """Words without capitals, accents, apostrophes and punctuation: `Kel. Bo'a` → `kel`, `boa`."""
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return WORD.findall(bare.translate(APOSTROPHES))


def search_name(own: Sequence[str], above: Sequence[Sequence[str]]) -> str:
    """Text that a region is found by: own words, own name in one word, the names above it.

    Takes plain words, the nearest region above first. Every word has a space before it, so that
    `" podo"` finds the beginning of a word; at most 255 characters.
    """
    joined = ("".join(own),) if len(own) > 1 else ()
    words = (*own, *joined, *(word for words in above for word in words))
    return " " + " ".join(words)[: SEARCH_NAME_LENGTH - 1]


def normal_number(text: str) -> str:
    """Number of an RT or RW in the way of the office: `RT 3` → `003`, `12a` → `012A`.

    ValueError with an Indonesian sentence where there is no number.
    """
    bare = re.sub(r"^\s*(RT|RW)\b[\s.:]*|^\s*(RT|RW)(?=\d)", "", text.strip(), flags=re.IGNORECASE)
    found = re.fullmatch(r"0*(\d{1,4})\s*([A-Za-z]?)", bare.strip())
    if found is None:
        raise ValueError("Nomor ditulis dengan angka, misalnya 003 atau 003A.")
    return f"{found[1]:0>3}{found[2].upper()}"


def number_list(text: str) -> list[str]:
    """Numbers of several RT or RW written in one field: `1-3, 5, 7A` → `001 002 003 005 007A`.

    Order and doubles as written. ValueError with an Indonesian sentence for anything else, and for
    more than `MOST_NUMBERS` at once.
    """
    numbers: list[str] = []
    for part in re.split(r"[,;]", text):
        ends = re.fullmatch(r"\D*(\d{1,4})\s*(?:-|–|s/d|s\.d\.|sampai)\s*\D*(\d{1,4})\s*", part)
        if ends and int(ends[2]) - int(ends[1]) >= MOST_NUMBERS:
            break
        if ends and int(ends[1]) <= int(ends[2]):
            numbers += [normal_number(str(number)) for number in range(int(ends[1]), int(ends[2]) + 1)]
        else:
            numbers.append(normal_number(part))
    else:
        if len(numbers) <= MOST_NUMBERS:
            return numbers
    raise ValueError(f"Paling banyak {MOST_NUMBERS} nomor sekaligus.")


def neighbourhood_label(kind: str, number: str, rw_number: str = "") -> str:
    """`RW 005`, `RT 003 / RW 005`, or `RT 003` where the place has no RW."""
    label = f"{NeighbourhoodKind(kind).value} {number}"
    return f"{label} / RW {rw_number}" if rw_number and kind == NeighbourhoodKind.RT else label


def read_rt_rw(text: str) -> tuple[str, str]:
    """Find RT and RW numbers in a text such as `RT001-RW002` or `rt.3/rw 5`; empty where absent."""
    found = {
        kind: re.search(rf"\b{kind}[\s.:]*0*(\d{{1,4}}[A-Za-z]?)(?![A-Za-z0-9])", text, re.IGNORECASE)
        for kind in ("RT", "RW")
    }
    rt, rw = (normal_number(match[1]) if match else "" for match in found.values())
    return rt, rw
