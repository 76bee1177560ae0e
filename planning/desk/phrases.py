"""Understand what somebody typed into the search box: `rt3 rw5 medono`, `sk 430/1131`, `renta pip medono 2027`.

Pure words. RT and RW are taken out with their numbers, years and kinds of things are noticed, the rest are names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kumuh.areas.naming import KIND_WORDS, normal_number, read_rt_rw

LONGEST = 120
MOST_WORDS = 8

REGION, RT, DECREE, CYCLE = "wilayah", "rt", "sk", "siklus"
MEETING, METHOD, PROPOSAL, WORK, DOCUMENT = "rembuk", "metode", "usulan", "kegiatan", "dokumen"

#: Words that say what kind of thing is meant, as people write them.
HINTS: Final[dict[str, str]] = {
    "sk": DECREE,
    "siklus": CYCLE,
    "rembuk": MEETING,
    "rembug": MEETING,
    "rapat": MEETING,
    "pertemuan": MEETING,
    "musyawarah": MEETING,
    "metode": METHOD,
    "usulan": PROPOSAL,
    "usul": PROPOSAL,
    "kegiatan": WORK,
    "pekerjaan": WORK,
    "dokumen": DOCUMENT,
    "pdf": DOCUMENT,
    "cetakan": DOCUMENT,
}
#: Names of printed documents → codes of their kinds.
DOCUMENT_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "renta pip": ("renta-pip",),
    "renta-pip": ("renta-pip",),
    "rentapip": ("renta-pip",),
    "prioritas 1 m": ("prioritas-1m",),
    "prioritas 1m": ("prioritas-1m",),
    "prioritas 1 milyar": ("prioritas-1m",),
    "prioritas 1 miliar": ("prioritas-1m",),
    "daftar prioritas": ("prioritas-1m",),
    "profil permukiman kumuh": ("profil-kumuh",),
    "profil kumuh": ("profil-kumuh",),
    "rumusan masalah": ("rumusan-masalah",),
    "rumusan permasalahan": ("rumusan-masalah",),
    "daftar hadir": ("daftar-hadir", "daftar-hadir-kosong"),
    "berita acara": ("berita-acara",),
    "undangan": ("undangan",),
    "notulen": ("notulen",),
}
_SLASHED = re.compile(r"\brt\s*0*(\d{1,3})\s*/\s*(?:rw\s*)?0*(\d{1,3})\b", re.IGNORECASE)
_RT_RW = re.compile(r"\b(?:rt|rw)[\s.:]*\d{1,4}[a-z]?(?![a-z0-9])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d{2}(?![\d/.])")
_EDGES = " ,;:.()\"'“”-–"


@dataclass(frozen=True)
class Phrase:
    """What was understood. `rt` and `rw` are three digits or ""; `words` are all names, small letters, in order.

    `documents` are the codes of a printed document that was named, `beside` the names without that document's name.
    """

    text: str
    words: tuple[str, ...] = ()
    rt: str = ""
    rw: str = ""
    year: int | None = None
    documents: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def groups(self) -> frozenset[str]:
        """Kinds of things that were named."""
        named = {HINTS[word] for word in self.words if word in HINTS}
        return frozenset(named | ({DOCUMENT} if self.documents else set()) | ({RT} if self.rt or self.rw else set()))

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.rt or self.rw or self.year)

    @property
    def place(self) -> str:
        """What a region may be called, with the word for its kind."""
        return " ".join(self.words)

    def names_for(self, group: str) -> tuple[str, ...]:
        """Names to look for among things of one group: without the word for the group and for kinds of regions.

        `usulan jalan kel. medono` looks for usulan with "jalan" and "medono".
        """
        words = self.beside if group in (DOCUMENT, CYCLE) else self.words
        return tuple(word for word in words if HINTS.get(word) != group and word not in KIND_WORDS)

    def reaches(self, group: str) -> bool:
        """Whether there is anything to look for in this group."""
        return bool(self.names_for(group) or group in self.groups or self.rt or self.rw or self.year)


def understand(text: str) -> Phrase:
    """Read a search text of any shape; what cannot be read is a name. At most `MOST_WORDS` names count."""
    shown = " ".join(text[:LONGEST].replace("\x00", " ").split())
    rt, rw, rest = _take_rt_rw(shown.lower())
    year = _YEAR.search(rest)
    if year:
        rest = f"{rest[: year.start()]} {rest[year.end() :]}"
    documents, beside = _take_documents(rest)
    return Phrase(shown, _names(rest), rt, rw, int(year[0]) if year else None, documents, _names(beside))


def _names(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip(_EDGES) for part in text.split()) if word)[:MOST_WORDS]


def _take_rt_rw(text: str) -> tuple[str, str, str]:
    slashed = _SLASHED.search(text)
    if slashed:
        rest = f"{text[: slashed.start()]} {text[slashed.end() :]}"
        return normal_number(slashed[1]), normal_number(slashed[2]), rest
    rt, rw = read_rt_rw(text)
    return rt, rw, _RT_RW.sub(" ", text) if rt or rw else text


def _take_documents(text: str) -> tuple[tuple[str, ...], str]:
    """The document that was named, longest name first, and the text without its name."""
    for name in sorted(DOCUMENT_NAMES, key=len, reverse=True):
        found = re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text)
        if found:
            return DOCUMENT_NAMES[name], f"{text[: found.start()]} {text[found.end() :]}"
    return (), text
