"""Published numbers of the city: surveys through the import of workbooks, and the SK Kumuh with its RT."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from kumuh.accounts.models import User
from kumuh.areas.models import Decree, Neighbourhood, Region
from kumuh.areas.services import DecreeData, list_in_decree, register_decree
from kumuh.conditions.models import Survey
from kumuh.conditions.queries import default_ruleset, version_of
from kumuh.conditions.services import update_survey
from kumuh.conditions.sheets import template_columns
from kumuh.core.spreadsheets import Table, write_xlsx
from planning.demo.catalog import YEARS, PublishedKelurahan, baseline_rows, city, day, kelurahan, source_line


def surveys() -> list[Survey]:
    """The surveys of the thirteen kelurahan that are in the database."""
    codes = [place.code for place in kelurahan()]
    return list(Survey.objects.filter(kelurahan_id__in=codes, year__in=YEARS))


def baseline_workbook() -> bytes:
    """The published RT and years (895 rows) in the workbook that the application gives out as template."""
    row = default_ruleset()
    if row is None:
        raise LookupError("Versi aturan belum dimuat: jalankan `python manage.py muat_acuan` dahulu.")
    table = Table("Baseline", template_columns(version_of(row)), list(baseline_rows()), freeze_columns=5)
    return write_xlsx([table], version=row.code, title="Baseline Kota Pekalongan 2019–2023")


def load_surveys(*, by: User) -> int:
    """Import the workbook as people do (tried, then exactly that file applied); returns how many surveys there are.

    Surveys that exist are left alone, so that nothing typed since is overwritten.
    """
    if surveys():
        return len(surveys())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baseline-kota-pekalongan-2019-2023.xlsx"
        path.write_bytes(baseline_workbook())
        quiet = Path(folder) / "hasil.txt"
        with quiet.open("w", encoding="utf-8") as told:
            call_command(
                "impor_baseline", str(path), terapkan=True, oleh=by.username, wilayah=city()["kota"], stdout=told
            )
    found = surveys()
    for survey in found:
        update_survey(survey=survey, by=by, expected_version=survey.version, source=source_line())
    return len(found)


@transaction.atomic
def load_decree() -> Decree:
    """Register the SK Kumuh with its RT and hectares, unless it is there."""
    data = city()["sk"]
    known = Decree.objects.filter(city_id=city()["kota"], number=data["nomor"]).first()
    if known is not None:
        return known
    listed = {place.code: _areas(place) for place in kelurahan()}
    decree = register_decree(
        city=Region.objects.get(code=city()["kota"]),
        data=DecreeData(
            number=data["nomor"],
            title=data["tentang"],
            signed_on=day(data["tanggal"]),
            signer_office=data["jabatan"],
            area_ha=sum(
                (area for areas in listed.values() for area in areas.values()), start=0 * kelurahan()[0].rts[0].sk_ha
            ),
            source_note=f"{data['catatan']} {source_line()}",
        ),
    )
    regions = Region.objects.in_bulk(listed)
    for code, areas in listed.items():
        list_in_decree(decree=decree, kelurahan=regions[code], areas=areas)
    return decree


def _areas(place: PublishedKelurahan) -> dict:
    rts = Neighbourhood.objects.filter(kelurahan_id=place.code, kind="RT", valid_to=None).select_related("parent")
    by_number = {(rt.parent.number if rt.parent else "", rt.number): rt for rt in rts}
    return {by_number[(row.rw, row.rt)]: row.sk_ha for row in place.rts}
