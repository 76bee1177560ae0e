"""What is offered to start a scoring matrix from: criteria, scale and meanings of the scores, by method and subject.

Reference data (`kriteria_peringkat.json`, `kriteria_matriks.json`); a proposal that the meeting may change, no
regulation. METHODS of publication: GMP scores 1 to 3, everything else 1 to 5.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from planning.methods.enums.matrix import MatrixMethod, MatrixSubject

SCALES: Final[Mapping[str, tuple[int, int]]] = {MatrixMethod.GMP: (1, 3)}
USUAL_SCALE: Final = (1, 5)
#: Code of the criterion that breaks a tie first among the default criteria: keberpihakan.
TIE_FIRST: Final = "K4"


@dataclass(frozen=True)
class Offer:
    """One criterion to start from; `definitions` says what a score means, by the score as text."""

    code: str
    name: str
    weight: int = 1
    direction: int = 1
    definitions: Mapping[str, str] = field(default_factory=dict)
    tie_first: bool = False


def levels(low: int, high: int) -> tuple[int, ...]:
    """The scores that are explained in words, highest first: top, middle and bottom of the scale."""
    return tuple(sorted({low, (low + high) // 2, high}, reverse=True))


def offered_criteria(method: str, subject: str) -> tuple[Offer, ...]:
    """Criteria to start from; none where people choose instead of giving scores."""
    if method in (MatrixMethod.PASANGAN, MatrixMethod.SUARA):
        return ()
    if method in (MatrixMethod.GMP, MatrixMethod.REINKE, MatrixMethod.JUMLAH):
        return _told(_read("kriteria_matriks.json")[method], SCALES.get(method, USUAL_SCALE))
    if subject in (MatrixSubject.KAWASAN, MatrixSubject.OPSI):
        return _told(_read("kriteria_matriks.json")[subject], USUAL_SCALE)
    return tuple(
        Offer(
            row["kode"], row["nama"], row["bobot"], row.get("arah", 1), row["definisi"], row["kode"] == TIE_FIRST
        )
        for row in _read("kriteria_peringkat.json")["kriteria"]
    )  # fmt: skip


def _told(rows: list[dict[str, Any]], scale: tuple[int, int]) -> tuple[Offer, ...]:
    top, middle, bottom = (str(level) for level in levels(*scale))
    return tuple(
        Offer(
            row["kode"], row["nama"], row.get("bobot", 1), row.get("arah", 1),
            {top: row["tinggi"], middle: row["tengah"], bottom: row["rendah"]},
        )
        for row in rows
    )  # fmt: skip


@cache
def _read(name: str) -> dict[str, Any]:
    path = Path(settings.BASE_DIR) / "fixtures" / "reference" / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
