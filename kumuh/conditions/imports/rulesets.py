"""A regulation version from a file: tried first, applied only as exactly the file that was tried."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core import signing

from kumuh.accounts.models import User
from kumuh.conditions.errors import RuleSetRefused
from kumuh.conditions.models import RuleSet
from kumuh.conditions.queries import code_refusal, usable_version, version_of
from kumuh.conditions.ruleset import Difference, differences
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.services import add_ruleset

SALT = "conditions.ruleset-trial"
#: A tried file may be applied for a day; then it is tried again, because the versions may have changed.
SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class RuleSetTrial:
    """A file that was tried.

    `refusal` says why it cannot be added (empty when it can); `token` is the sealed file for applying it;
    `differences` are those from the version `against`.
    """

    version: Version
    against: RuleSet
    differences: tuple[Difference, ...]
    refusal: str
    token: str


def try_ruleset(*, content: bytes, against: RuleSet, by: User) -> RuleSetTrial:
    """Read a version and compare it. Writes nothing. Raises `RuleSetRefused` for a file that is no version."""
    data = _read(content)
    version = usable_version(data)
    return RuleSetTrial(
        version=version,
        against=against,
        differences=differences(version_of(against), version),
        refusal=code_refusal(version.key),
        token=signing.dumps({"data": data, "by": by.pk}, salt=SALT, compress=True),
    )


def apply_ruleset(*, token: str, by: User) -> RuleSet:
    """Add exactly the version that this person tried. Raises `RuleSetRefused` for another or an old token."""
    try:
        sealed = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise RuleSetRefused("Pemeriksaan berkas ini sudah lewat sehari atau rusak. Periksa berkasnya lagi.") from error
    if sealed["by"] != by.pk:
        raise RuleSetRefused("Berkas ini diperiksa oleh orang lain. Periksa berkasnya sendiri lebih dahulu.")
    return add_ruleset(data=sealed["data"], by=by)


def _read(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise RuleSetRefused("Berkas tidak terbaca sebagai versi aturan. Unduh dahulu contohnya.") from error
    if not isinstance(data, dict):
        raise RuleSetRefused("Berkas ini bukan versi aturan. Unduh dahulu contohnya.")
    return data
