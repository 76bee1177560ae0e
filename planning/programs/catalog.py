"""Packaged reference data of programmes: the funds with their ceilings, and the order of the copy sheet."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

#: BLM of PLP-BK: support of planning and physical works, together one milyar (Serba-serbi PLP-BK).
BLM_PLANNING: Final = "BLM_PERENCANAAN"
BLM_PHYSICAL: Final = "BLM_FISIK"


def packaged(name: str) -> Any:
    """The parsed file of `fixtures/reference` with this name."""
    return json.loads((Path(settings.BASE_DIR) / "fixtures/reference" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def packaged_funds() -> dict[str, dict[str, Any]]:
    """Every packaged fund by its code: `nama`, `sumber`, `pagu` (rupiah), `berlaku`, `hanya_masyarakat`, `dasar`."""
    return {data["kode"]: data for data in packaged("dana.json")["dana"]}


@lru_cache(maxsize=1)
def copy_order() -> tuple[tuple[str, str], ...]:
    """Fields of the copy sheet, (key, label) in the order of the form they are copied into."""
    return tuple((field["kunci"], field["label"]) for field in packaged("lembar_salin.json")["isian"])


@lru_cache(maxsize=1)
def copy_order_source() -> str:
    """Where that order comes from, as the page prints it."""
    return str(packaged("lembar_salin.json")["sumber"])
