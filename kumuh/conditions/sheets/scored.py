"""Scoring a file as it is, without a database: the answer of `manage.py impor_baseline --periksa --json`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.scoring import RecordScore, RtCounts, check_counts, roll_up
from kumuh.conditions.sheets.checks import same_rt
from kumuh.conditions.sheets.columns import bare
from kumuh.conditions.sheets.parts import Problem, SheetRow
from kumuh.conditions.sheets.reading import read_baseline
from kumuh.conditions.values import Counts, score_counts
from kumuh.core.spreadsheets import SpreadsheetError, read_workbook


def check_file(path: Path, rulesets: Mapping[str, RuleSet], default: str, wanted: str = "") -> dict[str, Any]:
    """Score every RT and kawasan of a workbook; anything that is wrong stands in `galat`. Never raises for a file.

    Keys: `rt` (tahun, kawasan, rw, rt, persen, nilai, total, tingkat, tanda), `kawasan` (tahun, kawasan, total,
    tingkat, luas_kumuh_ha in hectares, decided per RT), `galat` (lembar, baris, kolom, nilai, alasan).
    """
    try:
        book = read_workbook(path)
    except SpreadsheetError as error:
        problem = Problem("", None, "", path.name[:200], error.reason, error.suggestion)
        return {"rt": [], "kawasan": [], "galat": [problem.as_dict()]}
    reading = read_baseline(book, rulesets, default, wanted)
    ruleset = rulesets[reading.ruleset_key]
    scored = [(row, _score(ruleset, row)) for row in _distinct(reading.rows)]
    return {
        "rt": [_rt(ruleset, row, score) for row, score in scored],
        "kawasan": _kawasan(ruleset, scored),
        "galat": [problem.as_dict() for problem in reading.problems],
    }


def _distinct(rows: tuple[SheetRow, ...]) -> list[SheetRow]:
    """Rows whose RT and year are known; of the same RT and year only the first."""
    first: dict[tuple[object, ...], SheetRow] = {}
    for row in rows:
        if row.place is not None:
            first.setdefault(same_rt(row.place), row)
    return list(first.values())


def _score(ruleset: RuleSet, row: SheetRow) -> RecordScore:
    return score_counts(ruleset, Counts(row.denominators, row.volumes, row.percents))


def _rt(ruleset: RuleSet, row: SheetRow, score: RecordScore) -> dict[str, Any]:
    assert row.place is not None
    unread = [f"{ruleset_label(ruleset, key)}: selnya tidak terbaca, dihitung belum diukur." for key in row.failed]
    remarks = [flag.message for flag in (*score.flags, *check_counts(ruleset, row.denominators, row.volumes))]
    return {
        "tahun": row.place.year,
        "kawasan": row.place.settlement,
        "rw": row.place.rw,
        "rt": row.place.rt,
        "persen": {key: _plain(value) for key, value in score.percents.items()},
        "nilai": dict(score.scores),
        "total": score.total,
        "tingkat": score.level.value if score.level else None,
        "tanda": [*unread, *remarks],
    }


def ruleset_label(ruleset: RuleSet, key: str) -> str:
    """Name of a parameter or denominator in words."""
    if key in ruleset.criterion_by_key:
        return f"{ruleset.criterion_by_key[key].code} {ruleset.criterion_by_key[key].label}"
    return ruleset.denominator_by_key[key].label if key in ruleset.denominator_by_key else key


def _kawasan(ruleset: RuleSet, scored: list[tuple[SheetRow, RecordScore]]) -> list[dict[str, Any]]:
    groups: dict[tuple[int, str], list[tuple[SheetRow, RecordScore]]] = {}
    for row, score in scored:
        assert row.place is not None
        if row.place.settlement:
            groups.setdefault((row.place.year, bare(row.place.settlement)), []).append((row, score))
    lines = []
    for (year, _), members in sorted(groups.items()):
        summed = roll_up(ruleset, [_counts(row, score) for row, score in members])
        first = members[0][0].place
        lines.append({
            "tahun": year,
            "kawasan": first.settlement if first else "",
            "total": summed.profile.total,
            "tingkat": summed.profile.level.value if summed.profile.level else None,
            "luas_kumuh_ha": _plain(summed.area.slum_ha),
        })  # fmt: skip
    return lines


def _counts(row: SheetRow, score: RecordScore) -> RtCounts:
    label = f"RT {row.place.rt} / RW {row.place.rw}" if row.place else ""
    return RtCounts(label, row.denominators, row.volumes, row.percents, score)


def _plain(value: Decimal | None) -> int | float | None:
    """A number as JSON writes it; the decimals are those that were rounded for display."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
