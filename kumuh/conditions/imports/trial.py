"""Two steps of an import: try a file (nothing is written but the trial), then apply exactly that file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood, Region, Settlement
from kumuh.areas.naming import city_code
from kumuh.areas.services import NewRt, add_rts, place_in_settlement, settlement_named
from kumuh.conditions.errors import ImportRefused
from kumuh.conditions.imports.places import folded
from kumuh.conditions.imports.plan import CHANGED, NEW, SAME, Plan, PlannedRow, make_plan
from kumuh.conditions.models import ImportTrial, RuleSet, Survey
from kumuh.conditions.queries import default_ruleset, rulesets, version_of
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.services import (
    Incoming,
    discard_old_trials,
    keep_trial,
    mark_applied,
    open_survey,
    save_many,
)
from kumuh.conditions.sheets import Problem, Reading, read_baseline
from kumuh.conditions.values import score_counts
from kumuh.core.spreadsheets import SpreadsheetError, read_workbook

MOST_PROBLEMS = 5_000


def try_workbook(*, content: bytes, filename: str, region: Region, user: User, wanted: str = "") -> ImportTrial:
    """Read a file, compare it with the database and keep both as a trial; changes no survey.

    `wanted` forces a regulation version; otherwise the headings decide. Never raises for a bad file: what is
    wrong stands in `report["galat"]`. Raises `ImportRefused` before reference data is loaded.
    """
    discard_old_trials()
    reading, row, problem = _read(content, filename, wanted)
    if reading is None:
        plan = Plan((), (problem,) if problem else ())
    else:
        plan = make_plan(reading, version_of(row), region, user)
    return keep_trial(
        region=region,
        ruleset=row,
        filename=filename,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        report=_report(plan, row),
        by=user,
    )


def apply_trial(*, trial: ImportTrial, user: User, confirmed: bool) -> ImportTrial:
    """Write exactly the tried file in one transaction, or nothing.

    `confirmed` says that the person agreed to the RW, RT and kawasan that would be added. Raises `ImportRefused`
    when the file has problems, was applied before, is not the one that was tried, or when the database changed
    since, so that other things would happen than were shown; `SurveyLocked`.
    """
    if trial.report["galat"]:
        raise ImportRefused("Berkas ini masih berisi galat. Perbaiki, lalu unggah lagi.")
    if trial.report["tempat_baru"] and not confirmed:
        raise ImportRefused("Pastikan dahulu RW, RT, dan kawasan baru yang akan ditambahkan.")
    with trial.file.open("rb") as file:
        content = file.read()
    reading, row, _ = _read(content, trial.filename, trial.ruleset_id)
    if reading is None or reading.digest != trial.digest:
        raise ImportRefused("Berkas di server bukan lagi berkas yang dicoba. Unggah lagi.")
    with transaction.atomic():
        plan = make_plan(reading, version_of(row), trial.region, user)
        if plan.problems or plan.fingerprint != trial.report["sidik"]:
            raise ImportRefused("Data di server berubah sejak berkas ini dicoba. Coba lagi agar perubahannya terlihat.")
        _write(plan, row, user, f"Impor {trial.filename}")
        outcome = {kind: plan.count(kind) for kind in (NEW, CHANGED, SAME)}
        return mark_applied(trial=trial, by=user, outcome=outcome)


def reread(trial: ImportTrial) -> Reading | None:
    """The tried file read again, for the download with marked errors; None where it cannot be read at all."""
    with trial.file.open("rb") as file:
        return _read(file.read(), trial.filename, trial.ruleset_id)[0]


def _read(content: bytes, filename: str, wanted: str) -> tuple[Reading | None, RuleSet, Problem | None]:
    rows = rulesets()
    default = default_ruleset()
    if default is None:
        raise ImportRefused("Versi aturan belum dimuat. Minta admin menjalankan pemuatan data acuan.")
    try:
        book = read_workbook(content, filename)
    except SpreadsheetError as error:
        return None, rows.get(wanted, default), Problem("", None, "", filename, error.reason, error.suggestion)
    versions = {code: version_of(row) for code, row in rows.items()}
    reading = read_baseline(book, versions, default.code, wanted if wanted in versions else "")
    return reading, rows[reading.ruleset_key], None


def _report(plan: Plan, row: RuleSet) -> dict[str, Any]:
    """The stored answer of a trial; rows that do not change are only counted."""
    version = version_of(row)
    return {
        "aturan": row.code,
        "galat": [problem.as_report() for problem in plan.problems[:MOST_PROBLEMS]],
        "jumlah_galat": len(plan.problems),
        "catatan": list(plan.notes),
        "tempat_baru": list(plan.new_places),
        "survei_baru": list(plan.new_surveys),
        "jumlah": {kind: plan.count(kind) for kind in (NEW, CHANGED, SAME)},
        "perubahan": [_line(version, item) for item in plan.rows if item.kind != SAME],
        "sidik": plan.fingerprint,
    }


def _line(version: Version, item: PlannedRow) -> dict[str, Any]:
    score = score_counts(version, item.counts)
    return {
        "baris": item.row.number,
        "kelurahan": item.kelurahan.name,
        "tahun": item.place.year,
        "rt": item.label,
        "kawasan": item.place.settlement,
        "jenis": item.kind,
        "ubahan": [list(change) for change in item.changes],
        "total": score.total,
        "tingkat": score.level.value if score.level else "",
    }


def _write(plan: Plan, ruleset: RuleSet, user: User, reason: str) -> None:
    settlements = _settlements(plan)
    added = _rts(plan, settlements, user)
    _place_loose_rts(plan, settlements)
    surveys = _surveys(plan, ruleset, user)
    rows = [
        Incoming(
            surveys[(item.kelurahan.code, item.place.year)],
            item.neighbourhood or added[(item.kelurahan.code, item.place.rw, item.place.rt)],
            item.counts,
            settlements.get((city_code(item.kelurahan.code), folded(item.place.settlement))),
        )
        for item in plan.rows
        if item.kind != SAME
    ]
    save_many(rows=rows, by=user, reason=reason)


def _settlements(plan: Plan) -> dict[tuple[str, str], Settlement]:
    """The kawasan of all rows by city and name, made where they do not exist."""
    wanted = {
        (city_code(item.kelurahan.code), folded(item.place.settlement)): item.place.settlement
        for item in plan.rows
        if item.place.settlement
    }
    cities = Region.objects.in_bulk({city for city, _ in wanted})
    return {key: settlement_named(city=cities[key[0]], name=name) for key, name in wanted.items()}


def _rts(
    plan: Plan, settlements: Mapping[tuple[str, str], Settlement], user: User
) -> dict[tuple[str, str, str], Neighbourhood]:
    """RT that the file names and the database does not have, with their RW."""
    wanted = [
        NewRt(
            item.kelurahan,
            item.place.rw,
            item.place.rt,
            settlements.get((city_code(item.kelurahan.code), folded(item.place.settlement))),
        )
        for item in plan.rows
        if item.neighbourhood is None
    ]
    return add_rts(rts=wanted, by=user) if wanted else {}


def _place_loose_rts(plan: Plan, settlements: Mapping[tuple[str, str], Settlement]) -> None:
    """RT that belong to no kawasan yet get the one of the file; others keep theirs."""
    loose: dict[Settlement, list[Neighbourhood]] = {}
    for item in plan.rows:
        found = settlements.get((city_code(item.kelurahan.code), folded(item.place.settlement)))
        if found is not None and item.neighbourhood is not None and item.neighbourhood.settlement_id is None:
            loose.setdefault(found, []).append(item.neighbourhood)
    for settlement, rts in loose.items():
        place_in_settlement(rts=rts, settlement=settlement)


def _surveys(plan: Plan, ruleset: RuleSet, user: User) -> dict[tuple[str, int], Survey]:
    wanted = {(item.kelurahan.code, item.place.year): item.kelurahan for item in plan.rows}
    codes = {code for code, _ in wanted}
    rows = Survey.objects.filter(kelurahan_id__in=codes).select_related("ruleset")
    found = {(survey.kelurahan_id, survey.year): survey for survey in rows}
    for (code, year), kelurahan in sorted(wanted.items()):
        if (code, year) not in found:
            found[(code, year)] = open_survey(kelurahan=kelurahan, year=year, by=user, ruleset=ruleset)
    return found
