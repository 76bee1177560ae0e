"""Loading the official list of regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Region
from kumuh.areas.region_list import RegionRow, read_region_list

BATCH = 2_000


@dataclass(frozen=True)
class RegionCounts:
    """What a load did: rows by level, new, changed, unchanged, and regions no longer in the list."""

    by_level: Mapping[int, int]
    created: int
    updated: int
    unchanged: int
    retired: int


def load_regions(*, content: bytes) -> RegionCounts:
    """Bring the table of regions to the state of an official list, in one transaction.

    New codes are added, changed rows updated, codes that the list no longer holds are retired
    (`active` false, never deleted, because older records point to them). Loading the same list
    again writes nothing. The size class of a city is kept. Raises `RegionListRefused`.
    """
    rows = read_region_list(content)
    with transaction.atomic():
        stored = {row[0]: row for row in Region.objects.values_list(*RegionRow._fields)}
        new = [row for code, row in rows.items() if code not in stored]
        changed = [row for code, row in rows.items() if code in stored and stored[code] != row]
        gone = [code for code, row in stored.items() if code not in rows and row[-1]]
        for level in RegionLevel:
            Region.objects.bulk_create(_regions(row for row in new if row.level == level), batch_size=BATCH)
        Region.objects.bulk_update(_regions(changed), RegionRow._fields[1:], batch_size=400)
        for start in range(0, len(gone), BATCH):
            Region.objects.filter(code__in=gone[start : start + BATCH]).update(active=False)
    by_level = Counter(row.level for row in rows.values())
    return RegionCounts(by_level, len(new), len(changed), len(rows) - len(new) - len(changed), len(gone))


def _regions(rows: Iterable[RegionRow]) -> list[Region]:
    return [Region(**row._asdict()) for row in rows]
