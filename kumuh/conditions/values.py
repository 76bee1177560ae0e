"""Between the columns and JSON of an RT record and the exact numbers that are scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kumuh.conditions.enums import Level
from kumuh.conditions.inputs import storable_mean
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.scoring import RecordScore, RtCounts, check_counts, score_record

Number = Decimal | int

#: Denominators that have a column of their own; others live in `other_denominators`.
DENOMINATOR_COLUMNS = (
    "luas_verifikasi_ha",
    "jumlah_bangunan",
    "jumlah_penduduk",
    "jumlah_kk",
    "panjang_jalan_ideal_m",
    "panjang_drainase_ideal_m",
)
#: Columns that an import or a form fills, and those that scoring fills.
INPUT_FIELDS = (*DENOMINATOR_COLUMNS, "other_denominators", "volumes", "imported_percents")
RESULT_FIELDS = ("result", "flags", "total", "level", "mean_percent")


@dataclass(frozen=True)
class Counts:
    """What was counted in one RT: header figures, what is not in order, percents given by a source.

    Keys are those of the regulation version; None or a missing key is "belum diukur", never zero.
    """

    denominators: Mapping[str, Number | None]
    volumes: Mapping[str, Number | None]
    percents: Mapping[str, Number | None] = field(default_factory=dict)


def counts_of(row: Any) -> Counts:
    """The exact numbers kept in a record."""
    columns = {key: getattr(row, key) for key in DENOMINATOR_COLUMNS}
    return Counts(columns | _numbers(row.other_denominators), _numbers(row.volumes), _numbers(row.imported_percents))


def columns_of(ruleset: RuleSet, counts: Counts) -> dict[str, Any]:
    """The input columns that hold `counts`; every parameter of the version is named, unknown ones as null."""
    others = [key for key in ruleset.denominator_by_key if key not in DENOMINATOR_COLUMNS]
    return {key: counts.denominators.get(key) for key in DENOMINATOR_COLUMNS} | {
        "other_denominators": _texts(others, counts.denominators, keep_unknown=False),
        "volumes": _texts(ruleset.criterion_by_key, counts.volumes),
        "imported_percents": _texts(ruleset.criterion_by_key, counts.percents, keep_unknown=False),
    }


def score_counts(ruleset: RuleSet, counts: Counts) -> RecordScore:
    """Score one RT; the only call of the scoring in forms, imports, commands and verbs."""
    return score_record(ruleset, counts.denominators, counts.volumes, counts.percents)


def result_columns(ruleset: RuleSet, counts: Counts) -> dict[str, Any]:
    """The result columns for `counts` under a regulation version."""
    score = score_counts(ruleset, counts)
    remarks = [flag.as_dict() for flag in check_counts(ruleset, counts.denominators, counts.volumes)]
    return {
        "result": score.result_as_dict(),
        "flags": [*score.flags_as_list(), *remarks],
        "total": score.total,
        "level": "" if score.level is None else score.level.value,
        "mean_percent": storable_mean(score.mean),
    }


def rt_counts(row: Any, label: str) -> RtCounts:
    """A record as the roll-up takes it; `label` names the RT in remarks."""
    counts = counts_of(row)
    return RtCounts(label, counts.denominators, counts.volumes, counts.percents)


def level_of(row: Any) -> Level | None:
    """The level of a record, None while it has none."""
    return Level.of(row.level) if row.level else None


def plain_text(value: Number) -> str:
    """A number as it stands in JSON: plain digits with a point."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _numbers(texts: Mapping[str, str | None]) -> dict[str, Decimal | None]:
    return {key: None if text is None else Decimal(text) for key, text in texts.items()}


def _texts(
    keys: Iterable[str], values: Mapping[str, Number | None], *, keep_unknown: bool = True
) -> dict[str, str | None]:
    known = {key: values.get(key) for key in keys}
    return {
        key: None if value is None else plain_text(value)
        for key, value in known.items()
        if keep_unknown or value is not None
    }
