"""Fixed lists of the planning of usulan: indicators, units, where a source must be named, default criteria."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from planning.proposals.enums import SourceKind

#: The seven indicators (Permen PUPR 14/PRT/M/2018) by number, in the words of a kelurahan office.
ASPECTS: Final[Mapping[int, str]] = {
    1: "Bangunan gedung",
    2: "Jalan lingkungan",
    3: "Air minum",
    4: "Drainase lingkungan",
    5: "Air limbah",
    6: "Persampahan",
    7: "Proteksi kebakaran",
}

#: The unscored "+1" beside the seven (profiles of the KOTAKU programme, 7+1): it may stay empty, is in no total and
#: in no gate.
OPEN_SPACE: Final = 8
OPEN_SPACE_NAME: Final = "Ruang terbuka publik (RTP)"

#: Rows of the problem matrix by number: the seven indicators and the unscored eighth.
MATRIX_ROWS: Final[Mapping[int, str]] = {**ASPECTS, OPEN_SPACE: OPEN_SPACE_NAME}

#: Units that works of an indicator are usually counted in, besides the unit of the parameter itself.
ASPECT_UNITS: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("unit", "ha", "m²"),
    2: ("m", "m²", "unit"),
    3: ("KK", "m", "unit"),
    4: ("m", "ha", "m³", "unit"),
    5: ("KK", "m", "unit"),
    6: ("KK", "unit"),
    7: ("unit", "m", "KK"),
}

#: Sources that come from a meeting of the cycle and have to name it.
FROM_MEETING: Final = frozenset({SourceKind.FGD, SourceKind.REMBUK})

#: Usual field practice asks for at least two different sources (triangulasi).
SOURCES_NEEDED: Final = 2

WEIGHT_SUM: Final = 100
MOST_CRITERIA: Final = 15


def units_for(aspect: int, own_unit: str = "") -> tuple[str, ...]:
    """Units that fit an indicator, the parameter's own unit first."""
    return tuple(dict.fromkeys(unit for unit in (own_unit, *ASPECT_UNITS.get(aspect, ())) if unit))


def all_units() -> tuple[str, ...]:
    """Every unit that any indicator knows."""
    return tuple(dict.fromkeys(unit for units in ASPECT_UNITS.values() for unit in units))


def default_criteria() -> dict[str, Any]:
    """The packaged default matrix: `kriteria`, `skala`, `aturan_seri`, `sumber` (a proposal, not a regulation)."""
    path = Path(settings.BASE_DIR) / "fixtures" / "reference" / "kriteria_peringkat.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


#: Scores that a criterion explains in words, highest first.
LEVELS: Final = ("5", "3", "1")
SCALE_MIN: Final = 1
SCALE_MAX: Final = 5
