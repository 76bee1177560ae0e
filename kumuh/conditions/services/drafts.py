"""From the positive 100-0-100 baseline of 2015 to a scored record, only through a person who confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kumuh.accounts.models import User
from kumuh.conditions.enums import EvidenceSource
from kumuh.conditions.errors import ConditionsRefused
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import is_measured, rt_record, version_of
from kumuh.conditions.services.records import save_rt_record
from kumuh.conditions.values import DENOMINATOR_COLUMNS


def confirm_draft_from_2015(
    *,
    old: RtRecord,
    survey: Survey,
    percents: Mapping[str, Decimal | None],
    by: User,
    confirmed: bool,
    expected_version: int | None = None,
) -> RtRecord:
    """Save slum percents that a person checked against the old baseline as data of another survey.

    `percents` by the keys of the survey's version, None for what stays "belum diukur". They are kept as percents
    of a source, not as counts, and the denominators of the old sheet go along. Raises `ConditionsRefused` without
    confirmation, for a record that is not of a positive baseline, for another kelurahan, for an unscored survey,
    and where the RT was counted since: a draft never replaces counts. The source of every kept percent is noted as
    "data sekunder".
    """
    version, target = version_of(old.ruleset), version_of(survey.ruleset)
    if not confirmed:
        raise ConditionsRefused("Rancangan belum dipastikan. Periksa setiap persen, lalu beri tanda sudah diperiksa.")
    if version.conversion is None or not target.scored or version.conversion.target != target.key:
        raise ConditionsRefused("Rancangan hanya dibuat dari baseline 2015 ke versi yang dinilai.")
    if old.kelurahan_id != survey.kelurahan_id:
        raise ConditionsRefused("Baseline lama dan survei tujuan berbeda kelurahan.")
    stored = rt_record(old.neighbourhood, survey.year)
    if stored is not None and is_measured(stored):
        raise ConditionsRefused(f"{old.neighbourhood.label} sudah dihitung pada survei {survey.year}; tidak ditimpa.")
    return save_rt_record(
        survey=survey,
        neighbourhood=old.neighbourhood,
        denominators={key: getattr(old, key) for key in DENOMINATOR_COLUMNS},
        volumes={},
        percents=percents,
        sources={key: [EvidenceSource.SECONDARY] for key, percent in percents.items() if percent is not None},
        settlement=(stored.settlement if stored else None) or old.settlement,
        open_space_ha=stored.open_space_ha if stored else None,
        open_space_note=stored.open_space_note if stored else "",
        by=by,
        expected_version=expected_version,
    )
