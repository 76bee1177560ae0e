"""Saving what was counted in an RT, with the scores computed from it in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.enums import NeighbourhoodKind
from kumuh.areas.models import Neighbourhood, Settlement
from kumuh.areas.naming import city_code
from kumuh.conditions.enums import EvidenceSource
from kumuh.conditions.errors import ConditionsRefused
from kumuh.conditions.inputs import storable_denominator, storable_percent, storable_volume
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.queries import version_of
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.services.guard import require_unlocked
from kumuh.conditions.values import Counts, Number, columns_of, result_columns
from kumuh.core.models import save_by
from kumuh.core.versions import StaleRecord


def save_rt_record(
    *,
    survey: Survey,
    neighbourhood: Neighbourhood,
    denominators: Mapping[str, Number | None],
    volumes: Mapping[str, Number | None],
    by: User | None,
    percents: Mapping[str, Number | None] | None = None,
    sources: Mapping[str, Iterable[str]] | None = None,
    settlement: Settlement | None = None,
    open_space_ha: Decimal | None = None,
    open_space_note: str = "",
    expected_version: int | None = None,
) -> RtRecord:
    """Save the counts of one RT in one year and the scores computed from them, as one step.

    `denominators` and `volumes` by the keys of the survey's regulation version, in its units (ha, unit, jiwa,
    KK, m); a missing key or None is "belum diukur" and leaves the RT without total and level. `percents` are
    percents given by a source instead of counts. `sources` names where each parameter comes from (triangulasi).
    `expected_version` is the version the form was opened with (0 = there was no data yet).

    Nothing is written when nothing changed. Raises `ConditionsRefused` (not an RT of this kelurahan, unknown
    keys, numbers that cannot be kept), `StaleRecord` when somebody saved in between, `SurveyLocked`.
    Rules: Permen PUPR 14/PRT/M/2018 as stored in the regulation version; the version stays with the record.
    """
    require_unlocked(places=[(survey.kelurahan_id, survey.year, neighbourhood.pk)])
    ruleset = version_of(survey.ruleset)
    counts = storable_counts(ruleset=ruleset, denominators=denominators, volumes=volumes, percents=percents or {})
    settlement = settlement or neighbourhood.settlement
    _refuse_wrong_place(survey, neighbourhood, settlement)
    wanted: dict[str, Any] = columns_of(ruleset, counts) | result_columns(ruleset, counts)
    wanted |= {"settlement": settlement, "open_space_ha": open_space_ha, "open_space_note": open_space_note.strip()}
    if sources is not None:
        wanted["sources"] = _clean_sources(ruleset, sources)
    with transaction.atomic():
        row = RtRecord.objects.select_for_update().filter(neighbourhood=neighbourhood, year=survey.year).first()
        fresh = new_record(survey=survey, neighbourhood=neighbourhood)
        if expected_version is not None and expected_version != (row.version if row else 0):
            raise StaleRecord(row or fresh)
        return _write(row, fresh, wanted, by)


def storable_counts(
    *,
    ruleset: RuleSet,
    denominators: Mapping[str, Number | None],
    volumes: Mapping[str, Number | None],
    percents: Mapping[str, Number | None],
) -> Counts:
    """The numbers as they are stored, checked against the regulation version. Raises `ConditionsRefused`."""
    unknown = sorted({*volumes, *percents} - set(ruleset.criterion_by_key))
    unknown += sorted(set(denominators) - set(ruleset.denominator_by_key))
    if unknown:
        raise ConditionsRefused(f"Isian tidak dikenal dalam {ruleset.name}: {', '.join(unknown)}.")
    heads, criteria = ruleset.denominator_by_key, ruleset.criterion_by_key
    known = {key: Decimal(value) for key, value in denominators.items() if value is not None}
    found = {key: Decimal(value) for key, value in volumes.items() if value is not None}
    try:
        return Counts(
            {key: storable_denominator(heads[key], value) for key, value in known.items()},
            {key: storable_volume(criteria[key], value) for key, value in found.items()},
            {key: storable_percent(Decimal(value)) for key, value in percents.items() if value is not None},
        )
    except ValueError as error:
        raise ConditionsRefused(str(error)) from error


def new_record(*, survey: Survey, neighbourhood: Neighbourhood) -> RtRecord:
    """An unsaved record of an RT in a survey."""
    return RtRecord(
        survey=survey,
        kelurahan_id=survey.kelurahan_id,
        neighbourhood=neighbourhood,
        year=survey.year,
        ruleset_id=survey.ruleset_id,
    )


def _write(row: RtRecord | None, fresh: RtRecord, wanted: Mapping[str, Any], by: User | None) -> RtRecord:
    """Write the wanted columns to the row or to a fresh one, only where something differs."""
    if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    target = row or fresh
    for name, value in wanted.items():
        setattr(target, name, value)
    target.version += 0 if row is None else 1
    save_by(target, by)
    return target


def _clean_sources(ruleset: RuleSet, sources: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Known sources per known parameter, in a fixed order."""
    given = {key: set(values) for key, values in sources.items()}
    strange = set(given) - set(ruleset.criterion_by_key)
    strange |= {value for values in given.values() for value in values} - set(EvidenceSource)
    if strange:
        raise ConditionsRefused(f"Sumber tidak dikenal: {', '.join(sorted(strange))}.")
    ordered = {key: [s.value for s in EvidenceSource if s in given.get(key, ())] for key in ruleset.criterion_by_key}
    return {key: values for key, values in ordered.items() if values}


def _refuse_wrong_place(survey: Survey, neighbourhood: Neighbourhood, settlement: Settlement | None) -> None:
    if neighbourhood.kind != NeighbourhoodKind.RT or neighbourhood.kelurahan_id != survey.kelurahan_id:
        raise ConditionsRefused(f"{neighbourhood.label} bukan RT dari kelurahan survei ini.")
    if settlement is not None and settlement.city_id != city_code(survey.kelurahan_id):
        raise ConditionsRefused("Kawasan yang dipilih berada di kota lain.")
