"""Import of 10,000 RT rows against merely reading the same file; scoring them against one SQL pass."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from bench.timing import Job, row, smallest
from kumuh.accounts.enums import Role
from kumuh.accounts.models import Assignment, User
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.conditions.imports import apply_trial, try_workbook
from kumuh.conditions.models import RtRecord, RuleSet
from kumuh.conditions.queries import version_of
from kumuh.conditions.services import compare_scores, load_reference_rulesets
from kumuh.conditions.sheets import template_columns
from kumuh.core.spreadsheets import Table, write_xlsx

CITY = "99.01"
RT_PER_KELURAHAN = 100


def report(rows: int, repetitions: int) -> Iterator[str]:
    """Lines for the import and for the scores."""
    city, user = _places(rows)
    content = _workbook(rows)
    trial = try_workbook(content=content, filename="uji.xlsx", region=city, user=user)
    if trial.report["galat"]:
        raise RuntimeError(f"the workbook of the bench is refused: {trial.report['galat'][:2]}")
    jobs: dict[str, Job] = {
        "read": lambda: _read_only(content),
        "try": lambda: try_workbook(content=content, filename="uji.xlsx", region=city, user=user),
        "apply": lambda: apply_trial(trial=trial, user=user, confirmed=True),
    }
    times = smallest(jobs, repetitions=repetitions, around=_taken_back, warm=False)
    both = times["try"] + times["apply"]
    for name, seconds in (("coba", times["try"]), ("terapkan", times["apply"]), ("coba + terapkan", both)):
        yield row(f"impor {rows} RT baru: {name}", seconds, "membaca berkas yang sama", times["read"])
    jobs["apply"]()
    again = {"read": jobs["read"], "try": jobs["try"]}
    times = smallest(again, repetitions=repetitions, around=_taken_back, warm=False)
    yield row(f"impor {rows} RT tanpa perubahan: coba", times["try"], "membaca berkas yang sama", times["read"])
    scores: dict[str, Job] = {"score": lambda: compare_scores(rows=RtRecord.objects.all()), "sql": _sql_pass}
    times = smallest(scores, repetitions=repetitions)
    yield row(f"hitung ulang nilai {rows} RT", times["score"], "satu kali SQL atas baris itu", times["sql"])


@contextmanager
def _taken_back() -> Iterator[None]:
    """Every run begins with the same database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _places(rows: int) -> tuple[Region, User]:
    load_reference_rulesets()
    province = _region("99", "Provinsi Uji", None)
    city = _region(CITY, "Kota Uji", province)
    district = _region(f"{CITY}.01", "Kecamatan Uji", city)
    for index in range(-(-rows // RT_PER_KELURAHAN)):
        _region(f"{CITY}.01.{1001 + index}", f"Kelurahan Uji {index + 1}", district)
    user = User.objects.create(username="uji-impor", name="Penguji impor")
    Assignment.objects.create(user=user, role=Role.POKJA, region=city)
    return city, user


def _region(code: str, name: str, parent: Region | None) -> Region:
    level = RegionLevel(code.count(".") + 1)
    return Region.objects.create(code=code, name=name, search_name=name.lower(), level=level, parent=parent)


def _workbook(rows: int) -> bytes:
    """The import template filled with real counts of Kota Pekalongan, over and over."""
    samples = list(_real_counts())
    filled = []
    for index in range(rows):
        kelurahan, rt = divmod(index, RT_PER_KELURAHAN)
        counts = samples[index % len(samples)]
        place = {
            "tahun": 2025,
            "kode_kelurahan": f"{CITY}.01.{1001 + kelurahan}",
            "kawasan": f"Kawasan {kelurahan + 1}",
            "rw": f"{rt // 10 + 1:03d}",
            "rt": f"{rt % 10 + 1:03d}",
        }
        filled.append(place | counts)
    columns = template_columns(version_of(RuleSet.objects.get(is_default=True)))
    return write_xlsx([Table("Baseline", columns, filled)])


def _real_counts() -> Iterator[dict[str, Any]]:
    for path in sorted(Path(settings.BASE_DIR, "fixtures/demo/pekalongan").glob("*.json")):
        data = json.loads(path.read_text())
        for rt in data["rt"]:
            header = {key: value for key, value in rt["header"].items() if key != "luas_sk_ha"}
            for year in rt["years"].values():
                yield header | dict(zip(data["parameters"], year["volume"], strict=True))


def _read_only(content: bytes) -> int:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return sum(len(line) for line in sheet.to_python())


def _sql_pass() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT level, COUNT(*), SUM(total), AVG(mean_percent), SUM(luas_verifikasi_ha), MAX(LENGTH(volumes)) "
            "FROM conditions_rtrecord GROUP BY level"
        )
        return cursor.fetchall()
