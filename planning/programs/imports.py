"""Import of finished works in two steps: try (nothing recorded), then apply exactly the tried file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kumuh.accounts.models import User
from kumuh.areas.enums import NeighbourhoodKind, RegionLevel
from kumuh.areas.models import Neighbourhood, Region
from kumuh.areas.naming import neighbourhood_label, plain_words
from kumuh.areas.queries import search_regions
from kumuh.conditions.queries import default_ruleset, survey_day, version_of
from kumuh.conditions.ruleset import RuleSet
from kumuh.conditions.sheets import Problem
from kumuh.core.spreadsheets import SpreadsheetError, read_workbook
from planning.programs.errors import InvestmentRefused
from planning.programs.models import Investment, InvestmentTrial
from planning.programs.services import InvestmentValues, apply_investment_trial, keep_investment_trial
from planning.programs.sheets import InvestmentLine, InvestmentReading, problem_rows, read_investments

MOST_SHOWN = 5_000
KIND_WORDS = ("kel", "kelurahan", "desa", "ds")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class InvestmentPlan:
    """What applying would record. `same` counts rows that are there already; flagged ones never enter a score."""

    new: tuple[InvestmentValues, ...]
    same: int
    without_rt: int
    without_criterion: int
    problems: tuple[Problem, ...]

    @property
    def fingerprint(self) -> str:
        """Changes when applying would do something else than what was shown."""
        rows = [_key(row) for row in self.new]
        return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()


def try_investments(*, content: bytes, filename: str, region: Region, user: User) -> InvestmentTrial:
    """Read a file, compare it with what is recorded and keep both; records nothing.

    Never raises for a bad file: what is wrong stands in `report["galat"]`. Raises `InvestmentRefused` before
    reference data is loaded.
    """
    reading, problem = _read(content, filename)
    if reading is None:
        plan = InvestmentPlan((), 0, 0, 0, (problem,) if problem else ())
    else:
        plan = plan_investments(reading, region, user)
    return keep_investment_trial(
        region=region,
        filename=filename,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        report=_report(plan),
        by=user,
    )


def apply_investments(*, trial: InvestmentTrial, user: User) -> int:
    """Record the tried file; returns how many rows are new. Repeating the same file later records nothing twice.

    Raises `InvestmentRefused` when the file has problems, was applied, is not the one that was tried, or when the
    records changed since, so that something else would happen than was shown.
    """
    trial.refresh_from_db()
    if trial.applied_at is not None:
        raise InvestmentRefused("Berkas ini sudah diterapkan. Unggah lagi bila ada perubahan baru.")
    if trial.report["galat"]:
        raise InvestmentRefused("Berkas ini masih berisi galat. Perbaiki, lalu unggah lagi.")
    reading = reread(trial)
    if reading is None or reading.digest != trial.digest:
        raise InvestmentRefused("Berkas di server bukan lagi berkas yang dicoba. Unggah lagi.")
    plan = plan_investments(reading, trial.region, user)
    if plan.problems or plan.fingerprint != trial.report["sidik"]:
        raise InvestmentRefused("Data di server berubah sejak berkas ini dicoba. Coba lagi.")
    return apply_investment_trial(trial=trial, rows=plan.new, by=user)


def reread(trial: InvestmentTrial) -> InvestmentReading | None:
    """The tried file read again; None where it cannot be read at all."""
    with trial.file.open("rb") as file:
        return _read(file.read(), trial.filename)[0]


def _version() -> RuleSet:
    row = default_ruleset()
    if row is None:
        raise InvestmentRefused("Versi aturan belum dimuat. Minta admin menjalankan pemuatan data acuan.")
    return version_of(row)


def _read(content: bytes, filename: str) -> tuple[InvestmentReading | None, Problem | None]:
    version = _version()
    try:
        return read_investments(read_workbook(content, filename), version), None
    except SpreadsheetError as error:
        return None, Problem("", None, "", filename, error.reason, error.suggestion)


def plan_investments(reading: InvestmentReading, region: Region, user: User) -> InvestmentPlan:
    """Compare a file with the records inside `region` and the area of `user`. Writes nothing.

    A row equals a recorded one when place, year, parameter, activity, volume and unit agree; the same row twice in
    the file means twice the work, as in published lists.
    """
    places = _Places(region, user, reading.lines)
    problems = list(reading.problems)
    found: list[InvestmentValues] = []
    for line in reading.lines:
        values, problem = places.values(line)
        problems += [problem] if problem else []
        found += [values] if values else []
    known = Counter(_stored_keys({row.kelurahan.code for row in found}))
    new: list[InvestmentValues] = []
    for values in found:
        key = _key(values)
        if known[key] > 0:
            known[key] -= 1
        else:
            new.append(values)
    return InvestmentPlan(
        tuple(new),
        len(found) - len(new),
        sum(1 for row in found if row.neighbourhood is None),
        sum(1 for row in found if not row.criterion_key),
        tuple(problems),
    )


def _key(row: InvestmentValues) -> Key:
    rt = row.neighbourhood.pk if row.neighbourhood else None
    volume = f"{row.volume.normalize():f}"
    return (
        row.kelurahan.code,
        rt,
        row.place_note if rt is None else "",
        row.year,
        row.criterion_key,
        row.activity,
        volume,
    )


def _stored_keys(codes: Iterable[str]) -> list[Key]:
    rows = Investment.objects.filter(kelurahan_id__in=sorted(codes)).values_list(
        "kelurahan_id", "neighbourhood_id", "place_note", "year", "criterion_key", "activity", "volume"
    )
    return [
        (code, rt, note if rt is None else "", year, key, activity, f"{volume.normalize():f}")
        for code, rt, note, year, key, activity, volume in rows
    ]


class _Places:
    """Kelurahan and RT that the rows of a file mean, looked up once."""

    def __init__(self, region: Region, user: User, lines: Sequence[InvestmentLine]) -> None:
        self.region, self.default_source = region, "Impor penanganan terlaksana"
        inside = Region.objects.for_user(user).in_areas([region.code]).filter(level=RegionLevel.KELURAHAN)
        self.kelurahan = {
            written: self._find(written, inside) for written in {(x.kelurahan_code, x.kelurahan_name) for x in lines}
        }
        codes = sorted({found.code for found in self.kelurahan.values() if found})
        self.rts: dict[tuple[str, str], list[Neighbourhood]] = {}
        for rt in Neighbourhood.objects.filter(kelurahan_id__in=codes, kind=NeighbourhoodKind.RT).order_by("pk"):
            self.rts.setdefault((rt.kelurahan_id, rt.label), []).append(rt)

    def _find(self, written: tuple[str, str], inside: Any) -> Region | None:
        code, name = written
        if code:
            return inside.filter(code=code).first()
        if not name:
            return self.region if self.region.level == RegionLevel.KELURAHAN else None
        wanted = "".join(word for word in plain_words(name) if word not in KIND_WORDS)
        near = search_regions(name, within=inside, level=RegionLevel.KELURAHAN)
        same = [region for region in near if "".join(plain_words(region.name)) == wanted]
        return same[0] if len(same) == 1 else None

    def values(self, line: InvestmentLine) -> tuple[InvestmentValues | None, Problem | None]:
        kelurahan = self.kelurahan[(line.kelurahan_code, line.kelurahan_name)]
        if kelurahan is None:
            written = line.kelurahan_code or line.kelurahan_name
            reason = "Kelurahan belum diisi." if not written else "Kelurahan ini tidak ditemukan di wilayah tugas Anda."
            return None, Problem(
                line.sheet, line.number, "kode_kelurahan", written, reason, "Tulis kode kelurahan yang lengkap."
            )
        rt = self._rt(kelurahan, line) if line.rt else None
        if line.rt and rt is None:
            place = neighbourhood_label(NeighbourhoodKind.RT, line.rt, line.rw)
            reason = f"{place} tidak ada di {kelurahan.name}."
            suggestion = "Perbaiki nomornya, atau kosongkan rt dan rw lalu tulis tempatnya di kolom tempat."
            return None, Problem(line.sheet, line.number, "rt", line.rt, reason, suggestion)
        return InvestmentValues(
            kelurahan=kelurahan,
            neighbourhood=rt,
            year=line.year,
            criterion_key=line.criterion,
            activity=line.activity,
            volume=line.volume,
            unit=line.unit,
            source=line.source or self.default_source,
            place_note=line.place_note,
        ), None

    def _rt(self, kelurahan: Region, line: InvestmentLine) -> Neighbourhood | None:
        """The RT that was valid at the end of the year, else the one valid now."""
        found = self.rts.get((kelurahan.code, neighbourhood_label(NeighbourhoodKind.RT, line.rt, line.rw)), [])
        day = survey_day(line.year)
        then = [
            rt
            for rt in found
            if (not rt.valid_from or rt.valid_from <= day) and (not rt.valid_to or rt.valid_to >= day)
        ]
        return next(iter([*then, *(rt for rt in found if rt.valid_to is None)]), None)


def _report(plan: InvestmentPlan) -> dict[str, Any]:
    return {
        "galat": problem_rows(plan.problems[:MOST_SHOWN]),
        "jumlah_galat": len(plan.problems),
        "baru": len(plan.new),
        "tetap": plan.same,
        "tanpa_rt": plan.without_rt,
        "tanpa_parameter": plan.without_criterion,
        "baris": [_line(row) for row in plan.new[:MOST_SHOWN]],
        "sidik": plan.fingerprint,
    }


def _line(row: InvestmentValues) -> dict[str, Any]:
    return {
        "kelurahan": row.kelurahan.name,
        "rt": row.neighbourhood.label if row.neighbourhood else "",
        "tempat": row.place_note,
        "tahun": row.year,
        "parameter": row.criterion_key,
        "kegiatan": row.activity,
        "volume": f"{row.volume.normalize():f}",
        "satuan": row.unit,
    }
