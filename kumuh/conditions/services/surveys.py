"""Opening a survey and its kelurahan totals."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.conditions.errors import ConditionsRefused
from kumuh.conditions.inputs import MOST_COUNT, MOST_HECTARES, storable_year
from kumuh.conditions.models import RuleSet, Survey
from kumuh.conditions.queries import default_ruleset
from kumuh.conditions.services.guard import require_unlocked
from kumuh.core.models import save_by
from kumuh.core.versions import StaleRecord

TOTALS = ("total_area_ha", "total_buildings", "total_people", "total_households")


def open_survey(
    *,
    kelurahan: Region,
    year: int,
    by: User | None,
    ruleset: RuleSet | None = None,
    source: str = "",
    total_area_ha: Decimal | None = None,
    total_buildings: int | None = None,
    total_people: int | None = None,
    total_households: int | None = None,
) -> Survey:
    """Open the data collection of one kelurahan for one year; the first one is the baseline, later ones updates.

    Without `ruleset` the default version counts. Totals are those of the whole kelurahan (ha, buildings,
    people, families), used to check sums. Raises `ConditionsRefused`: not a kelurahan or desa, an impossible
    year, a second survey of the year, numbers below zero; `SurveyLocked`.
    """
    require_unlocked(places=[(kelurahan.code, year, None)])
    totals = dict(zip(TOTALS, (total_area_ha, total_buildings, total_people, total_households), strict=True))
    _check(kelurahan, year, totals)
    with transaction.atomic():
        others = list(Survey.objects.select_for_update().filter(kelurahan=kelurahan).values_list("year", flat=True))
        if year in others:
            raise ConditionsRefused(f"Survei {kelurahan.name} tahun {year} sudah ada.")
        ruleset = ruleset or default_ruleset()
        if ruleset is None:
            raise ConditionsRefused("Versi aturan belum dimuat. Minta admin menjalankan pemuatan data acuan.")
        kind = Survey.Kind.UPDATE if any(other < year for other in others) else Survey.Kind.BASELINE
        survey = Survey(kelurahan=kelurahan, year=year, kind=kind, ruleset=ruleset, source=source.strip(), **totals)
        survey._history_user = by  # type: ignore[attr-defined]  # read by simple_history
        survey.save(force_insert=True)
    return survey


def update_survey(
    *,
    survey: Survey,
    by: User,
    expected_version: int,
    source: str = "",
    total_area_ha: Decimal | None = None,
    total_buildings: int | None = None,
    total_people: int | None = None,
    total_households: int | None = None,
) -> Survey:
    """Change the source and the kelurahan totals (ha, buildings, people, families) of a survey.

    Raises `StaleRecord` when somebody saved it since version `expected_version`, `ConditionsRefused` for
    numbers below zero, `SurveyLocked`.
    """
    require_unlocked(places=[(survey.kelurahan_id, survey.year, None)])
    totals = dict(zip(TOTALS, (total_area_ha, total_buildings, total_people, total_households), strict=True))
    _check(survey.kelurahan, survey.year, totals)
    with transaction.atomic():
        row = Survey.objects.select_for_update().get(pk=survey.pk)
        if row.version != expected_version:
            raise StaleRecord(row)
        wanted = totals | {"source": source.strip()}
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.version += 1
            save_by(row, by)
    return row


def _check(kelurahan: Region, year: int, totals: dict[str, Decimal | int | None]) -> None:
    if kelurahan.level != RegionLevel.KELURAHAN:
        raise ConditionsRefused("Survei hanya dibuat untuk kelurahan atau desa.")
    try:
        storable_year(year)
    except ValueError as error:
        raise ConditionsRefused(str(error)) from error
    for name, value in totals.items():
        most = MOST_HECTARES if name == "total_area_ha" else MOST_COUNT
        if value is not None and not 0 <= value <= most:
            raise ConditionsRefused("Jumlah sekelurahan tidak boleh di bawah nol atau terlalu besar.")
