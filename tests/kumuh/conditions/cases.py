"""Published cases that the scoring tests read, and the regulation versions they use."""

import csv
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kumuh.conditions.ruleset import RuleSet, load_ruleset

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "tests" / "data" / "scoring"
PEKALONGAN = ROOT / "fixtures" / "demo" / "pekalongan"
REGULATIONS = ROOT / "fixtures" / "reference" / "regulasi"


def read_json(path: Path) -> Any:
    """Read JSON with every number as Decimal."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)


@cache
def ruleset(key: str = "2018-16") -> RuleSet:
    """The packaged regulation version."""
    return load_ruleset(json.loads((REGULATIONS / f"{key}.json").read_text(encoding="utf-8")))


def disagreements(name: str) -> Any:
    """One stored list of places where a source contradicts itself or the default rule."""
    stored = json.loads((PUBLISHED / "disagreements.json").read_text(encoding="utf-8"))
    return stored[name]["items"]


@cache
def kawasan() -> dict[str, Any]:
    """The thirteen readable kawasan of Kota Pekalongan by their number."""
    return {path.name[:2]: read_json(path) for path in sorted(PEKALONGAN.glob("*.json"))}


def rt_years() -> list[tuple[str, dict[str, Any], dict[str, Any], str, dict[str, Any]]]:
    """Every (kawasan number, kawasan, RT, year, row) of Kota Pekalongan."""
    return [
        (number, place, rt, year, row)
        for number, place in kawasan().items()
        for rt in place["rt"]
        for year, row in rt["years"].items()
    ]


def by_parameter(place: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """Name a list of values after the parameters of its file."""
    return dict(zip(place["parameters"], values, strict=True))


@cache
def kawanku() -> dict[str, Any]:
    """The sixteen RT of the KAWANKU portal by file name."""
    return {path.stem: read_json(path) for path in sorted((PUBLISHED / "kawanku").glob("*.json"))}


@cache
def serang() -> list[dict[str, str]]:
    """The rows of Kabupaten Serang."""
    with (PUBLISHED / "serang-rt-needs-and-scores.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


HEADER = {
    "luas_verifikasi_ha": Decimal("1.25"),
    "jumlah_bangunan": 40,
    "jumlah_penduduk": 180,
    "jumlah_kk": 50,
    "panjang_jalan_ideal_m": Decimal(300),
    "panjang_drainase_ideal_m": Decimal(200),
}
NOTHING_WRONG = dict.fromkeys(ruleset().criterion_by_key, Decimal(0))
