"""From the JSON of a regulation version to a RuleSet and back."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from kumuh.conditions.ruleset.version import RuleSet

#: How old indicators may join into one parameter (`ConversionRule.join`).
JOINS = ("satu", "terburuk", "kepadatan", "kosong")


class RuleSetError(ValueError):
    """The reference data of a regulation version is not usable; says where."""


def load_ruleset(plain: Mapping[str, Any]) -> RuleSet:
    """Build a RuleSet from its JSON shape.

    Raises RuleSetError naming the field when something is missing, unknown or
    contradictory (double keys, unknown denominator or aspect, gaps between
    class limits, bands out of order).
    """
    ruleset: RuleSet = _build(RuleSet, plain, "peraturan")
    _check_references(ruleset)
    if ruleset.scored:
        _check_scoring(ruleset)
    return ruleset


def dump_ruleset(ruleset: RuleSet) -> dict[str, Any]:
    """Return the JSON shape of a RuleSet; ``load_ruleset`` gives an equal one back."""
    plain: dict[str, Any] = _plain(ruleset)
    return plain


def _check_references(ruleset: RuleSet) -> None:
    keys = [criterion.key for criterion in ruleset.criteria]
    if len(set(keys)) != len(keys):
        raise RuleSetError(f"{ruleset.key}: ada parameter yang tertulis dua kali.")
    for criterion in ruleset.criteria:
        if criterion.aspect not in ruleset.aspect_sizes:
            raise RuleSetError(f"{ruleset.key}: aspek {criterion.aspect} tidak ada ({criterion.key}).")
        if criterion.denominator is not None and criterion.denominator not in ruleset.denominator_by_key:
            raise RuleSetError(f"{ruleset.key}: pembagi {criterion.denominator} tidak ada ({criterion.key}).")
    for pair in ruleset.pair_limits:
        unknown = [key for key in pair.criteria if key not in keys]
        if unknown or pair.denominator not in ruleset.denominator_by_key:
            raise RuleSetError(f"{ruleset.key}: batas pasangan memakai nama yang tidak ada ({pair.criteria}).")
    for rule in ruleset.conversion.rules if ruleset.conversion else ():
        if rule.join not in JOINS or not rule.sources or set(rule.sources) - set(keys):
            raise RuleSetError(f"{ruleset.key}: rancangan untuk {rule.to} memakai nama yang tidak ada.")


def _check_scoring(ruleset: RuleSet) -> None:
    if ruleset.bands is None or ruleset.levels is None or ruleset.mean is None:
        raise RuleSetError(f"{ruleset.key}: versi yang dinilai perlu bands, levels, dan mean.")
    minimums = [minimum for minimum, _ in ruleset.band_steps]
    if minimums != sorted(minimums, reverse=True) or len(minimums) != len(ruleset.bands.items) - 1:
        raise RuleSetError(f"{ruleset.key}: rentang persen harus urut dari atas dan satu tanpa batas bawah.")
    if ruleset.bands.items[-1].minimum is not None:
        raise RuleSetError(f"{ruleset.key}: rentang terbawah tidak boleh punya batas bawah.")
    expected = 0
    for limit in ruleset.levels.items:
        if limit.minimum != expected or limit.maximum < limit.minimum:
            raise RuleSetError(f"{ruleset.key}: batas tingkat {limit.level} tidak bersambung.")
        expected = limit.maximum + 1
    if expected != ruleset.max_total + 1:
        raise RuleSetError(f"{ruleset.key}: batas tingkat tidak sampai {ruleset.max_total}.")


_HINTS: dict[type, dict[str, Any]] = {}


def _build(kind: Any, value: Any, path: str) -> Any:
    """Build ``value`` (plain JSON) as ``kind``; ``path`` names the field in errors."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        if value is None:
            return None
        return _build(next(arg for arg in typing.get_args(kind) if arg is not types.NoneType), value, path)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise RuleSetError(f"{path}: harus berupa daftar.")
        item = typing.get_args(kind)[0]
        return tuple(_build(item, part, f"{path}[{index}]") for index, part in enumerate(value))
    if is_dataclass(kind):
        return _build_dataclass(kind, value, path)
    return _build_scalar(kind, value, path)


def _build_dataclass(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise RuleSetError(f"{path}: harus berupa objek.")
    hints = _HINTS.setdefault(kind, typing.get_type_hints(kind))
    if unknown := sorted(set(value) - set(hints)):
        raise RuleSetError(f"{path}: isian tidak dikenal: {', '.join(unknown)}.")
    built = {name: _build(hints[name], part, f"{path}.{name}") for name, part in value.items()}
    try:
        return kind(**built)
    except TypeError as error:
        raise RuleSetError(f"{path}: isian kurang ({error}).") from error


def _build_scalar(kind: Any, value: Any, path: str) -> Any:
    try:
        if kind is Decimal and isinstance(value, str | int) and not isinstance(value, bool):
            return _finite(Decimal(value))
        if issubclass(kind, Enum):
            return kind(value)
    except (ValueError, InvalidOperation) as error:
        raise RuleSetError(f"{path}: nilai {value!r} tidak dikenal.") from error
    if type(value) is not kind:
        raise RuleSetError(f"{path}: nilai {value!r} bukan {kind.__name__}.")
    return value


def _finite(number: Decimal) -> Decimal:
    """The number itself; ValueError for NaN and infinity, which no limit can mean."""
    if not number.is_finite():
        raise ValueError(f"{number} bukan angka")
    return number


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value
