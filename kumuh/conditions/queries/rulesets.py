"""Regulation versions of the database as objects that score."""

from __future__ import annotations

from typing import Any

from kumuh.conditions.models import RuleSet
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.ruleset import load_ruleset

_BUILT: dict[str, tuple[dict[str, Any], Version]] = {}


def version_of(row: RuleSet) -> Version:
    """The regulation version kept in a row; built once per process and stored data.

    Raises `RuleSetError` where the data is not usable.
    """
    built = _BUILT.get(row.code)
    if built is None or built[0] != row.data:
        built = _BUILT[row.code] = (row.data, load_ruleset(row.data))
    return built[1]


def rulesets() -> dict[str, RuleSet]:
    """All regulation versions by code."""
    return {row.code: row for row in RuleSet.objects.all()}


def default_ruleset() -> RuleSet | None:
    """The version that new surveys use, None before reference data is loaded."""
    return RuleSet.objects.filter(is_default=True).first()
