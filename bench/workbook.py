"""Import of 10,000 RT rows against merely reading the same file; scoring them against one SQL pass."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from python_calamine import CalamineWorkbook

from bench.timing import medians, once, row
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


def report(rows: int) -> Iterator[str]:
    """Lines for the import and for the scores."""
    city, user = _places(rows)
    content = _workbook(rows)
    reading = medians({"baca": lambda: _read_only(content)}, repetitions=5)["baca"]
    trial: list[Any] = []
    trying = once(lambda: trial.append(try_workbook(content=content, filename="uji.xlsx", region=city, user=user)))
    errors = trial[0].report["galat"]
    if errors:
        raise RuntimeError(f"the workbook of the bench is refused: {errors[:2]}")
    applying = once(lambda: apply_trial(trial=trial[0], user=user, confirmed=True))
    yield row(f"impor: coba {rows} RT", trying, "membaca berkas yang sama", reading)
    yield row(f"impor: terapkan {rows} RT", applying, "membaca berkas yang sama", reading)
    yield row(f"impor: coba + terapkan {rows} RT", trying + applying, "membaca berkas yang sama", reading)
    times = medians({"nilai": lambda: compare_scores(rows=RtRecord.objects.all()), "sql": _sql_pass}, repetitions=3)
    yield row(f"hitung ulang nilai {rows} RT", times["nilai"], "satu kali SQL atas baris yang sama", times["sql"])


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
