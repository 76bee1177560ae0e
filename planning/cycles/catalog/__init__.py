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
from planning.cycles.catalog.principles import (
    ALL_PRINCIPLES,
    PRINCIPLE_SETS,
    PRINCIPLES,
    Principle,
    PrincipleSet,
)
from planning.cycles.catalog.settings import DEFAULT_THRESHOLDS, SETTINGS, Setting, settings_of
from planning.cycles.catalog.spbm import SPBM
from planning.cycles.catalog.words import Approval, Entry, EntryKind, Need, Output, Step, TrackInfo, need

__all__ = [
    "ALL_PRINCIPLES",
    "DEFAULT_THRESHOLDS",
    "PRINCIPLES",
    "PRINCIPLE_SETS",
    "SETTINGS",
    "TRACKS",
    "Approval",
    "Entry",
    "EntryKind",
    "Need",
    "Output",
    "Principle",
    "PrincipleSet",
    "Setting",
    "Step",
    "TrackInfo",
    "find_step",
    "need",
    "reflected_principles",
    "settings_of",
]

TRACKS: Final[Mapping[str, TrackInfo]] = {info.track: info for info in (KOTAKU, P2KP, SPBM, PLPBK, CITY)}


def find_step(track: str, code: str) -> Step:
    """The declared step; KeyError when the track has no such step."""
    return TRACKS[track].step(code)


def reflected_principles(step: Step) -> PrincipleSet | None:
    """The principles that a team answers for at this step; None when the step has no reflection."""
    asked = next((one for one in step.needs if one.check == "refleksi"), None)
    return PRINCIPLE_SETS[asked.options["prinsip"]] if asked else None
