"""Programme tracks and their steps, declared in code as data (STAGES of the field reference).

One file or folder per programme, shared tables in `common`; the words they are written in are in `words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planning.cycles.catalog.city import CITY
from planning.cycles.catalog.kotaku import KOTAKU
from planning.cycles.catalog.p2kp import P2KP
from planning.cycles.catalog.plpbk import PLPBK
from planning.cycles.catalog.principles import DEFAULT_THRESHOLDS, PRINCIPLES, Principle
from planning.cycles.catalog.spbm import SPBM
from planning.cycles.catalog.words import Approval, Entry, EntryKind, Need, Output, Step, TrackInfo, need

__all__ = [
    "DEFAULT_THRESHOLDS",
    "PRINCIPLES",
    "TRACKS",
    "Approval",
    "Entry",
    "EntryKind",
    "Need",
    "Output",
    "Principle",
    "Step",
    "TrackInfo",
    "find_step",
    "need",
]

TRACKS: Final[Mapping[str, TrackInfo]] = {info.track: info for info in (KOTAKU, P2KP, SPBM, PLPBK, CITY)}


def find_step(track: str, code: str) -> Step:
    """The declared step; KeyError when the track has no such step."""
    return TRACKS[track].step(code)
