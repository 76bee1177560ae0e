"""What is taught before planning: sets of topics per programme, and whom a gate wants to see trained.

The six topics are those of the training for BKM, UP-UP and apparatus in Desa Bajur (PLPBK), the four those that the
KBIK notes of Kota Metro 2016 call "to be understood first" (KOTAKU). That other programmes may use the four as well
is a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planning.cycles.enums import Track
from planning.institutions.enums import InstitutionKind, MemberElement


@dataclass(frozen=True)
class Topic:
    """One topic; `code` is unique within its set."""

    code: str
    name: str
    short: str


@dataclass(frozen=True)
class TopicSet:
    """The topics of one programme. `tracks` are the programmes whose cycles offer it first."""

    code: str
    name: str
    source: str
    tracks: frozenset[str]
    topics: tuple[Topic, ...]

    def topic(self, code: str) -> Topic | None:
        """The topic with this code; None when the set has none."""
        return next((one for one in self.topics if one.code == code), None)

    def in_order(self, codes: Any) -> tuple[Topic, ...]:
        """The topics with these codes in the order of the set."""
        wanted = set(codes)
        return tuple(one for one in self.topics if one.code in wanted)


_SETS = (
    TopicSet(
        "PLPBK",
        "Pelatihan PLPBK",
        "Catatan pelatihan Desa Bajur (BKM, UP-UP dan aparat)",
        frozenset({Track.PLPBK}),
        (
            Topic("KONSEP", "Konsep PLPBK", "Konsep"),
            Topic("PERAN", "Peran pelaku", "Peran"),
            Topic("SIKLUS", "Siklus", "Siklus"),
            Topic("PEMETAAN", "Pemetaan swadaya", "Pemetaan"),
            Topic("RPP", "Penyusunan RPP", "RPP"),
            Topic("DANA", "Pendanaan BLM PLPBK", "Dana BLM"),
        ),
    ),
    TopicSet(
        "KBIK",
        "KBIK KOTAKU",
        "Catatan KBIK Kota Metro 2016 (yang harus dipahami dahulu)",
        frozenset({Track.KOTAKU, Track.P2KP, Track.SPBM, Track.CITY}),
        (
            Topic("PEDOMAN", "Pedoman Umum Program KOTAKU", "Pedoman"),
            Topic("PRA", "Metode PRA", "PRA"),
            Topic("ATURAN", "Aturan/perundangan desa", "Aturan desa"),
            Topic("PETA", "Cara membuat peta", "Peta"),
        ),
    ),
)
TOPIC_SETS: Final[Mapping[str, TopicSet]] = {one.code: one for one in _SETS}


def sets_of(track: str) -> tuple[TopicSet, ...]:
    """Every set, those of the programme first."""
    return tuple(sorted(_SETS, key=lambda one: track not in one.tracks))


@dataclass(frozen=True)
class Audience:
    """Whom a gate wants trained: members of bodies of these kinds, or people of this element."""

    code: str
    name: str
    kinds: frozenset[str] = frozenset()
    element: str = ""


_K = InstitutionKind
AUDIENCES: Final[Mapping[str, Audience]] = {
    one.code: one
    for one in (
        Audience("BKM", "BKM/LKM", frozenset({_K.BKM}), MemberElement.BKM),
        Audience("UP", "UPK/UPL/UPS", frozenset({_K.UPK, _K.UPL, _K.UPS})),
        Audience("TIPP", "TIPP", frozenset({_K.TIPP})),
        Audience("KSM", "KSM", frozenset({_K.KSM})),
        Audience("APARAT", "aparat kelurahan", element=MemberElement.APARAT),
    )
}
