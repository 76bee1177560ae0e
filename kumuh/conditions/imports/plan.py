"""What applying a file would do: every row as new, changed or unchanged, and every place it would add."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kumuh.accounts.models import User
from kumuh.areas.models import Neighbourhood, Region
from kumuh.conditions.imports.places import Places, folded, load_places
from kumuh.conditions.models import RtRecord, Survey
from kumuh.conditions.registry import SurveyLock, locks_of, reason_of
from kumuh.conditions.ruleset import RuleSet as Version
from kumuh.conditions.sheets import Place, Problem, Reading, SheetRow, known_fields
from kumuh.conditions.values import Counts, counts_of
from kumuh.core.formats import show_number

NEW, CHANGED, SAME = "baru", "berubah", "tetap"


@dataclass(frozen=True)
class PlannedRow:
    """One row of the file in the database's words. `neighbourhood` None: the RT would be added."""

    row: SheetRow
    place: Place
    kelurahan: Region
    neighbourhood: Neighbourhood | None
    kind: str
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def counts(self) -> Counts:
        """What the row says was counted."""
        return Counts(self.row.denominators, self.row.volumes, self.row.percents)

    @property
    def label(self) -> str:
        """`RT 001 / RW 002`."""
        return f"RT {self.place.rt}" + (f" / RW {self.place.rw}" if self.place.rw else "")


@dataclass(frozen=True)
class Plan:
    """The whole file: rows to write, problems that stop it, places and surveys that would be added."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    new_places: tuple[str, ...] = ()
    new_surveys: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def count(self, kind: str) -> int:
        """How many rows are new, changed or unchanged."""
        return sum(1 for row in self.rows if row.kind == kind)

    @property
    def fingerprint(self) -> str:
        """Changes when applying would do something else than what was shown."""
        lines = [[r.row.sheet, r.row.number, r.kelurahan.code, r.label, r.kind, r.changes] for r in self.rows]
        text = json.dumps([lines, self.new_places, self.new_surveys], ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def make_plan(reading: Reading, version: Version, region: Region, user: User) -> Plan:
    """Compare a file with the database inside `region` and the area of `user`. Writes nothing."""
    written = [row for row in reading.rows if row.place is not None]
    places = load_places([row.place for row in written if row.place], region, user)
    records, surveys = _stored(places)
    planned: list[PlannedRow] = []
    problems = list(reading.problems)
    seen: dict[tuple[str, str, int], SheetRow] = {}
    locked = functools.cache(locks_of)  # asked once per kelurahan and year, not once per row
    for row in written:
        assert row.place is not None
        problem = _refusal(row, row.place, places, surveys, version, locked)
        if problem is None:
            item = _planned(row, row.place, places, records, version)
            problem = _double(item, seen)
            planned.append(item)
        if problem is not None:
            problems.append(problem)
    return Plan(
        tuple(planned),
        tuple(problems),
        _new_places(planned, places),
        _new_surveys(planned, surveys),
        reading.notes,
    )


def _stored(places: Places) -> tuple[dict[tuple[int, int], RtRecord], dict[tuple[str, int], Survey]]:
    codes = sorted({region.code for region in places.kelurahan.values()})
    records = RtRecord.objects.filter(kelurahan_id__in=codes).select_related("settlement")
    surveys = Survey.objects.filter(kelurahan_id__in=codes).select_related("ruleset")
    return (
        {(record.neighbourhood_id, record.year): record for record in records.iterator(chunk_size=2_000)},
        {(survey.kelurahan_id, survey.year): survey for survey in surveys},
    )


def _refusal(
    row: SheetRow,
    place: Place,
    places: Places,
    surveys: dict[tuple[str, int], Survey],
    version: Version,
    locked: Callable[[str, int], tuple[SurveyLock, ...]],
) -> Problem | None:
    """Why a row cannot be written, None when it can."""
    key = (place.kelurahan_code, place.kelurahan_name)
    column = "kode_kelurahan" if place.kelurahan_code or not place.kelurahan_name else "kelurahan"
    if key in places.refused:
        reason, suggestion = places.refused[key]
        return Problem(row.sheet, row.number, column, place.kelurahan_code or place.kelurahan_name, reason, suggestion)
    kelurahan = places.kelurahan[key]
    rt = places.rt(kelurahan, place)
    if lock := reason_of(locked(kelurahan.code, place.year), rt.pk if rt else None):
        return Problem(row.sheet, row.number, "tahun", str(place.year), lock)
    survey = surveys.get((kelurahan.code, place.year))
    if survey is not None and survey.ruleset_id != version.key:
        reason = (
            f"Survei {kelurahan.name} tahun {place.year} memakai {survey.ruleset.title}, berkas ini {version.name}."
        )
        return Problem(row.sheet, row.number, "tahun", str(place.year), reason, "Pakai templat versi yang sama.")
    return None


def _planned(
    row: SheetRow, place: Place, places: Places, records: dict[tuple[int, int], RtRecord], version: Version
) -> PlannedRow:
    kelurahan = places.kelurahan[(place.kelurahan_code, place.kelurahan_name)]
    rt = places.rt(kelurahan, place)
    record = records.get((rt.pk, place.year)) if rt else None
    if record is None:
        return PlannedRow(row, place, kelurahan, rt, NEW)
    changes = _changes(version, record, Counts(row.denominators, row.volumes, row.percents), place)
    return PlannedRow(row, place, kelurahan, rt, CHANGED if changes else SAME, changes)


def _changes(version: Version, record: RtRecord, counts: Counts, place: Place) -> tuple[tuple[str, str, str], ...]:
    """Label, old and new of every figure that would change."""
    old, fields = counts_of(record), known_fields(version)
    pairs = [
        (fields[key].label, old.denominators.get(key), counts.denominators.get(key))
        for key in version.denominator_by_key
    ]
    pairs += [(fields[key].label, old.volumes.get(key), counts.volumes.get(key)) for key in version.criterion_by_key]
    pairs += [
        (f"{fields[key].label} (persen)", old.percents.get(key), counts.percents.get(key))
        for key in version.criterion_by_key
    ]
    found = [(label, _told(before), _told(after)) for label, before, after in pairs if before != after]
    stored = record.settlement.name if record.settlement else ""
    if place.settlement and folded(place.settlement) != folded(stored):
        found.append(("Kawasan", stored or "belum diisi", place.settlement))
    return tuple(found)


def _told(value: Decimal | int | None) -> str:
    return "belum diukur" if value is None else show_number(value)


def _double(item: PlannedRow, seen: dict[tuple[str, str, int], SheetRow]) -> Problem | None:
    """The same RT under two kawasan or written by code and by name: only the database shows that it is one RT."""
    first = seen.setdefault((item.kelurahan.code, item.label, item.place.year), item.row)
    if first is item.row:
        return None
    reason = f"{item.label} {item.kelurahan.name} tahun {item.place.year} sudah ada di baris {first.number}."
    return Problem(item.row.sheet, item.row.number, "rt", item.place.rt, reason, "Hapus salah satunya.")


def _new_places(planned: Sequence[PlannedRow], places: Places) -> tuple[str, ...]:
    """RW, RT and kawasan that applying would add, for the person to confirm."""
    missing: dict[str, None] = {}
    for item in planned:
        name = item.place.settlement
        if name and places.settlement(item.kelurahan, name) is None:
            missing.setdefault(f"Kawasan {name}")
        if item.neighbourhood is None:
            if item.place.rw and places.rw(item.kelurahan, item.place.rw) is None:
                missing.setdefault(f"RW {item.place.rw}, {item.kelurahan.name}")
            missing.setdefault(f"{item.label}, {item.kelurahan.name}")
    return tuple(missing)


def _new_surveys(planned: Sequence[PlannedRow], surveys: dict[tuple[str, int], Survey]) -> tuple[str, ...]:
    wanted = {(item.kelurahan.code, item.place.year): item.kelurahan.name for item in planned}
    return tuple(
        f"Survei {name} tahun {year}" for (code, year), name in sorted(wanted.items()) if (code, year) not in surveys
    )
