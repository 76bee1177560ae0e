"""Regulation versions of the database as objects that score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kumuh.conditions.errors import RuleSetRefused
from kumuh.conditions.models import RuleSet
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.ruleset import RuleSetError, load_ruleset

#: A code stands in addresses and file names; these words are addresses themselves.
CODE = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
TAKEN_WORDS = frozenset({"bawaan", "tambah", "terapkan"})
LONGEST_NAME = 200

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


def usable_version(data: Mapping[str, Any]) -> Version:
    """The regulation version that the JSON shape describes. Raises `RuleSetRefused` saying which field is wrong."""
    try:
        version = load_ruleset(data)
    except (RuleSetError, ArithmeticError) as error:
        raise RuleSetRefused(f"Versi aturan tidak dapat dipakai. {error}") from error
    if not version.name.strip() or len(version.name) > LONGEST_NAME:
        raise RuleSetRefused(f"Nama versi harus diisi, paling panjang {LONGEST_NAME} huruf.")
    return version


def code_refusal(code: str) -> str:
    """Why a new version cannot have this code; empty when it can."""
    if RuleSet.objects.filter(code=code).exists():
        return f"Versi {code} sudah ada. Versi lama tidak diubah; pakai kode yang baru."
    if CODE.fullmatch(code) is None or code in TAKEN_WORDS:
        return f"Kode “{code}” tidak dapat dipakai: 2 sampai 40 huruf kecil, angka, titik, atau tanda hubung."
    return ""
