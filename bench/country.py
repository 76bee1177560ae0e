"""A country to measure pages on: kelurahan, RT and five years of records, written by SQL in a minute or two.

Counts and scores are real records of Kota Pekalongan repeated over the RT; places, cycles and people are made
up for measuring and never leave the bench's own database.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from kumuh.accounts.enums import Role
from kumuh.accounts.models import Assignment, User
from kumuh.areas.enums import RegionLevel
from kumuh.areas.models import Decree, DecreeNeighbourhood, Neighbourhood, Region
from kumuh.conditions.models import RtRecord, RuleSet, Survey
from kumuh.conditions.queries import version_of
from kumuh.conditions.scoring import score_record
from kumuh.conditions.services import load_reference_rulesets
from kumuh.conditions.values import counts_of
from planning.cycles import services as cycles
from planning.cycles.models import Cycle

YEARS = (2021, 2022, 2023, 2024, 2025)
RT_PER_KELURAHAN = 30
KELURAHAN_PER_CITY = 50
CYCLES = 50


def build(kelurahan: int) -> None:
    """Fill an empty, migrated database with `kelurahan` × 30 RT × 5 years; fifty cycles in the first city."""
    load_reference_rulesets()
    with transaction.atomic():
        _regions(kelurahan)
        _neighbourhoods()
        _records()
    _people()
    _cycles()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def first_city() -> Region:
    return Region.objects.filter(level=RegionLevel.CITY).order_by("code")[0]


def _regions(count: int) -> None:
    rows: list[Region] = []
    for index in range(count):
        city, position = divmod(index, KELURAHAN_PER_CITY)
        province = f"{11 + city // 90}"
        code = f"{province}.{city % 90 + 1:02d}"
        if position == 0:
            if city % 90 == 0:
                rows.append(_region(province, f"Provinsi Uji {province}", None))
            rows += [_region(code, f"Kota Uji {city}", province), _region(f"{code}.01", f"Kecamatan Uji {city}", code)]
        rows.append(_region(f"{code}.01.{1001 + position}", f"Kelurahan Uji {index}", f"{code}.01"))
    Region.objects.bulk_create(rows, batch_size=2000)


def _region(code: str, name: str, parent: str | None) -> Region:
    level = RegionLevel(code.count(".") + 1)
    return Region(code=code, name=name, search_name=name.lower(), level=level, parent_id=parent)


def _neighbourhoods() -> None:
    """One RW per ten RT would not change what is measured, so each kelurahan has one RW."""
    kelurahan = Region.objects.filter(level=RegionLevel.KELURAHAN).values_list("code", flat=True)
    codes = list(kelurahan)
    Neighbourhood.objects.bulk_create(
        (Neighbourhood(kelurahan_id=code, kind="RW", number="001", label="RW 001") for code in codes), batch_size=5000
    )
    parents = dict(Neighbourhood.objects.filter(kind="RW").values_list("kelurahan_id", "pk"))
    for start in range(0, len(codes), 500):
        Neighbourhood.objects.bulk_create(
            [
                Neighbourhood(
                    kelurahan_id=code,
                    kind="RT",
                    number=f"{number:03d}",
                    parent_id=parents[code],
                    label=f"RT {number:03d} / RW 001",
                )
                for code in codes[start : start + 500]
                for number in range(1, RT_PER_KELURAHAN + 1)
            ],
            batch_size=5000,
        )


def _records() -> None:
    """Real scored records as templates of the first RT, then copied by one INSERT … SELECT."""
    ruleset = RuleSet.objects.get(is_default=True)
    Survey.objects.bulk_create(
        (
            Survey(kelurahan_id=code, year=year, ruleset=ruleset, source="Data ukur")
            for code in Region.objects.filter(level=RegionLevel.KELURAHAN).values_list("code", flat=True)
            for year in YEARS
        ),
        batch_size=5000,
    )
    templates = _templates(ruleset)
    RtRecord.objects.bulk_create(templates)
    skipped = {"id", "survey_id", "kelurahan_id", "neighbourhood_id", "year"}
    columns = [field.column for field in RtRecord._meta.concrete_fields if field.column not in skipped]
    copied = ", ".join(f't."{column}"' for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE t AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS n, * FROM {_TABLE}")
        cursor.execute(f"DELETE FROM {_TABLE}")
        cursor.execute(
            f"INSERT INTO {_TABLE} (survey_id, kelurahan_id, neighbourhood_id, year, {named}) "
            f"SELECT s.id, n.kelurahan_id, n.id, s.year, {copied} "
            "FROM areas_neighbourhood n JOIN conditions_survey s ON s.kelurahan_id = n.kelurahan_id "
            f"JOIN t ON t.n = (n.id * 7 + s.year) % {len(templates)} WHERE n.kind = 'RT'"
        )
        cursor.execute("DROP TABLE t")


_TABLE = RtRecord._meta.db_table


def _templates(ruleset: RuleSet) -> list[RtRecord]:
    survey = Survey.objects.order_by("pk")[0]
    rts = Neighbourhood.objects.filter(kind="RT").order_by("pk")
    version = version_of(ruleset)
    made: list[RtRecord] = []
    for path in sorted(Path(settings.BASE_DIR, "fixtures/demo/pekalongan").glob("*.json")):
        data = json.loads(path.read_text())
        for source in data["rt"][:4]:
            header = {key: value for key, value in source["header"].items() if key != "luas_sk_ha"}
            year = source["years"]["2023"]
            record = RtRecord(
                survey=survey,
                kelurahan_id=survey.kelurahan_id,
                year=survey.year + len(made) // RT_PER_KELURAHAN * 10,
                neighbourhood=rts[len(made) % RT_PER_KELURAHAN],
                ruleset=ruleset,
                volumes={key: str(v) for key, v in zip(data["parameters"], year["volume"], strict=True)},
                **{key: str(value) for key, value in header.items()},
            )
            record.clean_fields(exclude=["survey", "neighbourhood", "kelurahan", "ruleset", "level"])
            counts = counts_of(record)
            scored = score_record(version, counts.denominators, counts.volumes)
            record.result, record.flags = scored.result_as_dict(), scored.flags_as_list()
            record.total, record.level = scored.total, scored.level or ""
            record.mean_percent = scored.mean
            made.append(record)
    return made


def _people() -> None:
    city = first_city()
    for name, role, region in (
        ("uji-pokja", Role.POKJA, city),
        ("uji-fasilitator", Role.FASILITATOR, Region.objects.filter(code__startswith=f"{city.code}.01.")[0]),
        ("uji-nasional", Role.PEMANTAU, None),
    ):
        user = User.objects.create(username=name, name=f"Penguji {role.label}")
        Assignment.objects.create(user=user, role=role, region=region)


def _cycles() -> None:
    city = first_city()
    decree = Decree.objects.create(
        city=city,
        number="1/2024",
        title="SK Kumuh uji",
        signed_on=date(2024, 1, 2),
        review_on=date(2029, 1, 2),
        signer_office="Wali Kota",
    )
    inside = Neighbourhood.objects.filter(kind="RT", kelurahan__code__startswith=f"{city.code}.")
    DecreeNeighbourhood.objects.bulk_create(DecreeNeighbourhood(decree=decree, neighbourhood=rt) for rt in inside)
    user = User.objects.get(username="uji-fasilitator")
    for kelurahan in Region.objects.filter(code__startswith=f"{city.code}.01.")[:CYCLES]:
        cycles.start_cycle(track="P", region=kelurahan, decree=decree, fiscal_year=2026, survey_year=YEARS[-1], by=user)


def any_cycle() -> Cycle:
    return Cycle.objects.order_by("pk")[0]
